"""A group's answers on one approach: is it working, is it helpful, why (feature row 1.37)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from focusgroup.room.chart import ANSWERS
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.live import faces
from focusgroup.tui.screens.live.dialog import LiveDialog
from focusgroup.tui.widgets.form import ChoiceRow, Field

if TYPE_CHECKING:
    from focusgroup.domain.session import ItemRun
    from focusgroup.room.room import Room

_OPTIONS = [*((answer, answer) for answer in ANSWERS), ("", "not asked")]


class VerdictDialog(LiveDialog[None]):
    """Two answers and a why, for the flip-chart entry in hand."""

    HEAD = "Answers on this approach"
    HELP: ClassVar[str] = (
        "What the group says of this approach as a whole: is it working, is it helpful with "
        "customers, and why. Single remarks belong in the capture line. Enter or Ctrl+S keeps it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep", id="verdict.keep", priority=True),
        Binding("f3", "list", "whole list", id="verdict.list"),
    ]

    def __init__(self, room: Room, run: ItemRun) -> None:
        super().__init__(room)
        self._run = run

    def body(self) -> ComposeResult:
        """Yield the questions."""
        yield Static(faces.run_title(self.room, self._run), classes="sheet--text", markup=False)
        yield Field("Working?", ChoiceRow(_OPTIONS, self._run.working, id="verdict-working"))
        yield Field("Helpful?", ChoiceRow(_OPTIONS, self._run.helpful, id="verdict-helpful"))
        yield Field("Why, or why not?", value=self._run.why, id="verdict-why")

    def on_mount(self) -> None:
        """Begin with the first question."""
        self.query_one("#verdict-working", ChoiceRow).focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_keep()

    def action_keep(self) -> None:
        """Keep the answers and close; when the file does not take them, they stay here."""
        try:
            self.room.chart.judge(
                self._run.id,
                working=self.query_one("#verdict-working", ChoiceRow).value,
                helpful=self.query_one("#verdict-helpful", ChoiceRow).value,
                why=self.query_one("#verdict-why", Field).value,
            )
        except StoreError as error:
            self.tell(str(error), error=True)
        else:
            self.dismiss(None)

    def action_list(self) -> None:
        """Open the whole flip-chart list instead."""
        from focusgroup.tui.screens.live.chart import ChartDialog

        self.app.switch_screen(ChartDialog(self.room, self.room.chart.chart_in_hand()))

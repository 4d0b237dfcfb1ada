"""All steps of the guide: jump, skip with a reason, change a time box."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from focusgroup.domain.session import ItemRun, SessionState
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.live import faces
from focusgroup.tui.screens.live.dialog import LiveDialog
from focusgroup.tui.widgets.agenda import AgendaList
from focusgroup.tui.widgets.form import Field

if TYPE_CHECKING:
    from focusgroup.room.room import Room


class StepsDialog(LiveDialog[None]):
    """The outline as a sheet, for any view."""

    HEAD = "Steps of the guide"
    HELP: ClassVar[str] = (
        "All steps with minutes used and planned. Enter jumps to a step, s skips it with a "
        "reason that the report repeats, + and - change its time box."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "jump", "jump", show=True, id="steps.jump"),
        Binding("s", "skip", "skip with a reason", id="steps.skip"),
        Binding("plus,equals_sign", "minutes(1)", "minute more", id="steps.more"),
        Binding("minus", "minutes(-1)", "minute less", id="steps.less"),
    ]

    def body(self) -> ComposeResult:
        """Yield the outline."""
        yield AgendaList(faces.agenda_rows(self.room), id="steps-list")

    def on_mount(self) -> None:
        """Begin on the step in hand."""
        self.query_one(AgendaList).focus()

    def _chosen(self) -> ItemRun | None:
        agenda = self.query_one(AgendaList)
        if agenda.cursor is None:
            return self.room.desk.in_hand
        run_id = agenda.rows[agenda.cursor].run_id
        return next((r for r in self.room.desk.runs if r.id == run_id), None)

    @on(AgendaList.Chosen)
    def _jump_to(self, event: AgendaList.Chosen) -> None:
        event.stop()
        if self.room.session.state in {SessionState.PLANNED, SessionState.CLOSED}:
            self.tell("Start the clock first: Esc, then F5.")
            return
        self.attempt(lambda: self.room.agenda.go(event.run_id))
        self.dismiss(None)

    def action_jump(self) -> None:
        """Jump to the step under the cursor."""
        run = self._chosen()
        if run is not None:
            self._jump_to(AgendaList.Chosen(run.id))

    def action_minutes(self, by: int) -> None:
        """Change the time box of the step under the cursor."""
        run = self._chosen()
        if run is not None:
            self.attempt(lambda: self.room.agenda.add_minutes(by, run.id))
            self._show()

    def action_skip(self) -> None:
        """Skip the step under the cursor."""
        run = self._chosen()
        if run is not None:
            ask_reason(self, self.room, run, self._show)

    def _show(self) -> None:
        self.query_one(AgendaList).set_rows(faces.agenda_rows(self.room))


class ReasonDialog(LiveDialog[str]):
    """Asks why a step is skipped."""

    HEAD = "Skip this step"
    HELP: ClassVar[str] = (
        "Why is it skipped? The reason stands in the report. Enter skips the step."
    )

    def __init__(self, room: Room, title: str, reason: str = "") -> None:
        super().__init__(room)
        self._title, self._reason = title, reason

    def body(self) -> ComposeResult:
        """Yield the question."""
        yield Static(self._title, classes="sheet--text", markup=False)
        yield Field(
            "Reason",
            value=self._reason,
            placeholder="no time left",
            hint="Enter skips, Esc leaves the step in",
        )

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.query_one(Field).focus()

    @on(Input.Submitted)
    def _given(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            self.query_one(Field).show_error("Give a reason in a few words: the report repeats it.")
            return
        self.dismiss(event.value)


def ask_reason(
    screen: Screen[Any],
    room: Room,
    run: ItemRun,
    then: Callable[[], None] | None = None,
    *,
    typed: str = "",
) -> None:
    """Ask for a reason and skip the step; the reason is masked like every text.

    When the file does not take it, the question comes back with what was typed.
    """

    def skip(reason: str | None) -> None:
        if not reason:
            return
        try:
            room.skip(run.id, reason)
        except StoreError as error:
            ask_reason(screen, room, run, then, typed=reason)
            screen.app.notify(str(error), severity="error", markup=False)
            return
        if then is not None:
            then()

    screen.app.push_screen(ReasonDialog(room, faces.run_title(room, run), typed), skip)

"""The summary check: the team's summary read out, and what the group says to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from focusgroup.domain.comment import Comment
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import ProgramScreen
from focusgroup.tui.screens.summary_list import (
    CHECKS,
    StatementList,
    heard,
    keep_statement,
    statements,
)
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.form import LineInput
from focusgroup.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from focusgroup.room.room import Room
    from focusgroup.store.history import Undone

_FOLLOW_S = 0.3


class SummaryCheck(ProgramScreen):
    """Statements with confirmed, corrected or added behind each, and the answers below."""

    CSS_PATH = "summary.tcss"
    AUTO_FOCUS = ""
    HELP: ClassVar[str] = (
        "Near the end the assistant sums up in two minutes, and the group says whether that is "
        "right. Type each statement and press Enter; it is masked and kept.\n\n"
        "F5 marks the statement in hand as confirmed, F6 as corrected, F7 as added by the group; "
        "the same key again takes the mark off. With something typed in the line, they keep it "
        "with that mark at once: type 3 and the words for what seat 3 corrects or adds. Up and "
        "Down choose the statement.\n\n"
        "A statement without a seat is the team's and counts in no figure. Below the statements "
        "stands what the group answered. Ctrl+Z takes back, Esc goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "check('confirmed')",
            "confirmed",
            id="summary.confirmed",
            tooltip="The group says it is right",
        ),
        Binding(
            "f6",
            "check('corrected')",
            "corrected",
            id="summary.corrected",
            tooltip="The group says it is wrong, or partly",
        ),
        Binding(
            "f7",
            "check('added')",
            "added",
            id="summary.added",
            tooltip="The group says it was missing",
        ),
        Binding("up", "move(-1)", "statement before", show=False),
        Binding("down", "move(1)", "next statement", show=False),
        Binding(
            "ctrl+z",
            "undo",
            "undo",
            id="summary.undo",
            priority=True,
            tooltip="Take back the last statement or mark",
        ),
        Binding(
            "ctrl+y",
            "redo",
            "redo",
            show=False,
            id="summary.redo",
            priority=True,
            tooltip="Do again what was taken back",
        ),
    ]

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room

    def compose(self) -> ComposeResult:
        """Lay the list and the line out."""
        yield Static("Summary check", classes="form-title", markup=False)
        yield Static(id="summary-counts", markup=False)
        yield StatementList(self.room)
        with Vertical(id="summary-below"):
            yield LineInput(
                placeholder="a statement of the summary, or 3 what seat 3 adds", id="summary-line"
            )
            yield Static("", id="summary-hint", classes="hint", markup=False)
        yield KeyFooter(
            order=("summary.confirmed", "summary.corrected", "summary.added", "summary.undo",
                   "screen.back")
        )  # fmt: skip

    def on_mount(self) -> None:
        """Show what there is and follow the other window."""
        self._line.focus()
        self._show()
        self.set_interval(_FOLLOW_S, self._follow)

    @property
    def _line(self) -> LineInput:
        return self.query_one("#summary-line", LineInput)

    @property
    def _list(self) -> StatementList:
        return self.query_one(StatementList)

    @property
    def in_hand(self) -> Comment | None:
        """The statement the keys work on."""
        return self._list.in_hand

    def _show(self, keep: str = "") -> None:
        made, said = statements(self.room), heard(self.room)
        held = self.in_hand
        self._list.show([*made, *said], keep or (held.id if held else ""))
        counts = [f"{sum(c.check == check for c in made)} {check}" for check in CHECKS]
        still = sum(not c.check for c in made)
        answers = f"{len(said)} answer" + "s" * (len(said) != 1)
        told = ", ".join([*counts, f"{still} open", answers])
        self.query_one("#summary-counts", Static).update(Content(told))

    # Keys

    @on(Input.Submitted, "#summary-line")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._keep("")

    @on(Input.Changed, "#summary-line")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._hint("")

    def _keep(self, check: str) -> None:
        typed = self._line.value
        if not typed.strip():
            return
        try:
            comment = keep_statement(self.room, typed, check)
        except StoreError as error:
            self._hint(f"✗ {error}")  # the typed words stay
            return
        if comment is not None:
            self._line.value = ""
            self._show(keep=comment.id)

    def action_check(self, check: str) -> None:
        """Mark the statement in hand, or keep the typed one with that mark."""
        if self._line.value.strip():
            self._keep(check)
            return
        comment = self.in_hand
        if comment is None:
            self._hint("Type a statement first.")
            return
        now = "" if comment.check == check else check
        try:
            self.room.notes.change(comment.id, "summary check", kind="summary", check=now)
        except StoreError as error:
            self._hint(f"✗ {error}")
            return
        self._show(keep=comment.id)

    def action_move(self, step: int) -> None:
        """Choose another statement while the line keeps the keyboard."""
        if self._list.comments:
            self._list.cursor = (self._list.cursor or 0) + step

    def action_undo(self) -> None:
        """Take back the last action."""
        self._stepped(self.room.undo, "Undone", "There is nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._stepped(self.room.redo, "Done again", "There is nothing to do again.")

    def _stepped(self, step: Callable[[], Undone | None], word: str, nothing: str) -> None:
        try:
            undone = step()
        except StoreError as error:
            self._hint(f"✗ {error}")
            return
        self.tell(f"{word}: {undone.label}." if undone else nothing)
        self._show()

    def _follow(self) -> None:
        """Show what came in; the news is left to a live screen beneath, which shares the room."""
        try:
            self.room.catch_up()
        except StoreError:
            return  # said at the next action; the next beat asks again
        if [*statements(self.room), *heard(self.room)] != self._list.comments:
            self._show()

    def _hint(self, words: str) -> None:
        hint = self.query_one("#summary-hint", Static)
        hint.set_class(words.startswith("✗"), "-wrong")
        hint.update(Content(safe(words)))

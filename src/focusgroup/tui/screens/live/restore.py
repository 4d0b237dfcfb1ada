"""Takes a mask off: the words come from memory, where they stay for ten minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from focusgroup.tui.screens.live.dialog import LiveDialog

if TYPE_CHECKING:
    from focusgroup.room.room import Room


class RestoreDialog(LiveDialog[str]):
    """Lists the masks of one comment; a digit takes that one off."""

    HEAD = "What was masked"
    HELP: ClassVar[str] = (
        "Press the digit of a word that is nobody's name: it is written as it was said, here and "
        "in all later comments of this run. Real names stay masked."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(n), f"restore({n - 1})", f"restore {n}", show=n == 1, key_display="1-9")
        for n in range(1, 10)
    ]

    def __init__(self, room: Room, comment_id: str) -> None:
        super().__init__(room)
        self._comment = comment_id

    def body(self) -> ComposeResult:
        """Yield the list."""
        lines = [
            f"{n}  {r.original}  →  {r.code}  ({r.kind}, {r.layer})"
            for n, r in enumerate(self.room.notes.restorable(self._comment)[:9], start=1)
        ]
        yield Static(Content("\n".join(lines)), classes="sheet--text")

    def action_restore(self, number: int) -> None:
        """Take one mask off and close."""
        if self.attempt(lambda: self.room.notes.restore(self._comment, number)):
            self.dismiss(self._comment)

"""Asked after the laptop slept, or the program was stopped, while a session ran."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from focusgroup.tui.screens.live.dialog import LiveDialog
from focusgroup.tui.screens.live.faces import clock_text

if TYPE_CHECKING:
    from focusgroup.room.clock import Gap
    from focusgroup.room.room import Room

_LOOK_S = 0.2


class SleptDialog(LiveDialog[bool]):
    """Answers True for a pause, False for session time, None when another window answered."""

    HEAD = "The laptop slept"
    HELP: ClassVar[str] = (
        "For some minutes this program did not run: the laptop slept, or the program was stopped. "
        "y leaves that time out of the session, as a pause; n counts it in, if the group talked "
        "on. Esc leaves the clock as it shows. Ctrl+Z takes the answer back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "count it as a pause", id="slept.pause"),
        Binding("n", "answer(False)", "count it as session time", id="slept.count"),
        Binding("escape", "as_it_shows", "leave the clock", id="dialog.close"),
    ]

    def __init__(self, room: Room, gap: Gap) -> None:
        super().__init__(room)
        self._gap = gap
        self._before = (room.session.clock_s, room.session.clock_at)

    def body(self) -> ComposeResult:
        """Yield the question."""
        shows = clock_text(self.room.clock.elapsed())
        yield Static(
            f"The laptop slept {self._gap.minutes} min: count it as a pause? (y/n)\n"
            f"The session clock shows {shows}.",
            classes="sheet--text",
            markup=False,
        )

    def on_mount(self) -> None:
        """Watch for an answer given in another window."""
        self.set_interval(_LOOK_S, self._look)

    def _look(self) -> None:
        if (self.room.session.clock_s, self.room.session.clock_at) != self._before:
            self.dismiss(None)

    def action_answer(self, pause: bool) -> None:
        """Close with an answer."""
        self.dismiss(pause)

    def action_as_it_shows(self) -> None:
        """Keep what the clock counted."""
        self.dismiss(self._gap.counted_s == 0)

"""What a live screen watches by itself: its file, and whether the machine slept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import ProgramScreen

if TYPE_CHECKING:
    from focusgroup.room.clock import Gap
    from focusgroup.room.room import Room
    from focusgroup.tui.study_desk import StudyDesk

Result = TypeVar("Result")

BEAT_S = 5.0
WATCH_S = 0.5  # a file that vanishes is told, and what waits is sent, within this


class WatchingScreen(ProgramScreen):
    """Beats, watches and sends what waits; a live view adds all there is to see."""

    def __init__(self, study: StudyDesk, room: Room) -> None:
        super().__init__()
        self.study = study
        self.room = room
        self._trouble = ""  # what was told already: once for each trouble, not at each look

    def begin_watching(self) -> None:
        """Begin to watch."""
        self.set_interval(BEAT_S, self.beat)
        self.set_interval(WATCH_S, self.watch_file)

    def attempt(self, do: Callable[[], Result]) -> Result | None:
        """Do something with the study file; a failure becomes a sentence, nothing else stops."""
        try:
            return do()
        except StoreError as error:
            self.tell(str(error), severity="error")
            return None

    def show_all(self) -> None:
        """Bring the whole view up to date."""

    def waiting_sent(self, ids: list[str]) -> None:
        """Hear that comments which waited are written now."""

    def beat(self) -> None:
        """Note where the clock stands; after a sleep ask what to do with the time."""
        gap = self.room.beat()
        if gap is not None:
            from focusgroup.tui.screens.live.slept import SleptDialog

            self.app.push_screen(SleptDialog(self.room, gap), partial(self._slept_answered, gap))

    def _slept_answered(self, gap: Gap, pause: bool | None) -> None:
        if pause is not None:
            self.attempt(lambda: self.room.slept(gap, pause=pause))
        self.show_all()

    def watch_file(self) -> None:
        """Tell when the file is gone and when it is back; send what waits for it."""
        name = self.study.file.path.name
        try:
            self.study.file.log.place.check()
        except StoreError as error:
            self.tell_once(str(error))
            return
        if self._trouble:
            self._trouble = ""
            self.tell(f"{name} is at its place again.")
        sent = self.room.notes.send_waiting() if len(self.room.notes.outbox) else []
        if sent:
            self.waiting_sent([comment.id for comment in sent])
            self.tell(f"Written to {name}: {len(sent)} that waited.")

    def tell_once(self, sentence: str) -> None:
        """Tell of a trouble that is met again and again, once."""
        if sentence != self._trouble:
            self._trouble = sentence
            self.tell(sentence, severity="error", timeout=20)

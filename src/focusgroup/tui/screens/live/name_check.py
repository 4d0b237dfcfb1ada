"""The wait at Enter for the name-finding model, where the extra is installed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from focusgroup.privacy.spotted import Look
    from focusgroup.tui.screens.live.note_taker import NoteScreen


class NameCheck:
    """Keeps entered lines until the model has looked at them, in the order they were entered."""

    def __init__(self, screen: NoteScreen) -> None:
        self._screen = screen
        self._checking = ""  # the line that the model is looking at
        self._entered_since: list[str] = []

    def enter(self, line: str) -> bool:
        """Keep a line once the model has looked at it, or has taken too long.

        Returns whether it is being looked at now.
        """
        if self._checking:
            rest = line.removeprefix("".join([self._checking, *self._entered_since]))
            if rest.strip():
                self._entered_since.append(rest)
            return True
        look = self._screen.room.notes.expect(line, whole=self._screen.correcting)
        if look is None:
            self._screen.keep(line)
            return False
        self._checking = line
        self._screen.line.show_hint("Checking names…")
        self._screen.run_worker(self._keep_checked(line, look), group="check")
        return True

    async def _keep_checked(self, line: str, look: Look) -> None:
        assert self._screen.room.spotter is not None
        late = self._screen.room.spotter.late
        await asyncio.wait([asyncio.wrap_future(look)], timeout=self._screen.room.spotter.wait_s)
        self._checking = ""
        self._screen.line.show_hint()
        before = self._screen.line.text
        self._screen.keep(line)
        if self._screen.room.spotter.late > late and self._screen.line.text != line:
            self._screen.line.show_hint(
                "Kept, masked by the rules alone: the name check took too long."
            )
        if self._screen.line.text == before:
            self._entered_since.clear()  # refused: all of it stays in the line
        self._check_next()

    def _check_next(self) -> None:
        """Go on with the lines that were entered while the model looked at one."""
        while self._entered_since:
            before = self._screen.line.text
            if self.enter(self._entered_since.pop(0).lstrip()):
                return
            if self._screen.line.text == before:
                self._entered_since.clear()

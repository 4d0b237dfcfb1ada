"""Somebody at the program: the real app on a real study file, keys and pastes only."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from focusgroup.guide.library import load_frame
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.app import FocusGroupApp, Opening
from focusgroup.tui.widgets.form import Field

SMALL, LARGE, TINY = (80, 24), (120, 36), (60, 15)


class Sitting:
    """One person at one window."""

    def __init__(self, app: FocusGroupApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys and wait until the screen stands."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait for what was started to be shown."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        """Put text in as a terminal's paste does; a key takes 80 ms, a paste none."""
        assert self.app.focused is not None, "nothing has the keyboard"
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()
        await self.pilot.pause()

    async def fill(self, *texts: str) -> None:
        """Fill fields one after the other, Enter between them."""
        for text in texts:
            if text:
                await self.paste(text)
            await self.press("enter")

    async def until(self, holds: Callable[[], bool], *, rounds: int = 200) -> None:
        """Wait until something another window did is seen."""
        for _ in range(rounds):
            if holds():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"never came about; on screen:\n{self.text}")

    @property
    def text(self) -> str:
        """Everything on screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def flowing(self) -> str:
        """Everything on screen, as one line with single spaces."""
        bars = str.maketrans(dict.fromkeys("▌▁▂▃▄▅▆▇█", " "))
        return " ".join(self.text.translate(bars).split())

    @property
    def footer(self) -> str:
        """The last line."""
        return self.text.splitlines()[-1]

    @property
    def told(self) -> str:
        """All toasts."""
        return "\n".join(str(each.message) for each in self.app._notifications)

    def field(self, name: str) -> Field:
        """Return a field of the form."""
        return self.app.screen.query_one(f"#{name}", Field)

    def shows(self, kind: type) -> bool:
        """Tell whether a screen of this kind is in front."""
        return isinstance(self.app.screen, kind)


@asynccontextmanager
async def sitting(
    opening: Opening | None = None, *, size: tuple[int, int] = SMALL
) -> AsyncIterator[Sitting]:
    """Start the program."""
    app = FocusGroupApp(opening)
    async with app.run_test(size=size, notifications=True) as pilot:
        here = Sitting(app, pilot)
        await here.settle()
        yield here
        if app.study is not None:
            app.leave_study()


@asynccontextmanager
async def at_study(path: Path, *, size: tuple[int, int] = SMALL) -> AsyncIterator[Sitting]:
    """Start the program on a study."""
    async with sitting(Opening("study", path), size=size) as here:
        yield here


def new_study(folder: Path, name: str = "reset", **texts: str) -> Path:
    """Make an empty study and return its file."""
    path = folder / f"{name}.focusgroup"
    told = {"title": "CRM strategy reset", **texts}
    StudyFile.create(path, frame=load_frame("crm-joined"), **told).close()
    return path


def on_disk(*folders: Path) -> bytes:
    """Return every byte of every file in these folders, -wal and -shm too."""
    return b"\0".join(path.read_bytes() for folder in folders for path in files(folder))


def files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder."""
    return (path for path in folder.rglob("*") if path.is_file())


def spellings(word: str) -> set[bytes]:
    """Return the ways a word could lie in a file: as typed, in small and in capital letters."""
    ways = {word, word.casefold(), word.upper()}
    return {way.encode(code) for way in ways for code in ("utf-8", "utf-16-le")}


def ascii_start(value: str) -> str:
    """Name a test by the beginning of its text."""
    return ascii(value[:12])

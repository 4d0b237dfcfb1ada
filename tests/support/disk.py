"""The folders of one run of the program, and the planted names looked for in all of them."""

from __future__ import annotations

import asyncio
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from focusgroup.guide.library import load_guide
from focusgroup.room.handover import NameDoor
from focusgroup.room.names import NameCard, NameCards
from focusgroup.room.room import Room
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.store.study_file import StudyFile
from support import planted
from support.planted import CLIENT, MODERATOR, NOTE_TAKER, ROSTER, Search
from support.studies import JOINED
from support.terminal import PROGRAM, Terminal

SIZE = (120, 36)


class Disk:
    """The folders of one run, and the search over them."""

    def __init__(self, root: Path) -> None:
        self.home, self.temp, self.work = (root / name for name in ("home", "tmp", "cwd"))
        for folder in (self.home, self.temp, self.work):
            folder.mkdir(mode=0o700)
        self.runtime = Path(tempfile.mkdtemp())  # short: a socket's path has 104 bytes at most
        self.search = Search((self.home, self.runtime, self.temp, self.work))

    @property
    def environment(self) -> dict[str, str]:
        return {
            "XDG_RUNTIME_DIR": str(self.runtime),
            "TMPDIR": str(self.temp),
            "SQLITE_TMPDIR": str(self.temp),
            "HOME": str(self.work),
        }

    def terminal(self, *words: str, command: tuple[str, ...] = PROGRAM, **more: str) -> Terminal:
        return Terminal(
            *words, home=self.home, size=SIZE, command=command, **{**self.environment, **more}
        )

    @property
    def study(self) -> Path:
        return next((self.home / "studies").glob("*.focusgroup"))

    def look(self, terminal: Terminal | None = None) -> None:
        self.search.once()
        if terminal is not None:
            self.search.process(terminal.process.pid)
        assert self.search.finds == set()

    def run(self, *words: str) -> str:
        """Run a command in the home folder; what it says may hold no planted name either."""
        done = subprocess.run(
            [*PROGRAM, *words],
            env={**os.environ, **self.environment, "FOCUSGROUP_HOME": str(self.home)},
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert planted.stems_in(done.stdout.encode() + done.stderr.encode()) == set()
        return done.stdout


def started_group(path: Path) -> tuple[str, NameCards]:
    """Make a study with a running group of the planted people; return session and names."""
    seats = [
        SeatPlan(NameCard(first, last, (nick,) if nick else ()), "Contact centre", code=f"P{n}")
        for n, (first, last, nick) in enumerate(ROSTER, start=1)
    ]
    plan = SessionPlan(
        label="Customer contact",
        moderator=NameCard(MODERATOR),
        takers=[NameCard(NOTE_TAKER)],
        never_write=[CLIENT],
        seats=seats,
    )
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        session, names = make_session(study, plan, load_guide("crm-strategy-reset"))
        room = Room(study, session.id, names=names)
        room.agenda.start()
        room.close()
    return session.id, names


@contextmanager
def names_handed_over(study: Path, session: str, names: NameCards) -> Iterator[None]:
    """Hold the door open that another window asks for names; XDG_RUNTIME_DIR must be set."""
    loop, door = asyncio.new_event_loop(), NameDoor(study, session, lambda: names)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    assert asyncio.run_coroutine_threadsafe(door.open(), loop).result(10)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(door.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()

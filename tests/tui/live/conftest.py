from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from focusgroup.room.room import Room
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.app import FocusGroupApp, Opening
from focusgroup.tui.screens.live import live_screen
from focusgroup.tui.study_desk import StudyDesk
from support.rooms import Hands, session_in
from support.studies import JOINED


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("FOCUSGROUP_HOME", str(tmp_path / "home"))
    runtime = tempfile.mkdtemp(prefix="fg")  # a socket's path has to be short
    monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    yield
    shutil.rmtree(runtime)


@pytest.fixture
def prepared(tmp_path: Path):
    """A study with one planned session, and the names of its table."""
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        room = session_in(study)
        room.close()
    return path, room.session.id, room.names


class Live:
    """The program on one session, with a clock that the test turns."""

    def __init__(self, prepared, monkeypatch, view: str) -> None:
        self.path, self.session, self.names = prepared
        self.hands = Hands()
        self.view = view
        original = Room.__init__

        def with_hands(room, *args, **more):
            original(room, *args, **{**more, "clock_source": self.hands})

        monkeypatch.setattr(Room, "__init__", with_hands)
        self.app = FocusGroupApp(Opening())

    def open(self):
        desk = StudyDesk.open(self.path)
        desk.names[self.session] = self.names
        self.app.take_study(desk)
        self.app.push_screen(live_screen(desk, self.session, self.view))

    @property
    def screen(self):
        return self.app.screen

    @property
    def room(self):
        return next(s.room for s in reversed(self.app.screen_stack) if hasattr(s, "room"))

    def toasts(self) -> str:
        return " / ".join(n.message for n in self.app._notifications)


@pytest.fixture
def live(prepared, monkeypatch):
    return lambda view: Live(prepared, monkeypatch, view)

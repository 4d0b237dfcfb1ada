"""`focusgroup demo`: the running group opens first, and behind it the whole study is filled."""

from __future__ import annotations

import asyncio

import pytest

from focusgroup.tui.app import FocusGroupApp, Opening
from focusgroup.tui.screens.live.note_taker import NoteScreen

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FOCUSGROUP_HOME", str(tmp_path))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


async def test_the_first_frame_does_not_wait_and_then_the_running_group_stands_there():
    app = FocusGroupApp(Opening("demo"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.study is None  # a frame stands while the study is still being built
        async with asyncio.timeout(60):
            while not isinstance(app.screen, NoteScreen):
                await pilot.pause(0.05)
        assert app.study is not None
        running = next(s for s in app.study.file.sessions() if s.code == "G4")
        assert app.screen.room.session.id == running.id
        assert app.study.worksheets.facts.count("gap") == 7

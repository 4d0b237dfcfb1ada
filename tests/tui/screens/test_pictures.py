"""How the form screens look: few pictures, of what changes rarely."""

from __future__ import annotations

import pytest
from textual.widgets import Input, TextArea

from focusgroup.config import Remembered
from focusgroup.domain.session import Session, SessionState
from focusgroup.guide.library import load_guide
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.app import FocusGroupApp, Opening
from tui.screens.sitting import LARGE, SMALL, new_study


@pytest.fixture(autouse=True)
def same_every_day(monkeypatch):
    monkeypatch.setattr("focusgroup.tui.screens.home.__version__", "1.2.3")
    monkeypatch.setattr("focusgroup.tui.screens.home._day", lambda _: "04 Dec 2026")
    monkeypatch.setattr("focusgroup.tui.screens.home._short", lambda _: "~/studies")


async def steady(pilot) -> None:
    """Stop cursors from blinking and let everything be drawn."""
    for line in pilot.app.screen.query(Input):
        line.cursor_blink = False
    for area in pilot.app.screen.query(TextArea):
        area.cursor_blink = False
    await pilot.pause()


def pressing(*keys: str):
    async def before(pilot) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await steady(pilot)

    return before


def test_home(snap_compare, tmp_path):
    for name in ("north", "crm-strategy-reset"):
        Remembered.load().opened(new_study(tmp_path, name))
    assert snap_compare(FocusGroupApp(), terminal_size=SMALL, run_before=pressing())


def test_a_study_without_groups(snap_compare, tmp_path):
    app = FocusGroupApp(Opening("study", new_study(tmp_path)))
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing())


def test_a_study_with_groups(snap_compare, tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        for label in ("Customer contact", "Back office", "Field engineers"):
            plan = SessionPlan(label=label, seats=[SeatPlan(take_part=True)] * 7)
            session, _ = make_session(study, plan, load_guide("crm-strategy-reset"))
            if label == "Customer contact":
                with study.act("close", actor="moderator", session=session.id) as act:
                    act.set(Session, session.id, state=SessionState.CLOSED, clock_s=5300.0)
    app = FocusGroupApp(Opening("study", path))
    assert snap_compare(app, terminal_size=LARGE, run_before=pressing())


@pytest.mark.parametrize(
    "keys", [(), ("f7",), ("f7", "f7", "y"), ("f7", "f7", "f7")], ids=["1", "2", "3", "4"]
)
def test_setting_a_group_up(snap_compare, tmp_path, keys):
    app = FocusGroupApp(Opening("study", new_study(tmp_path)))
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing("n", *keys))

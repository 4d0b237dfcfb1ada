"""A step of the guide that fills in a worksheet opens it inside the session."""

from __future__ import annotations

import pytest

from focusgroup.guide.library import load_guide
from focusgroup.room.setup import make_session
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.live.moderator import ModeratorScreen
from focusgroup.tui.screens.worksheets.findings import FindingsScreen
from focusgroup.tui.widgets.script_pane import ScriptPane
from support.rooms import plan
from support.studies import JOINED

SIZE = (80, 24)


def workshop(folder, guide):
    path = folder / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        session, names = make_session(study, plan(kind="workshop"), guide)
    return path, session.id, names


@pytest.fixture
def prepared(tmp_path):
    return workshop(tmp_path, load_guide("working-session"))


async def to_strengths(pilot, live):
    await pilot.press("f5")
    await pilot.pause()
    while live.room.desk.in_hand.item != "strengths":
        await pilot.press("f7")
        await pilot.pause()


@pytest.mark.feature("1.47")
async def test_f3_opens_the_findings_board_and_escape_comes_back_to_the_step(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await to_strengths(pilot, live)
        assert "worksheet: F3" in live.screen.query_one(ScriptPane).script.kicker
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(live.app.screen, FindingsScreen)
        await pilot.press("n", *"Callbacks", "ctrl+s")
        await pilot.pause()
        assert live.app.study.worksheets.facts.count("strength") == 1
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(live.app.screen, ModeratorScreen)


class TestUnknown:
    """A guide of one's own may name a worksheet that does not exist."""

    @pytest.fixture
    def prepared(self, tmp_path):
        guide = load_guide("working-session")
        told = guide.model_dump_json().replace("worksheet: findings", "worksheet: finding")
        return workshop(tmp_path, type(guide).model_validate_json(told))

    async def test_a_worksheet_that_does_not_exist_is_told(self, live):
        live = live("run")
        async with live.app.run_test(size=SIZE, notifications=True) as pilot:
            live.open()
            await pilot.pause()
            await to_strengths(pilot, live)
            await pilot.press("f3")
            await pilot.pause()
            assert isinstance(live.app.screen, ModeratorScreen)
            told = "\n".join(str(each.message) for each in live.app._notifications)
            assert "The guide names no worksheet there is." in told

"""A guide's step opens the wall inside the session, and a vote is on the groups made before."""

from __future__ import annotations

from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Part
from focusgroup.room.setup import make_session
from focusgroup.room.wall.boards import boards, opens_wall
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.live.moderator import ModeratorScreen
from focusgroup.tui.screens.wall.board import BoardScreen
from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from support.rooms import plan
from support.studies import JOINED

GUIDE = Guide(
    id="workshop",
    title="Gap workshop",
    sections=(
        GuideSection(
            part=Part.QUESTIONS,
            title="Gaps",
            items=(
                GuideItem(
                    id="gaps", title="Gaps", minutes=50, method="kj", ask="What lies between?"
                ),
                GuideItem(id="vote", title="Which first?", minutes=10, method="vote"),
                GuideItem(id="storm", title="Ideas", minutes=10, method="brainstorm"),
                GuideItem(id="more", title="More ideas", minutes=5, method="brainstorm"),
                GuideItem(id="each", title="Each", minutes=5, method="each", repeat_for="more"),
                GuideItem(id="talk", title="Talk", minutes=5),
                GuideItem(id="list", title="Gaps", minutes=5, method="worksheet: gaps"),
                GuideItem(id="none", title="Odd", minutes=5, method="worksheet: nonsense"),
            ),
        ),
    ),
)


async def test_f3_opens_the_board_of_the_step(tmp_path, monkeypatch, live, prepared):
    path = tmp_path / "workshop.focusgroup"
    with StudyFile.create(path, title="Workshop", frame=JOINED) as study:
        session, names = make_session(study, plan(), GUIDE)
    sitting = live("run")
    sitting.path, sitting.session, sitting.names = path, session.id, names
    async with sitting.app.run_test(size=(80, 24)) as pilot:
        sitting.open()
        await pilot.pause()
        await pilot.press("f5")
        await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(sitting.screen, BoardScreen)
        board = sitting.screen.room.desk.board
        assert (board.question, board.session, board.item) == (
            "What lies between?",
            session.id,
            "gaps",
        )
        assert len(sitting.screen.room.steps.mix().departments) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(sitting.screen, ModeratorScreen)
        await pilot.press("f7", "f3")
        await pilot.pause()
        assert sitting.screen.room.desk.board.id == board.id, "the vote is on these groups"
        await pilot.press("escape", "f7", "f3")
        await pilot.pause()
        assert sitting.screen.room.desk.board.question == "Ideas"
        await pilot.press("escape")
        await pilot.pause()
    with StudyFile.open(path) as study:
        assert [b.item for b in boards(study)] == ["gaps", "storm"]


def test_a_brainstorm_that_is_gone_through_one_by_one_stays_a_list():
    assert {item.id: opens_wall(GUIDE, item) for item in GUIDE.items()} == {
        "gaps": True,
        "vote": True,
        "storm": True,
        "more": False,
        "each": False,
        "talk": False,
        "list": False,
        "none": False,
    }


async def test_f3_opens_the_worksheet_a_step_fills_and_leads_back_to_the_step(tmp_path, live):
    path = tmp_path / "workshop.focusgroup"
    with StudyFile.create(path, title="Workshop", frame=JOINED) as study:
        session, names = make_session(study, plan(), GUIDE)
    sitting = live("run")
    sitting.path, sitting.session, sitting.names = path, session.id, names
    async with sitting.app.run_test(size=(80, 24)) as pilot:
        sitting.open()
        await pilot.pause()
        await pilot.press("f5")
        sitting.room.agenda.go(next(r.id for r in sitting.room.desk.runs if r.item == "list"))
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(sitting.screen, SheetScreen)
        assert sitting.screen.worksheet.key == "gaps"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(sitting.screen, ModeratorScreen)
        await pilot.press("f7", "f3")
        await pilot.pause()
        assert "names no worksheet there is" in sitting.toasts()

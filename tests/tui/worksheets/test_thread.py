"""The thread at the screen: from a task to its cards and comments, each opened where it lives."""

from __future__ import annotations

from pathlib import Path

import pytest

from focusgroup.domain.wall import Card, Cluster
from focusgroup.room import withdrawal
from focusgroup.room.wall.boards import WallRoom, take_away
from focusgroup.room.wall.desk import NotNow
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.review import ReviewScreen
from focusgroup.tui.screens.wall.board import BoardScreen
from focusgroup.tui.screens.worksheets.road_map import RoadMapScreen
from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.tui.screens.worksheets.thread import ThreadScreen
from focusgroup.tui.widgets.card_board import CardBoard
from focusgroup.worksheets.gaps import Gap
from focusgroup.worksheets.roadmap import Task
from support.hostile import HOSTILE
from support.walls import SAID, sorted_wall
from tui.screens.sitting import LARGE, SMALL, Sitting, ascii_start, at_study, new_study
from tui.worksheets.test_road_map import open_chart


def study_with_wall(folder: Path) -> tuple[Path, WallRoom]:
    """A group of four cards, two of comments, one typed, one old; a gap of it; a task for that."""
    path = new_study(folder)
    with StudyFile.open(path) as study:
        room = sorted_wall(study, kj=False)
        group = next(c for c in room.desk.clusters.values() if c.name == "Promises")
        with study.act("rows", actor="analyst") as act:
            act.add(
                Card("typed", room.desk.board_id, "say it in writing", cluster=group.id,
                     position=90.0),
                Card("old", room.desk.board_id, "as it was in spring", cluster=group.id,
                     position=91.0, old=1, source="Spring round"),
                Gap("g", name="promises get lost", cluster=group.id),
                Task("t", name="One list", gap="g", days=5.0),
                Task("u", 1.0, name="All in use", after="t"),
            )  # fmt: skip
    return path, room


def line_of(here: Sitting, *words: str) -> str:
    return next(line for line in here.text.splitlines() if all(each in line for each in words))


async def to_line(here: Sitting, *words: str) -> None:
    """Walk down to the line that says this."""
    await here.press("home")
    for _ in range(40):
        if all(each in in_hand(here) for each in words):
            return
        await here.press("down")
    raise AssertionError(f"no line says {words}\n{here.text}")


def in_hand(here: Sitting) -> str:
    return next(line for line in here.text.splitlines() if "▌" in line)


async def open_thread(here: Sitting) -> None:
    await open_chart(here)
    await here.press("home", "f4")
    assert here.shows(ThreadScreen)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
async def test_a_task_shows_gap_group_each_card_and_the_comments_set_in_below_each_other(
    tmp_path, size
):
    path, _ = study_with_wall(tmp_path)
    async with at_study(path, size=size) as here:
        await open_thread(here)
        told = [line.rstrip() for line in here.text.splitlines()]
        starts = [next(line for line in told if line.strip("▌ ").startswith(noun)).index(noun)
                  for noun in ("gap", "group", "card", "comment")]  # fmt: skip
        assert starts == sorted(starts), "each further in than what rests on it"
        assert len(set(starts)) == 4
        assert "2 comments behind it" in here.text
        assert "typed, no comment behind it" in line_of(here, "say it in writing")
        assert "◷" in line_of(here, "as it was in spring")
        assert "from earlier work: Spring round" in here.flowing
        assert all(words in here.footer for words in ("Enter open", "F4", "Esc leave", "F1"))


async def test_what_somebody_withdraws_in_another_window_leaves_the_thread(tmp_path):
    path, room = study_with_wall(tmp_path)
    async with at_study(path) as here:
        await open_thread(here)
        assert SAID[2] in here.text
        await to_line(here, "card", SAID[3])
        with StudyFile.open(path) as other:
            withdrawal.withdraw(other, room.desk.comments[_card(room, SAID[2]).comment].seat)
        await here.until(lambda: SAID[2] not in here.text)
        assert SAID[3] in in_hand(here), "the same line in hand"


def _card(room: WallRoom, text: str) -> Card:
    return next(card for card in room.desk.cards.values() if room.desk.text_of(card) == text)


@pytest.mark.feature("3.06")
async def test_a_named_group_keeps_the_way_from_a_task_to_each_card_and_its_comment(tmp_path):
    path, room = study_with_wall(tmp_path)
    with StudyFile.open(path) as study:
        again = WallRoom(study, room.desk.board_id, room.desk.scrubber)
        other = next(c for c in again.desk.clusters.values() if c.name == "Typing twice")
        with study.act("no name", actor="wall") as act:
            act.set(Cluster, other.id, name="")
        again = WallRoom(study, room.desk.board_id, room.desk.scrubber)
        with pytest.raises(NotNow, match="name"):
            again.votes.open([seat.id for seat in again.desk.seats])
    async with at_study(path) as here:
        await open_thread(here)
        await to_line(here, "card", SAID[2])
        assert "What keeps us from keeping promises?" in here.flowing, "which board it lies on"
        await here.press("enter")
        assert here.shows(BoardScreen)
        board = here.app.screen.query_one(CardBoard)
        assert room.desk.text_of(room.desk.cards[board.card_in_hand]) == SAID[2]
        await here.press("escape")
        assert here.shows(ThreadScreen)
        assert SAID[2] in in_hand(here), "back at the line it was left from"
        await here.press("down", "enter")
        assert here.shows(ReviewScreen)
        assert here.app.screen.in_hand.text == SAID[2]


async def test_each_step_opens_where_it_lives_and_esc_comes_back_to_its_line(tmp_path):
    path, _ = study_with_wall(tmp_path)
    async with at_study(path, size=LARGE) as here:
        await open_thread(here)
        for words, screen in ((("gap", "promises get lost"), SheetScreen),
                              (("group", "Promises"), BoardScreen),
                              (("card", "say it in writing"), BoardScreen),
                              (("comment", SAID[3]), ReviewScreen),
                              (("task", "All in use"), RoadMapScreen)):  # fmt: skip
            await to_line(here, *words)
            await here.press("enter")
            assert here.shows(screen), words
            if screen is SheetScreen:
                assert here.app.screen.in_hand.name == "promises get lost"
            if screen is RoadMapScreen:
                assert here.app.screen.rows.in_hand == "u"
            if words[0] == "group":
                board = here.app.screen.query_one(CardBoard)
                assert board.columns[2].title == "Promises"
                assert board.column_in_hand == board.columns[2].id
            await here.press("escape")
            await here.until(lambda: here.shows(ThreadScreen))
            assert all(each in in_hand(here) for each in words)


async def test_from_a_comment_and_from_a_card_the_thread_goes_forward_to_the_task(tmp_path):
    path, _ = study_with_wall(tmp_path)
    async with at_study(path) as here:
        await open_thread(here)
        await to_line(here, "comment", SAID[2])
        await here.press("f4")
        assert "The thread of a comment" in here.text
        for words in (("card", SAID[2]), ("group", "Promises"), ("gap", "promises get lost"),
                      ("task", "One list")):  # fmt: skip
            assert line_of(here, *words)
        await here.press("backspace")
        assert SAID[2] in in_hand(here)
        await to_line(here, "card", "say it in writing")
        await here.press("enter", "f4")
        assert "The thread of a card" in here.text, "from the board, too"
        assert line_of(here, "task", "One list")


async def test_the_thread_follows_what_is_sorted_anew_meanwhile(tmp_path):
    path, _ = study_with_wall(tmp_path)
    async with at_study(path) as here:
        await open_thread(here)
        await to_line(here, "card", "say it in writing")
        await here.press("enter", "0", "escape")
        assert "say it in writing" not in here.text
        assert "as it was in spring" in here.text


async def test_a_board_that_was_taken_away_leaves_no_step_that_leads_nowhere(tmp_path):
    path, room = study_with_wall(tmp_path)
    async with at_study(path) as here:
        await open_thread(here)
        await to_line(here, "group", "Promises")
        with StudyFile.open(path) as study:
            take_away(study, room.desk.board_id)
        await here.press("enter")
        assert "was taken away" in here.told
        await here.press("f4", "backspace", "escape", "f4")
        assert "Promises" not in here.text


@pytest.mark.parametrize("text", [h for h in HOSTILE if h.strip()], ids=ascii_start)
async def test_no_words_of_a_card_break_the_thread(tmp_path, text):
    path, room = study_with_wall(tmp_path)
    with StudyFile.open(path) as study, study.act("x", actor="wall") as act:
        act.set(Card, "old", text=text, source=text)
        act.set(Cluster, next(iter(room.desk.clusters)), name=text)
    async with at_study(path) as here:
        await open_thread(here)
        await here.press("end", "up", "up", "f4", "backspace", "escape")
        assert here.shows(RoadMapScreen)

"""A moderator leads a KJ round by keys alone, on a terminal of 80 by 24."""

from __future__ import annotations

import pytest

from focusgroup.domain.wall import Board, Card
from focusgroup.tui.screens.wall.ballot import BallotScreen
from focusgroup.tui.screens.wall.board import BoardScreen
from focusgroup.tui.screens.wall.boards import BoardsScreen
from focusgroup.tui.screens.wall.result import ResultScreen
from focusgroup.tui.screens.wall.voting import BoxScreen
from focusgroup.tui.widgets.card_board import CardBoard
from tui.screens.sitting import Sitting, at_study


async def make_board(here: Sitting, question: str = "What keeps us from our promises?") -> None:
    await here.press("k")
    assert here.shows(BoardsScreen)
    await here.press("n")
    await here.paste(question)
    await here.press("ctrl+s")
    assert here.shows(BoardScreen)


async def bring_comments(here: Sitting, *words: str) -> None:
    await here.press("c")
    if words:
        await here.paste(" ".join(words))
    await here.press("down", "a", "ctrl+s")


async def vote(here: Sitting, *ranks: str) -> None:
    """One ballot on the seat in hand: a key for each group from the top."""
    await here.press("enter")
    assert here.shows(BallotScreen)
    for at, key in enumerate(ranks):
        if at:
            await here.press("down")
        await here.press(key)
    await here.press("ctrl+s")


@pytest.mark.feature("3.06", "3.07", "3.14")
async def test_from_comments_to_groups_names_ranks_and_a_tally(study):
    study.close()
    async with at_study(study.path) as here:
        await make_board(here)
        assert "Step 1 of 8 · Focus question" in here.text
        await here.press("f7")
        assert "3 take part" in here.flowing
        await here.press("f7")
        assert "nobody speaks" in here.text
        await bring_comments(here)
        assert "re-key every order" in here.flowing
        await here.press("f7", "f7")
        assert "Silent sorting" in here.text
        await here.press("home", "g")  # a group of the first card
        await here.press("1")  # and the next card into it
        await here.press("g")  # a second group
        await here.press("f7")
        assert "Silent naming" in here.text
        await here.press("f7")
        assert "2 groups have no name yet" in here.told
        for name in ("Typing twice", "Promises"):
            column = {"Typing twice": 1, "Promises": 2}[name]
            await here.press("left", "left", "left", *["right"] * column, "r")
            await here.paste(name)
            await here.press("enter", "ctrl+s")
        named = [c.title for c in here.app.screen.query_one(CardBoard).columns]
        assert named == ["alone", "Typing twice", "Promises"]
        await here.press("f7", "v", "ctrl+s")
        assert here.shows(BoxScreen)
        await here.press("k")
        assert "3 seats have not voted yet" in here.told
        await vote(here, "1", "2")
        assert "Typing twice" not in here.text, "nothing of a ballot stays on the screen"
        await vote(here, "1", "2")
        await vote(here, "2", "1")
        assert "All have voted" in here.text
        await here.press("k")
        assert here.shows(ResultScreen)
        lines = [line.split() for line in here.text.splitlines() if "points" in line]
        assert [line[1] if line[0] == "▌" else line[0] for line in lines][-2:] == ["1", "2"]
        assert "8 points" in here.text
        assert "7 points" in here.text
        await here.press("escape", "f7")
        assert "Step 8 of 8 · Tally" in here.text
    from focusgroup.store.study_file import StudyFile

    with StudyFile.open(study.path) as after:
        (board,) = after.rows(Board)
        assert board.step == "tally"
        assert all(card.comment for card in after.rows(Card)), "each card keeps its comment"

"""Voting on one keyboard: secret, held to its rules, counted when all have voted."""

from __future__ import annotations

import pytest

from focusgroup.domain.wall import Voting, VotingState
from focusgroup.privacy import Scrubber
from focusgroup.room.wall.boards import WallRoom, make_board
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.wall.ballot import BallotScreen
from focusgroup.tui.screens.wall.board import BoardScreen
from focusgroup.tui.screens.wall.result import ResultScreen
from focusgroup.tui.screens.wall.voting import BoxScreen, OpenVoting
from tui.screens.sitting import SMALL, TINY, Sitting, at_study

NAMES = ("Typing twice", "Promises", "The canteen")


def named_board(
    study: StudyFile, names: tuple[str, ...] = NAMES, *, seats: bool = True
) -> WallRoom:
    session = study.sessions()[0].id if seats else None
    board = make_board(study, Scrubber(), "What keeps us?", kj=False, session=session)
    room = WallRoom(study, board.id, Scrubber())
    for name in names:
        card = room.cards.write(f"a card of {name.casefold()}")
        room.cards.name(room.cards.group(card.id).id, name)
    return room


async def to_voting(here: Sitting) -> None:
    await here.press("k", "enter", "v")


async def open_dots(here: Sitting, *, several: bool = False, dots: str = "3") -> None:
    await to_voting(here)
    assert here.shows(OpenVoting)
    here.field("dots").value = dots
    here.field("several").value = "yes" if several else "no"
    await here.press("ctrl+s")
    assert here.shows(BoxScreen)


async def spend(here: Sitting, *dots: int) -> None:
    await here.press("enter")
    assert here.shows(BallotScreen)
    for at, count in enumerate(dots):
        await here.press(*(["down"] if at else []), *["space"] * count)
    await here.press("ctrl+s")


@pytest.mark.feature("3.14")
async def test_ballots_are_hidden_until_all_have_voted_and_then_counted(study):
    named_board(study)
    study.close()
    async with at_study(study.path, size=SMALL) as here:
        await open_dots(here)
        for voted in range(3):
            assert f"{3 - voted} of 3 have not voted" in here.text
            await here.press("k")
            assert here.shows(BoxScreen), "nothing is counted before all have voted"
            await here.press("escape", "t")
            assert "Nothing is shown before all have voted" in here.told
            await here.press("v")
            assert here.shows(BoxScreen)
            await spend(here, 1, 1 if voted else 0, 0)
            assert not any(name in here.text for name in NAMES), "the screen keeps no ballot"
        await here.press("k")
        assert here.shows(ResultScreen)
        room = here.app.screen.room
        told = [(room.desk.clusters[s.cluster].name, s.points) for s in room.votes.result()]
        assert told == [("Typing twice", 3), ("Promises", 2), ("The canteen", 0)]
        assert "3 points" in here.text
        assert "2 points" in here.text


async def test_one_dot_too_many_is_refused_beside_the_ballot_which_stays(study):
    named_board(study)
    study.close()
    async with at_study(study.path) as here:
        await open_dots(here, dots="2", several=True)
        await here.press("enter", "space", "space", "space")
        assert "✗ 3 dots are spent, and there are 2. Take 1 off." in here.text
        assert "2 of 2 dots spent" in here.text
        await here.press("minus", "down", "space", "ctrl+s")
        assert "2 of 3 have not voted" in here.text
        await here.press("enter", "escape")
        assert "2 of 3 have not voted" in here.text, "leaving a ballot casts none"
        await here.press("home", "enter")
        assert "has voted already" in here.told
        assert here.shows(BoxScreen)


async def test_several_dots_on_one_group_only_where_that_was_agreed(study):
    named_board(study)
    study.close()
    async with at_study(study.path) as here:
        await open_dots(here)
        await here.press("enter", "space", "space")
        assert "several on one are not allowed" in here.flowing
        assert "1 of 3 dots spent" in here.text


async def test_ties_are_shown_and_voted_on_again_in_a_new_round(study):
    named_board(study, NAMES[:2])
    study.close()
    async with at_study(study.path) as here:
        await open_dots(here, dots="1")
        await spend(here, 1, 0)
        await spend(here, 0, 1)
        await here.press("x")
        assert "Take P3 off this round?" in here.text
        await here.press("y", "k")
        assert here.text.count("= tie") == 2
        assert "There are ties: v votes again." in here.text
        await here.press("v", "ctrl+s")
        assert "Round 2" in here.text
        for _ in range(3):
            await spend(here, 1, 0)
        await here.press("k")
        assert "3 points" in here.text
        await here.press("left")
        assert "Round 1" in here.text
        assert here.text.count("= tie") == 2


async def test_groups_are_joined_only_if_all_agree(study):
    named_board(study)
    study.close()
    async with at_study(study.path) as here:
        await open_dots(here)
        for _ in range(3):
            await spend(here, 1, 1, 0)
        await here.press("k", "home", "j")
        await here.paste("promises")
        await here.press("enter")
        await here.paste("2")
        await here.press("enter")
        assert "2 of 3 agree: the groups stay apart" in here.told
        await here.press("j")
        await here.paste("promises")
        await here.press("enter")
        await here.paste("4")
        await here.press("enter")
        assert "4 cannot agree where 3 take part" in here.flowing
        await here.press("backspace")
        await here.paste("3")
        await here.press("enter")
        assert "6 points" in here.text
        first = here.app.screen.room.votes.result()[0]
        assert len(first.clusters) == 2


async def test_a_round_called_off_counts_nothing(study):
    named_board(study)
    async with at_study(study.path) as here:
        await open_dots(here)
        await spend(here, 1)
        await here.press("delete", "y")
        assert here.shows(BoardScreen)
    assert [v.state for v in study.rows(Voting)] == [VotingState.CALLED_OFF]
    assert study.connection.execute("SELECT count(*) FROM ballot").fetchone() == (0,)


async def test_a_group_without_a_name_is_told_before_anybody_votes(study):
    room = named_board(study)
    room.cards.group(room.cards.write("one more").id)
    study.close()
    async with at_study(study.path) as here:
        await to_voting(here)
        assert "1 group has no name yet" in here.told
        assert here.shows(BoardScreen)


async def test_a_board_of_no_group_is_voted_on_by_so_many_people(study):
    named_board(study, seats=False)
    study.close()
    async with at_study(study.path, size=TINY) as here:
        await to_voting(here)
        await here.press("ctrl+s")
        assert here.shows(OpenVoting), "how many vote has to be told"
        here.field("voters").value = "2"
        await here.press("ctrl+s")
        assert "V1" in here.text
        for _ in range(2):
            await spend(here, 1)
        await here.press("k")
        assert "2 points" in here.text


async def test_two_windows_take_one_seats_ballot_once(study):
    room = named_board(study)
    async with at_study(study.path) as here:
        await open_dots(here)
        await here.press("enter", "space")
        room.desk.follow()
        seat = room.desk.seats[0].id
        room.votes.cast(seat, {room.votes.options()[1][0]: 1})
        await here.press("ctrl+s")
        assert here.shows(BallotScreen)
        assert "has voted already" in here.flowing
        await here.press("escape")
        assert "2 of 3 have not voted" in here.text

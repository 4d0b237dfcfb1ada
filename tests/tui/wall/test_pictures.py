"""What a board and a ballot look like at the size that is promised."""

from __future__ import annotations

from focusgroup.domain.wall import VotingKind
from focusgroup.privacy import Scrubber
from focusgroup.room.wall.boards import WallRoom, make_board
from focusgroup.tui.screens.wall.board import BoardScreen
from focusgroup.tui.screens.wall.voting import BoxScreen
from tui.review.building import open_screen


def sorted_board(study) -> WallRoom:
    """Two groups, one without a name, a contested card, an old one, and two alone."""
    session = study.sessions()[0].id
    board = make_board(
        study, Scrubber(), "What keeps us from our promises?", kj=False, session=session
    )
    room = WallRoom(study, board.id, Scrubber())
    room.cards.bring(study.comments(session)[1:])
    ids = [card.id for card in room.desk.arrangement().loose]
    one, two = room.cards.group(ids[0]), room.cards.group(ids[1])
    for to in (one, two, one):
        room.cards.move(ids[2], to.id)
    room.cards.name(one.id, "Keyed again")
    with study.act("old", actor="wall") as act:
        act.set(type(room.desk.cards[ids[3]]), ids[3], old=1, source="The year before")
    return room


def test_a_board(snap_compare, study):
    room = sorted_board(study)
    app = open_screen(study, BoardScreen(WallRoom(study, room.desk.board_id, Scrubber())))

    async def carry(pilot) -> None:
        await pilot.press("space", "right")
        app.clear_notifications()
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=carry)


def test_a_ballot(snap_compare, study):
    room = sorted_board(study)
    room.cards.name(room.desk.arrangement().groups[1].cluster.id, "Calls that help")
    room.votes.open([seat.id for seat in room.desk.seats], kind=VotingKind.RANK)
    app = open_screen(study, BoxScreen(WallRoom(study, room.desk.board_id, Scrubber())))

    async def rank(pilot) -> None:
        await pilot.press("enter", "down", "1", "ctrl+s")
        app.clear_notifications()
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=rank)

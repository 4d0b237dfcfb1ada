"""Boards to test with: what a group said, sorted and named, ready to vote on."""

from __future__ import annotations

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.domain.wall import Step
from focusgroup.privacy import Scrubber
from focusgroup.room.wall.boards import WallRoom, make_board
from focusgroup.store.study_file import StudyFile
from support.studies import add_session

SAID = (
    "they re-key every order into three systems",
    "orders are typed twice",
    "nobody rings back as promised",
    "the call back never comes",
    "the canteen is cold",
)


def comments(study: StudyFile, session: str) -> list[Comment]:
    seats = study.seats(session)
    with study.act("comment", actor="note-taker", session=session) as act:
        act.add(
            *(
                Comment(new_id(), session, "a", text, seat=seats[n % len(seats)].id, at_s=n)
                for n, text in enumerate(SAID)
            )
        )
    return study.comments(session)


def wall(study: StudyFile, *, kj: bool = True, seats: int = 5) -> WallRoom:
    """A board on the comments of a group, nothing sorted yet."""
    session = add_session(study, seats=seats)
    said = comments(study, session.id)
    board = make_board(
        study, Scrubber(), "What keeps us from keeping promises?", kj=kj, session=session.id
    )
    room = WallRoom(study, board.id, Scrubber())
    if kj:
        room.steps.go_on()
        room.steps.go_on()
    room.cards.bring(said)
    return room


def sorted_wall(study: StudyFile, **more) -> WallRoom:
    """Two named groups of two, and an orphan."""
    room = wall(study, **more)
    ids = [card.id for card in room.desk.arrangement().loose]
    if more.get("kj", True):
        room.steps.go_on()
        room.steps.go_on()
    one, two = room.cards.group(*ids[:2]), room.cards.group(*ids[2:4])
    if more.get("kj", True):
        room.steps.go_on()
    room.cards.name(one.id, "Typing twice")
    room.cards.name(two.id, "Promises")
    return room


def opened(room: WallRoom, **more) -> WallRoom:
    if room.desk.board.step == Step.NAMING:
        room.steps.go_on()
    room.votes.open([s.id for s in room.desk.seats], **more)
    return room

"""The wall of the throw-away study: a KJ round on gaps, and a dot vote on ideas."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

from focusgroup.domain.comment import Comment, Valence
from focusgroup.domain.session import Session
from focusgroup.domain.wall import BoardKind, VotingKind
from focusgroup.room.names import NameCards
from focusgroup.room.wall.boards import WallRoom, make_board
from focusgroup.room.wall.masking import wall_scrubber
from focusgroup.store.study_file import StudyFile

_GROUP = "G2"
# Groups as somebody made them of the sample's weaknesses, found by a few of their words.
_GROUPS = (
    (
        "What we are measured on pulls the other way",
        ("opens and clicks", "Units fitted", "Saves per hour", "stop selling", "on saves per hour"),
    ),
    (
        "After the sale nobody hands over",
        ("after the sale", "see attached", "see that person again", "deposit and fitting"),
    ),
    (
        "The record does not know the customer",
        ("could see the install", "nine ways", "in three places", "left in 2022", "not on it at"),
    ),
    ("We miss the moments that count", ("twelfth birthday", "sells the house", "wrong number")),
)
_ALSO_NAMED = ("Targets against customers", "The handover", "Wrong data", "Life events")
_TYPED = ("one list of customers that every desk can see", "a named person after the sale")
_IDEAS_OF = "G1"
# What that group would change, put together by hand before it voted with dots.
_IDEAS = (
    ("Promises that everybody sees", ("One board", "by Friday", "A text every Friday")),
    ("See each other's work", ("ride in the van", "tell us what was decided")),
    ("Time for it", ("six-month call a real job", "Hire for the evening", "I'll hold two slots")),
    ("A record one can trust", ("Merge the", "open complaint", "no signal")),
)
_DOTS = 5
_TIMES_S = (95, 110, 300, 840, 930, 620, 280)  # of the steps before the last
_ROUND_S = 3600.0  # how long ago it began


def put_up_wall(study_file: StudyFile, names: Mapping[str, NameCards], began: float) -> None:
    """Lead a whole round on one group's weaknesses, by the rules that people are held to.

    `began` is the wall time of the present, in epoch seconds.
    """
    session = next((s for s in study_file.sessions() if s.code == _GROUP), None)
    if session is None:
        return
    hands = _Hands(began - _ROUND_S)
    room = _board(study_file, session, names, hands)
    said = [c for c in study_file.comments(session.id) if c.valence == Valence.WEAKNESS]
    hands.go_on(room, 2)
    room.cards.bring(said)
    for text in _TYPED:
        room.cards.write(text)
    hands.go_on(room, 2)
    _sort(room)
    hands.go_on(room, 1)
    for group, also in zip(room.desk.arrangement().filled, _ALSO_NAMED, strict=False):
        room.cards.propose(group.cluster.id, also)
        room.cards.propose(group.cluster.id, _name_of(room, group.cards[0].comment))
        room.cards.name(group.cluster.id, _name_of(room, group.cards[0].comment))
    hands.go_on(room, 1)
    _vote(room)
    hands.go_on(room, 1)
    _ask_whether_one(room)


def vote_on_ideas(study_file: StudyFile, names: Mapping[str, NameCards], began: float) -> None:
    """Let another group put five dots each on its own ideas, on a board without steps."""
    session = next((s for s in study_file.sessions() if s.code == _IDEAS_OF), None)
    if session is None:
        return
    scrubber = wall_scrubber(study_file, names, session.id)
    board = make_board(
        study_file,
        scrubber,
        "What should we begin with?",
        kj=False,
        session=session.id,
        now=lambda: began - _ROUND_S,
    )
    room = WallRoom(study_file, board.id, scrubber, now=lambda: began)
    said = [c for c in study_file.comments(session.id) if c.valence == Valence.IDEA]
    for name, phrases in _IDEAS:
        made = room.cards.bring(c for c in said if _has(c.text, phrases))
        cluster = room.cards.group(*(card.id for card in made))
        room.cards.name(cluster.id, name)
    _put_dots(room)


class _Hands:
    """A clock that is put on by as long as each step took."""

    def __init__(self, began: float) -> None:
        self.at = began
        self._steps = iter(_TIMES_S)

    def __call__(self) -> float:
        return self.at

    def go_on(self, room: WallRoom, steps: int) -> None:
        for _ in range(steps):
            self.at += next(self._steps)
            room.steps.go_on()


def _board(
    study_file: StudyFile, session: Session, names: Mapping[str, NameCards], hands: _Hands
) -> WallRoom:
    scrubber = wall_scrubber(study_file, names, session.id)
    board = make_board(
        study_file,
        scrubber,
        "What stands between us and keeping a customer?",
        kind=BoardKind.GAP,
        session=session.id,
        now=hands,
    )
    return WallRoom(study_file, board.id, scrubber, now=hands)


def _sort(room: WallRoom) -> None:
    """Put each card with those it was seen to belong to; one is moved back and forth."""
    made = []
    for _, phrases in _GROUPS:
        loose = room.desk.arrangement().loose
        cards = [card.id for card in loose if _has(room.desk.text_of(card), phrases)]
        if cards:
            made.append((room.cards.group(*cards), cards))
    if len(made) > 1:
        (one, cards), (other, _) = made[:2]
        for to in (other, one):
            room.cards.move(cards[-1], to.id)


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in text for phrase in phrases)


def _name_of(room: WallRoom, comment: str | None) -> str:
    held: Comment | None = room.desk.comments.get(comment or "")
    text = held.text if held else ""
    return next((name for name, phrases in _GROUPS if _has(text, phrases)), _GROUPS[0][0])


def _vote(room: WallRoom) -> None:
    """Let every seat rank three groups; the same votes at each demo."""
    chance = random.Random(11)  # noqa: S311 - made-up ballots of a sample
    room.votes.open([seat.id for seat in room.desk.seats])
    options = [key for key, _ in room.votes.options()]
    weights = [8, 5, 4, 2][: len(options)]
    for seat in room.desk.seats:
        ranked: list[str] = []
        while len(ranked) < min(3, len(options)):
            ranked += [o for o in chance.choices(options, weights) if o not in ranked]
        room.votes.cast(seat.id, {option: 3 - at for at, option in enumerate(ranked)})
    room.votes.close()


def _ask_whether_one(room: WallRoom) -> None:
    """Ask whether the two groups ranked first are one; they stay apart, for not all agree."""
    first, second, *_ = room.votes.result()
    present = len(room.desk.seats)
    room.votes.join(second.cluster, first.cluster, present - 2, present)


def _put_dots(room: WallRoom) -> None:
    """Let every seat spread its dots, one at least on what it likes best."""
    chance = random.Random(5)  # noqa: S311 - made-up ballots of a sample
    room.votes.open(
        [seat.id for seat in room.desk.seats], kind=VotingKind.DOTS, dots=_DOTS, several=True
    )
    options = [key for key, _ in room.votes.options()]
    weights = [7, 2, 5, 4][: len(options)]
    for seat in room.desk.seats:
        room.votes.cast(seat.id, Counter(chance.choices(options, weights, k=_DOTS)))
    room.votes.close()

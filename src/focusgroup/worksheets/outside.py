"""What worksheets link to that is no worksheet: elements of the frame, groups and cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from focusgroup.domain.element import Frame
from focusgroup.domain.wall import (
    Card,
    Tally,
    Voting,
    VotingKind,
    VotingState,
    Wall,
    final,
    joined_to,
)

ELEMENT, CLUSTER, CARD = "element", "cluster", "card"
NOUNS = {ELEMENT: "element", CLUSTER: "group of the wall", CARD: "card"}


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a group of the wall got in the last counted round of its board (row 3.06)."""

    points: int
    named: int  # ballots that named it
    voting: str  # id of the round
    whole: str  # the group it was joined to, else its own id
    round: int  # 1, 2 ... on its board
    ballots: int  # cast in that round
    kind: str = VotingKind.DOTS
    dots: int = 0
    several: bool = False

    @property
    def method(self) -> str:
        """Which round it was and how people voted, such as "round 2, 5 dots each"."""
        if self.kind == VotingKind.RANK:
            return f"round {self.round}, each ranked three: 3, 2 and 1 points"
        on_one = "several on one allowed" if self.several else "one on a group"
        return f"round {self.round}, {self.dots} dots each, {on_one}"


@dataclass(frozen=True, slots=True, repr=False)
class Outside:
    """A thing of another table: its title, its rank by votes, and the comments behind it.

    A card made from a comment has no title of its own unless somebody gave it other words.
    """

    title: str
    rank: int | None = None  # 1 is what most voted for
    comments: tuple[str, ...] = ()
    kind: str = ""  # of a group: what the cards of its board speak of
    ballot: Ballot | None = None
    board: str = ""  # of a group or a card
    cards: tuple[str, ...] = ()  # of a group, in their order
    group: str = ""  # of a card; "" where it lies alone
    earlier: str | None = None  # of a card of earlier work: where it came from, as far as told


Outsiders = Mapping[str, Mapping[str, Outside]]  # by table and id

# What a study without a frame of its own is looked at by (feature row 3.03).
_USUAL = (
    ("people", "People"),
    ("processes", "Processes"),
    ("programs", "Programs"),
    ("systems", "Systems"),
)


def elements(frame: Frame | None) -> dict[str, Outside]:
    """Return the elements of a frame by key; without one, the four of a CRM programme."""
    named = [(each.key, each.name) for each in frame.elements] if frame else _USUAL
    return {key: Outside(name) for key, name in named}


def walled(wall: Wall) -> dict[str, dict[str, Outside]]:
    """Return the groups of the wall, with what the last counted round gave them, and its cards.

    Groups that everybody agreed are one have their points together, and their cards, each of them.
    """
    into = joined_to(wall.joins)
    held: dict[str, list[Card]] = defaultdict(list)
    ordered = sorted(wall.cards, key=lambda each: (each.position, each.id))
    for card in ordered:
        if card.cluster:
            held[final(card.cluster, into)].append(card)
    kinds = {board.id: board.kind for board in wall.boards}
    ballots = _ballots(wall)
    rank = _ranks(ballots)
    groups = {}
    for each in wall.clusters:
        cards = held[final(each.id, into)]
        groups[each.id] = Outside(
            each.name,
            rank.get(each.id),
            tuple(dict.fromkeys(card.comment for card in cards if card.comment)),
            kinds.get(each.board, ""),
            ballots.get(each.id),
            board=each.board,
            cards=tuple(card.id for card in cards),
        )
    return {CLUSTER: groups, CARD: _cards(ordered, groups)}


def _cards(cards: Iterable[Card], groups: Mapping[str, Outside]) -> dict[str, Outside]:
    return {
        card.id: Outside(
            card.text,
            comments=(card.comment,) if card.comment else (),
            board=card.board,
            group=card.cluster if card.cluster and card.cluster in groups else "",
            earlier=card.source if card.old else None,
        )
        for card in cards
    }


def _ballots(wall: Wall) -> dict[str, Ballot]:
    """Return what each group got in the last counted round of its board."""
    last: dict[str, Voting] = {}
    for voting in sorted(wall.votings, key=lambda each: (each.number, each.id)):
        if voting.state == VotingState.CLOSED:
            last[voting.board] = voting
    counted = {voting.id: voting for voting in last.values()}
    into = joined_to(wall.joins)
    parts: dict[tuple[str, str], list[Tally]] = defaultdict(list)
    for tally in wall.tallies:
        if tally.voting in counted:
            parts[tally.voting, final(tally.cluster, into)].append(tally)
    return {
        tally.cluster: Ballot(
            sum(each.points for each in held),
            # Of joined groups one ballot may have named several: the most is certain.
            max(each.ballots for each in held),
            voting,
            whole,
            counted[voting].number,
            counted[voting].ballots,
            counted[voting].kind,
            counted[voting].dots,
            bool(counted[voting].several),
        )
        for (voting, whole), held in parts.items()
        for tally in held
    }


def _ranks(ballots: Mapping[str, Ballot]) -> dict[str, int]:
    """Return the rank of each group that has points; ties share one, and so do joined groups."""
    points: dict[str, dict[str, int]] = defaultdict(dict)
    for each in ballots.values():
        points[each.voting][each.whole] = each.points
    return {
        cluster: 1 + sum(other > mine.points for other in points[mine.voting].values())
        for cluster, mine in ballots.items()
        if mine.points > 0
    }

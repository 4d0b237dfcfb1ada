"""The wall: a board of cards, their groups, and what was voted on them, as the study file keeps it.

Nobody is named and no seat is kept beside a card, a name for a group or a ballot. What a card made
from a comment says is the comment's own text until somebody gives it other words, so that masking
and withdrawal reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class BoardKind(StrEnum):
    """What the cards of a board speak of (feature rows 3.04 and 3.05)."""

    OPEN = "open"
    CURRENT = "current"  # the situation now
    DESIRED = "desired"  # the situation wished for
    GAP = "gap"  # what lies between now and then


class Step(StrEnum):
    """The eight steps of a KJ round; a free board has none."""

    FREE = "free"
    QUESTION = "question"
    GROUP = "group"
    WRITING = "writing"
    POSTING = "posting"
    SORTING = "sorting"
    NAMING = "naming"
    RANKING = "ranking"
    TALLY = "tally"


class VotingKind(StrEnum):
    """How a ballot is filled in."""

    RANK = "rank"  # the three most important: 3, 2 and 1 points
    DOTS = "dots"  # so many dots each


class VotingState(StrEnum):
    """Where a round of voting stands."""

    OPEN = "open"
    CLOSED = "closed"
    CALLED_OFF = "called off"


@dataclass(frozen=True, slots=True)
class Board:
    """One wall: a focus question and the cards under it."""

    id: str
    question: str = ""
    kind: str = BoardKind.OPEN
    element: str = ""  # key of an element of the study's frame
    step: str = Step.FREE
    began: float = 0.0  # wall time (epoch seconds) when the step began
    session: str | None = None  # the group it was opened in
    item: str = ""  # and the guide item
    created_at: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One note on the wall; its words are masked, or "" where they are the comment's own."""

    id: str
    board: str
    text: str = ""
    comment: str | None = None
    cluster: str | None = None  # None: not sorted, or an orphan that fits nowhere
    position: float = 0.0
    old: int = 0  # from earlier work (feature row 1.48)
    source: str = ""  # where it came from then, masked


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group of cards; it comes from the cards and has its name last."""

    id: str
    board: str
    name: str = ""
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class ClusterName:
    """A name that somebody wrote for a group, in silence."""

    id: str
    cluster: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ClusterJoin:
    """The question whether two groups are the same: joined only where everybody present agreed."""

    id: str
    board: str
    cluster: str
    into: str
    agreed: int = 0
    present: int = 0

    @property
    def unanimous(self) -> bool:
        """Whether everybody agreed."""
        return self.present > 0 and self.agreed == self.present


@dataclass(frozen=True, slots=True)
class Voting:
    """One round of voting on groups; a re-vote is a new round."""

    id: str
    board: str
    kind: str = VotingKind.DOTS
    number: int = 1  # 1, 2 ... on its board
    state: str = VotingState.OPEN
    dots: int = 3
    several: int = 0  # whether one group may have more than one dot of a voter
    options: str = ""  # ids of the groups, space-separated: fixed once it is open
    voters: str = ""  # ids of the seats that are to vote
    ballots: int = 0  # how many were cast, known when it is closed

    @property
    def groups(self) -> tuple[str, ...]:
        """Ids of the groups voted on."""
        return tuple(self.options.split())

    @property
    def seats(self) -> tuple[str, ...]:
        """Ids of the seats that are to vote."""
        return tuple(self.voters.split())


@dataclass(frozen=True, slots=True)
class Tally:
    """What one group got in a round, counted when it closed.

    No figure has a default: of two copies that both closed a round one count stands whole.
    """

    id: str
    voting: str
    cluster: str
    points: int
    ballots: int  # how many of the ballots named it


@dataclass(frozen=True, slots=True)
class KjStep:
    """When a step of a round began: the trail of how the groups came about."""

    id: str
    board: str
    step: str = Step.QUESTION
    began: float = 0.0


@dataclass(frozen=True, slots=True)
class Placement:
    """One move of a card as the change log tells it."""

    card: str
    cluster: str | None
    hand: str  # which window moved it


@dataclass(frozen=True)
class Wall:
    """Every board of a study with all that hangs on it."""

    boards: tuple[Board, ...] = ()
    cards: tuple[Card, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    names: tuple[ClusterName, ...] = ()
    joins: tuple[ClusterJoin, ...] = ()
    votings: tuple[Voting, ...] = ()
    tallies: tuple[Tally, ...] = ()
    steps: tuple[KjStep, ...] = ()
    placements: tuple[Placement, ...] = ()


def joined_to(joins: Iterable[ClusterJoin]) -> dict[str, str]:
    """Return the group that each joined group went into; only a unanimous join counts."""
    into: dict[str, str] = {}
    for join in sorted((j for j in joins if j.unanimous), key=lambda j: j.id):
        here, there = final(join.cluster, into), final(join.into, into)
        if here != there:
            into[here] = there
    return {cluster: final(cluster, into) for cluster in into}


def final(cluster: str, into: Mapping[str, str]) -> str:
    """Return the group that a group is part of now."""
    while cluster in into:
        cluster = into[cluster]
    return cluster

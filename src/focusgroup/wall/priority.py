"""What a board's votes put first: the order that later work takes over (feature row 3.08)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from focusgroup.domain.wall import Voting, VotingState, Wall, joined_to
from focusgroup.wall.board import Arrangement, arranged
from focusgroup.wall.counting import Standing, standings


@dataclass(frozen=True, slots=True)
class Priority:
    """One group's place on its board, with the cards and comments behind it."""

    cluster: str
    name: str
    rank: int | None  # None: not voted on
    points: int
    tied: bool
    cards: tuple[str, ...]
    comments: tuple[str, ...]


def lie_of(wall: Wall, board: str) -> Arrangement:
    """Return where a board's cards lie; a group that was joined lies in the other."""
    into = joined_to(j for j in wall.joins if j.board == board)
    cards = [
        replace(card, cluster=into.get(card.cluster or "", card.cluster))
        for card in wall.cards
        if card.board == board
    ]
    clusters = [c for c in wall.clusters if c.board == board and c.id not in into]
    return arranged(clusters, cards)


def closed_rounds(wall: Wall, board: str) -> list[Voting]:
    """Return a board's counted rounds, oldest first."""
    held = (v for v in wall.votings if v.board == board and v.state == VotingState.CLOSED)
    return sorted(held, key=lambda v: (v.number, v.id))


def result_of(wall: Wall, voting: Voting) -> list[Standing]:
    """Return what a counted round came to."""
    tallies = [t for t in wall.tallies if t.voting == voting.id]
    return standings(tallies, (j for j in wall.joins if j.board == voting.board))


def priorities(wall: Wall, board: str) -> list[Priority]:
    """Return a board's groups as its last round ranks them, those nobody voted on last."""
    rounds = closed_rounds(wall, board)
    placed = {s.cluster: s for s in result_of(wall, rounds[-1])} if rounds else {}
    found = []
    for group in lie_of(wall, board).filled:
        standing = placed.get(group.cluster.id)
        found.append(
            Priority(
                group.cluster.id,
                group.cluster.name,
                standing.rank if standing else None,
                standing.points if standing else 0,
                bool(standing and standing.tied),
                tuple(card.id for card in group.cards),
                tuple(card.comment for card in group.cards if card.comment),
            )
        )
    return sorted(found, key=lambda p: (p.rank is None, p.rank or 0))

"""How cards lie on a board: in groups, alone, moved again and again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from focusgroup.domain.wall import Card, Cluster, Placement

CONTESTED_MOVES = 3  # put down, put elsewhere, and moved once more


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its cards in order."""

    cluster: Cluster
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where every card lies; none is left out, whatever its group has become."""

    loose: tuple[Card, ...]  # not sorted yet, or orphans
    groups: tuple[Group, ...]

    @property
    def filled(self) -> tuple[Group, ...]:
        """The groups that hold a card."""
        return tuple(group for group in self.groups if group.cards)


def arranged(clusters: Iterable[Cluster], cards: Iterable[Card]) -> Arrangement:
    """Return where the cards lie; a card whose group was taken away is loose again."""
    ordered = sorted(clusters, key=lambda c: (c.position, c.id))
    held: dict[str | None, list[Card]] = {cluster.id: [] for cluster in ordered}
    loose: list[Card] = []
    for card in sorted(cards, key=lambda c: (c.position, c.id)):
        held.get(card.cluster, loose).append(card)
    groups = tuple(Group(cluster, tuple(held[cluster.id])) for cluster in ordered)
    return Arrangement(tuple(loose), groups)


def between(cards: Sequence[Card], at: int) -> float:
    """Return the position for a card put down at a place among others."""
    before = cards[at - 1].position if 0 < at <= len(cards) else None
    after = cards[at].position if 0 <= at < len(cards) else None
    if before is None:
        return after - 1.0 if after is not None else 1.0
    return before + 1.0 if after is None else (before + after) / 2


def is_contested(placements: Sequence[Placement]) -> bool:
    """Tell a card people disagree on: moved again and again, or put in two groups by two hands.

    Taking a card out and putting it back where it lay counts as moves too: that is how people who
    may not speak contradict each other.
    """
    moved = [
        p for at, p in enumerate(placements) if at == 0 or p.cluster != placements[at - 1].cluster
    ]
    if len(moved) >= CONTESTED_MOVES:
        return True
    placed = [p for p in moved if p.cluster is not None]
    return len({p.hand for p in placed}) > 1 and len({p.cluster for p in placed}) > 1

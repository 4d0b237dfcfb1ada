"""What worksheets link to that is no worksheet: the frame's elements, and groups of the wall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from focusgroup.domain.element import Frame

ELEMENT, CLUSTER = "element", "cluster"
NOUNS = {ELEMENT: "element", CLUSTER: "group of the wall"}


@dataclass(frozen=True, slots=True, repr=False)
class Outside:
    """A thing of another table: its title, its rank by votes, and the comments behind it."""

    title: str
    rank: int | None = None  # 1 is what most voted for
    comments: tuple[str, ...] = ()


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


def groups(
    clusters: Iterable[Any], cards: Iterable[Any], votings: Iterable[Any], tallies: Iterable[Any]
) -> dict[str, Outside]:
    """Return the groups of the wall by id, ranked by the last closed vote of their board.

    Takes rows as the wall keeps them: a cluster has id, board and name; a card cluster and
    comment; a voting id, board, number and state; a tally voting, cluster and points.
    """
    said: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        if card.cluster and card.comment:
            said[card.cluster].append(card.comment)
    rank = _ranks(votings, tallies)
    return {
        each.id: Outside(each.name, rank.get(each.id), tuple(dict.fromkeys(said[each.id])))
        for each in clusters
    }


def _ranks(votings: Iterable[Any], tallies: Iterable[Any]) -> dict[str, int]:
    """Return the rank of each group that has points; ties share one."""
    last: dict[str, Any] = {}
    for voting in sorted(votings, key=lambda each: (each.number, each.id)):
        if voting.state == "closed":
            last[voting.board] = voting
    counted = {voting.id for voting in last.values()}
    points: dict[str, dict[str, int]] = defaultdict(dict)
    for tally in tallies:
        if tally.voting in counted:
            points[tally.voting][tally.cluster] = tally.points
    return {
        cluster: 1 + sum(other > mine for other in told.values())
        for told in points.values()
        for cluster, mine in told.items()
        if mine > 0
    }

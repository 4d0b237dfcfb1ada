"""What worksheets link to that is none: the frame's elements, the wall's groups and cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from focusgroup.domain.element import Frame

ELEMENT, CLUSTER, CARD = "element", "cluster", "card"
NOUNS = {ELEMENT: "element", CLUSTER: "group of the wall", CARD: "card"}


@dataclass(frozen=True, slots=True, repr=False)
class Outside:
    """A thing of another table: its title, its rank by votes, and the comments behind it.

    A card made from a comment has no title of its own unless somebody gave it other words.
    """

    title: str
    rank: int | None = None  # 1 is what most voted for
    comments: tuple[str, ...] = ()
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


def walled(
    clusters: Iterable[Any], cards: Iterable[Any], votings: Iterable[Any], tallies: Iterable[Any]
) -> dict[str, dict[str, Outside]]:
    """Return the groups of the wall, ranked by the last closed vote of their board, and its cards.

    Takes rows as the wall keeps them: a cluster has id, board and name; a card id, board, cluster,
    comment, text, position, old and source; a voting id, board, number and state; a tally voting,
    cluster and points.
    """
    held: dict[str, list[Any]] = defaultdict(list)
    ordered = sorted(cards, key=lambda each: (each.position, each.id))
    for card in ordered:
        if card.cluster:
            held[card.cluster].append(card)
    rank = _ranks(votings, tallies)
    groups = {
        each.id: Outside(
            each.name,
            rank.get(each.id),
            tuple(dict.fromkeys(card.comment for card in held[each.id] if card.comment)),
            board=each.board,
            cards=tuple(card.id for card in held[each.id]),
        )
        for each in clusters
    }
    return {CLUSTER: groups, CARD: _cards(ordered, groups)}


def _cards(cards: Iterable[Any], groups: Mapping[str, Outside]) -> dict[str, Outside]:
    return {
        card.id: Outside(
            card.text,
            comments=(card.comment,) if card.comment else (),
            board=card.board,
            group=card.cluster if card.cluster in groups else "",
            earlier=card.source if card.old else None,
        )
        for card in cards
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

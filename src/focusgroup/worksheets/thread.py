"""The thread: from any step back to the comments behind it, and forward to what rests on it.

Steps are rows of worksheets, groups of the wall, their cards, and comments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.outside import CARD, CLUSTER, ELEMENT
from focusgroup.worksheets.record import Place, Record, table_name

COMMENT = "comment"
# The group first, as it leads to what was said; elements last, as they lead no further.
_ORDER = {CLUSTER: 0, COMMENT: 2, ELEMENT: 3}
_Onward = tuple[Place, bool]  # where a step leads, and whether the thread goes on from there


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a thread; `depth` 0 is one step away. One met `again` is not gone on from twice."""

    place: Place
    depth: int
    again: bool = False


def behind(facts: Facts, place: Place) -> tuple[Step, ...]:
    """Return what a step rests on, each step followed by what that rests on in turn."""
    return tuple(_followed(place, lambda here: _rests_on(facts, here)))


def ahead(facts: Facts, place: Place) -> tuple[Step, ...]:
    """Return what uses a step, each step followed by what uses that in turn."""
    return tuple(_followed(place, lambda here: _used_by(facts, here)))


def _followed(start: Place, onward: Callable[[Place], Iterator[_Onward]]) -> Iterator[Step]:
    # No recursion: a thousand tasks may come one after the other.
    seen = {start}
    waiting = [(*each, 0) for each in reversed(list(onward(start)))]
    while waiting:
        place, follow, depth = waiting.pop()
        again = follow and place in seen and place[0] != COMMENT
        yield Step(place, depth, again)
        if follow and not again:
            seen.add(place)
            waiting += [(*each, depth + 1) for each in reversed(list(onward(place)))]


def _rests_on(facts: Facts, here: Place) -> Iterator[_Onward]:
    """Yield where a row leads, the cards of a group, the comment of a card; living ones only."""
    row = facts.row(*here)
    if row is not None:
        told = {where: each.to != here[0] for each, where in facts.links(row)}
    else:
        found = facts.outside(*here)
        told = dict.fromkeys(_inside(here[0], found.cards, found.comments), True) if found else {}
    for where in sorted(told, key=lambda each: _ORDER.get(each[0], 1)):
        if where[0] != "session" and facts.living(where):
            yield where, told[where]


def _inside(table: str, cards: tuple[str, ...], comments: tuple[str, ...]) -> list[Place]:
    return [(CARD, each) for each in cards] if table == CLUSTER else [
        (COMMENT, each) for each in comments
    ]  # fmt: skip


def _used_by(facts: Facts, here: Place) -> Iterator[_Onward]:
    """Yield the cards of a comment, the group of a card, and the rows that link to a step."""
    for card_id, card in facts.cards():
        if here[0] == COMMENT and here[1] in card.comments:
            yield (CARD, card_id), True
        elif here == (CARD, card_id) and card.group:
            yield (CLUSTER, card.group), True
    for row in facts.linking_to(*here):
        yield (table_name(type(row)), row.id), _rests(facts, row, here)


def _rests(facts: Facts, row: Record, here: Place) -> bool:
    """Tell a row that rests on another from one of the same sheet that comes after or below it.

    Those have threads of their own: the last task of a plan would else lead to all of it.
    """
    own = table_name(type(row))
    return any(where == here and each.to != own for each, where in facts.links(row))

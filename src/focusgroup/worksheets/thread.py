"""The thread: from any row back to the comments behind it, and forward to what rests on it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import Place, table_name


@dataclass(frozen=True, slots=True)
class Behind:
    """A comment that a row rests on, and the row it was reached through last."""

    comment: str
    through: Place


def _links(facts: Facts, here: Place) -> list[Place]:
    """Return where a row leads, or the comments behind a group of the wall."""
    row = facts.row(*here)
    if row is not None:
        return [where for _, where in facts.links(row)]
    outside = facts.outside(*here)
    return [("comment", each) for each in outside.comments] if outside else []


def leads_to(facts: Facts, place: Place) -> list[Place]:
    """Return the rows a row links to, comments and groups left out."""
    row = facts.row(*place)
    found = (where for _, where in facts.links(row)) if row is not None else ()
    return list(dict.fromkeys(
        where for where in found if where[0] not in {"comment", "session"} and facts.living(where)
    ))  # fmt: skip


def used_by(facts: Facts, place: Place) -> list[Place]:
    """Return the rows that link to a row or a comment."""
    return [(table_name(type(row)), row.id) for row in facts.linking_to(*place)]


def comments_behind(facts: Facts, place: Place) -> list[Behind]:
    """Return the comments behind a row, its own first, then those of what it links to."""
    found: dict[str, Behind] = {}
    seen, waiting = {place}, deque([place])
    while waiting:
        here = waiting.popleft()
        for where in _links(facts, here):
            table, row_id = where
            if table == "comment":
                if row_id in facts.comments:
                    found.setdefault(row_id, Behind(row_id, here))
            elif where not in seen:
                seen.add(where)
                waiting.append(where)
    return list(found.values())

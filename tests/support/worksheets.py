"""Rows of worksheets for tests."""

from __future__ import annotations

from typing import Any

from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.declare import Grid, Worksheet
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.phases import phases
from focusgroup.worksheets.record import Record, table_name


def facts_of(*rows: Record, **beside: Any) -> Facts:
    """Facts that hold these rows."""
    facts = Facts(**beside)
    for row in rows:
        facts.put(row)
    return facts


def told(worksheet: Worksheet, facts: Facts) -> list[str]:
    """The open points as a person reads them."""
    found = []
    for point in worksheet.open_points(facts):
        row = facts.row(point.table, point.row)
        found.append(f"{facts.title(row)}: {point.sentence}" if row else point.sentence)
    return found


def views(worksheet: Worksheet, page: str, facts: Facts) -> list[Any]:
    """What stands on a page worked out of the rows."""
    return list(dict(worksheet.views)[page](facts))


def grid(worksheet: Worksheet, page: str, facts: Facts) -> Grid:
    """The first grid of a page."""
    return next(each for each in views(worksheet, page, facts) if isinstance(each, Grid))


def table_of(row: Record) -> str:
    """The table a row is kept in."""
    return table_name(type(row))


def steps_down(key: str) -> int:
    """How often Down is pressed on the list of worksheets, from its first line to one of them."""
    steps = [step.key for phase in phases(Facts(), WORKSHEETS) for step in phase.steps]
    return steps.index(key)


SHELVED = tuple(each for each in WORKSHEETS if each.shelved)  # those on the list

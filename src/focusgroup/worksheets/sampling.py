"""Whom to ask: everybody of a small unit, a representative sample of a large one (row 1.25)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.worksheets.declare import Grid, OpenPoint, Sheet, View, Worksheet, lacking
from focusgroup.worksheets.facts import Facts, attended_of, is_withheld
from focusgroup.worksheets.record import Choices, Record, choice, lines, number, text

_WAYS: Choices = (("everybody", "everybody"), ("sample", "a sample"))
# A department whose share of the seats is this many points off its share of the people.
_FAR = 10.0


@dataclass(frozen=True, slots=True)
class Department(Record):
    """A department, how many work there, and how many are to come."""

    name: str = text("Department", "as it is called in the groups' seats", needed=True)
    population: float | None = number("People", "how many work there")
    way: str = choice("Ask", _WAYS, "everybody of a small unit, a sample of a large one")
    planned: float | None = number("Planned", "how many are to take part")
    note: str = lines("How chosen", "how the sample was drawn")


_DASH = "–"


def _came(facts: Facts, row: Department) -> int:
    return attended_of(facts, row.name)


def _told(facts: Facts, row: Department) -> bool:
    """Return whether it may be told how many came; a report leaves few people out."""
    return not is_withheld(facts, row.name)


def _short(facts: Facts) -> Iterator[OpenPoint]:
    """Yield departments that are planned or heard too thinly."""
    people = sum(row.population or 0 for row in facts.rows(Department))
    heard = sum(_came(facts, row) for row in facts.rows(Department))
    for row in facts.rows(Department):
        size, planned = row.population or 0, row.planned or 0
        if row.way == "everybody" and planned < size:
            yield OpenPoint("department", f"Everybody is to be asked, but {planned:g} of {size:g} "
                            "are planned.", row.id)  # fmt: skip
        if planned > size > 0:
            yield OpenPoint("department", "More are planned than work there.", row.id)
        if not heard or not _told(facts, row):
            continue
        came = _came(facts, row)
        if came < planned:
            yield OpenPoint("department", f"{came} of {planned:g} planned came.", row.id)
        if people and size and not facts.withheld:
            gap = 100 * came / heard - 100 * size / people
            if abs(gap) > _FAR:
                words = "over" if gap > 0 else "under"
                yield OpenPoint("department", f"It is {words}-represented by {abs(gap):.0f} "
                                "points.", row.id)  # fmt: skip


def _twice(facts: Facts) -> Iterator[OpenPoint]:
    seen: set[str] = set()
    for row in facts.rows(Department):
        name = " ".join(row.name.casefold().split())
        if name in seen:
            yield OpenPoint("department", "It stands there twice: its seats count twice.", row.id)
        seen.add(name)


def _unplanned(facts: Facts) -> Iterator[OpenPoint]:
    if facts.withheld:
        return
    elsewhere = sum(facts.attended.values()) - sum(
        _came(facts, row) for row in facts.rows(Department)
    )
    if elsewhere > 0:
        yield OpenPoint(
            "department", f"{elsewhere} who came are of departments that are not on the plan."
        )


def _plan(facts: Facts) -> Iterator[View]:
    """Yield population, planned, attended and share by department."""
    rows = facts.rows(Department)
    if not rows:
        return
    people = sum(row.population or 0 for row in rows)
    planned = sum(row.planned or 0 for row in rows)
    heard = sum(_came(facts, row) for row in rows)
    body = [_line(facts, row, people, heard) for row in rows]
    together = _DASH if facts.withheld else f"{heard}"
    total = ("together", f"{people:g}", f"{planned:g}", together, "", "", "")
    few = " Where few came, that and all it could be worked out of is left out."
    yield Grid(
        "Sampling plan by department",
        ("Department", "People", "Planned", "Came", "Of the people", "Of those who came", "Gap"),
        (*body, total),
        note="Who came is counted from the seats of groups that have begun."
        + (few if facts.withheld else ""),
        widths=(4, 1.5, 1.6, 1.4, 2, 2.4, 2.4),
        numbers=frozenset({1, 2, 3, 4, 5}),
        total=True,
    )


def _line(facts: Facts, row: Department, people: float, heard: int) -> tuple[str, ...]:
    came = _came(facts, row)
    due = 100 * (row.population or 0) / people if people else None
    # Beside a number that is told, a share would tell how many came together.
    share = 100 * came / heard if heard and not facts.withheld else None
    gap = ""
    if due is not None and share is not None:
        gap = f"{share - due:+.0f} points" if abs(share - due) > _FAR else "about right"
    return (
        row.name,
        "" if row.population is None else f"{row.population:g}",
        "" if row.planned is None else f"{row.planned:g}",
        str(came) if _told(facts, row) else _DASH,
        "" if due is None else f"{due:.0f} %",
        "" if share is None else f"{share:.0f} %",
        gap,
    )


WORKSHEET = Worksheet(
    key="sampling",
    title="Sampling plan",
    phase=2,
    place=10,
    about="Who is to be heard, department by department, and who came.",
    sheets=(
        Sheet(
            Department,
            "Departments",
            "department",
            "Write down each department, how many work there and how many are to come.",
            ("name", "population", "way", "planned", "note"),
            checks=(
                lacking(Department, "population", "How many work there is missing."),
                lacking(Department, "planned", "How many are planned is missing."),
                _short,
                _twice,
                _unplanned,
            ),
        ),
    ),
    views=(("plan and attendance", _plan),),
)

"""Who sat in the groups, by band, with small cells held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import Seat
from focusgroup.privacy.disclosure import suppress
from focusgroup.worksheets.facts import attended

ATTRIBUTES = {"department": "Department", "role": "Role", "tenure": "Tenure"}
NOT_RECORDED = "Not recorded"


@dataclass(frozen=True, slots=True)
class Cell:
    """One band and its seats; `count` is None when held back, `small` when it is below the bar.

    A cell held back only to protect another one is not small: to say "fewer than 5" of it would be
    untrue.
    """

    label: str
    count: int | None
    small: bool = False


@dataclass(frozen=True, slots=True)
class MakeUp:
    """One attribute's table; no cells at all where any table would give somebody away."""

    attribute: str
    name: str
    cells: tuple[Cell, ...]
    total: int


def make_up(record: StudyRecord) -> tuple[MakeUp, ...]:
    """Return department, role and tenure of all seats in the record, small cells held back.

    Only the record's seats as one whole are broken down. A table for each group beside it would
    undo the holding back by subtraction, and groups of eight have hardly a cell of five.
    """
    minimum = record.study.cell_minimum
    tables = []
    for attribute, name in ATTRIBUTES.items():
        counts = Counter(_band(seat, attribute) for seat in record.seats)
        if set(counts) - {NOT_RECORDED}:
            cells = _cells(counts, minimum)
            tables.append(MakeUp(attribute, name, cells, counts.total()))
    return tuple(tables)


def too_few(record: StudyRecord) -> frozenset[str]:
    """Return the departments, in small letters, of which it may not be told how many came.

    Those that are held back in the table of who took part are among them: the two stand in one
    report.
    """
    counts = attended(record.sessions, record.seats)
    minimum = record.study.cell_minimum
    shown = _safe(counts, suppress(counts, minimum), minimum)
    found = {band for band in counts if shown is None or shown[band] is None}
    table = next((each for each in make_up(record) if each.attribute == "department"), None)
    if table is None:
        return frozenset(found)
    if not table.cells:
        return frozenset(counts)
    hidden = {" ".join(c.label.casefold().split()) for c in table.cells if c.count is None}
    return frozenset(found | (hidden & set(counts)))


def _band(seat: Seat, attribute: str) -> str:
    return str(getattr(seat, attribute)).strip() or NOT_RECORDED


def _cells(counts: Mapping[str, int], minimum: int) -> tuple[Cell, ...]:
    shown = _safe(counts, suppress(counts, minimum), minimum)
    if shown is None:
        return ()
    # Held-back bands stand in alphabetical order: by size would tell which is the larger.
    order = sorted(shown, key=lambda band: (band == NOT_RECORDED, -(shown[band] or 0), band))
    return tuple(Cell(band, shown[band], small=counts[band] < minimum) for band in order)


def _safe(
    counts: Mapping[str, int], shown: dict[str, int | None], minimum: int
) -> dict[str, int | None] | None:
    """Hold back more cells until the total gives no held-back one away; None if nothing helps."""
    shown = dict(shown)
    while derivable(counts, shown, minimum):
        left = [band for band, count in shown.items() if count is not None]
        if not left:
            return None
        shown[min(left, key=lambda band: (counts[band], band))] = None
    return shown


def derivable(counts: Mapping[str, int], shown: Mapping[str, int | None], minimum: int) -> bool:
    """Return whether a reader who knows the total can work out a held-back cell.

    Known of each: a small cell is 1 to minimum - 1, another at least the minimum; together they
    are what the shown cells leave of the total. So each lies between two bounds, and is given
    away when these meet.
    """
    held = [band for band, count in shown.items() if count is None]
    rest = sum(counts[band] for band in held)
    low = {band: 1 if counts[band] < minimum else minimum for band in held}
    high = {band: minimum - 1 if counts[band] < minimum else rest for band in held}
    for band in held:
        least = max(low[band], rest - sum(high[b] for b in held if b != band))
        most = min(high[band], rest - sum(low[b] for b in held if b != band))
        if least == most:
            return True
    return False

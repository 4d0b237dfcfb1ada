"""A roster read from a CSV file into memory, where it stays."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from focusgroup.exchange.errors import ImportRefused
from focusgroup.privacy import Person
from focusgroup.room.names import NameCard

_NEEDED = ("group", "seat", "name")
_SEAT = re.compile(r"[Pp]?[0-9]{1,2}")


@dataclass(frozen=True, slots=True, repr=False)
class RosterRow:
    """One person of a roster."""

    group: str
    seat: str
    card: NameCard
    department: str = ""
    tenure: str = ""

    def person(self, group: str = "") -> Person:
        """Return the person as a scrubber knows them; of another group with that group's code."""
        code = self.seat if self.group == group else f"{self.group}-{self.seat}"
        return Person(code, self.card.first, self.card.last, self.card.also)


def read_roster(path: Path) -> list[RosterRow]:
    """Read a roster into memory. Raises ImportRefused with the line.

    Columns: group, seat, name and, if known, also_called, department, tenure_band, in any order;
    the separator is a comma, semicolon or tab.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ImportRefused(path, 0, "is not UTF-8 text; save it as CSV UTF-8.") from None
    except OSError as error:
        raise ImportRefused(path, 0, f"cannot be read ({error.strerror}).") from None
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=mark)
    try:
        return _rows(path, rows)
    except csv.Error:  # its own text would repeat what the row holds
        raise ImportRefused(
            path, rows.reader.line_num, "cannot be read as CSV: a quote is not closed perhaps."
        ) from None


def _rows(path: Path, rows: csv.DictReader[str]) -> list[RosterRow]:
    known = [name.strip().casefold() for name in rows.fieldnames or []]
    missing = [name for name in _NEEDED if name not in known]
    if missing:
        raise ImportRefused(path, 1, f"has no column {', '.join(missing)}.")
    rows.fieldnames = known
    return [_row(path, rows.line_num, told, known) for told in rows]


def read_words(path: Path) -> list[str]:
    """Read words that must never be written, one a line. Raises ImportRefused."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ImportRefused(path, 0, "is not UTF-8 text.") from None
    except OSError as error:
        raise ImportRefused(path, 0, f"cannot be read ({error.strerror}).") from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def _row(path: Path, line: int, told: dict[str, str | None], known: list[str]) -> RosterRow:
    cell = {name: (value or "").strip() for name, value in told.items() if name in known}
    if not all(cell[name] for name in _NEEDED):
        raise ImportRefused(path, line, "needs a group, a seat and a name in each row.")
    if not _SEAT.fullmatch(cell["seat"]):  # it is written as it stands, so it may not be a name
        raise ImportRefused(path, line, "needs a seat such as P3 or 3 in each row.")
    first, _, last = cell["name"].partition(" ")
    also = tuple(w.strip() for w in cell.get("also_called", "").split("/") if w.strip())
    return RosterRow(
        group=cell["group"],
        seat=f"P{int(cell['seat'].lstrip('Pp'))}",
        card=NameCard(first, last, also),
        department=cell.get("department", ""),
        tenure=cell.get("tenure_band", ""),
    )

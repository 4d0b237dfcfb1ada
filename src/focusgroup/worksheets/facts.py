"""What checks and views are worked out from: the rows of every worksheet, and a little beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar, cast

from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import Seat, Session, SessionState
from focusgroup.worksheets.record import (
    Column,
    ColumnKind,
    Record,
    Value,
    columns,
    table_name,
)

Row = TypeVar("Row", bound=Record)
REMOVED = "(removed)"


class Facts:
    """Rows by table and id, living ones only; `put` and `drop` keep them as the file has them."""

    def __init__(
        self,
        rows: Mapping[str, Iterable[Record]] | None = None,
        *,
        comments: Collection[str] = (),
        attended: Mapping[str, int] | None = None,
    ) -> None:
        self._rows: dict[str, dict[str, Record]] = {
            table: {row.id: row for row in held} for table, held in (rows or {}).items()
        }
        self._sorted: dict[str, tuple[Record, ...]] = {}
        self.comments = frozenset(comments)  # ids of the living ones
        self.attended = dict(attended or {})  # seats of groups that have begun, by department

    @classmethod
    def of(cls, record: StudyRecord) -> Facts:
        """Return what a whole study says."""
        return cls(
            cast("Mapping[str, Iterable[Record]]", record.worksheets),
            comments={comment.id for comment in record.comments},
            attended=attended(record.sessions, record.seats),
        )

    def rows(self, record: type[Row]) -> tuple[Row, ...]:
        """Return the rows of a record type in their order."""
        return cast("tuple[Row, ...]", self.of_table(table_name(record)))

    def of_table(self, table: str) -> tuple[Record, ...]:
        """Return the rows of a table in their order."""
        found = self._sorted.get(table)
        if found is None:
            held = self._rows.get(table, {}).values()
            found = tuple(sorted(held, key=lambda row: (row.position, row.id)))
            self._sorted[table] = found
        return found

    def row(self, table: str, row_id: str) -> Record | None:
        """Return one row, or None where it is gone."""
        return self._rows.get(table, {}).get(row_id)

    def count(self, table: str) -> int:
        """Return how many rows a table holds."""
        return len(self._rows.get(table, {}))

    def linked(self, record: type[Row], ids: str) -> list[Row]:
        """Return the rows that a link column leads to, those that are gone left out."""
        held = self._rows.get(table_name(record), {})
        return [cast("Row", held[each]) for each in ids.split() if each in held]

    def first(self, record: type[Row]) -> Row | None:
        """Return the first row of a record type: of a sheet that has only one, that one."""
        return next(iter(self.rows(record)), None)

    def put(self, row: Record) -> None:
        """Take over a row as written."""
        table = table_name(type(row))
        self._rows.setdefault(table, {})[row.id] = row
        self._sorted.pop(table, None)

    def drop(self, table: str, row_id: str) -> None:
        """Forget a row that was taken away."""
        self._rows.get(table, {}).pop(row_id, None)
        self._sorted.pop(table, None)

    def beside(self, comments: Collection[str], attended: Mapping[str, int]) -> None:
        """Take over which comments live and who came."""
        self.comments = frozenset(comments)
        self.attended = dict(attended)

    # In words

    def title(self, row: Record) -> str:
        """Return what a row is called: its first column that says something."""
        for each in columns(type(row)):
            words = self.words(each, getattr(row, each.name))
            if words:
                return words.split("\n")[0]
        return "(untitled)"

    def words(self, column: Column, value: Value) -> str:
        """Return a value as a person reads it; links by their titles."""
        if column.kind is ColumnKind.COMMENTS:
            return self._comments(str(value or "").split())
        if column.kind in {ColumnKind.LINK, ColumnKind.LINKS}:
            return "; ".join(self._named(column.to, each) for each in str(value or "").split())
        return column.words(value)

    def _named(self, table: str, row_id: str) -> str:
        row = self.row(table, row_id)
        return self.title(row) if row else REMOVED

    def _comments(self, ids: list[str]) -> str:
        living = sum(each in self.comments for each in ids)
        words = f"{living} {'comment' if living == 1 else 'comments'}" if living else ""
        gone = len(ids) - living
        return " ".join(filter(None, (words, f"({gone} removed)" if gone else "")))


def attended(sessions: Iterable[Session], seats: Iterable[Seat]) -> dict[str, int]:
    """Return how many came from each department, to groups that have begun.

    Who came has agreed to take part; where a group noted no consent at all, every seat counts.
    """
    begun = {s.id for s in sessions if s.state != SessionState.PLANNED}
    seated = [s for s in seats if s.session in begun]
    noted = {s.session for s in seated if s.take_part}
    came = [s for s in seated if s.take_part or s.session not in noted]
    found = Counter(_department(s.department) for s in came)
    found.pop("", None)
    return dict(found)


def _department(name: str) -> str:
    return " ".join(name.casefold().split())


def attended_of(facts: Facts, department: str) -> int:
    """Return how many came from a department, however it is capitalised."""
    return facts.attended.get(_department(department), 0)

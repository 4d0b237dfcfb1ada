"""What checks and views are worked out from: the rows of every worksheet, and a little beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar, cast

from focusgroup.domain.element import Frame
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import Seat, Session, SessionState
from focusgroup.worksheets.outside import CLUSTER, ELEMENT, Outside, Outsiders, elements, groups
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
UNTITLED = "(untitled)"


class Facts:
    """Rows by table and id, living ones only; `put` and `drop` keep them as the file has them."""

    def __init__(
        self,
        rows: Mapping[str, Iterable[Record]] | None = None,
        *,
        comments: Collection[str] = (),
        attended: Mapping[str, int] | None = None,
        outside: Outsiders | None = None,
        frame: Frame | None = None,
    ) -> None:
        self._rows: dict[str, dict[str, Record]] = {
            table: {row.id: row for row in held} for table, held in (rows or {}).items()
        }
        self._sorted: dict[str, tuple[Record, ...]] = {}
        self.comments = frozenset(comments)  # ids of the living ones
        self.attended = dict(attended or {})  # seats of groups that have begun, by department
        self.frame = frame  # the elements the study looks at, with their criteria
        self._outside: Outsiders = outside or {ELEMENT: elements(frame)}

    @classmethod
    def of(cls, record: StudyRecord) -> Facts:
        """Return what a whole study says."""
        return cls(
            cast("Mapping[str, Iterable[Record]]", record.worksheets),
            comments={comment.id for comment in record.comments},
            attended=attended(record.sessions, record.seats),
            outside={ELEMENT: elements(record.frame), CLUSTER: _walled(record)},
            frame=record.frame,
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

    def beside(
        self, comments: Collection[str], attended: Mapping[str, int], outside: Outsiders
    ) -> None:
        """Take over which comments live, who came, and what is linked to outside worksheets."""
        self.comments = frozenset(comments)
        self.attended = dict(attended)
        self._outside = outside

    # Outside

    def outside(self, table: str, row_id: str) -> Outside | None:
        """Return a thing of a table that no worksheet keeps, or None where it is gone."""
        return self._outside.get(table, {}).get(row_id)

    def linkable(self, table: str) -> list[tuple[str, str]]:
        """Return what a link to a table may lead to, by id and title, in order."""
        held = [(row.id, self.title(row)) for row in self.of_table(table)]
        return held or [(key, each.title) for key, each in self._outside.get(table, {}).items()]

    def holds(self, table: str, row_id: str) -> bool:
        """Return whether what a link leads to is still there."""
        return self.row(table, row_id) is not None or self.outside(table, row_id) is not None

    # In words

    _naming: frozenset[str] = frozenset()  # rows on the way of a title

    def title(self, row: Record) -> str:
        """Return what a row is called: its first column that says something.

        Rows without words of their own may link to each other in a circle, once a name is blanked.
        """
        if row.id in self._naming:
            return UNTITLED
        before, self._naming = self._naming, self._naming | {row.id}
        try:
            told = (self.words(each, getattr(row, each.name)) for each in columns(type(row)))
            return next(filter(None, told), UNTITLED).split("\n")[0]
        finally:
            self._naming = before

    def words(self, column: Column, value: Value) -> str:
        """Return a value as a person reads it; links by their titles."""
        if column.kind is ColumnKind.COMMENTS:
            return self._comments(str(value or "").split())
        if column.kind in {ColumnKind.LINK, ColumnKind.LINKS}:
            return "; ".join(self.named(column.to, each) for each in str(value or "").split())
        return column.words(value)

    def named(self, table: str, row_id: str) -> str:
        """Return what a link's end is called."""
        row = self.row(table, row_id)
        if row is not None:
            return self.title(row)
        found = self.outside(table, row_id)
        return (found.title or UNTITLED) if found else REMOVED

    def _comments(self, ids: list[str]) -> str:
        living = sum(each in self.comments for each in ids)
        words = f"{living} {'comment' if living == 1 else 'comments'}" if living else ""
        gone = len(ids) - living
        return " ".join(filter(None, (words, f"({gone} removed)" if gone else "")))


def _walled(record: StudyRecord) -> dict[str, Outside]:
    """Return the groups of a record's wall; none where this program keeps no wall."""
    wall = getattr(record, "wall", None)
    return groups(wall.clusters, wall.cards, wall.votings, wall.tallies) if wall else {}


def attended(sessions: Iterable[Session], seats: Iterable[Seat]) -> dict[str, int]:
    """Return how many seats of groups that have begun come from each department."""
    begun = {s.id for s in sessions if s.state != SessionState.PLANNED}
    found = Counter(_department(s.department) for s in seats if s.session in begun)
    found.pop("", None)
    return dict(found)


def _department(name: str) -> str:
    return " ".join(name.casefold().split())


def attended_of(facts: Facts, department: str) -> int:
    """Return how many came from a department, however it is capitalised."""
    return facts.attended.get(_department(department), 0)

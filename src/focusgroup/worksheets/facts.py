"""What checks and views are worked out from: the rows of every worksheet, and a little beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast

from focusgroup.domain.element import Element, Frame
from focusgroup.domain.reach import Reach
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.said import element_counts
from focusgroup.domain.session import Seat, Session, SessionState
from focusgroup.worksheets.outside import CARD, ELEMENT, Outside, Outsiders, elements, walled
from focusgroup.worksheets.record import (
    Column,
    ColumnKind,
    Place,
    Record,
    Value,
    columns,
    table_name,
)

Row = TypeVar("Row", bound=Record)
_FOLLOWED = 3  # links from title to title, at most
REMOVED = "(removed)"


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a comment fell and which seats spoke it."""

    session: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the study, without a word of what was said in it."""

    id: str
    code: str
    label: str = ""
    kind: str = "staff"
    state: str = SessionState.PLANNED
    seats: int = 0

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.code} {self.label}".strip()


class Facts:
    """Rows by table and id, living ones only; `put` and `drop` keep them as the file has them."""

    _following = 0  # links that the title just being made has followed

    def __init__(
        self,
        rows: Mapping[str, Iterable[Record]] | None = None,
        *,
        comments: Collection[str] = (),
        attended: Mapping[str, int] | None = None,
        groups: Iterable[Group] = (),
        outside: Outsiders | None = None,
        frame: Frame | None = None,
        counted: Callable[[], Mapping[str, int] | None] = dict,
    ) -> None:
        self._rows: dict[str, dict[str, Record]] = {
            table: {row.id: row for row in held} for table, held in (rows or {}).items()
        }
        self._sorted: dict[str, tuple[Record, ...]] = {}
        self._linking: dict[Place, list[Record]] | None = None  # rows by what they link to
        self.withheld: frozenset[str] = frozenset()  # departments too few came from, in a report
        self.frame = frame  # the elements the study looks at, with their criteria
        self._count = counted
        self._counts: Mapping[str, int] | None = None
        self.beside(comments, attended or {}, groups, outside)

    @classmethod
    def of(cls, record: StudyRecord) -> Facts:
        """Return what a whole study says."""
        return cls(
            cast("Mapping[str, Iterable[Record]]", record.worksheets),
            comments={c.id: Heard(c.session, c.seats) for c in record.comments},
            attended=attended(record.sessions, record.seats),
            groups=groups(record.sessions, record.seats),
            outside={ELEMENT: elements(record.frame), **walled(record.wall)},
            frame=record.frame,
            counted=partial(element_counts, record),
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

    @property
    def comments_by_element(self) -> Mapping[str, int] | None:
        """Comments of each element by its key, untagged ones under ""; None while unreadable.

        Counted when first asked for: that takes a walk over all comments.
        """
        if self._counts is None:
            self._counts = self._count()
        return self._counts

    def put(self, row: Record) -> None:
        """Take over a row as written."""
        table = table_name(type(row))
        self._rows.setdefault(table, {})[row.id] = row
        self._sorted.pop(table, None)
        self._linking = None

    def drop(self, table: str, row_id: str) -> None:
        """Forget a row that was taken away."""
        self._rows.get(table, {}).pop(row_id, None)
        self._sorted.pop(table, None)
        self._linking = None

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements of the study's frame."""
        return self.frame.elements if self.frame else ()

    def beside(
        self,
        comments: Collection[str] | Mapping[str, Heard],
        attended: Mapping[str, int],
        groups: Iterable[Group] = (),
        outside: Outsiders | None = None,
    ) -> None:
        """Take over which comments live, who came, which groups there are, and what else is there.

        `outside` is what is linked to and is no worksheet. Comments are counted anew when asked.
        """
        self._counts = None
        self.comments = frozenset(comments)  # ids of the living ones
        self.heard = dict(comments) if isinstance(comments, Mapping) else {}
        self.attended = dict(attended)  # seats of groups that have begun, by department
        self.groups = {group.id: group for group in groups}
        self._outside: Outsiders = outside or {ELEMENT: elements(self.frame)}

    # Outside

    def outside(self, table: str, row_id: str) -> Outside | None:
        """Return a thing of a table that no worksheet keeps, or None where it is gone."""
        return self._outside.get(table, {}).get(row_id)

    def cards(self) -> Iterable[tuple[str, Outside]]:
        """Return the cards of the wall by id, in their order."""
        return self._outside.get(CARD, {}).items()

    def linkable(self, table: str) -> list[tuple[str, str]]:
        """Return what a link to a table may lead to, by id and title, in order."""
        held = [(row.id, self.title(row)) for row in self.of_table(table)]
        return held or [(key, each.title) for key, each in self._outside.get(table, {}).items()]

    def holds(self, table: str, row_id: str) -> bool:
        """Return whether a row, or what is no worksheet's, is still there."""
        return self.row(table, row_id) is not None or self.outside(table, row_id) is not None

    # Links

    def tables(self) -> Iterator[str]:
        """Yield the tables that hold a row."""
        return (table for table, held in self._rows.items() if held)

    def links(self, row: Record) -> Iterator[tuple[Column, Place]]:
        """Yield where a row leads: to other rows, to comments and to groups."""
        for each in columns(type(row)):
            for place in each.places(getattr(row, each.name)):
                yield each, place

    def living(self, place: Place) -> bool:
        """Return whether what a link leads to is still there."""
        table, row_id = place
        if table == "comment":
            return row_id in self.comments
        if table == "session":
            return row_id in self.groups
        return self.holds(table, row_id)

    def linking_to(self, table: str, row_id: str) -> list[Record]:
        """Return the rows that link to a row, a comment or a group."""
        if self._linking is None:
            # Asked of each step of each thread: looking through all rows anew took 6 s of a report
            # on 120 groups, 400 gaps and 400 tasks.
            self._linking = defaultdict(list)
            for each in self.tables():
                for row in self.of_table(each):
                    for place in dict.fromkeys(where for _, where in self.links(row)):
                        self._linking[place].append(row)
        return [*self._linking.get((table, row_id), ())]

    def reach(self, ids: Iterable[str]) -> Reach:
        """Return how many comments, different seats and groups these are, the living ones only."""
        found = [self.heard[each] for each in dict.fromkeys(ids) if each in self.heard]
        people = {person for heard in found for person in heard.people}
        return Reach(len(found), len(people), len({heard.session for heard in found}))

    # In words

    def title(self, row: Record) -> str:
        """Return what a row is called: its first column that says something.

        That may be a link, so by another row's title; rows without a name may be linked in a ring.
        """
        if self._following > _FOLLOWED:
            return "(untitled)"
        self._following += 1
        try:
            told = (self.words(each, getattr(row, each.name)) for each in columns(type(row)))
            return next(filter(None, told), "(untitled)").split("\n")[0]
        finally:
            self._following -= 1

    def words(self, column: Column, value: Value) -> str:
        """Return a value as a person reads it; links by their titles."""
        if column.kind is ColumnKind.COMMENTS:
            return self._comments(str(value or "").split())
        if column.to:
            return "; ".join(self.named(*place) for place in column.places(value))
        return column.words(value)

    def named(self, table: str, row_id: str) -> str:
        """Return what a row or a group is called, or that it is gone."""
        if table == "session":
            group = self.groups.get(row_id)
            return group.title if group else REMOVED
        row = self.row(table, row_id)
        if row is not None:
            return self.title(row)
        found = self.outside(table, row_id)
        return (found.title or "(untitled)") if found else REMOVED

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


def groups(sessions: Iterable[Session], seats: Iterable[Seat]) -> list[Group]:
    """Return the groups with how many sit in each."""
    sitting = Counter(seat.session for seat in seats)
    return [Group(s.id, s.code, s.label, s.kind, s.state, sitting[s.id]) for s in sessions]


def _department(name: str) -> str:
    return " ".join(name.casefold().split())


def attended_of(facts: Facts, department: str) -> int:
    """Return how many came from a department, however it is capitalised."""
    return facts.attended.get(_department(department), 0)


def is_withheld(facts: Facts, department: str) -> bool:
    """Return whether a report may not tell how many came from a department."""
    return _department(department) in facts.withheld

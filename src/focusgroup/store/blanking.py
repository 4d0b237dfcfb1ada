"""Which lines of the log a withdrawal blanks, and how: a pure rule of the whole log.

Two copies of a study that hold the same lines blank the same ones, in whatever order they came
together. So the rule only ever grows: a row is blanked when a mark names it, or when any line of it
names a withdrawn seat, unless that line was known at the withdrawal to be somebody else's too. What
a late merge brings of that seat is therefore blanked before it is written.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, field, fields

from focusgroup.domain.erasure import Erasure, ErasureScope
from focusgroup.store.change_log import project_rows
from focusgroup.store.tables import TABLES, Value, said_in
from focusgroup.worksheets import WORKSHEET_TEXTS

Fields = dict[str, Value]
RowKey = tuple[str, str]  # table, id

# Columns that hold words of the room, by table.
TEXTS = {
    "comment": ("text",),
    "chart_entry": ("text",),
    "item_run": ("why", "reason"),
    "session": ("themes", "surprises", "contrasts", "quotes_to_keep", "guide_changes"),
    "board": ("question",),
    **WORKSHEET_TEXTS,
    "card": ("text",),
    "cluster": ("name",),
    "cluster_name": ("text",),
}
# What a stub keeps: where and when, never what. A new table with a `seat` column needs no entry.
_STUB = frozenset({"session", "item", "comment", "position", "at_s", "at", "voice"})
_STUB_OF = {
    "seat": frozenset({"session", "code", "place"}),
    "card": frozenset({"board", "comment", "cluster", "position"}),
}
_NAMED = "named"  # in a blanked line: whom it named, in an order that no merge decides
_MARKS = frozenset({"erasure", "decision", "export"})
NOBODY = "[a participant]"


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line of the log: what an action said of a row."""

    id: str
    table: str
    row_id: str
    fields: Fields

    @property
    def row(self) -> RowKey:
        """The row it speaks of."""
        return (self.table, self.row_id)


def code_pattern(code: str, *, own_group: bool) -> re.Pattern[str]:
    """Return how a seat ("G1-P3") is named: "[G1-P3]", and in its own group "[P3]" and "P3" too."""
    group, _, seat = code.rpartition("-")
    before = f"(?:{re.escape(group)}-)?" if own_group else f"{re.escape(group)}-"
    return re.compile(rf"\[{before}{re.escape(seat)}\]|(?<![\w-]){before}{re.escape(seat)}(?!\w)")


def speakers(said: Fields) -> set[str]:
    """Return the seats a line puts its row down to; a blanked line still tells whom it named."""
    told = f"{said.get('seat') or ''} {said.get('with_seats') or ''} {said.get(_NAMED) or ''}"
    return set(told.split())


@dataclass(repr=False)
class Rules:
    """What the marks of a study say, worked out for one set of lines."""

    covered: dict[RowKey, str] = field(default_factory=dict)  # to the smallest id of a mark
    spared: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # seats
    cleared: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[RowKey, list[Erasure]] = field(default_factory=lambda: defaultdict(list))
    quotes: dict[str, list[Erasure]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, marks: Iterable[Erasure]) -> None:
        """Take over what each mark says by itself."""
        for mark in marks:
            rows = [tuple(each.split(":", 1)) for each in mark.rows.split() if ":" in each]
            for table, row_id in rows:
                if mark.scope == ErasureScope.CODE:
                    self.codes[table, row_id].append(mark)
                else:
                    self.cover((table, row_id), mark.id)
            if mark.scope == ErasureScope.SEAT:
                self.cover(("seat", mark.seat), mark.id)
                self.quotes[mark.session].append(mark)
                for change in mark.spared.split():
                    self.spared[change].add(mark.seat)
                for each in mark.cleared.split():
                    change, _, name = each.partition(":")
                    self.cleared[change].append(name)

    def cover(self, row: RowKey, mark: str) -> None:
        """Blank a row; of several marks the smallest id stands in the stub, in every copy."""
        self.covered[row] = min(mark, self.covered.get(row, mark))

    def named(self, line: Line) -> set[str]:
        """Return every seat a line ever named, those included that were taken out of it since."""
        return speakers(line.fields) | self.spared.get(line.id, set())

    def turned(self, line: Line) -> tuple[Fields, bool] | None:
        """Return what a line says from now on, and whether undo must pass it over; None: as is."""
        if line.table in _MARKS:
            return None
        mark = self.covered.get(line.row)
        if mark is not None:
            return _blank(line, mark, self.named(line)), True
        said = dict(line.fields)
        for seat in sorted(self.spared.get(line.id, ())):
            said = without_seat(said, seat)
        for name in self.cleared.get(line.id, ()):
            said.pop(name, None)
        for each in self.codes.get(line.row, ()):
            _take_code_out(said, line.table, each)
        if line.table == "session" and "quotes_to_keep" in said:
            for each in self.quotes.get(line.row_id, ()):
                said["quotes_to_keep"] = _without_quotes(str(said["quotes_to_keep"]), each.code)
        if said == line.fields:
            return None
        return said, line.id in self.spared or line.id in self.cleared


def _required(table: str) -> frozenset[str]:
    known = TABLES.get(table)
    if known is None:
        return frozenset()
    return frozenset(f.name for f in fields(known.record) if f.default is MISSING)


def _blank(line: Line, mark: str, named: set[str]) -> Fields:
    """Return the stub of a line; what the table must have and a stub may not keep is empty."""
    keep = _STUB_OF.get(line.table, _STUB)
    required = _required(line.table)
    said: Fields = {
        name: value if name in keep else ""
        for name, value in line.fields.items()
        if name in keep or name in required
    }
    if named:
        said[_NAMED] = " ".join(sorted(named))
    return {**said, "deleted": 1, "withdrawn": mark}


def without_seat(said: Fields, seat: str) -> Fields:
    """Return a line that puts its row down to the other speakers alone."""
    if seat not in speakers(said):
        return said
    told = dict(said)
    first = told.pop("seat", None)
    others = [s for s in str(told.pop("with_seats", None) or "").split() if s != seat]
    if first == seat:
        first = others.pop(0) if others else None
    if first is not None:
        told["seat"] = first
    if "with_seats" in said:
        told["with_seats"] = " ".join(others)
    return told


def _take_code_out(said: Fields, table: str, mark: Erasure) -> None:
    pattern = code_pattern(mark.code, own_group=bool(mark.own_group))
    for name in TEXTS.get(table, ()):
        if isinstance(said.get(name), str):
            said[name] = pattern.sub(NOBODY, str(said[name]))
    if said.get("answers") == mark.seat:
        del said["answers"]


def _without_quotes(text: str, code: str) -> str:
    pattern = code_pattern(code, own_group=True)
    return "\n".join(line for line in text.split("\n") if not pattern.search(line))


def rules_of(connection: sqlite3.Connection, incoming: Sequence[Line] = ()) -> Rules | None:
    """Return the rules for what the file holds and what comes in; None where nobody withdrew."""
    marks = _held_marks(connection)
    marks += [
        _mark(line) for line in incoming if line.table == "erasure" and "session" in line.fields
    ]
    if not marks:
        return None
    rules = Rules()
    rules.learn(marks)
    of_seats = [mark for mark in marks if mark.scope == ErasureScope.SEAT]
    seats = {mark.seat for mark in of_seats}
    spared = {mark.id: frozenset(mark.spared.split()) for mark in of_seats}
    for line in (*_telling_lines(connection, seats), *incoming):
        if line.table in _MARKS:
            continue
        told = line.fields.get("withdrawn")
        if told:
            rules.cover(line.row, str(told))
        named = rules.named(line) if line.table != "seat" else set()
        for mark in of_seats:
            if mark.seat in named and line.id not in spared[mark.id]:
                rules.cover(line.row, mark.id)
    _cover_children(connection, rules, incoming)
    return rules


def _held_marks(connection: sqlite3.Connection) -> list[Erasure]:
    """Return every mark, one called deleted by whatever program included: marks are for good."""
    columns = TABLES["erasure"].column_list
    return [Erasure(*row) for row in connection.execute(f"SELECT {columns} FROM erasure")]  # noqa: S608


def _mark(line: Line) -> Erasure:
    known = TABLES["erasure"].columns
    said = {name: value for name, value in line.fields.items() if name in known}
    return Erasure(line.row_id, **said)  # type: ignore[arg-type]


def _telling_lines(connection: sqlite3.Connection, seats: Iterable[str]) -> list[Line]:
    ids = sorted(seats)
    wanted = ["erased = 1", *("instr(fields, ?)" for _ in ids)]
    found = connection.execute(
        f"SELECT id, row_table, row_id, fields FROM change WHERE {' OR '.join(wanted)}",  # noqa: S608
        ids,
    )
    return [Line(a, b, c, said_in(b, body)) for a, b, c, body in found]


def _cover_children(connection: sqlite3.Connection, rules: Rules, incoming: Sequence[Line]) -> None:
    """Blank what hangs on a blanked comment: tags, and whatever else has a `comment` column."""
    gone = {row_id: mark for (table, row_id), mark in rules.covered.items() if table == "comment"}
    mark = json.dumps(sorted(gone))
    for name, table in TABLES.items():
        if "comment" in table.columns:
            for row_id, comment in connection.execute(
                f"SELECT id, comment FROM {name} "  # noqa: S608 - own names
                "WHERE comment IN (SELECT value FROM json_each(?))",
                (mark,),
            ).fetchall():
                rules.cover((name, row_id), gone[comment])
    for line in incoming:
        parent = line.fields.get("comment")
        if parent in gone:
            rules.cover(line.row, gone[str(parent)])


def apply(connection: sqlite3.Connection, rules: Rules | None = None) -> set[RowKey]:
    """Blank every line and row the marks reach; runs inside the caller's transaction.

    Doing it again changes nothing. Returns the rows that changed.
    """
    rules = rules or rules_of(connection)
    if rules is None:
        return set()
    touched: set[RowKey] = set()
    for line in _reached(connection, rules):
        turned = rules.turned(line)
        if turned is None or turned[0] == line.fields:
            continue
        connection.execute(
            "UPDATE change SET fields = ?, erased = max(erased, ?) WHERE id = ?",
            (body_of(turned[0]), int(turned[1]), line.id),
        )
        touched.add(line.row)
    project_rows(connection, touched, whole=True)
    return touched


def body_of(said: Fields) -> str:
    """Return fields as the log keeps them."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _reached(connection: sqlite3.Connection, rules: Rules) -> list[Line]:
    rows = {row_id for _, row_id in (*rules.covered, *rules.codes)} | set(rules.quotes)
    changes = [*rules.spared, *rules.cleared]
    found = connection.execute(
        "SELECT id, row_table, row_id, fields FROM change "
        "WHERE row_id IN (SELECT value FROM json_each(?)) "
        "OR id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(rows)), json.dumps(changes)),
    ).fetchall()
    return [Line(a, b, c, said_in(b, body)) for a, b, c, body in found]

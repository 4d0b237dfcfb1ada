"""Which record lives in which table. Columns come from the record's own fields."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, TypeVar

from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.erasure import Decision, Erasure, Export
from focusgroup.domain.session import ChartEntry, ItemRun, KeptGuide, Seat, Session, Study, Tick
from focusgroup.domain.text import clean_lines
from focusgroup.domain.wall import (
    Board,
    Card,
    Cluster,
    ClusterJoin,
    ClusterName,
    KjStep,
    Tally,
    Voting,
)
from focusgroup.store.damage import Damaged, fields_in, kinds_of, row_check
from focusgroup.worksheets import SHEETS

Row = TypeVar("Row")
Value = str | int | float | None


@dataclass(frozen=True)
class Table:
    """A projected table: its name, its record and the columns both share."""

    name: str
    record: type[Any]
    columns: tuple[str, ...]
    defaults: dict[str, Value]

    @property
    def column_list(self) -> str:
        """The quoted columns, for SELECT and INSERT."""
        return ", ".join(f'"{column}"' for column in self.columns)


# In the order foreign keys point: what is referred to comes first.
_RECORDS: tuple[tuple[str, type[Any]], ...] = (
    ("study", Study),
    ("kept_guide", KeptGuide),
    ("session", Session),
    ("seat", Seat),
    ("chart_entry", ChartEntry),
    ("item_run", ItemRun),
    ("tick", Tick),
    ("comment", Comment),
    ("tag", Tag),
    ("erasure", Erasure),
    ("decision", Decision),
    ("export", Export),
    ("board", Board),
    ("cluster", Cluster),
    ("card", Card),
    ("cluster_name", ClusterName),
    ("cluster_join", ClusterJoin),
    ("voting", Voting),
    ("tally", Tally),
    ("kj_step", KjStep),
    *((name, sheet.record) for name, sheet in SHEETS.items()),
)


def _declare(name: str, record: type[Any]) -> Table:
    parts = fields(record)
    return Table(
        name,
        record,
        tuple(f.name for f in parts),
        {f.name: _plain(f.default) for f in parts if f.default is not MISSING},
    )


def _plain(value: Any) -> Value:  # noqa: ANN401 - a dataclass default is Any
    return str(value) if isinstance(value, str) else value


TABLES: dict[str, Table] = {name: _declare(name, record) for name, record in _RECORDS}
_BY_RECORD = {table.record: table for table in TABLES.values()}


def table_of(record: type[Any]) -> Table:
    """Return the table a record type lives in."""
    return _BY_RECORD[record]


@cache
def _kinds(name: str) -> dict[str, frozenset[type]]:
    return kinds_of(TABLES[name].record)


def said_in(table: str, body: object) -> dict[str, Value]:
    """Return what a line of the log says of a row, for who reads it before SQLite has checked it.

    Raises Damaged for a value that its column cannot hold.
    """
    said = fields_in(body)
    known = _kinds(table) if table in TABLES else {}
    for name, value in said.items():
        may = known.get(name)
        if may is not None and type(value) not in may and not (float in may and type(value) is int):
            raise Damaged(f"a line of the log says a {type(value).__name__} of {table}")
    return said


def fields_of(row: object) -> dict[str, Value]:
    """Return what a row says beyond its table's defaults, its id left out."""
    table = _BY_RECORD[type(row)]
    said = {c: _plain(getattr(row, c)) for c in table.columns if c != "id"}
    return {c: v for c, v in said.items() if c not in table.defaults or v != table.defaults[c]}


@cache
def _check(name: str) -> Callable[[tuple[Any, ...]], None]:
    return row_check(TABLES[name].record)


@cache
def _select(name: str, where: str, order: str) -> str:
    table = TABLES[name]
    return (
        f"SELECT {table.column_list} FROM {table.name} WHERE deleted = 0"  # noqa: S608 - own names
        + (f" AND {where}" if where else "")
        + (f" ORDER BY {order}" if order else "")
    )


def select(
    connection: sqlite3.Connection,
    record: type[Row],
    where: str = "",
    parameters: Iterable[Value] = (),
    order: str = "rowid",
) -> list[Row]:
    """Return the living rows of a record type; `where` and `order` are our own SQL, never text."""
    sql = _select(table_of(record).name, where, order)
    check = _check(table_of(record).name)
    rows = connection.execute(sql, tuple(parameters)).fetchall()
    for row in rows:
        check(row)
    return [record(*_harmless(row)) for row in rows]


def _harmless(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row without escape sequences and control characters.

    This program keeps none; whoever else writes into the file could command the terminal by them.
    """
    if "".join([value for value in row if type(value) is str]).isprintable():
        return row
    return tuple(clean_lines(value) if isinstance(value, str) else value for value in row)

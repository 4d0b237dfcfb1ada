"""The tables of worksheets, made from their declarations and widened when those grow.

A worksheet declared after a file was made gets its table when the file is next opened, and a new
column is added to a table that is there. What another laptop has already said of them lies in the
log and is projected then. Nothing is ever renamed or taken away.
"""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from typing import Any

from focusgroup.store.damage import kinds_of
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.record import Record

_SQL_TYPES: dict[type, str] = {str: "TEXT", int: "INTEGER", float: "REAL"}


def _columns(record: type[Record]) -> dict[str, str]:
    """Return the SQL of each column but the id, by name."""
    kinds = kinds_of(record)
    return {
        f.name: f'"{f.name}" {_declared(kinds[f.name], f.default)}'
        for f in fields(record)
        if f.name != "id"
    } | {"deleted": "deleted INTEGER NOT NULL DEFAULT 0"}


def _declared(kinds: frozenset[type], default: Any) -> str:  # noqa: ANN401 - a dataclass default
    (kind,) = kinds - {type(None)}
    if default is None:
        return _SQL_TYPES[kind]
    value = f"'{default}'" if kind is str else repr(default)  # our own declarations, no text typed
    return f"{_SQL_TYPES[kind]} NOT NULL DEFAULT {value}"


def _held(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Return the columns of every table of the file."""
    found: dict[str, set[str]] = {}
    for table, name in connection.execute(
        "SELECT m.name, c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c "
        "WHERE m.type = 'table'"
    ):
        found.setdefault(table, set()).add(name)
    return found


def missing(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the columns a file lacks, by table of a worksheet; a table it lacks lacks all."""
    held = _held(connection)
    lacking = {
        name: [each for each in _columns(sheet.record) if each not in held.get(name, set())]
        for name, sheet in SHEETS.items()
    }
    return {name: names for name, names in lacking.items() if names}


def widen(connection: sqlite3.Connection) -> None:
    """Add what a file lacks and show there what its log says; inside the caller's transaction."""
    from focusgroup.store.change_log import project_rows

    lacking = missing(connection)
    held = _held(connection) if lacking else {}
    for name, names in lacking.items():
        declared = _columns(SHEETS[name].record)
        if name not in held:
            body = ", ".join(["id TEXT PRIMARY KEY NOT NULL", *declared.values()])
            connection.execute(f"CREATE TABLE {name} ({body}) STRICT")
        else:
            for each in names:
                connection.execute(f"ALTER TABLE {name} ADD COLUMN {declared[each]}")
        rows = connection.execute(
            "SELECT row_table, row_id FROM change WHERE row_table = ? "
            "GROUP BY row_id ORDER BY min(rowid)",
            (name,),
        ).fetchall()
        project_rows(connection, rows)

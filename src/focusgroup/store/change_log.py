"""The one write path: append a change, project it, in one transaction.

`change` only grows. The typed tables are its projection: for each row and field the change with
the highest (lamport, id) wins, so any two files merge by union, in any order.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from focusgroup.domain.ids import anonymous_id, new_id
from focusgroup.store import runs
from focusgroup.store.damage import fields_in, next_after
from focusgroup.store.errors import told_plainly
from focusgroup.store.place import Place
from focusgroup.store.tables import TABLES, Table, Value, fields_of, table_of
from focusgroup.store.withdrawn import any_withdrawn, refuse

Verb = Literal["do", "undo", "redo"]

_INSERT = (
    "INSERT INTO change (id, session, origin, seq, lamport, at, actor, act, verb, target, label, "
    "row_table, row_id, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def utc_now() -> str:
    """Return the present as ISO text with milliseconds, for people only: no order hangs on it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one row, as the feed hands it to a second screen."""

    number: int  # place in this file's log, for the feed only
    act: str
    actor: str
    label: str
    row_table: str
    row_id: str


@dataclass
class Act:
    """One action of a person, on one or more rows: what one undo takes back."""

    log: ChangeLog
    id: str
    lamport: int
    label: str
    actor: str
    session: str
    verb: Verb = "do"
    target: str | None = None
    touched: list[tuple[str, str]] = field(default_factory=list)
    guarded: bool = False  # somebody has withdrawn: each write is asked whether it may be
    timeless: bool = False  # its lines tell no time: what participants write in silence

    def add(self, *rows: object) -> None:
        """Write new rows."""
        for row in rows:
            table = table_of(type(row))
            row_id = str(row.id)  # type: ignore[attr-defined]
            said = fields_of(row)
            self._append(table, row_id, said)
            self.log.insert(table, row_id, said)

    def set(self, record: type[Any], row_id: str, /, **said: Value) -> None:
        """Change fields of a row."""
        self.put(table_of(record).name, row_id, said)

    def put(self, table_name: str, row_id: str, said: dict[str, Value]) -> None:
        """Change fields of a row of a table, `deleted` included."""
        table = TABLES[table_name]
        unknown = said.keys() - set(table.columns) - {"deleted"}
        if unknown:
            raise KeyError(f"{table_name} has no column {sorted(unknown)}")
        plain = {k: str(v) if isinstance(v, str) else v for k, v in said.items()}
        self._append(table, row_id, plain)
        self.log.update(table, row_id, plain)

    def remove(self, record: type[Any], row_id: str) -> None:
        """Take a row away; undo brings it back."""
        self.set(record, row_id, deleted=1)

    def _append(self, table: Table, row_id: str, said: dict[str, Value]) -> None:
        if self.guarded:
            self.log.guard(table.name, row_id, said)
        self.touched.append((table.name, row_id))
        self.log.append(self, table.name, row_id, said)


class ChangeLog:
    """The log of one open file, written by one program run.

    `origin` is new for every run, never one per machine: a copied or restored file cannot reuse
    its numbers. `seq` counts 1, 2, 3 within it.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self.place = Place(path)
        self.origin = new_id()
        self._seq = 0
        self._noted = False
        # Runs that were over when this one began: undo reaches back to what was done in them.
        self.before = runs.began(connection, self)

    @contextmanager
    def act(
        self,
        label: str,
        *,
        actor: str,
        session: str = "",
        verb: Verb = "do",
        target: str | None = None,
        timeless: bool = False,
    ) -> Iterator[Act]:
        """Open one transaction for one action; it is durable when the block has ended.

        `label` names the action for the undo message and never holds user text. A `timeless` action
        writes no row twice: only the ids' times could tell which line came last.
        """
        self.place.check()
        with told_plainly(self._path), self._immediate():
            seq = self._seq
            row = self._connection.execute("SELECT max(lamport) FROM change").fetchone()
            act_id = anonymous_id() if timeless else new_id()
            act = Act(self, act_id, next_after(row[0]), label, actor, session, verb, target)
            act.timeless = timeless
            act.guarded = any_withdrawn(self._connection)
            if not self._noted:
                runs.writes(self._connection, self.origin)
            try:
                yield act
            except BaseException:
                self._seq = seq
                raise
        self._noted = True

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Wait for nobody inside the block: what is tried again by itself must not stall a key."""
        (patience,) = self._connection.execute("PRAGMA busy_timeout").fetchone()
        self._connection.execute(f"PRAGMA busy_timeout = {min(int(patience), 5)}")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {int(patience)}")

    @contextmanager
    def _immediate(self) -> Iterator[None]:
        """Take the write lock first: read-then-write without it fails under eight writers."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def guard(self, table: str, row_id: str, said: dict[str, Value]) -> None:
        """Raise SeatWithdrawn where a write would undo a withdrawal."""
        refuse(self._connection, table, row_id, said)

    def append(self, act: Act, table: str, row_id: str, said: dict[str, Value]) -> None:
        """Add one line to the log."""
        self._seq += 1
        self._connection.execute(
            _INSERT,
            (
                anonymous_id() if act.timeless else new_id(),
                act.session,
                self.origin,
                self._seq,
                act.lamport,
                "" if act.timeless else utc_now(),
                act.actor,
                act.id,
                act.verb,
                act.target,
                act.label,
                table,
                row_id,
                json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
            ),
        )

    def insert(self, table: Table, row_id: str, said: dict[str, Value]) -> None:
        """Project a new row."""
        names = ", ".join(f'"{name}"' for name in said)
        marks = ", ".join("?" * (len(said) + 1))
        comma = ", " if said else ""
        self._connection.execute(
            f"INSERT INTO {table.name} (id{comma}{names}) VALUES ({marks})",  # noqa: S608
            (row_id, *said.values()),
        )

    def update(self, table: Table, row_id: str, said: dict[str, Value]) -> None:
        """Project changed fields; a local change always has the highest lamport, so it wins."""
        if not said:
            return
        pairs = ", ".join(f'"{name}" = ?' for name in said)
        done = self._connection.execute(
            f"UPDATE {table.name} SET {pairs} WHERE id = ?",  # noqa: S608
            (*said.values(), row_id),
        )
        if done.rowcount != 1:
            raise KeyError(f"no row to change in {table.name}")

    def end(self) -> None:
        """Note that this run is over; raises sqlite3.Error where the file will not take it."""
        runs.ended(self._connection if self._noted else None, self.origin)

    def feed(self, after: int) -> list[Change]:
        """Return what any program run wrote after a place in this file's log, oldest first."""
        rows = self._connection.execute(
            "SELECT rowid, act, actor, label, row_table, row_id FROM change "
            "WHERE rowid > ? ORDER BY rowid",
            (after,),
        )
        return [Change(*row) for row in rows]

    def last_number(self) -> int:
        """Return the place of the newest change in this file's log."""
        row = self._connection.execute("SELECT max(rowid) FROM change").fetchone()
        return int(row[0] or 0)


def project_rows(
    connection: sqlite3.Connection, rows: Iterable[tuple[str, str]], *, whole: bool = False
) -> None:
    """Bring rows to what the whole log says of them; runs inside the caller's transaction.

    `whole` also takes back to their defaults the columns that the log says nothing of any more.
    """
    for name, row_id in rows:
        table = TABLES.get(name)
        if table is None:  # a table of a newer program: its changes are kept, not shown
            continue
        said = winning_fields(connection, name, row_id)
        known = {k: v for k, v in said.items() if k in {*table.columns, "deleted"}}
        if whole:
            known = {**table.defaults, "deleted": 0, **known}
        if not known:
            known = {"deleted": 0}
        names = ", ".join(f'"{n}"' for n in known)
        marks = ", ".join("?" * (len(known) + 1))
        pairs = ", ".join(f'"{n}" = excluded."{n}"' for n in known)
        connection.execute(
            f"INSERT INTO {name} (id, {names}) VALUES ({marks}) "  # noqa: S608 - own names
            f"ON CONFLICT (id) DO UPDATE SET {pairs}",
            (row_id, *known.values()),
        )


def winning_fields(connection: sqlite3.Connection, table: str, row_id: str) -> dict[str, Value]:
    """Return each field's winner of a row."""
    said: dict[str, Value] = {}
    for (body,) in connection.execute(
        "SELECT fields FROM change WHERE row_id = ? AND row_table = ? ORDER BY lamport, id",
        (row_id, table),
    ):
        said.update(fields_in(body))
    return said


def rebuild(connection: sqlite3.Connection) -> None:
    """Make every projected table anew from the log; runs inside the caller's transaction."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for name in reversed(TABLES):
        connection.execute(f"DELETE FROM {name}")  # noqa: S608 - own names
    for name in TABLES:
        rows = connection.execute(
            "SELECT row_table, row_id FROM change WHERE row_table = ? "
            "GROUP BY row_id ORDER BY min(rowid)",
            (name,),
        ).fetchall()
        project_rows(connection, rows)
    connection.execute("INSERT INTO comment_fts (comment_fts) VALUES ('rebuild')")

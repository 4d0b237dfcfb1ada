"""Reads what can still be read of a damaged file, row by row around the damaged pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from focusgroup.store.cipher import FileKey
from focusgroup.store.connection import is_encrypted, key_of
from focusgroup.store.damage import Damaged, next_after, row_check
from focusgroup.store.tables import TABLES, Value, said_in

LINE = (
    "id, session, origin, seq, lamport, at, actor, act, verb, target, label, "
    "row_table, row_id, fields, erased"
)
_SEQ, _LAMPORT, _TABLE, _ROW, _FIELDS = 3, 4, 11, 12, 13
_GIVE_UP = 20_000  # failed reads of one table: after that, not even its root can be read
_SMALLEST_ROW = 40  # bytes: with the file's size it bounds the row numbers worth asking for


class Readable:
    """Rows of one damaged file. `faults` counts what could not be read."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._connection = connect()
        self.faults = 0

    def __enter__(self) -> Readable:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def key(self) -> FileKey | None:
        """The key of an encrypted file."""
        return key_of(self._connection)

    def lines(self) -> list[tuple[Any, ...]]:
        """Return the lines of the change log that are whole, in the order they were written."""
        return [row for row in self._rows("change", LINE) if self._sound_line(row)]

    def rows(self, table: str) -> list[dict[str, Value]]:
        """Return the rows of a projected table that are whole, `deleted` ones included."""
        told = TABLES[table]
        if self._lacks(table):
            return []
        check = row_check(told.record)
        found = []
        for row in self._rows(table, f"{told.column_list}, deleted"):
            try:
                check(row[:-1])
            except Damaged:
                self.faults += 1
            else:
                found.append(dict(zip((*told.columns, "deleted"), row, strict=True)))
        return found

    def _lacks(self, table: str) -> bool:
        """Tell whether a file was made before a table was; unknown where it cannot be asked."""
        try:
            found = self._connection.execute(
                "SELECT count(*), sum(name = ?) FROM sqlite_schema WHERE type = 'table'", (table,)
            ).fetchone()
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            self._recover()
            return False
        return bool(found[0]) and not found[1]

    def _sound_line(self, row: tuple[Any, ...]) -> bool:
        try:
            said_in(row[_TABLE], row[_FIELDS])
            next_after(row[_LAMPORT])
        except Damaged:
            self.faults += 1
            return False
        texts = (*row[:_SEQ], *row[5:9], *row[10:_FIELDS])
        whole = all(isinstance(text, str) for text in texts) and isinstance(row[_SEQ], int)
        self.faults += not whole
        return whole

    def _rows(self, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
        """Read ranges of rows; a range that fails is halved until only the damage is left out."""
        failed = 0
        ranges = [(1, self._last(table))]
        sql = (
            f"SELECT {columns} FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid"  # noqa: S608 - own names
        )
        while ranges and failed < _GIVE_UP:
            low, high = ranges.pop()
            try:
                yield from self._connection.execute(sql, (low, high)).fetchall()
            except (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError):
                failed += 1
                self._recover()
                if low == high:
                    self.faults += 1
                else:
                    middle = (low + high) // 2
                    ranges += [(middle + 1, high), (low, middle)]

    def _last(self, table: str) -> int:
        try:
            told = self._connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]  # noqa: S608
            return int(told or 0)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            self.faults += 1
            self._recover()
            pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
            size = self._connection.execute("PRAGMA page_size").fetchone()[0]
            return int(pages) * int(size) // _SMALLEST_ROW

    def _recover(self) -> None:
        """Open the file anew where one bad page spoils the connection, as SQLCipher has it."""
        if is_encrypted(self._connection):
            again = self._connect()
            self._connection.close()
            self._connection = again

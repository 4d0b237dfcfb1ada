"""What may no longer be written: words of a seat that has withdrawn, or into a stub of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from focusgroup.store.errors import StoreError
from focusgroup.store.tables import TABLES, Value


class SeatWithdrawn(StoreError):
    """A seat that has withdrawn would have got new words, or a stub of it its old ones."""


def any_withdrawn(connection: sqlite3.Connection) -> bool:
    """Return whether anybody has withdrawn; 2 us, so each action may ask."""
    return connection.execute("SELECT 1 FROM erasure LIMIT 1").fetchone() is not None


def refuse(
    connection: sqlite3.Connection, table: str, row_id: str, said: Mapping[str, Value]
) -> None:
    """Raise SeatWithdrawn where a write would undo a withdrawal; inside the writer's transaction.

    Asked under the write lock: a line sent in one window cannot slip past a withdrawal in another.
    """
    columns = TABLES[table].columns
    if table == "erasure" and "session" not in said:
        raise SeatWithdrawn("A withdrawal cannot be taken back or changed.")
    if "withdrawn" in columns and said and _stub(connection, table, row_id):
        raise SeatWithdrawn("This was withdrawn: nothing can be written to it any more.")
    seats = [said.get("seat"), *str(said.get("with_seats") or "").split()]
    if "seat" in columns and table != "erasure":
        for seat in filter(None, seats):
            if _stub(connection, "seat", str(seat)):
                raise SeatWithdrawn(
                    "That seat has withdrawn: what it says is not kept. Leave its number out if "
                    "somebody else said it."
                )
    comment = said.get("comment") if "comment" in columns else None
    if comment and _stub(connection, "comment", str(comment)):
        raise SeatWithdrawn("This comment was withdrawn: it cannot be tagged any more.")


def _stub(connection: sqlite3.Connection, table: str, row_id: str) -> bool:
    return (
        connection.execute(
            f"SELECT 1 FROM {table} WHERE id = ? AND withdrawn <> ''",  # noqa: S608 - own names
            (row_id,),
        ).fetchone()
        is not None
    )

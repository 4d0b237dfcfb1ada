"""Two laptops' files become one by union: in any order, any number of times."""

from __future__ import annotations

import sqlite3

from focusgroup.store.change_log import project_rows
from focusgroup.store.tables import TABLES

_COLUMNS = (
    "id, session, origin, seq, lamport, at, actor, act, verb, target, label, "
    "row_table, row_id, fields"
)


def merge_log(into: sqlite3.Connection, other: sqlite3.Connection) -> int:
    """Bring the other file's changes into this one, in one transaction; return how many were new.

    A forked origin (the same origin and seq for two different changes) raises
    sqlite3.IntegrityError instead of being dropped: only `id` is a reason to pass a change over.
    """
    rows = other.execute(f"SELECT {_COLUMNS} FROM change ORDER BY rowid").fetchall()  # noqa: S608
    held = {row[0] for row in into.execute("SELECT id FROM change")}
    new = [row for row in rows if row[0] not in held]
    into.execute("BEGIN IMMEDIATE")
    try:
        into.execute("PRAGMA defer_foreign_keys = ON")
        into.executemany(
            f"INSERT INTO change ({_COLUMNS}) VALUES ({', '.join('?' * 14)}) "  # noqa: S608
            "ON CONFLICT (id) DO NOTHING",
            new,
        )
        order = {name: place for place, name in enumerate(TABLES)}
        touched = sorted({(row[11], row[12]) for row in new}, key=lambda t: order.get(t[0], 99))
        project_rows(into, touched)
        into.execute("COMMIT")
    except BaseException:
        if into.in_transaction:
            into.execute("ROLLBACK")
        raise
    return len(new)

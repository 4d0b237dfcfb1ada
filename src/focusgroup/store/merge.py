"""Two laptops' files become one by union: in any order, any number of times.

Words that either side has withdrawn are blanked on the way, before anything is written.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from focusgroup.store import blanking, purge
from focusgroup.store.change_log import project_rows
from focusgroup.store.damage import next_after
from focusgroup.store.errors import OtherStudy
from focusgroup.store.tables import TABLES, said_in

_COLUMNS = (
    "id, session, origin, seq, lamport, at, actor, act, verb, target, label, "
    "row_table, row_id, fields, erased"
)
_LAMPORT, _TABLE, _ROW, _FIELDS = 4, 11, 12, 13


def merge_log(into: sqlite3.Connection, other: sqlite3.Connection) -> int:
    """Bring the other file's changes into this one, in one transaction; return how many were new.

    A forked origin (the same origin and seq for two different changes) raises
    sqlite3.IntegrityError instead of being dropped: only `id` is a reason to pass a change over.
    """
    _refuse_another_study(into, other)
    rows = other.execute(f"SELECT {_COLUMNS} FROM change ORDER BY rowid").fetchall()  # noqa: S608
    held = {row[0] for row in into.execute("SELECT id FROM change")}
    new = [row for row in rows if row[0] not in held]
    into.execute("BEGIN IMMEDIATE")
    try:
        into.execute("PRAGMA defer_foreign_keys = ON")
        lines = [_line(row) for row in new]
        rules = blanking.rules_of(into, lines)
        into.executemany(
            f"INSERT INTO change ({_COLUMNS}) VALUES ({', '.join('?' * 15)}) "  # noqa: S608
            "ON CONFLICT (id) DO NOTHING",
            [_arriving(row, line, rules) for row, line in zip(new, lines, strict=True)],
        )
        order = {name: place for place, name in enumerate(TABLES)}
        touched = sorted({line.row for line in lines}, key=lambda row: order.get(row[0], 99))
        project_rows(into, touched)
        if rules is not None and blanking.apply(into, rules):
            purge.owe(into)
        _close_boxes(into)
        into.execute("COMMIT")
    except BaseException:
        if into.in_transaction:
            into.execute("ROLLBACK")
        raise
    return len(new)


def _close_boxes(into: sqlite3.Connection) -> None:
    """Forget which seats have voted here in a round that the other copy has closed meanwhile.

    Its count stands, and the few ballots of this box are never counted; with who cast them beside
    them they would be no secret.
    """
    forgotten = into.execute(
        "DELETE FROM ballot_cast WHERE voting IN (SELECT id FROM voting WHERE state <> 'open')"
    )
    if forgotten.rowcount:
        purge.owe(into, purge.BALLOTS)


def _refuse_another_study(into: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Raise OtherStudy where two files hold two studies; copies of one share its id."""
    here, there = (
        {row[0] for row in each.execute("SELECT id FROM study")} for each in (into, other)
    )
    if here.isdisjoint(there):
        raise OtherStudy(
            "The two files hold different studies, and nothing was changed. Only copies of one "
            "study are merged: choose a copy of this one."
        )


def _line(row: tuple[Any, ...]) -> blanking.Line:
    next_after(row[_LAMPORT])
    return blanking.Line(row[0], row[_TABLE], row[_ROW], said_in(row[_TABLE], row[_FIELDS]))


def _arriving(
    row: tuple[Any, ...], line: blanking.Line, rules: blanking.Rules | None
) -> tuple[Any, ...]:
    """Return a change as it may be written here."""
    turned = rules.turned(line) if rules else None
    if turned is None:
        return row
    return (*row[:_FIELDS], blanking.body_of(turned[0]), max(row[-1], int(turned[1])))

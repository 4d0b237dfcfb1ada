"""Undo and redo: an action is taken back by appending its opposite, never by forgetting it.

Each window takes back its own actions, and those of runs that were over when it was opened: never
what another window that is open does, whatever role both have.

An action counts while the last undo or redo that names it was no undo. Taking it back gives each
of its fields the value of the last action that still counts; a field that somebody has changed
since keeps the later value.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focusgroup.store.damage import fields_in
from focusgroup.store.tables import TABLES, Value

if TYPE_CHECKING:
    from focusgroup.store.change_log import Act, ChangeLog

# Nobody takes back more than this many actions; looking further back would slow each key.
DEPTH = 200
PROGRAM = "program"  # whose actions nobody takes back: a withdrawal, a report that was written


@dataclass(frozen=True, slots=True)
class PastAct:
    """One action in the log; `target` is the action that an undo or redo names."""

    id: str
    verb: str
    target: str | None
    label: str
    lamport: int = 0


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did."""

    label: str
    act: str  # id of the action that did it
    touched: tuple[tuple[str, str], ...]
    left_alone: int  # fields somebody else has changed since, which keep the later value


def stacks(acts: Iterable[PastAct]) -> tuple[list[PastAct], list[PastAct]]:
    """Return what may be undone and what may be redone, the next one last."""
    undo: list[PastAct] = []
    redo: list[PastAct] = []
    for act in acts:
        if act.verb == "do":
            undo.append(act)
            redo.clear()
        elif act.verb == "undo":
            redo += [a for a in undo if a.id == act.target]
            undo = [a for a in undo if a.id != act.target]
        else:
            undo += [a for a in redo if a.id == act.target]
            redo = [a for a in redo if a.id != act.target]
    return undo, redo


def past_acts(
    connection: sqlite3.Connection, origins: Iterable[str], actor: str, session: str
) -> list[PastAct]:
    """Return an actor's last actions in a session in some program runs, oldest first.

    `origins` are the runs, newest first.
    """
    acts: dict[str, PastAct] = {}
    for origin in origins:
        for row in connection.execute(
            "SELECT act, verb, target, label, lamport FROM change WHERE origin = ? AND actor = ? "
            "AND session = ? AND erased = 0 ORDER BY seq DESC",
            (origin, actor, session),
        ):
            if row[0] not in acts and len(acts) == DEPTH:
                break
            acts[row[0]] = PastAct(*row)
        if len(acts) == DEPTH:
            break
    return sorted(acts.values(), key=lambda act: (act.lamport, act.id))


def next_step(
    log: ChangeLog, connection: sqlite3.Connection, *, actor: str, session: str, back: bool
) -> PastAct | None:
    """Return the action that an undo (`back`) or redo would be of, or None."""
    if actor == PROGRAM:
        return None
    origins = (log.origin, *log.before)
    undo, redo = stacks(past_acts(connection, origins, actor, session))
    # What an earlier run did may have been taken back by another window already.
    left = (act for act in reversed(undo if back else redo) if _counts(connection, act.id) == back)
    return next(left, None)


def step(
    log: ChangeLog, connection: sqlite3.Connection, *, actor: str, session: str, back: bool
) -> Undone | None:
    """Undo (`back`) or redo an actor's last action; None when there is nothing to take back."""
    with log.act("", actor=actor, session=session, verb="undo" if back else "redo") as act:
        # Looked for under the lock: two keys at once must not take the same action back twice.
        last = next_step(log, connection, actor=actor, session=session, back=back)
        if last is None:
            return None
        act.label, act.target = last.label, last.id
        left_alone = _turn(connection, act, last, back=back)
    return Undone(last.label, act.id, tuple(act.touched), left_alone)


def _turn(connection: sqlite3.Connection, act: Act, target: PastAct, *, back: bool) -> int:
    """Take an action back on every row it touched, or do it again; return what was left alone."""
    rows = connection.execute(
        "SELECT row_table, row_id FROM change WHERE lamport = ? AND act = ? AND erased = 0 "
        "GROUP BY row_table, row_id ORDER BY min(rowid)",
        (target.lamport, target.id),
    ).fetchall()
    left_alone = 0
    for table, row_id in reversed(rows) if back else rows:
        said, kept = _turned(_row_history(connection, table, row_id), table, target.id, back=back)
        left_alone += kept
        if said:
            act.put(table, row_id, said)
    if not act.touched:  # all was changed since: the log says so, and the next undo goes further
        table, row_id = rows[0]
        act.put(table, row_id, {})
    return left_alone


@dataclass(frozen=True, slots=True)
class _Said:
    act: str
    counts: bool
    fields: dict[str, Value]
    erased: bool = False  # a withdrawal took out of it whom it named


def _row_history(connection: sqlite3.Connection, table: str, row_id: str) -> list[_Said]:
    """Return what actions said of a row, in order."""
    rows = connection.execute(
        "SELECT act, fields, erased FROM change WHERE row_id = ? AND row_table = ? AND verb = 'do' "
        "ORDER BY lamport, id",
        (row_id, table),
    ).fetchall()
    return [
        _Said(act, _counts(connection, act), fields_in(body), bool(erased))
        for act, body, erased in rows
    ]


def _counts(connection: sqlite3.Connection, act: str) -> bool:
    last = connection.execute(
        "SELECT verb FROM change WHERE target = ? ORDER BY lamport DESC, id DESC LIMIT 1", (act,)
    ).fetchone()
    return last is None or last[0] == "redo"


def _turned(
    history: list[_Said], table: str, target: str, *, back: bool
) -> tuple[dict[str, Value], int]:
    """Return the fields that take `target` back or do it again, and how many stay as they are."""
    if history[0].act == target:  # the action that made the row
        taken_away = any(said.counts and "deleted" in said.fields for said in history)
        return ({"deleted": int(back)}, 0) if not taken_away else ({}, 1)
    mine = {name for said in history if said.act == target for name in said.fields}
    turned: dict[str, Value] = {}
    kept = 0
    for name in mine:
        spoken = [
            s
            for s in history
            # What the row was made with stays what it falls back to, taken away or not.
            if name in s.fields and (s.counts or s.act == target or s is history[0])
        ]
        if spoken[-1].act != target:
            kept += 1
            continue
        before = [s for s in spoken if s.act != target]
        if back and not before and any(s.erased for s in history):
            kept += 1  # what stood before was withdrawn
        elif not back:
            turned[name] = spoken[-1].fields[name]
        else:
            turned[name] = before[-1].fields[name] if before else _default(table, name)
    return turned, kept


def _default(table: str, name: str) -> Value:
    return 0 if name == "deleted" else TABLES[table].defaults.get(name)

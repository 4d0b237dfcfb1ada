"""Undo and redo: an action is taken back by appending its opposite, never by forgetting it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focusgroup.store.change_log import winning_fields
from focusgroup.store.tables import TABLES, Value

if TYPE_CHECKING:
    from focusgroup.store.change_log import Act, ChangeLog

# Nobody takes back more than this many actions; looking further back would slow each key.
DEPTH = 200


@dataclass(frozen=True, slots=True)
class PastAct:
    """One action in the log."""

    id: str
    verb: str
    target: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did."""

    label: str
    touched: tuple[tuple[str, str], ...]
    left_alone: int  # fields somebody else has changed since, which keep the later value


def stacks(acts: list[PastAct]) -> tuple[list[PastAct], list[PastAct]]:
    """Return what may be undone and what may be redone, the next one last."""
    undo: list[PastAct] = []
    redo: list[PastAct] = []
    for act in acts:
        if act.verb == "do":
            undo.append(act)
            redo.clear()
        elif act.verb == "undo":
            undo = [a for a in undo if a.id != act.target]
            redo.append(act)
        else:
            redo = [a for a in redo if a.id != act.target]
            undo.append(act)
    return undo, redo


def past_acts(connection: sqlite3.Connection, actor: str, session: str) -> list[PastAct]:
    """Return an actor's last actions in a session, oldest first, earlier program runs included."""
    rows = connection.execute(
        "SELECT act, verb, target, label FROM change WHERE actor = ? AND session = ? "
        "GROUP BY act ORDER BY lamport DESC, min(id) DESC LIMIT ?",
        (actor, session, DEPTH),
    ).fetchall()
    return [PastAct(*row) for row in reversed(rows)]


def step(
    log: ChangeLog, connection: sqlite3.Connection, *, actor: str, session: str, back: bool
) -> Undone | None:
    """Undo (`back`) or redo an actor's last action; None when there is nothing to take back."""
    undo, redo = stacks(past_acts(connection, actor, session))
    stack = undo if back else redo
    if not stack:
        return None
    last = stack[-1]
    with log.act(
        last.label,
        actor=actor,
        session=session,
        verb="undo" if back else "redo",
        target=last.id,
    ) as act:
        left_alone = _revert(connection, act, last.id)
    return Undone(last.label, tuple(act.touched), left_alone)


def _revert(connection: sqlite3.Connection, act: Act, target: str) -> int:
    left_alone = 0
    rows = connection.execute(
        "SELECT row_table, row_id, fields FROM change WHERE act = ? ORDER BY rowid DESC", (target,)
    ).fetchall()
    done: set[tuple[str, str]] = set()
    for table, row_id, _ in rows:
        if (table, row_id) in done:
            continue
        done.add((table, row_id))
        mine: set[str] = set()
        for name, other, body in rows:
            if (name, other) == (table, row_id):
                mine.update(json.loads(body))
        said, kept = _opposite(connection, table, row_id, target, mine)
        left_alone += kept
        if said:
            act.put(table, row_id, said)
    if not act.touched:  # everything was changed since: say so in the log, so that undo moves on
        table, row_id, _ = rows[0]
        act.put(table, row_id, {})
    return left_alone


def _opposite(
    connection: sqlite3.Connection, table: str, row_id: str, target: str, mine: set[str]
) -> tuple[dict[str, Value], int]:
    """Return the fields that undo an act on one row, and how many belong to somebody else now."""
    before = winning_fields(connection, table, row_id, without_act=target)
    created = not _older_than(connection, table, row_id, target)
    if created:
        return {"deleted": 1}, 0
    said: dict[str, Value] = {}
    kept = 0
    for name in mine:
        if _winner(connection, table, row_id, name) == target:
            said[name] = before.get(name, _default(table, name))
        else:
            kept += 1
    return said, kept


def _older_than(connection: sqlite3.Connection, table: str, row_id: str, act: str) -> bool:
    row = connection.execute(
        "SELECT act FROM change WHERE row_table = ? AND row_id = ? ORDER BY lamport, id LIMIT 1",
        (table, row_id),
    ).fetchone()
    return row is not None and row[0] != act


def _winner(connection: sqlite3.Connection, table: str, row_id: str, name: str) -> str:
    winner = ""
    for act, body in connection.execute(
        "SELECT act, fields FROM change WHERE row_table = ? AND row_id = ? ORDER BY lamport, id",
        (table, row_id),
    ):
        if name in json.loads(body):
            winner = act
    return winner


def _default(table: str, name: str) -> Value:
    return 0 if name == "deleted" else TABLES[table].defaults.get(name)

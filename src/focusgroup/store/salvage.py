"""Makes a sound study of a damaged one, in a new file; the damaged file is not touched.

Everything said stands in a study twice: as lines of the change log and as rows of the tables. What
one has lost the other mostly still holds, and the newest good backup may hold the rest.
"""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from focusgroup.store import connection as opening
from focusgroup.store import health, merge
from focusgroup.store.backup import Backup, backups, verify
from focusgroup.store.change_log import rebuild
from focusgroup.store.completing import LogWriter, States, complete, states_of
from focusgroup.store.connection import open_raw
from focusgroup.store.errors import NotAStudy, StoreError, told_plainly
from focusgroup.store.reading_damaged import LINE, Readable
from focusgroup.store.restore import free_name
from focusgroup.store.tables import TABLES, Value


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a salvage brought home."""

    path: Path
    comments: int
    lines: int  # of the change log
    from_tables: int  # rows whose log was lost, taken from the tables
    from_backup: int  # lines that only the newest backup still held
    stand_ins: int  # rows made up because others refer to them
    missing: int  # lines known to be lost, by the gaps in their numbers


def newest_good(study: Path) -> Backup | None:
    """Return the newest backup that can be read whole, or None."""
    for each in backups(study):
        with contextlib.suppress(StoreError):
            verify(study, each.path)
            return each
    return None


def salvage(study: Path) -> Salvaged:
    """Write what can still be read of a damaged study into a new file beside it.

    Raises StoreError when nothing of it can be read, or the new file cannot be written.
    """
    target = free_name(study, "salvaged")
    with told_plainly(study), Readable(lambda: open_raw(study, "ro")) as readable:
        lines = readable.lines()
        # A log that can be read whole is the truth; else the tables are asked as well.
        rows = {name: readable.rows(name) for name in TABLES} if readable.faults else {}
        if not lines and not any(rows.values()):
            raise NotAStudy(f"Nothing of {study.name} can be read any more.")
        key = readable.key
    with told_plainly(target), contextlib.closing(opening.create(target, key=key)) as made:
        try:
            return _fill(made, study, target, lines, rows)
        except BaseException:
            made.close()
            for left in target.parent.glob(f"{target.name}*"):
                left.unlink(missing_ok=True)
            raise


def _fill(
    made: sqlite3.Connection,
    study: Path,
    target: Path,
    lines: list[tuple[Any, ...]],
    rows: dict[str, list[dict[str, Value]]],
) -> Salvaged:
    made.execute("BEGIN IMMEDIATE")
    made.execute("PRAGMA defer_foreign_keys = ON")
    made.executemany(
        f"INSERT OR IGNORE INTO change ({LINE}) VALUES ({', '.join('?' * 15)})",  # noqa: S608
        lines,
    )
    writer = LogWriter(made)
    from_tables = _take_over_rows(writer, states_of(made), rows)
    stand_ins = complete(states_of(made), writer)
    rebuild(made)
    made.execute("COMMIT")
    from_backup = _merge_newest(made, study)
    found = health.check(made)
    if not found.good:
        raise NotAStudy(f"What was read of {study.name} does not make a sound study.")
    comments = made.execute("SELECT count(*) FROM comment WHERE deleted = 0").fetchone()[0]
    missing = made.execute(
        "SELECT coalesce(sum(gap), 0) FROM "
        "(SELECT max(seq) - count(*) AS gap FROM change GROUP BY origin)"
    ).fetchone()[0]
    return Salvaged(
        target, int(comments), len(lines), from_tables, from_backup, stand_ins, int(missing)
    )


def _take_over_rows(
    writer: LogWriter, states: States, rows: dict[str, list[dict[str, Value]]]
) -> int:
    """Bring in what the tables still know and the log does not; return of how many rows."""
    taken = 0
    for name, held in rows.items():
        defaults = {**TABLES[name].defaults, "deleted": 0}
        for row in held:
            row_id = str(row["id"])
            said = {**defaults, **states[name].get(row_id, {})}
            differing = {c: v for c, v in row.items() if c != "id" and said.get(c, said) != v}
            if differing:
                writer.latest(name, row_id, differing)
                taken += 1
    return taken


def _merge_newest(made: sqlite3.Connection, study: Path) -> int:
    """Bring in what only the newest good backup still holds; return how many lines."""
    newest = newest_good(study)
    if newest is None:
        return 0
    with (
        contextlib.suppress(sqlite3.DatabaseError, StoreError),
        contextlib.closing(open_raw(newest.path, "immutable", like=study)) as other,
    ):
        return merge.merge_log(made, other)
    return 0

"""Whether a study file is sound, and whether its tables are what its log says."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from focusgroup.store.damage import fields_in
from focusgroup.store.tables import TABLES, Value


@dataclass(frozen=True)
class Health:
    """What a check found; all zero and empty is good."""

    damage: str = ""
    orphans: int = 0
    index_good: bool = True
    differing: int = 0

    @property
    def good(self) -> bool:
        """Whether nothing was found."""
        return not self.damage and not self.orphans and self.index_good and not self.differing


def check(connection: sqlite3.Connection) -> Health:
    """Check pages, foreign keys, the search index and the projection; changes nothing."""
    told = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    damage = "" if told == ["ok"] else f"{len(told)} damaged places; restore a backup"
    if damage:
        return Health(damage=damage)
    return Health(
        orphans=len(connection.execute("PRAGMA foreign_key_check").fetchall()),
        index_good=index_good(connection),
        differing=_differing(connection),
    )


def index_good(connection: sqlite3.Connection) -> bool:
    """Return whether the search index fits the comments."""
    try:
        connection.execute(
            "INSERT INTO comment_fts (comment_fts, rank) VALUES ('integrity-check', 1)"
        )
    except sqlite3.DatabaseError:
        return False
    return True


def _differing(connection: sqlite3.Connection) -> int:
    """Count the rows that are not what replaying the log would give."""
    told: dict[str, dict[str, dict[str, Value]]] = defaultdict(dict)
    for table, row_id, body in connection.execute(
        "SELECT row_table, row_id, fields FROM change ORDER BY lamport, id"
    ):
        told[table].setdefault(row_id, {}).update(fields_in(body))
    count = 0
    for name, table in TABLES.items():
        columns = (*table.columns, "deleted")
        held = {
            row[0]: dict(zip(columns, row, strict=True))
            for row in connection.execute(
                f"SELECT {table.column_list}, deleted FROM {name}"  # noqa: S608 - own names
            )
        }
        count += len(held.keys() ^ told[name].keys())
        for row_id, said in told[name].items():
            wanted = {**table.defaults, "deleted": 0, **said, "id": row_id}
            count += row_id in held and any(held[row_id][c] != wanted.get(c) for c in columns)
    return count

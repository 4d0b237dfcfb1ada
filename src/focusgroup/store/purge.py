"""Taking blanked words out of the bytes: pages, search index, log of writes, backups.

A withdrawal blanks rows and owes a purge in one transaction. Whoever opens or closes the file later
pays what is still owed, so a power cut in the middle leaves no more than a debt.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from focusgroup.store import backup, blanking
from focusgroup.store.change_log import utc_now
from focusgroup.store.connection import bytes_of
from focusgroup.store.errors import StoreError, told_plainly
from focusgroup.store.health import index_good

_LONG_ENOUGH = 12  # characters: a shorter text may stand anywhere by chance
BALLOTS = "ballots"  # owed after a round: pages tell in which order its ballots were cast
_MOST = 50  # texts looked for, the longest: 0.5 s for 36 MB, and one left says it all


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did; `owed` says why it has to be done again, "" when it is complete."""

    owed: str = ""
    backups_destroyed: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do."""
        return not self.owed


@dataclass(frozen=True, slots=True)
class Searched:
    """A search of raw bytes: how much was read for how many texts, and which files hold one."""

    files: int = 0
    size: int = 0  # bytes
    texts: int = 0
    holding: tuple[Path, ...] = ()


def owe(connection: sqlite3.Connection, what: str = "words") -> None:
    """Note that blanked words still lie in the bytes; inside the transaction that blanks them."""
    connection.execute(
        "INSERT INTO purge_due VALUES (?, ?) ON CONFLICT (what) DO NOTHING", (what, utc_now())
    )


def owed(connection: sqlite3.Connection) -> bool:
    """Return whether a purge is still owed; 2 us, so each opening may ask."""
    return connection.execute("SELECT 1 FROM purge_due LIMIT 1").fetchone() is not None


def _owed(connection: sqlite3.Connection) -> set[str]:
    return {str(what) for (what,) in connection.execute("SELECT what FROM purge_due")}


def finish(connection: sqlite3.Connection, path: Path) -> Purged:
    """Pay what is owed: blank what is left, then overwrite pages, index, log and backups.

    Never raises: what cannot be done now (another window is reading, the disk is full) stays owed
    and is said. Row numbers stay, for other windows follow the log by them. Backups stay where no
    more than the order of ballots is owed: they never hold it.
    """
    try:
        with told_plainly(path):
            words = _owed(connection) != {BALLOTS}
            if words:
                _blank_again(connection)
            # secure_delete overwrites what is deleted, but a page split leaves copies of cells in
            # the gap of the page they came from; VACUUM writes every page anew. It also lays cells
            # down by their keys, where they lay in the order they were written.
            connection.execute("VACUUM")
            if not index_good(connection):
                _index_anew(connection)
            if not _folded_in(connection):
                return Purged("another window is reading the file")
        destroyed = _fresh_backup(path) if words else 0
        with told_plainly(path):
            connection.execute("DELETE FROM purge_due")
            _folded_in(connection)
    except StoreError as error:
        return Purged(str(error))
    return Purged(backups_destroyed=destroyed)


def _fresh_backup(path: Path) -> int:
    """Put one backup in the place of all older ones, which hold the words; return their number."""
    destroyed = backup.drop_older_than(path, datetime.now(UTC))
    if destroyed:
        with contextlib.suppress(StoreError):  # the next round makes one; nothing is lost by none
            backup.make_backup(path)
    return len(destroyed)


def _blank_again(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        blanking.apply(connection)
        _index_anew(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _index_anew(connection: sqlite3.Connection) -> None:
    """Make the search index of what is left: FTS5 keeps deleted words, secure_delete or not."""
    connection.execute("INSERT INTO comment_fts (comment_fts) VALUES ('rebuild')")


def _folded_in(connection: sqlite3.Connection) -> bool:
    """Fold the log of writes into the file and cut it to nothing; False when somebody reads."""
    return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]


def files_of(study: Path) -> list[Path]:
    """Return every file that may hold words of a study: its own, those beside it, its backups."""
    stem = study.name.removesuffix(study.suffix)
    beside = [p for p in study.parent.iterdir() if p.is_file() and p.name.startswith(stem)]
    copies = backup.folder_of(study)
    inside = [p for p in copies.rglob("*") if p.is_file()] if copies.is_dir() else []
    return sorted({*beside, *inside})


def search_bytes(study: Path, texts: Iterable[str]) -> Searched:
    """Look for texts as raw bytes in every file of a study; short ones are passed over."""
    told = {text.encode() for text in texts if len(text) >= _LONG_ENOUGH}
    wanted = sorted(told, key=len, reverse=True)[:_MOST]
    holding: list[Path] = []
    size = 0
    paths = files_of(study)
    for path in paths:
        body = bytes_of(path)
        size += len(body)
        if any(text in body for text in wanted):
            holding.append(path)
    return Searched(len(paths), size, len(wanted), tuple(holding))

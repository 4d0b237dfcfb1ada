"""Turns a plain study into an encrypted one and back, and gives a study another passphrase.

All three are one thing: the study is copied into a new file under the new key, the copy is compared
row by row, then takes the study's name in one step. Killed at any moment, there is a whole study
under its name, the old one or the new one.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from focusgroup.store import backup, health, sqlcipher
from focusgroup.store.cipher import FileKey
from focusgroup.store.connection import open_raw
from focusgroup.store.errors import (
    NotAStudy,
    StoreError,
    StudyBusy,
    StudyReadOnly,
    told_plainly,
)

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Converted:
    """What a conversion did besides: how many copies it destroyed, and what went amiss, or ""."""

    copies: int
    warning: str = ""


def convert(study: Path, *, old: FileKey | None, new: FileKey | None) -> Converted:
    """Copy a study from one key to another, None being plain; raises StoreError, changing nothing.

    No connection of this program may be open on it: two SQLite libraries in one program do not see
    each other's locks. Backups and copies beside the study are destroyed and one backup is made.
    """
    study = study.resolve()
    part = study.with_name(f"{study.name}.part")
    with told_plainly(study):
        try:
            _clear(part)
            warning = _swap(study, part, old, new)
        except OSError as error:
            raise StudyReadOnly(
                f"{study.name} could not be converted ({error.strerror}). It is as it was."
            ) from error
        finally:
            with contextlib.suppress(OSError):
                _clear(part)
        return _renew_copies(study, new, warning)


def _swap(study: Path, part: Path, old: FileKey | None, new: FileKey | None) -> str:
    with (
        _Remains(study) as remains,
        contextlib.closing(sqlcipher.connect(study, old, busy_ms=300)) as source,
        _alone(source, study),
    ):
        if not health.check(source).good:
            raise NotAStudy(f"{study.name} is not sound. Run first: focusgroup doctor --repair")
        if new is None and source.execute("SELECT count(*) FROM sealed_roster").fetchone()[0]:
            raise StoreError(f"{study.name} holds sealed names, which never go into a plain file.")
        part.touch(mode=study.stat().st_mode & 0o777, exist_ok=False)
        _export(source, part, new)
        _verify(part, new)
        if os.name == "nt":  # a file that is open cannot be replaced there
            source.close()
        part.replace(study)
        _settle_folder(study.parent)
        remains.due = True
    return remains.warning


@contextlib.contextmanager
def _alone(source: sqlite3.Connection, study: Path) -> Iterator[None]:
    """Hold a study for this program alone; it leaves the write-ahead log meanwhile."""
    try:
        source.execute("PRAGMA journal_mode = DELETE")  # refused while another window is there
        source.execute("PRAGMA main.locking_mode = EXCLUSIVE")
        source.execute("BEGIN EXCLUSIVE")
        source.execute("COMMIT")  # in this mode the lock stays
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise
        raise StudyBusy(
            f"{study.name} is open in another window. Leave it there (Ctrl+Q), then try again."
        ) from None
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # else opening it does the same
            if source.in_transaction:
                source.execute("ROLLBACK")
            source.execute("PRAGMA main.locking_mode = NORMAL")
            source.execute("PRAGMA main.journal_mode = WAL")
        raise


def _export(source: sqlite3.Connection, part: Path, new: FileKey | None) -> None:
    spec = new.spec() if new is not None else bytearray()
    try:
        source.execute("ATTACH ? AS target KEY ?", (str(part), bytes(spec) if spec else ""))
    finally:
        spec[:] = bytes(len(spec))
    source.execute("PRAGMA target.journal_mode = OFF")  # half a copy is worth nothing anyway
    source.execute("PRAGMA target.synchronous = OFF")
    source.execute("BEGIN")
    source.execute("SELECT sqlcipher_export('target')")
    for pragma in ("application_id", "user_version"):
        value = int(source.execute(f"PRAGMA main.{pragma}").fetchone()[0])
        source.execute(f"PRAGMA target.{pragma} = {value}")
    differing = [name for name in _tables(source) if _differ(source, name)]
    source.execute("COMMIT")
    source.execute("DETACH target")
    if differing:
        raise NotAStudy(f"The copy is not the same in {', '.join(differing)}; nothing was changed.")


def _tables(source: sqlite3.Connection) -> list[str]:
    """Return the tables that hold rows; the search index is made anew in the copy."""
    rows = source.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' "
        "AND name NOT GLOB 'comment_fts*' AND name NOT GLOB 'sqlite_*'"
    )
    return [str(row[0]) for row in rows]


def _differ(source: sqlite3.Connection, table: str) -> bool:
    """Compare a table with its copy, row numbers included: the feed of changes goes by them.

    Ballots have none, lest it count the order they were cast in.
    """
    (kept,) = source.execute(
        "SELECT sql FROM main.sqlite_master WHERE name = ?", (table,)
    ).fetchone()
    columns = "*" if "WITHOUT ROWID" in str(kept) else "rowid, *"
    for one, other in (("main", "target"), ("target", "main")):
        found = source.execute(
            f'SELECT 1 FROM (SELECT {columns} FROM {one}."{table}" '  # noqa: S608 - own names
            f'EXCEPT SELECT {columns} FROM {other}."{table}") LIMIT 1'
        )
        if found.fetchone() is not None:
            return True
    return False


def _verify(part: Path, new: FileKey | None) -> None:
    """Open the copy as the program will, and put it on the disk."""
    with contextlib.closing(open_raw(part, "rw", key=new)) as copy:
        copy.execute("PRAGMA journal_mode = WAL")
        copy.execute("INSERT INTO comment_fts (comment_fts) VALUES ('rebuild')")
        damaged = new is not None and copy.execute("PRAGMA cipher_integrity_check").fetchall()
        if damaged or not health.check(copy).good:
            raise NotAStudy("The copy is not sound; nothing was changed. Is the disk all right?")
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Remains:
    """Handles on a study and its log, to overwrite what they hold once they have no name any more.

    Closed last: closing a handle of a file gives back the locks this program has on it.
    """

    def __init__(self, study: Path) -> None:
        self._study = study
        self._held: list[BinaryIO] = []
        self.due = False
        self.warning = ""

    def __enter__(self) -> _Remains:
        for tail in ("", "-wal", "-shm") if os.name == "posix" else ():
            with contextlib.suppress(FileNotFoundError):
                self._held.append(self._study.with_name(self._study.name + tail).open("r+b", 0))
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._held:
            with file:
                if self.due:
                    self._end(file)

    def _end(self, file: BinaryIO) -> None:
        if os.fstat(file.fileno()).st_nlink:
            self.warning = f"The old {self._study.name} has a second name on this disk: it stays."
            return
        try:
            _overwrite(file)
        except OSError as error:
            self.warning = f"The old file is gone but was not overwritten ({error.strerror})."


def _overwrite(file: BinaryIO) -> None:
    left = os.fstat(file.fileno()).st_size
    file.seek(0)
    while left > 0:
        left -= file.write(bytes(min(left, _CHUNK)))
    os.fsync(file.fileno())


def _clear(part: Path) -> None:
    """Overwrite and remove what a conversion that was killed left behind."""
    for path in [part, *part.parent.glob(f"{part.name}-*")]:
        with contextlib.suppress(FileNotFoundError):
            with path.open("r+b", 0) as file:
                _overwrite(file)
            path.unlink()


def _settle_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # some systems cannot, and need not
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _renew_copies(study: Path, new: FileKey | None, warning: str) -> Converted:
    """Destroy copies under the old key, and make one under the new."""
    try:
        dropped = backup.drop_older_than(study, datetime.now(UTC) + timedelta(minutes=1))
        with contextlib.closing(open_raw(study, "rw", key=new)) as present:
            present.execute("SELECT 1 FROM change LIMIT 1").fetchone()  # folds the log in at last
            backup.make_backup(study)  # finds the key of the open file
    except StoreError as error:
        return Converted(0, f"{warning} {error}".strip())
    return Converted(len(dropped), warning)

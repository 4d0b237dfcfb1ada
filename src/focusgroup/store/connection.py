"""The one way a study file is opened."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from focusgroup.store import cipher, schema
from focusgroup.store.cipher import KEYS, FileKey
from focusgroup.store.errors import (
    NewerStudy,
    NotAStudy,
    StoreError,
    StudyMissing,
    StudyReadOnly,
    damaged,
    told_plainly,
)

SUFFIX = ".focusgroup"
Mode = Literal["ro", "immutable", "rw", "rwc"]

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # freed pages are overwritten, so an erased word leaves the file
    "PRAGMA temp_store = MEMORY",  # no sort spills to a temporary file
)


def _look_at_nothing(_connection: sqlite3.Connection) -> None:
    return


def connect(
    path: Path,
    *,
    busy_ms: int = 5000,
    durable: bool = True,
    key: FileKey | None = None,
    look: Callable[[sqlite3.Connection], None] = _look_at_nothing,
) -> sqlite3.Connection:
    """Open an existing study file for reading and writing.

    `durable` waits for the disk at each commit (about 0.2 ms on an SSD); only drafts go without.
    What may be refused is found out by `look`, reading only: a writer's last act is to fold the log
    of writes into the file, which a file that is refused must be spared.

    Raises a StoreError with a sentence when the file is missing, no study, newer or not writable,
    or encrypted and not opened by `key` or by asking.
    """
    try:
        there = path.is_file()
    except OSError as error:  # a name too long for any file, a folder that may not be entered
        raise StudyMissing(f"{path.name[:60]} cannot be opened: {error.strerror}.") from None
    if not there:
        raise StudyMissing(f"There is no file {path.name} in {path.parent}.")
    with (
        told_plainly(path),
        contextlib.closing(open_raw(path, _reading(path), key=key, busy_ms=busy_ms)) as reader,
    ):
        if _check_identity(reader, path) == schema.SCHEMA_VERSION:
            look(reader)
        connection = open_raw(path, "rw", key=key, busy_ms=busy_ms)
        try:
            _settle(connection, path, durable=durable)
        except BaseException:
            connection.close()
            raise
    return connection


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open another study to read from it only: it is neither migrated nor written into.

    Raises a StoreError with a sentence where it cannot be read or is no study.
    """
    if not path.is_file():
        raise StudyMissing(f"There is no file {path.name} in {path.parent}.")
    with (
        told_plainly(path),
        contextlib.closing(open_raw(path, _reading(path), busy_ms=1000)) as reader,
    ):
        _check_identity(reader, path)
        yield reader


def _reading(path: Path) -> Mode:
    """Return how to read a study: one that was cut off while leaving its log has to be mended."""
    return "rw" if path.with_name(path.name + "-journal").exists() else "ro"


def create(path: Path, *, key: FileKey | None = None) -> sqlite3.Connection:
    """Make a new study file, encrypted when it has a key; an existing file is never touched."""
    if path.suffix != SUFFIX:
        raise StoreError(f"A study file ends in {SUFFIX}: call it {path.stem}{SUFFIX}.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # For this user's eyes only, whatever the folder lets others read.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise StoreError(
            f"{path.name} is already there. Open it, or choose another name."
        ) from None
    except PermissionError:
        raise StudyReadOnly(
            f"The folder {path.parent} cannot be written. Choose another folder."
        ) from None
    except OSError as error:
        raise StudyMissing(f"{path.name} could not be made: {error.strerror}.") from None
    with told_plainly(path):
        connection = open_raw(path, "rw", key=key)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            schema.migrate(connection)
            _settle(connection, path, durable=True)
        except BaseException:
            connection.close()
            raise
    return connection


class _Plain(sqlite3.Connection):
    """A connection that is taken note of while it is open: cipher.salt_of tells why."""

    key: FileKey | None = None
    place: cipher.Identity | None = None

    def close(self) -> None:
        super().close()
        KEYS.closed(self)


_opening = threading.Lock()


def open_raw(
    path: Path,
    mode: Mode,
    *,
    like: Path | sqlite3.Connection | None = None,
    key: FileKey | None = None,
    busy_ms: int = 5000,
) -> sqlite3.Connection:
    """Open a database file unchecked, for copies and repairs; raises sqlite3.Error.

    Mode "immutable" reads a file that nobody writes and leaves nothing beside it; "rwc" makes the
    file, encrypted under the key of `like` when that is encrypted. An encrypted file is opened with
    `key`, with the key of a copy open here, or by asking; raises PassphraseNeeded, WrongPassphrase
    or CipherMissing.
    """
    options = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    if mode == "ro" and path.is_file() and not path.stat().st_size:
        # SQLite would delete the log of last writes beside it, the one thing that is left.
        raise damaged(path)
    if key is None and like is not None and not path.exists():
        key = KEYS.find(like) if isinstance(like, Path) else key_of(like)

    def encrypted(key: FileKey) -> sqlite3.Connection:
        from focusgroup.store import sqlcipher

        with _opening:
            return sqlcipher.connect(path, key, options=options, busy_ms=busy_ms)

    with _opening:
        key = key or KEYS.find(path)
        salt = None if KEYS.is_open(path) else cipher.salt_of(path)
        if key is None and salt is None:
            return _plain(path, options, busy_ms)
    if key is not None:
        return encrypted(key)
    assert salt is not None, "else it is plain"
    return _asked(path, salt, encrypted)


def _asked(
    path: Path, salt: bytes, connect: Callable[[FileKey], sqlite3.Connection]
) -> sqlite3.Connection:
    from focusgroup.store import sqlcipher

    sqlcipher.driver()  # says what is missing before a passphrase is asked for in vain
    return cipher.unlock(path, salt, connect)


def key_of(connection: sqlite3.Connection) -> FileKey | None:
    """Return the key a connection was opened with; None for a plain file."""
    found = getattr(connection, "key", None)
    return found if isinstance(found, FileKey) else None


def _plain(path: Path, options: str, busy_ms: int) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        isolation_level=None,
        timeout=busy_ms / 1000,
        factory=_Plain,
    )
    with contextlib.suppress(OSError):  # SQLite itself tells what is wrong with the file
        KEYS.opened(path, connection)
    return connection


def bytes_of(path: Path) -> bytes:
    """Return every byte of a file, also of a study that this program has open.

    Another process reads that one: closing a handle here would give back the locks that SQLite
    holds on it (POSIX), and another window could then take the log away under our writes.
    """
    study = path.with_name(path.name.removesuffix("-shm"))  # it carries locks too
    if os.name != "posix" or not KEYS.is_open(study):
        return path.read_bytes()
    import subprocess
    import sys

    code = "import sys, shutil; shutil.copyfileobj(open(sys.argv[1], 'rb'), sys.stdout.buffer)"
    words = [sys.executable, "-I", "-S", "-c", code, str(path)]
    return subprocess.run(words, capture_output=True, check=True).stdout  # noqa: S603 - own words


def is_encrypted(connection: sqlite3.Connection) -> bool:
    """Tell whether an open file is encrypted."""
    return key_of(connection) is not None


def _check_identity(connection: sqlite3.Connection, path: Path) -> int:
    app_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if app_id != schema.APPLICATION_ID:
        raise NotAStudy(
            f"{path.name} is not a focusgroup study. Choose a file that ends in {SUFFIX}."
        )
    if version > schema.SCHEMA_VERSION:
        raise NewerStudy(
            f"{path.name} was written by a newer focusgroup (file version {version}, this program "
            f"knows {schema.SCHEMA_VERSION}). Update focusgroup; the file was not changed."
        )
    if version < 1:  # numbers begin at 1, and are written together with the tables
        raise damaged(path)
    return version


def _settle(connection: sqlite3.Connection, path: Path, *, durable: bool) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    if not schema.is_current(connection):
        _copy_before_migration(connection, path)
        schema.migrate(connection)
    # Other programs may have left the file in another mode, in which readers block writers.
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StudyReadOnly(f"{path.name} cannot be written by several windows here. Copy it.")
    if durable:
        # A write lock asked for and given back tells now, not at the first comment, that the file
        # or its folder cannot be written.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


def _copy_before_migration(connection: sqlite3.Connection, path: Path) -> None:
    """Copy a file of an older version; one that only gets tables more is none."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if not 0 < version < schema.SCHEMA_VERSION:
        return
    copy = path.with_name(f"{path.stem}.before-v{version + 1}{SUFFIX}")
    with contextlib.closing(open_raw(copy, "rwc", like=connection)) as target:
        connection.backup(target)

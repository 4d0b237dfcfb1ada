"""The one way a study file is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

from focusgroup.store import schema
from focusgroup.store.errors import (
    NewerStudy,
    NotAStudy,
    StoreError,
    StudyMissing,
    StudyReadOnly,
    told_plainly,
)

SUFFIX = ".focusgroup"
Mode = Literal["ro", "immutable", "rw", "rwc"]

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # freed pages are overwritten, so an erased word leaves the file
    "PRAGMA temp_store = MEMORY",  # no sort spills to a temporary file
)


def connect(path: Path, *, busy_ms: int = 5000, durable: bool = True) -> sqlite3.Connection:
    """Open an existing study file for reading and writing.

    `durable` waits for the disk at each commit (about 0.2 ms on an SSD); only drafts go without.
    Raises a StoreError with a sentence when the file is missing, no study, newer or not writable.
    """
    if not path.is_file():
        raise StudyMissing(f"There is no file {path.name} in {path.parent}.")
    with told_plainly(path):
        connection = _bare(path, busy_ms)
        try:
            _check_identity(connection, path)
            _settle(connection, path, durable=durable)
        except BaseException:
            connection.close()
            raise
    return connection


def create(path: Path) -> sqlite3.Connection:
    """Make a new study file and open it; an existing file is never touched."""
    if path.suffix != SUFFIX:
        raise StoreError(f"A study file ends in {SUFFIX}: call it {path.stem}{SUFFIX}.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("xb").close()
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
        connection = _bare(path, 5000)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            schema.migrate(connection)
            _settle(connection, path, durable=True)
        except BaseException:
            connection.close()
            raise
    return connection


def open_raw(
    path: Path,
    mode: Mode,
    *,
    like: Path | None = None,  # noqa: ARG001 - only an encrypted study has a key to share
) -> sqlite3.Connection:
    """Open a database file unchecked, for copies and repairs; raises sqlite3.Error.

    Mode "immutable" reads a file that nobody writes and leaves nothing beside it; "rwc" makes the
    file. `like` names the study whose key a copy shares, when that is another file.
    """
    options = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True, isolation_level=None)


def _bare(path: Path, busy_ms: int) -> sqlite3.Connection:
    connection = open_raw(path, "rw")
    connection.execute(f"PRAGMA busy_timeout = {int(busy_ms)}")
    return connection


def _check_identity(connection: sqlite3.Connection, path: Path) -> None:
    app_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if app_id != schema.APPLICATION_ID:
        raise NotAStudy(
            f"{path.name} is not a focusgroup study. Choose a file that ends in {SUFFIX}."
        )
    if version > schema.SCHEMA_VERSION:
        raise NewerStudy(
            f"{path.name} was written by a newer focusgroup (file version {version}, this program "
            f"knows {schema.SCHEMA_VERSION}). Update focusgroup; the file was not changed."
        )


def _settle(connection: sqlite3.Connection, path: Path, *, durable: bool) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < schema.SCHEMA_VERSION:
        _copy_before_migration(connection, path, version)
        schema.migrate(connection)
    # A write lock asked for and given back tells now, not at the first comment, that the file or
    # its folder cannot be written.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def _copy_before_migration(connection: sqlite3.Connection, path: Path, version: int) -> None:
    copy = path.with_name(f"{path.stem}.before-v{version + 1}{SUFFIX}")
    with sqlite3.connect(copy) as target:
        connection.backup(target)
    target.close()

"""Puts a backup in the place of a study, and keeps what stood there."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from focusgroup.store import backup
from focusgroup.store.connection import SUFFIX, open_raw
from focusgroup.store.errors import (
    PassphraseNeeded,
    StoreError,
    StudyBusy,
    StudyReadOnly,
    WrongPassphrase,
    told_plainly,
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did; `kept` is where the file that stood there is now."""

    study: Path
    kept: Path | None


def restore(study: Path, chosen: Path) -> Restored:
    """Make a backup the study again; the present file stays beside it as `.before-restore`.

    At every moment there is a whole file under the study's name. The restored file counts its
    changes under a new origin by itself, for every program run has one. Raises StudyBusy when
    another window has the study open, StoreError when the backup cannot be read.
    """
    backup.verify(study, chosen)
    part = study.with_name(f"{study.name}.part")
    try:
        _copy(study, chosen, part)
        kept = _set_aside(study) if study.exists() else None
        part.replace(study)
    except OSError as error:
        raise StudyReadOnly(
            f"The folder of {study.name} cannot be written ({error.strerror})."
        ) from error
    finally:
        for left in study.parent.glob(f"{study.name}.part*"):
            left.unlink(missing_ok=True)
    return Restored(study, kept)


def _copy(study: Path, chosen: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    with (
        told_plainly(chosen),
        contextlib.closing(open_raw(chosen, "immutable", like=study)) as source,
    ):
        backup.copy_to(source, part)


def _set_aside(study: Path) -> Path:
    """Give the present file a second name, and take what belongs to it along."""
    _fold_in(study)
    kept = free_name(study, "before-restore")
    for tail in ("-wal", "-shm"):  # left only where the file could not be read any more
        side = study.with_name(study.name + tail)
        if side.exists():
            side.replace(kept.with_name(kept.name + tail))
    try:
        kept.hardlink_to(study)
    except OSError:  # a stick's file system knows no second names
        study.replace(kept)
    return kept


def _fold_in(study: Path) -> None:
    """Bring the study into one file, which works only when nobody has it open."""
    if not study.stat().st_size:
        return  # SQLite would delete the log of last writes beside it
    try:
        with contextlib.closing(open_raw(study, "rw")) as present:
            present.execute("PRAGMA busy_timeout = 300")
            mode = present.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except (UnicodeDecodeError, MemoryError, PassphraseNeeded, WrongPassphrase):
        return  # damaged: a header of noise looks like an encrypted one
    except sqlite3.DatabaseError as error:
        code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise _in_use(study) from error
        return  # damaged or no database at all: it is kept as it is
    if mode != "delete":
        raise _in_use(study)


def _in_use(study: Path) -> StoreError:
    return StudyBusy(
        f"{study.name} is open in another window. Leave it there (Ctrl+Q), then restore."
    )


def free_name(study: Path, what: str) -> Path:
    """Return a name beside the study that nothing has yet: NAME.what.focusgroup, NAME.what-2 ..."""
    stem = study.name.removesuffix(SUFFIX)
    number = 1
    while True:
        tail = f"-{number}" if number > 1 else ""
        path = study.with_name(f"{stem}.{what}{tail}{SUFFIX}")
        if not os.path.lexists(path):
            return path
        number += 1

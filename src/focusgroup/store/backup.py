"""Backups of a study: made while people write, verified, thinned out by one rule.

They lie in `NAME.backups/` beside the study, not in some folder of this program: a study that is
kept on an encrypted stick must not leave copies of what people said on the laptop, a study that is
moved or destroyed takes its copies with it, and whoever withdraws a seat finds every copy from the
path of the study alone. The price: they do not outlive the disk. Against that, copy the folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from focusgroup import paths
from focusgroup.store.connection import SUFFIX, open_raw
from focusgroup.store.errors import DiskFull, NotAStudy, StoreError, StudyReadOnly, told_plainly
from focusgroup.store.schema import APPLICATION_ID, SCHEMA_VERSION

NEWEST = 10
HOURS = 24  # of these, the last backup of each
DAYS = 14
_STEP_PAGES = 64  # 256 KB: about 1 ms of reading, so no other thread waits longer
_STEP_WAIT_S = 0.002
_STALE_S = 600  # a part older than this belongs to a program that died
_ANY_BALLOTS = (
    "SELECT 1 FROM ballot_cast UNION ALL SELECT 1 FROM purge_due WHERE what = 'ballots' LIMIT 1"
)
_NAME = re.compile(r"(\d{6,9})-(\d{8}T\d{6})Z-[0-9a-f]{4}" + re.escape(SUFFIX))


class BackupStopped(Exception):
    """The program is being left: the copy begun was dropped."""


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One backup; `number` gives the order, `at` (UTC) is for people and for thinning out."""

    number: int
    at: datetime
    path: Path


@dataclass(frozen=True, slots=True)
class Content:
    """What a backup holds."""

    comments: int
    groups: int
    size: int  # bytes


def folder_of(study: Path) -> Path:
    """Return where the backups of a study lie."""
    return study.with_name(f"{study.name.removesuffix(SUFFIX)}.backups")


def is_backup(study: Path) -> bool:
    """Whether a path is itself a backup, of which none is made."""
    return study.parent.name.endswith(".backups") and bool(_NAME.fullmatch(study.name))


def backups(study: Path) -> list[Backup]:
    """Return the backups of a study, newest first; anything else in the folder is passed over."""
    found: list[Backup] = []
    with contextlib.suppress(OSError):
        for path in folder_of(study).iterdir():
            if told := _NAME.fullmatch(path.name):
                with contextlib.suppress(ValueError):
                    at = datetime.strptime(told[2], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
                    found.append(Backup(int(told[1]), at, path))
    return sorted(found, reverse=True)


def wanted(
    held: Iterable[Backup],
    *,
    now: datetime,
    newest: int = NEWEST,
    hours: int = HOURS,
    days: int = DAYS,
) -> set[Backup]:
    """Return the backups worth keeping: the newest, the last of each hour and of each day."""
    ordered = sorted(held, reverse=True)
    kept = set(ordered[:newest])
    for span, form in ((timedelta(hours=hours), "%Y%m%d%H"), (timedelta(days=days), "%Y%m%d")):
        seen: set[str] = set()
        for each in ordered:
            slot = each.at.strftime(form)
            if slot not in seen and now - each.at <= span:
                kept.add(each)
            seen.add(slot)
    return kept


def mark_of(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return a mark that differs whenever something was written since: drafts do not count."""
    row = connection.execute("SELECT rowid, id FROM change ORDER BY rowid DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def _sealed(study: Path, backup: Path) -> sqlite3.Connection:
    return open_raw(backup, "immutable", like=study)


def content(study: Path, backup: Path) -> Content:
    """Return what a backup holds, without leaving a file beside it; StoreError if unreadable."""
    with told_plainly(backup), contextlib.closing(_sealed(study, backup)) as held:
        comments = held.execute("SELECT count(*) FROM comment WHERE deleted = 0").fetchone()[0]
        groups = held.execute("SELECT count(*) FROM session WHERE deleted = 0").fetchone()[0]
        return Content(int(comments), int(groups), backup.stat().st_size)


def verify(study: Path, backup: Path) -> None:
    """Check a backup page by page; raises NotAStudy with a sentence."""
    with told_plainly(backup), contextlib.closing(_sealed(study, backup)) as held:
        _verify(held, backup)


def _verify(held: sqlite3.Connection, path: Path) -> None:
    app_id = held.execute("PRAGMA application_id").fetchone()[0]
    version = held.execute("PRAGMA user_version").fetchone()[0]
    if app_id != APPLICATION_ID or version > SCHEMA_VERSION:
        raise NotAStudy(f"{path.name} is no study that this program can read.")
    if held.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise NotAStudy(f"{path.name} is damaged.")


def make_backup(study: Path, *, stopped: Callable[[], bool] = lambda: False) -> Backup:
    """Copy a study while others write to it; raises StoreError, or BackupStopped when asked to.

    The copy is of one moment: a read transaction holds it, so writers are neither waited for nor
    kept waiting, and never make the copy start over.
    """
    with told_plainly(study), contextlib.closing(open_raw(study, "ro")) as source:
        source.execute("BEGIN")
        mark_of(source)  # the first read fixes the moment
        folder = _made(folder_of(study), study)
        _leave_room(source, folder, study)
        _drop_stale_parts(folder)
        number = max((b.number for b in backups(study)), default=0) + 1
        at = datetime.now(UTC).replace(microsecond=0)
        name = f"{number:06d}-{at:%Y%m%dT%H%M%S}Z-{secrets.token_hex(2)}"
        part = folder / f"{name}.part"
        try:
            copy_to(source, part, stopped=stopped)
            done = part.replace(folder / f"{name}{SUFFIX}")
        except OSError as error:
            raise StudyReadOnly(f"{folder} cannot be written ({error.strerror}).") from error
        finally:
            for left in folder.glob(f"{name}.part*"):
                left.unlink(missing_ok=True)
    _settle_folder(folder)
    return Backup(number, at, done)


def copy_to(
    source: sqlite3.Connection,
    target: Path,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Copy an open study into a new file, verified and on disk when this returns.

    An encrypted study gives an encrypted copy under the same key.
    """

    def paced(_status: int, _left: int, _all: int) -> None:
        if stopped():
            raise BackupStopped
        time.sleep(_STEP_WAIT_S)

    with told_plainly(target), contextlib.closing(open_raw(target, "rwc", like=source)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # half a copy is worth nothing anyway
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy, pages=_STEP_PAGES, progress=paced)
        _drop_open_ballots(copy)
        _verify(copy, target)
    handle = os.open(target, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _drop_open_ballots(copy: sqlite3.Connection) -> None:
    """Leave the ballots of an open round out: of two copies the later one has one ballot more.

    Compared, they would tell whose it is. Who restores such a copy lets people vote once more. The
    order in which ballots of a round just closed lie in their pages goes too.
    """
    known = copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'ballot_cast'").fetchone()
    if known is None or copy.execute(_ANY_BALLOTS).fetchone() is None:
        return
    copy.execute("PRAGMA secure_delete = ON")
    copy.execute("DELETE FROM ballot WHERE voting IN (SELECT voting FROM ballot_cast)")
    copy.execute("DELETE FROM ballot_cast")
    copy.execute("VACUUM")


def back_up_if_changed(
    study: Path, *, newest: int = NEWEST, stopped: Callable[[], bool] = lambda: False
) -> Backup | None:
    """Make a backup unless the newest one holds all of it already, then thin the others out."""
    held = backups(study)
    if held and _same(study, held[0].path):
        return None
    made = make_backup(study, stopped=stopped)
    thin_out(study, newest=newest)
    return made


def _same(study: Path, backup: Path) -> bool:
    try:
        with (
            contextlib.closing(open_raw(study, "ro")) as here,
            contextlib.closing(_sealed(study, backup)) as there,
        ):
            return mark_of(here) == mark_of(there)
    except (sqlite3.Error, StoreError):
        return False  # making one tells what is wrong


def thin_out(study: Path, *, newest: int = NEWEST, now: datetime | None = None) -> list[Path]:
    """Drop the backups that the rule does not keep; return them."""
    held = backups(study)
    kept = wanted(held, now=now or datetime.now(UTC), newest=newest)
    dropped = [b.path for b in held if b not in kept]
    for path in dropped:
        with contextlib.suppress(OSError):
            path.unlink()
    return dropped


def drop_older_than(study: Path, when: datetime) -> list[Path]:
    """Destroy every copy of a study made before a moment, for a withdrawal or a purge.

    Copies are overwritten before they go. A backup counts as older when any later one does, or
    when its time is still to come: then the clock was set since. Copies kept by a restore, a
    migration, a repair or a rescue go too. Returns what was destroyed; raises StudyReadOnly when
    one cannot be.
    """
    held = backups(study)
    now = datetime.now(UTC)
    last = max((b.number for b in held if b.at < when), default=0)
    old = [b.path for b in held if b.number <= last or b.at > now]
    copies = [*kept_beside(study), *rescued_copies(study)]
    old += [p for p in copies if datetime.fromtimestamp(p.stat().st_mtime, UTC) < when]
    old += folder_of(study).glob("*.part*")
    for path in old:
        try:
            _overwrite(path)
            path.unlink()
        except OSError as error:
            raise StudyReadOnly(
                f"{path} still holds what was said and could not be destroyed "
                f"({error.strerror}). Delete it yourself."
            ) from error
    return old


def kept_beside(study: Path) -> list[Path]:
    """Return the copies of a study that a restore, a migration or a repair left beside it."""
    stem = re.escape(study.name.removesuffix(SUFFIX))
    pattern = re.compile(
        rf"{stem}\.(before-restore|before-v\d+|salvaged)(-\d+)?{re.escape(SUFFIX)}(-wal|-shm)?"
    )
    with contextlib.suppress(OSError):
        return sorted(p for p in study.parent.iterdir() if pattern.fullmatch(p.name))
    return []


def rescued_copies(study: Path) -> list[Path]:
    """Return what was rescued of a study into the program's own folder.

    Another study may have the same name, so its id decides; a text file tells it in its first line.
    """
    stem = f"{study.name.removesuffix(SUFFIX)}.rescued"
    found: list[Path] = []
    with contextlib.suppress(OSError):
        found = sorted(p for p in paths.rescue_folder().iterdir() if p.name.startswith(stem))
    own = _study_ids(study) if found else set()
    return [path for path in found if own & _study_ids(path)]


def _study_ids(path: Path) -> set[str]:
    try:
        if path.suffix == ".txt":
            return set(path.read_text(encoding="utf-8").partition("\n")[0].split())
        with contextlib.closing(open_raw(path, "ro")) as held:
            return {row[0] for row in held.execute("SELECT id FROM study")}
    except (OSError, ValueError, sqlite3.Error, StoreError):
        return set()


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(b"\0" * min(left, 1 << 20))
        file.flush()
        os.fsync(file.fileno())


def _made(folder: Path, study: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StudyReadOnly(
            f"The folder for backups beside {study.name} cannot be made ({error.strerror})."
        ) from error
    return folder


def _leave_room(source: sqlite3.Connection, folder: Path, study: Path) -> None:
    """Refuse a copy that would take more than a third of what is free: comments go first."""
    pages = source.execute("PRAGMA page_count").fetchone()[0]
    # SQLCipher tells the size of a page as text.
    size = pages * int(source.execute("PRAGMA page_size").fetchone()[0])
    if shutil.disk_usage(folder).free < 3 * size:
        raise DiskFull(f"The disk that holds {study.name} is nearly full.")


def _drop_stale_parts(folder: Path) -> None:
    oldest = datetime.now(UTC).timestamp() - _STALE_S
    for part in folder.glob("*.part*"):
        with contextlib.suppress(OSError):
            if part.stat().st_mtime < oldest:
                part.unlink()


def _settle_folder(folder: Path) -> None:
    """Make the new name durable; some systems cannot, and need not."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

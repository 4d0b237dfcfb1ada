"""Checks of this machine and of a study file."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

from focusgroup import __version__, paths
from focusgroup.cli.restore import described
from focusgroup.store import os_keyring, sqlcipher
from focusgroup.store.backup import backups
from focusgroup.store.errors import NotAStudy, StoreError
from focusgroup.store.health import Health
from focusgroup.store.mending import mend
from focusgroup.store.salvage import newest_good, salvage
from focusgroup.store.study_file import StudyFile


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    good: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.good else 'LOOK'}  {self.sentence}"


def check_machine() -> list[Finding]:
    """Look at what the program stands on."""
    from focusgroup.guide.library import shipped

    size = shutil.get_terminal_size()
    guides = shipped()
    broken = [entry.id for entry in guides if entry.problems]
    with sqlite3.connect(":memory:") as memory:
        options = {row[0] for row in memory.execute("PRAGMA compile_options")}
    memory.close()
    return [
        Finding(True, f"focusgroup {__version__}, Python {platform.python_version()}"),
        Finding(True, f"Textual {importlib.metadata.version('textual')}"),
        Finding(
            "ENABLE_FTS5" in options and sqlite3.sqlite_version_info >= (3, 37),
            f"SQLite {sqlite3.sqlite_version}; needed: 3.37 or newer with FTS5",
        ),
        Finding(
            size.columns >= 80 and size.lines >= 24,
            f"Terminal {size.columns} x {size.lines}; 80 x 24 or more shows everything",
        ),
        Finding(
            (sys.stdout.encoding or "").lower().replace("-", "") == "utf8",
            f"Terminal encoding {sys.stdout.encoding}; UTF-8 shows every name and sign",
        ),
        Finding(not broken, f"{len(guides)} guides and frames found {' '.join(broken)}".rstrip()),
        Finding(
            _writable(paths.study_folder()),
            f"Studies go to {paths.study_folder()} (can be written)",
        ),
        Finding(True, _ciphers()),
        Finding(True, f"Settings: {paths.config_file()}"),
    ]


def _ciphers() -> str:
    if not sqlcipher.available():
        return "Encrypted studies: not installed (pipx inject focusgroup sqlcipher3)"
    kept = "this computer's keyring can remember them" if os_keyring.available() else "no keyring"
    return f"Encrypted studies: SQLCipher {sqlcipher.version()}, {kept}"


def _writable(folder: Path) -> bool:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)


def check_study(path: Path, *, repair: bool = False) -> list[Finding]:
    """Look at a study file, and with `repair` mend what can be mended; says what it did."""
    path = path.expanduser().absolute()
    try:
        with StudyFile.open(path) as study_file:
            health = study_file.check()
            if not health.damage:
                return [*_checked(study_file, health, repair=repair), _backups(path)]
            damage = f"{path.name} has {health.damage.partition(';')[0]}."
    except NotAStudy as error:
        damage = str(error)
    return _damaged(path, damage, repair=repair)


def _checked(study_file: StudyFile, found: Health, *, repair: bool) -> list[Finding]:
    mended: list[Finding] = []
    if repair and not found.good:
        sentences = mend(study_file, found)
        found = study_file.check()
        mended = [Finding(found.good, sentence) for sentence in sentences]
    how = "" if found.good else f". Mend it: focusgroup doctor {study_file.path.name} --repair"
    comments = sum(study_file.comment_counts().values())
    return [
        Finding(True, f"{study_file.path.name}: {comments} comments, every page is sound"),
        *mended,
        _told(found.orphans, "every row refers to one that is there", "refer to what is gone", how),
        _told(found.differing, "every row is what the change log says", "differ from the log", how),
        Finding(
            found.index_good,
            "the search index fits the comments"
            if found.index_good
            else f"the search index does not fit the comments{how}",
        ),
    ]


def _told(count: int, well: str, ill: str, how: str) -> Finding:
    return Finding(not count, well if not count else f"{count} rows {ill}{how}")


def _damaged(path: Path, damage: str, *, repair: bool) -> list[Finding]:
    """Say what is left of a damaged study; with `repair` bring it into a new file."""
    findings = [Finding(False, damage)]
    if not repair:
        how = f"What can still be read goes into a new file: focusgroup doctor {path.name} --repair"
        return [*findings, Finding(True, how), _backups(path)]
    try:
        done = salvage(path)
    except StoreError as error:
        return [*findings, Finding(False, str(error)), _backups(path)]
    findings += [
        Finding(True, f"{path.name} was left as it is; {done.path.name} was made from it."),
        Finding(
            not done.missing and not done.stand_ins,
            f"It holds {done.comments} comments: {done.lines} lines of the change log, "
            f"{done.from_tables} rows that only the tables still knew, {done.from_backup} lines "
            f"from the newest backup, {done.stand_ins} stand-ins for what is lost; "
            f"{done.missing} lines are known to be missing.",
        ),
        Finding(
            True,
            f"Go on with it: focusgroup open {done.path.name}. Once you are content, delete "
            f"{path.name}: it still holds what was said.",
        ),
    ]
    return [*findings, _backups(path)]


def _backups(path: Path) -> Finding:
    count = len(backups(path))
    if not count:
        return Finding(True, "no backups yet: they are made while a study is open")
    newest = newest_good(path)
    if newest is None:
        return Finding(False, f"{count} backups, and none of them can be read whole")
    return Finding(
        True,
        f"{count} backups; the newest good one: {described(path, newest)} "
        f"(focusgroup restore {path.name})",
    )

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
from focusgroup.store import os_keyring, sqlcipher
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
    """Look at a study file: sound, complete, and its tables what its log says."""
    with StudyFile.open(path) as study_file:
        health = study_file.check()
        findings = [
            Finding(True, f"{path.name}: {sum(study_file.comment_counts().values())} comments"),
            Finding(not health.damage, health.damage or "every page is sound"),
            Finding(not health.orphans, f"{health.orphans} rows refer to something that is gone"),
            Finding(health.index_good, "the search index fits the comments"),
            Finding(
                not health.differing,
                f"{health.differing} rows differ from the change log"
                + (": run focusgroup doctor --repair" if health.differing and not repair else ""),
            ),
        ]
        if repair and not health.good and not health.damage:
            study_file.rebuild()
            after = study_file.check()
            findings.append(Finding(after.good, "tables and index made anew from the change log"))
    return findings

"""Encrypted studies to test with."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import pytest

from focusgroup.store.cipher import FileKey, Passphrase
from focusgroup.store.study_file import StudyFile
from support.studies import JOINED

needs_cipher = pytest.mark.skipif(
    importlib.util.find_spec("sqlcipher3") is None,
    reason='the extra [encrypted] is not installed: pip install "focusgroup[encrypted]"',
)
WORDS = "grebe lantern ninepin oak"
OTHER = "heron candle skittle elm"
PLANTED = "zebrafinchword"


@cache
def _secret() -> tuple[str, bytes]:
    key = Passphrase(WORDS).new_key()
    return key.secret(), key.salt


def a_key() -> FileKey:
    """A key of WORDS, derived once for all tests: deriving takes 0.2 s on purpose."""
    key = FileKey.from_secret(*_secret())
    assert key is not None
    return key


def encrypted_study(folder: Path, name: str = "reset", **more: str) -> StudyFile:
    """A new encrypted study, open."""
    path = folder / f"{name}.focusgroup"
    return StudyFile.create(path, title="Reset", frame=JOINED, key=a_key(), **more)


def holding(folder: Path, word: str) -> list[str]:
    """The files below a folder that hold a word as raw bytes, in any of the usual spellings."""
    ways = {w.encode(code) for w in (word, word.upper()) for code in ("utf-8", "utf-16-le")}
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return [p.name for p in files if any(way in p.read_bytes() for way in ways)]

"""What can go wrong with a study file, each as a sentence for the person at the screen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreError(Exception):
    """Something about the study file stopped an action; str() is the sentence to show."""


class StudyMissing(StoreError):
    """There is no such file, or its folder is gone."""


class NotAStudy(StoreError):
    """The file is no study file, or is damaged."""


class NewerStudy(StoreError):
    """The file was written by a newer program."""


class StudyReadOnly(StoreError):
    """The file or its folder cannot be written."""


class DiskFull(StoreError):
    """No room is left; nothing was written."""


class StudyBusy(StoreError):
    """Another program holds the file; the same call may go through a moment later."""


class OtherStudy(StoreError):
    """A file holds another study than the one it was to be merged into."""


class ChangedMeanwhile(StoreError):
    """Another window has changed what was to be changed here; nothing was written."""


class PassphraseNeeded(StoreError):
    """The file is encrypted, and nobody was there to give its passphrase."""


class WrongPassphrase(StoreError):
    """A passphrase does not open the file."""


class CipherMissing(StoreError):
    """The file is encrypted, and the extra part that reads such files is not installed."""


_SENTENCES: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (
        StudyBusy,
        "Another program is holding {file}. Nothing is lost: it is tried again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        StudyBusy,
        "Another program is holding {file}. Nothing is lost: it is tried again.",
    ),
    sqlite3.SQLITE_READONLY: (
        StudyReadOnly,
        "{file} cannot be written here. Make file and folder writable, or copy it elsewhere.",
    ),
    sqlite3.SQLITE_PERM: (
        StudyReadOnly,
        "{file} may not be opened by this user. Ask for the right to write it, or copy it.",
    ),
    sqlite3.SQLITE_FULL: (
        DiskFull,
        "The disk that holds {file} is full. Free some space; what you typed is still here.",
    ),
    sqlite3.SQLITE_NOTADB: (
        NotAStudy,
        "{file} is not a focusgroup study. Choose a file that ends in .focusgroup.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        NotAStudy,
        "{file} is damaged. Keep it, and run: focusgroup doctor FILE",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        StudyMissing,
        "{file} cannot be opened. Check that it is still there and that its folder can be written.",
    ),
    sqlite3.SQLITE_IOERR: (
        StudyMissing,
        "{file} cannot be read or written just now. Check that its disk is still connected.",
    ),
}


def as_store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """Return the sentence for a database error; the base code decides (extended & 0xff)."""
    code = getattr(error, "sqlite_errorcode", None)
    kind, sentence = _SENTENCES.get(
        (code or 0) & 0xFF,
        (StoreError, "{file} could not be changed ({code}). What you typed is still here."),
    )
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    return kind(sentence.format(file=path.name, code=name))


def damaged(path: Path) -> NotAStudy:
    """Return the sentence for a file that cannot be read."""
    sentence = _SENTENCES[sqlite3.SQLITE_CORRUPT][1]
    return NotAStudy(sentence.format(file=path.name))


# A damaged file has SQLite repeat broken bytes in its messages, and ask for memory by the gigabyte.
DATABASE_ERRORS = (sqlite3.Error, UnicodeDecodeError, MemoryError)


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn database errors inside the block into StoreError; their text never holds user words."""
    try:
        yield
    except sqlite3.Error as error:
        raise as_store_error(error, path) from error
    except (UnicodeDecodeError, MemoryError) as error:
        raise damaged(path) from error

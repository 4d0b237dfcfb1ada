"""Which program runs have written to a file, and which of them are over.

Two note-takers are two runs with one role: what one does, the other must not take back. After a
restart the run before is over, and what it did may be taken back by the next.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from focusgroup.store.change_log import ChangeLog

# Two windows of one process (a study opened again, a test) are two runs under one process number.
_here: weakref.WeakValueDictionary[str, ChangeLog] = weakref.WeakValueDictionary()


def process_lives(number: int) -> bool:
    """Return whether another process still goes on; where that cannot be asked it does."""
    if os.name != "posix":  # elsewhere the question itself would end the process
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # of another user, or no process number
        return True
    return True


def began(connection: sqlite3.Connection, log: ChangeLog) -> tuple[str, ...]:
    """Note that a run begins; return those that were over by then, newest first."""
    _here[log.origin] = log
    rows = connection.execute("SELECT origin, process, ended FROM run ORDER BY origin DESC")
    return tuple(
        origin for origin, process, ended in rows.fetchall() if ended or _is_over(origin, process)
    )


def _is_over(origin: str, process: int) -> bool:
    """Return whether a run that noted no end was cut off."""
    if process == os.getpid():
        return origin not in _here
    return not process_lives(process)


def writes(connection: sqlite3.Connection, origin: str) -> None:
    """Note with a run's first action which process it is of; inside that action's transaction."""
    connection.execute("INSERT OR IGNORE INTO run VALUES (?, ?, 0)", (origin, os.getpid()))


def ended(connection: sqlite3.Connection | None, origin: str) -> None:
    """Note that a run is over, in the file where it has written; raises sqlite3.Error."""
    _here.pop(origin, None)
    if connection is not None:
        connection.execute("UPDATE run SET ended = 1 WHERE origin = ?", (origin,))

"""The half-typed line, saved at each key so that a crash takes none of it."""

from __future__ import annotations

import os
import secrets
import sqlite3
from math import isfinite
from pathlib import Path

from focusgroup.domain.text import clean_lines
from focusgroup.store.change_log import utc_now
from focusgroup.store.connection import connect
from focusgroup.store.errors import told_plainly

# Opening reads, and waits this long at most for a file that is being mended after a crash.
_OPEN_MS = 250
STUDY = ""  # in place of a session: a half-typed row of a worksheet belongs to none
# This program run: two note-takers type two lines. The number tells whether a run is still alive.
OWNER = f"{os.getpid()}-{secrets.token_hex(4)}"


def _alive(owner: str) -> bool:
    """Return whether the run that typed a line still goes on, as far as this machine can tell."""
    number = owner.partition("-")[0]
    if os.name != "posix" or not number.isdigit() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


class DraftBook:
    """Masked half-typed lines and rows, one a session and actor.

    Its own connection does not wait for the disk (12 us a key instead of 231 us): the death of the
    program loses nothing, only a power cut may lose the last keys. It waits for nobody either: when
    another program holds the file, the next key saves the line.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = connect(path, durable=False, busy_ms=_OPEN_MS)
        self._connection.execute("PRAGMA busy_timeout = 5")

    def save(self, session: str, actor: str, masked: str) -> bool:
        """Keep a line that holds no names; return whether it is kept already."""
        try:
            self._connection.execute(
                "INSERT INTO draft VALUES (?, ?, ?, ?, ?) ON CONFLICT (session, actor, owner) "
                "DO UPDATE SET text = excluded.text, at = excluded.at",
                (session, actor, OWNER, masked, utc_now()),
            )
        except sqlite3.Error:
            return False
        return True

    def load(self, session: str, actor: str) -> str:
        """Return the line this run keeps for a session and actor, or one a dead run left, or "".

        A line left behind is taken over, so that no second window is offered it too. What another
        live window is typing is never offered.
        """
        with told_plainly(self._path):
            held = self._connection.execute(
                "SELECT owner, text FROM draft WHERE session = ? AND actor = ? ORDER BY at DESC",
                (session, actor),
            ).fetchall()
            for owner, text in sorted(held, key=lambda row: row[0] != OWNER):
                if text and (owner == OWNER or not _alive(owner)):
                    self._take_over(session, actor, owner)
                    return clean_lines(str(text))
        return ""

    def _take_over(self, session: str, actor: str, owner: str) -> None:
        if owner != OWNER:
            self._connection.execute(
                "UPDATE OR REPLACE draft SET owner = ? "
                "WHERE session = ? AND actor = ? AND owner = ?",
                (OWNER, session, actor, owner),
            )

    def pulse(self, session: str, clock_s: float, at: float, *, back: bool = False) -> None:
        """Note where a running clock stands, so that a crash loses no more than one beat.

        Of two windows the one further on counts, unless the clock was put `back` on purpose.
        """
        further = "excluded.clock_s" if back else "max(clock_s, excluded.clock_s)"
        try:
            self._connection.execute(
                "INSERT INTO pulse VALUES (?, ?, ?) ON CONFLICT (session) DO UPDATE "  # noqa: S608
                f"SET clock_s = {further}, at = excluded.at",
                (session, clock_s, at),
            )
        except sqlite3.Error:
            return

    def last_pulse(self, session: str) -> tuple[float, float] | None:
        """Return (session seconds, wall time) of the last beat, or None."""
        with told_plainly(self._path):
            row = self._connection.execute(
                "SELECT clock_s, at FROM pulse WHERE session = ?", (session,)
            ).fetchone()
        if row is None or not all(isinstance(told, float) and isfinite(told) for told in row):
            return None
        return row[0], row[1]

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

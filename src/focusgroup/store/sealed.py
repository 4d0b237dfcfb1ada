"""First names kept in an encrypted study, for sessions over several days.

Beside the change log, never in it: no undo, no second laptop and no report meets them. A plain
study refuses them, and one that is to become plain must let them go first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.store.change_log import utc_now
from focusgroup.store.errors import StoreError, told_plainly

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile


class NotSealed(StoreError):
    """Names were to be kept in a file that anybody can read."""


def save(study_file: StudyFile, session: str, body: str) -> None:
    """Keep a session's names; raises NotSealed in a plain study."""
    if not study_file.encrypted:
        raise NotSealed(
            f"{study_file.path.name} is not encrypted, so no names are kept in it. "
            f"To encrypt it, leave and run: focusgroup encrypt {study_file.path.name}"
        )
    with told_plainly(study_file.path):
        study_file.connection.execute(
            "INSERT INTO sealed_roster VALUES (?, ?, ?) ON CONFLICT (session) "
            "DO UPDATE SET body = excluded.body, at = excluded.at",
            (session, body, utc_now()),
        )


def load(study_file: StudyFile, session: str) -> str | None:
    """Return what was kept of a session's names, or None."""
    with told_plainly(study_file.path):
        row = study_file.connection.execute(
            "SELECT body FROM sealed_roster WHERE session = ?", (session,)
        ).fetchone()
    return str(row[0]) if row else None


def sessions(study_file: StudyFile) -> list[str]:
    """Return the ids of the sessions whose names are kept."""
    with told_plainly(study_file.path):
        rows = study_file.connection.execute("SELECT session FROM sealed_roster ORDER BY at")
        return [str(row[0]) for row in rows]


def drop(study_file: StudyFile, session: str | None = None) -> int:
    """Delete the names of a session, or all of them; return of how many sessions.

    `secure_delete` overwrites their pages, and the log is folded in so that it holds none either.
    """
    where, parameters = ("", ()) if session is None else (" WHERE session = ?", (session,))
    with told_plainly(study_file.path):
        done = study_file.connection.execute(
            f"DELETE FROM sealed_roster{where}",  # noqa: S608 - own words
            parameters,
        )
        if done.rowcount:
            study_file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return int(done.rowcount)

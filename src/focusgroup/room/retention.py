"""How long things are kept: recordings against their date, and what goes when a study closes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from focusgroup.domain.session import Session, SessionState
from focusgroup.store import purge, sealed
from focusgroup.store.errors import StoreError, told_plainly
from focusgroup.store.history import PROGRAM
from focusgroup.store.purge import Purged

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile

_SOON = 14  # days before a date from which it is pointed out


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording that has not been destroyed yet; `days` are left, below zero when overdue."""

    session: str
    code: str
    keeper: str
    destroy_by: date
    days: int

    @property
    def due(self) -> bool:
        """Whether it has to be destroyed today, or had to be before."""
        return self.days <= 0

    @property
    def soon(self) -> bool:
        """Whether the date is near enough to be pointed out."""
        return self.days <= _SOON

    @property
    def words(self) -> str:
        """What is to be done by when, in words."""
        day = self.destroy_by.isoformat()
        if self.days < 0:
            return f"The recording of {self.code} is overdue: it was to be destroyed by {day}."
        if self.days == 0:
            return f"The recording of {self.code} is to be destroyed today."
        left = "1 day" if self.days == 1 else f"{self.days} days"
        return f"The recording of {self.code} is to be destroyed by {day}, in {left}."


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing a study took away."""

    drafts: int
    rosters: int
    recordings: tuple[str, ...]  # codes of sessions
    purged: Purged


def recordings(sessions: Iterable[Session], today: date) -> list[Recording]:
    """Return the recordings still to be destroyed, the most pressing first."""
    found = []
    for session in sessions:
        if not session.recording or session.destroyed_on or not session.destroy_by:
            continue
        with contextlib.suppress(ValueError):  # set up as no date: shown nowhere, asked nowhere
            day = date.fromisoformat(session.destroy_by)
            found.append(
                Recording(
                    session.id, session.code, session.recording_keeper, day, (day - today).days
                )
            )
    return sorted(found, key=lambda r: (r.days, r.code))


def recording_destroyed(study_file: StudyFile, session_ids: Iterable[str], today: date) -> None:
    """Note that recordings were destroyed today: somebody has done it and says so."""
    with study_file.act("recording destroyed", actor=PROGRAM) as act:
        for session_id in session_ids:
            act.set(Session, session_id, destroyed_on=today.isoformat())


def close_study(study_file: StudyFile, *, destroyed: Iterable[str] = (), today: date) -> Closed:
    """Purge drafts and sealed names, note which recordings were destroyed, overwrite the bytes.

    `destroyed` are ids of sessions. Backups go too, for they hold the same; one without is made.
    Raises StoreError while a group is under way: its half-typed line is still needed.
    """
    for session in study_file.sessions():
        if session.state in {SessionState.RUNNING, SessionState.PAUSED}:
            raise StoreError(f"{session.code} is still under way. Close the group first (F9).")
    told = set(destroyed)
    drafts = _drop_drafts(study_file)
    rosters = sealed.drop(study_file)
    if told:
        recording_destroyed(study_file, sorted(told), today)
    purged = purge.finish(study_file.connection, study_file.path)
    codes = tuple(s.code for s in study_file.sessions() if s.id in told)
    return Closed(drafts, rosters, codes, purged)


def _drop_drafts(study_file: StudyFile) -> int:
    connection = study_file.connection
    with told_plainly(study_file.path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            count = connection.execute("SELECT count(*) FROM draft WHERE text <> ''").fetchone()[0]
            connection.execute("DELETE FROM draft")
            connection.execute("DELETE FROM pulse")
            purge.owe(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return int(count)

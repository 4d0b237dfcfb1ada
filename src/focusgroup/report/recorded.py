"""The one way a report leaves a study: written through the gate, then kept in the record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroup.privacy import Scrubber
from focusgroup.report.gate import Names, Written, cleared, write_report
from focusgroup.report.scope import ReportScope
from focusgroup.room.exports import record_export, withdrawals_known
from focusgroup.store.errors import StoreError

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile


def write_recorded(
    study_file: StudyFile,
    path: Path,
    *,
    session: str | None = None,
    names: Names | None,
    today: date,
    override_reason: str | None = None,
) -> Written:
    """Write the report of a study, or of one session by its code, and keep that it was written.

    A report that cannot be recorded does not stay: an override nobody can look up later would be
    none. Raises ExportRefused, ReportError, UnknownSession or StoreError.
    """
    knew = withdrawals_known(study_file)  # before reading: a later withdrawal makes it stale
    written = write_report(
        study_file.record(),
        path,
        scope=ReportScope(session),
        names=names,
        today=today,
        override_reason=override_reason,
    )
    try:
        record_export(
            study_file,
            path,
            scope=_code(study_file, session),
            comments=written.comments,
            checked=written.checked_against_roster,
            reason=written.override_reason,
            places=written.overridden,
            masked=lambda text: Scrubber().scrub(cleared(text, names)).text,
            knew=knew,
        )
    except StoreError:
        path.unlink(missing_ok=True)
        raise
    return written


def _code(study_file: StudyFile, session: str | None) -> str:
    """Return a session's code as the study writes it."""
    wanted = (session or "").casefold()
    return next((s.code for s in study_file.sessions() if s.code.casefold() == wanted), "")

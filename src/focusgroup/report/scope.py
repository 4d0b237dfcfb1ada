"""What a report covers: the whole study or one session of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from focusgroup.domain.record import StudyRecord
from focusgroup.report.errors import UnknownSession

__all__ = ["ReportScope", "UnknownSession", "narrowed"]


@dataclass(frozen=True, slots=True)
class ReportScope:
    """One session by its code, such as "G1", or the whole study."""

    session: str | None = None


def narrowed(record: StudyRecord, scope: ReportScope) -> StudyRecord:
    """Return the record with only what the scope covers; UnknownSession names those there are."""
    if scope.session is None:
        return record
    wanted = scope.session.casefold()
    kept = {s.id for s in record.sessions if s.code.casefold() == wanted}
    if not kept:
        codes = ", ".join(s.code for s in record.sessions) or "none yet"
        raise UnknownSession(f"No session {scope.session} in this study. Sessions: {codes}.")
    comments = tuple(c for c in record.comments if c.session in kept)
    heard = {c.id for c in comments}
    return replace(
        record,
        worksheets={},  # they speak of the whole study
        sessions=tuple(s for s in record.sessions if s.id in kept),
        seats=tuple(s for s in record.seats if s.session in kept),
        withdrawn=tuple(s for s in record.withdrawn if s.session in kept),
        comments=comments,
        tags=tuple(t for t in record.tags if t.comment in heard),
        runs=tuple(r for r in record.runs if r.session in kept),
        entries=tuple(e for e in record.entries if e.session in kept),
        ticks=tuple(t for t in record.ticks if t.session in kept),
        wall=replace(
            record.wall,
            boards=tuple(b for b in record.wall.boards if b.session in kept),
        ),
    )

"""The parts of the report in their order."""

from __future__ import annotations

from datetime import date

from focusgroup.analysis.spoken_of import without_codes_beside_roles
from focusgroup.domain.record import StudyRecord
from focusgroup.report.blocks import Outline
from focusgroup.report.outline import (
    appendix,
    closing,
    elements,
    findings,
    front,
    method,
    questions,
    wall,
    working_session,
    worksheets,
)
from focusgroup.report.outline.source import Source
from focusgroup.report.scope import ReportScope, narrowed

_PARTS = (
    front.cover,
    front.summary,
    method.method,
    findings.board,  # strengths first, always (feature row 1.42)
    questions.findings,
    elements.tables,
    elements.strengths,  # always before weaknesses (feature row 1.42)
    elements.weaknesses,
    elements.ideas,
    wall.wall,
    working_session.session,
    worksheets.sections,
    closing.still_open,
    closing.debrief,
    appendix.guide_as_run,
    appendix.method_table,
    appendix.all_comments,
)


def build(
    record: StudyRecord, scope: ReportScope, *, today: date, checked: bool = False
) -> Outline:
    """Return the report of a scope as an outline; `checked` says a roster was at hand.

    Raises UnknownSession where the scope names a session the study does not hold.
    """
    source = Source(
        without_codes_beside_roles(narrowed(record, scope)), scope, today, checked=checked
    )
    blocks = tuple(block for part in _PARTS for block in part(source))
    guides = [source.record.guide_of(s) for s in source.record.sessions]
    return Outline(
        title=source.record.study.title,
        subject=front.kind_of(source),
        language=next((guide.language for guide in guides if guide), "en"),
        blocks=blocks,
    )

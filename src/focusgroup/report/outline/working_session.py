"""The working session: who came, what was thought of, what was agreed on, who owns it (1.47)."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.domain.comment import Valence
from focusgroup.domain.session import GroupKind
from focusgroup.report.blocks import Block, Bullets, Heading, Paragraph, Table
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import sentence
from focusgroup.report.outline.worksheets import open_points, view_blocks
from focusgroup.worksheets.actions import (
    WORKSHEET,
    AgreedAction,
    SessionIdea,
    agreed,
    sessions,
    unowned,
)
from focusgroup.worksheets.record import column

_QUOTES = 6


def session(source: Source) -> Iterator[Block]:
    """Yield the working session, or nothing where there was none and nothing is noted."""
    facts = source.facts
    held = sessions(facts)
    if held is None and not WORKSHEET.filled(facts):
        return
    yield Heading("Working session")
    yield Paragraph(WORKSHEET.about)
    if held is not None:
        yield from view_blocks(held)
    yield from _ideas(source)
    yield Heading("What was agreed on", level=2)
    actions = agreed(facts)
    if actions is None:
        yield Paragraph("No action was agreed on.")
    else:
        yield from view_blocks(actions)
        notes = [row for row in facts.rows(AgreedAction) if row.note]
        yield from (Paragraph(sentence(row.note), lead=sentence(row.name)) for row in notes)
    left = unowned(facts)
    if left:
        yield Paragraph("", lead="Actions without an owner")
        yield Bullets(tuple(("", row.name) for row in left))
    yield from open_points(source, WORKSHEET)


def _ideas(source: Source) -> Iterator[Block]:
    """Yield ideas as written down, then those that were noted as comments in the session."""
    facts = source.facts
    rows = facts.rows(SessionIdea)
    groups = {group.id for group in facts.groups.values() if group.kind == GroupKind.WORKSHOP}
    said = [c for c in source.said if c.session in groups and c.valence == Valence.IDEA]
    yield Heading("Ideas of the session", level=2)
    if not rows and not said:
        yield Paragraph("No idea was written down.")
    if rows:
        asked = [column(SessionIdea, name) for name in ("name", "mends", "held_in")]
        yield Table(
            title="Ideas of the working session",
            header=tuple(each.label for each in asked),
            rows=tuple(
                tuple(facts.words(each, getattr(row, each.name)) for each in asked) for row in rows
            ),
            widths=(5, 4, 3),
        )
    yield from source.quotes(said, _QUOTES)

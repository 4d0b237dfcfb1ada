"""What stayed open, the closing summary's check, and each session's debrief."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.domain.comment import Comment, CommentKind
from focusgroup.domain.session import Session
from focusgroup.report.blocks import Block, Heading, Paragraph, Table
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import clock, sentence

# The list of quotes to keep is left out: it is jotted down before consent to quote is looked at.
_DEBRIEF = (
    ("themes", "Themes"),
    ("surprises", "Surprises"),
    ("contrasts", "Contrast with earlier groups"),
    ("guide_changes", "Changes for the next guide"),
)
NOT_QUOTED = "Not for quotation"


def still_open(source: Source) -> Iterator[Block]:
    """Yield questions to come back to and answers to the summary check."""
    yield Heading("Still open")
    yield Heading("Questions to come back to", level=2)
    asked = [c for c in source.record.comments if c.kind == CommentKind.QUESTION]
    if asked:
        rows = tuple((_group(source, c), clock(c.at_s), _words(source, c)) for c in asked)
        yield Table("Questions still open", ("Group", "Time", "Question"), rows, (1.2, 1.3, 11))
    else:
        yield Paragraph("No question was left open.")
    yield Heading("Was the summary fair?", level=2)
    answers = [c for c in source.record.comments if c.kind == CommentKind.SUMMARY]
    if answers:
        yield Table(
            title="The closing summary and what the group said to it",
            header=("From", "Time", "Said to it", "In words"),
            rows=tuple(
                (source.rules.code(c), clock(c.at_s), c.check or "–", _words(source, c))
                for c in answers
            ),
            widths=(2.2, 1.3, 2, 8),
        )
    else:
        yield Paragraph("No answer to a closing summary was noted.")


def _group(source: Source, comment: Comment) -> str:
    session = source.record.session_by_id.get(comment.session)
    return session.code if session else ""


def _words(source: Source, comment: Comment) -> str:
    return source.rules.words(comment) if source.rules.allows(comment) else NOT_QUOTED


def debrief(source: Source) -> Iterator[Block]:
    """Yield what the team noted at once after each group."""
    yield Heading("Debrief")
    written = [s for s in source.record.sessions if any(_lines(s))]
    if not written:
        yield Paragraph("No debrief was written down.")
    for session in written:
        label = f", {session.label}" if session.label else ""
        yield Heading(f"Group {session.code}{label}", level=2)
        for lead, text in _lines(session):
            yield Paragraph(sentence(text), lead=f"{lead}.")


def _lines(session: Session) -> Iterator[tuple[str, str]]:
    for field, lead in _DEBRIEF:
        text = str(getattr(session, field)).strip()
        if text:
            yield lead, text

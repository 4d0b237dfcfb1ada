"""Title page, contents and the summary that stands alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from focusgroup.analysis.matrix import MatrixRow, aims
from focusgroup.domain.comment import CommentKind, Valence
from focusgroup.report.blocks import (
    Block,
    Bullets,
    Cover,
    Heading,
    PageBreak,
    Paragraph,
    Toc,
)
from focusgroup.report.outline import findings
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import (
    VALENCES,
    day,
    in_words,
    listed,
    number,
    reach_words,
    sentence,
)
from focusgroup.wall.priority import priorities

# Few points are remembered; with a quote each, three of a kind keep the summary under two pages.
SUMMARY_POINTS = 3


def kind_of(source: Source) -> str:
    """Return the kind of report, such as "Focus group report: the whole study"."""
    if source.scope.session is None:
        return "Focus group report: the whole study"
    session = source.record.sessions[0]
    label = f" ({session.label})" if session.label else ""
    return f"Focus group report: group {session.code}{label}"


def cover(source: Source) -> Iterator[Block]:
    """Yield title page and table of contents."""
    record = source.record
    facts = [("Date", day(source.today))]
    if record.sessions:
        facts.append(("Groups", ", ".join(s.code for s in record.sessions)))
    facts.append(("Seats", f"{len(record.seats):,}"))
    facts.append(("Comments", f"{len(source.said):,}"))
    checked = (
        ""
        if source.checked
        else " This copy was made without the list of names at hand, so its text was not checked "
        "against it: read it through before you pass it on."
    )
    yield Cover(
        title=record.study.title,
        kind=kind_of(source),
        facts=tuple(facts),
        statement="No participant is identified by name. Comments carry the code of a group and "
        f"a seat, which does not follow the seating order.{checked}",
    )
    yield PageBreak()
    yield Heading("Contents", level=0)
    yield Toc()


def summary(source: Source) -> Iterator[Block]:
    """Yield the summary page: it stands alone, and what works comes first."""
    record = source.record
    yield PageBreak()
    yield Heading("Summary")
    seats, groups = in_words(len(record.seats), "person"), in_words(len(record.sessions), "group")
    yield Paragraph(
        f"{seats.capitalize()} took part in {groups}; {number(len(source.said), 'comment')} were "
        "noted. The points below are those that most people and most groups spoke of. A focus "
        "group shows what people think and why; it does not show how many others think so."
    )
    yield from findings.in_short(source, SUMMARY_POINTS)
    yield from _points(source, Valence.STRENGTH, "What works", "strength")
    yield from _points(source, Valence.WEAKNESS, "What does not work", "weakness")
    yield from _ideas(source)
    yield from _approaches(source)
    yield from _voted_first(source)
    yield from _open(source)


def _points(source: Source, valence: Valence, title: str, noun: str) -> Iterator[Block]:
    yield Heading(title, level=3)
    points = source.points(valence)
    if not points:
        yield Paragraph(f"No comment was noted as a {noun}.")
    for point in points[:SUMMARY_POINTS]:
        yield Paragraph(sentence(reach_words(point.total)).capitalize(), lead=f"{point.name}.")
        yield from source.quotes(point.comments, 1)
    if len(points) > SUMMARY_POINTS:
        rest = [p.name if p.key else "comments not tagged" for p in points[SUMMARY_POINTS:]]
        yield Paragraph(f"{VALENCES[valence]} were also noted of {listed(rest)}.")


def _ideas(source: Source) -> Iterator[Block]:
    ideas = [c for c in source.said if c.valence == Valence.IDEA]
    yield Heading("What people would do", level=3)
    if not ideas:
        yield Paragraph("No comment was noted as an idea.")
        return
    matrix = aims(source.record, ideas)
    items = [_aim(row) for row in matrix.rows if row.total.comments]
    if items:
        yield Bullets(tuple(items))
    elif ideas:
        yield Paragraph(f"{number(len(ideas), 'idea')}, none of them set down to an aim.")
    yield from source.quotes(ideas, 1)


def _aim(row: MatrixRow) -> tuple[str, str]:
    return (f"To {row.name.lower()} relationships:", sentence(reach_words(row.total)))


def _approaches(source: Source) -> Iterator[Block]:
    found = source.verdicts
    if not found:
        return
    working = Counter(verdict.working.strip().lower() or "not asked" for verdict in found)
    known = [word for word in ("yes", "partly", "no", "not asked") if working[word]]
    others = sorted(set(working) - set(known))
    counts = listed([f"{word} {working[word]}" for word in (*known, *others)])
    yield Heading("The approaches in use", level=3)
    yield Paragraph(
        f"The groups put {number(len(found), 'approach')} on their flip charts. "
        f"Is it working? {sentence(counts.capitalize())}"
    )


def _voted_first(source: Source) -> Iterator[Block]:
    """Yield what each board's last round put first; ties at the edge are all named."""
    lines: list[tuple[str, str]] = []
    for board in source.record.wall.boards:
        first = [p for p in priorities(source.record.wall, board.id) if p.rank is not None]
        names = [p.name for p in first if p.rank is not None and p.rank <= SUMMARY_POINTS]
        if names:
            lines.append((board.question, sentence("; ".join(names))))
    if lines:
        yield Heading("What was voted first", level=3)
        yield Bullets(tuple(lines))


def _open(source: Source) -> Iterator[Block]:
    asked = [c for c in source.record.comments if c.kind == CommentKind.QUESTION]
    checks = Counter(c.check for c in source.record.comments if c.kind == CommentKind.SUMMARY)
    lines = []
    if asked:
        lines.append(f"{number(len(asked), 'question').capitalize()} stayed open.")
    if checks:
        said = [f"{word or 'answered'} {count}" for word, count in sorted(checks.items())]
        lines.append(f"Answers to the closing summary: {listed(said)}.")
    if lines:
        yield Heading("Still open", level=3)
        yield Paragraph(" ".join(lines))

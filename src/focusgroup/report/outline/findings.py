"""What the findings board says: strengths first, always; then weaknesses ranked; the decision."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.domain.comment import Comment
from focusgroup.report.blocks import Block, Bullets, Heading, Manner, PageBreak, Paragraph, Table
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import reach_words, sentence
from focusgroup.report.outline.worksheets import open_points, view_blocks
from focusgroup.worksheets.finding_votes import where_from
from focusgroup.worksheets.findings import (
    WORKSHEET,
    Finding,
    FindingsDecision,
    SetAside,
    Strength,
    by_cause,
    in_order,
    origin,
    ranked,
    reach_of,
)
from focusgroup.worksheets.record import column

_QUOTES_A_FINDING = 2
_NO_STRENGTH = (
    "No strength stands on the findings board yet. What people said of strengths is in the chapter "
    "“Strengths and successes”."
)


def on_board(source: Source) -> bool:
    """Return whether anything stands on the findings board."""
    return WORKSHEET.filled(source.facts)


def board(source: Source) -> Iterator[Block]:
    """Yield the findings before what they rest on; nothing while the board is empty."""
    if not on_board(source):
        return
    yield PageBreak()
    yield Heading("Findings: strengths first, then weaknesses")
    yield Paragraph(
        "This chapter draws the first two phases together: what the measures and worksheets show, "
        "and what was said. The chapters after it are the evidence: answers by question, then "
        "strengths, weaknesses and ideas by element."
    )
    yield from _strengths(source)
    yield from _weaknesses(source)
    yield from _set_aside(source)
    yield from _decision(source)
    yield from open_points(source, WORKSHEET)


def in_short(source: Source, most: int) -> Iterator[Block]:
    """Yield the board for the summary: up to so many strengths, so many weaknesses, the choice."""
    if not on_board(source):
        return
    yield Heading("The findings in short", level=3)
    strengths, weaknesses = source.facts.rows(Strength), ranked(source.facts)
    yield Bullets((
        *(("Strength:", sentence(row.name)) for row in strengths[:most]),
        *((f"Weakness {each.rank}:", sentence(each.row.name)) for each in weaknesses[:most]),
        ("Decision:", f"{_decided(source) or 'not made yet'}."),
    ))  # fmt: skip


def _decided(source: Source) -> str:
    row = source.facts.first(FindingsDecision)
    return column(FindingsDecision, "decision").words(row.decision) if row else ""


def _strengths(source: Source) -> Iterator[Block]:
    """Yield every strength, however few there are (rows 1.42 and 1.43)."""
    yield Heading("Strengths found, and how we will mark them", level=2)
    rows = source.facts.rows(Strength)
    if not rows:
        yield Paragraph(_NO_STRENGTH)
    for row in rows:
        yield Paragraph("", lead=sentence(row.name))
        yield Paragraph(
            sentence(row.marking) or "Nobody has said yet.", lead="How we will mark it."
        )
        yield from _behind(source, row)


def _weaknesses(source: Source) -> Iterator[Block]:
    """Yield the weaknesses in their order, with the method of ranking and every tie (row 1.44)."""
    yield Heading("Weaknesses found, ranked", level=2)
    found = ranked(source.facts)
    if not found:
        yield Paragraph("No weakness stands on the findings board.")
        return
    least = source.record.study.cell_minimum
    yield from view_blocks(in_order(source.facts, least))
    votes = where_from(source.facts, (each.row for each in found), least)
    if votes is not None:
        yield from view_blocks(votes)
    yield from view_blocks(by_cause(source.facts))
    for each in found:
        yield Paragraph("", lead=f"{each.rank} {sentence(each.row.name)}")
        if each.row.note:
            yield Paragraph(sentence(each.row.note))
        yield from _behind(source, each.row)


def _set_aside(source: Source) -> Iterator[Block]:
    rows = source.facts.rows(SetAside)
    if rows:
        yield Table(
            title="Offered by other worksheets and set aside",
            header=("Offered", "Why it is no finding"),
            rows=tuple((row.name, row.reason) for row in rows),
            widths=(5, 6),
        )


def _behind(source: Source, row: Finding) -> Iterator[Block]:
    """Yield where a finding comes from, and the quotes chosen for it or the best there are."""
    reach = reach_of(source.facts, row)
    told = f"Origin: {origin(source.facts, row) or 'none recorded'}."
    if reach.comments:
        told += f" {reach_words(reach).capitalize()}."
    rests = column(type(row), "rests_on")
    named = source.facts.words(rests, row.rests_on)
    yield Paragraph(told + (f" Rests on: {sentence(named)}" if named else ""), manner=Manner.NOTE)
    chosen = _comments(source, row.quotes)
    if chosen:
        allowed = [c for c in chosen if source.rules.allows(c)]
        yield from (source.quote(comment) for comment in allowed)
        if not allowed:
            yield Paragraph("The comments chosen may not be quoted.", manner=Manner.NOTE)
        return
    yield from source.quotes(_comments(source, row.evidence), _QUOTES_A_FINDING)


def _comments(source: Source, ids: str) -> list[Comment]:
    held = source.comment_by_id
    return [held[each] for each in ids.split() if each in held]


def _decision(source: Source) -> Iterator[Block]:
    yield Heading("Decision", level=2)
    row, words = source.facts.first(FindingsDecision), _decided(source)
    if row is None or not words:
        yield Paragraph("Whether a major reset or tactics and tools are called for is not decided.")
        return
    yield Paragraph(f"{words.capitalize()}.", lead="Decided on:")
    yield Paragraph(sentence(row.reason) or "No reason was recorded.", lead="Reason:")

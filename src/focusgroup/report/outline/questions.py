"""Findings by question, in guide order, with flip charts and approaches where they belong."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.analysis.flipchart import Verdict, chart
from focusgroup.analysis.questions import Question
from focusgroup.domain.comment import Valence
from focusgroup.domain.guide import Kind, Method
from focusgroup.guide.placeholders import fill
from focusgroup.report.blocks import (
    Block,
    Bullets,
    Heading,
    Manner,
    PageBreak,
    Paragraph,
    Table,
)
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import listed, number, reach_words, sentence, three

# Strengths stand first under every question too; what is neutral or mixed shares one heading.
_SIDES = (
    ("Strengths", (Valence.STRENGTH,), 3),
    ("Weaknesses", (Valence.WEAKNESS,), 3),
    ("Ideas", (Valence.IDEA,), 3),
    ("Also said", (Valence.MIXED, Valence.NEUTRAL), 2),
)


def findings(source: Source) -> Iterator[Block]:
    """Yield every question with its counts and quotes."""
    yield PageBreak()
    yield Heading("Findings by question")
    if not source.questions:
        yield Paragraph("No question has been asked yet.")
    for question in source.questions:
        yield from _question(source, question)


def _question(source: Source, question: Question) -> Iterator[Block]:
    item = question.item
    yield Heading(_title(question), level=2)
    if item and item.ask:
        # Groups of several departments were asked: the report gives the question's general form.
        yield Paragraph(" ".join(fill(item.ask, {})[0].split()), manner=Manner.QUESTION)
    if item and item.kind is Kind.OPENING:
        yield Paragraph("Opening round: answers are not counted or quoted.", manner=Manner.NOTE)
        return
    yield from _charts(source, question)
    yield from _verdicts(source, question)
    if not question.answers.total.comments:
        yield Paragraph("No comments were noted here.")
        return
    yield Paragraph(_counts(question))
    for title, valences, most in _SIDES:
        comments = [c for v in valences for c in question.answers.of(v)]
        quotes = list(source.quotes(comments, most))
        if quotes:
            yield Heading(title, level=3)
            yield from quotes


def _title(question: Question) -> str:
    return f"{question.id}. {question.title}" if len(question.id) == 1 else question.title


def _counts(question: Question) -> str:
    cells = question.answers.cells
    split = [
        number(cells[valence].comments, noun)
        for valence, noun in (
            (Valence.STRENGTH, "strength"),
            (Valence.WEAKNESS, "weakness"),
            (Valence.IDEA, "idea"),
            (Valence.MIXED, "mixed comment"),
            (Valence.NEUTRAL, "neutral comment"),
        )
        if cells[valence].comments
    ]
    total = sentence(reach_words(question.answers.total))
    return f"{total} Of these: {listed(split)}." if split else total


def _charts(source: Source, question: Question) -> Iterator[Block]:
    """Yield each group's flip-chart list, numbered as it stood (feature row 1.36)."""
    for session in source.record.sessions:
        lines = chart(source.record, session.id, question.id)
        if lines:
            yield Heading(f"Flip chart of {session.code}", level=3)
            yield Bullets(tuple(("", line.text) for line in lines), ordered=True)


def _verdicts(source: Source, question: Question) -> Iterator[Block]:
    """Yield working, helpful and why for each approach (feature row 1.37)."""
    found = [v for v in source.verdicts if v.item == question.id]
    if not found:
        if question.item and question.item.way is Method.EACH:
            yield Paragraph("No approach was on a flip chart to ask this of.")
        return
    yield Table(
        title=f"{question.title}: each approach",
        header=("Group", "Approach", "Working", "Helpful", "Why or why not", "C", "P"),
        rows=tuple(_verdict(verdict) for verdict in found),
        widths=(1.2, 3.6, 1.6, 1.6, 6.4, 0.8, 0.8),
        numbers=frozenset({5, 6}),
        note="C: comments on the approach; P: people who made them. A dash: not asked or not "
        "answered.",
    )


def _verdict(verdict: Verdict) -> tuple[str, ...]:
    comments, people, _ = three(verdict.said.total)
    return (
        verdict.group,
        verdict.approach,
        verdict.working or "–",
        verdict.helpful or "–",
        verdict.why or "–",
        comments,
        people,
    )

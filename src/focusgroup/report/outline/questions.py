"""Findings by question, in guide order, with flip charts and approaches where they belong."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.analysis.flipchart import Verdict, chart
from focusgroup.analysis.questions import Asked, Question
from focusgroup.domain.comment import Valence
from focusgroup.domain.guide import Kind, Method
from focusgroup.domain.session import ItemState
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
    """Yield every question with its counts and quotes: those of the groups, then of workshops."""
    if not source.asked:
        yield PageBreak()
        yield Heading("Findings by question")
        yield Paragraph("No question has been asked yet.")
    for asked in source.asked:
        yield PageBreak()
        codes = listed([session.code for session in asked.sessions])
        groups_too = asked is not source.asked[0]
        yield Heading(
            f"Questions of the workshop {codes}" if groups_too else "Findings by question"
        )
        silent = [question for question in asked.questions if _silent(source, asked, question)]
        for question in asked.questions:
            if question not in silent:
                yield from _question(source, asked, question)
        if silent:
            yield Paragraph("", lead="No comments were noted at:")
            yield Bullets(tuple(_left_silent(source, asked, each) for each in silent))


def _question(source: Source, asked: Asked, question: Question) -> Iterator[Block]:
    item = question.item
    yield Heading(_title(question), level=2)
    if item and item.ask:
        # Groups of several departments were asked: the report gives the question's general form.
        yield Paragraph(" ".join(fill(item.ask, {})[0].split()), manner=Manner.QUESTION)
    yield from _charts(source, asked, question)
    yield from _verdicts(source, asked, question)
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


def _silent(source: Source, asked: Asked, question: Question) -> bool:
    """Return whether there is nothing to tell of a question: no comment, list or approach."""
    if question.item and question.item.kind is Kind.OPENING:
        return True
    return not (
        question.answers.total.comments
        or any(_charts(source, asked, question))
        or any(_found(source, asked, question))
    )


def _left_silent(source: Source, asked: Asked, question: Question) -> tuple[str, str]:
    """Return a question nobody commented on, with the reason where one is known."""
    item = question.item
    if item and item.kind is Kind.OPENING:
        why = "opening round, answers are not counted or quoted"
    elif item and item.way is Method.EACH:
        why = "no approach was on a flip chart to ask this of"
    elif any(_on_wall(source, session.id, question.id) for session in asked.sessions):
        why = "cards were put up instead, see the chapter on the wall"
    else:
        why = _not_asked(source, asked, question.id)
    title = _title(question)
    return (title if title.endswith("?") else f"{title}:", sentence(why)) if why else ("", title)


def _on_wall(source: Source, session: str, item: str) -> bool:
    return any(b.session == session and b.item == item for b in source.record.wall.boards)


def _not_asked(source: Source, asked: Asked, item: str) -> str:
    """Return why a question was not asked, for every session; "" where one of them asked it."""
    codes = {session.id: session.code for session in asked.sessions}
    runs = [run for run in source.record.runs if run.item == item and run.session in codes]
    if all(run.state == ItemState.PENDING for run in runs):
        return "not reached" if runs else ""
    if any(run.state not in {ItemState.SKIPPED, ItemState.PENDING} for run in runs):
        return ""
    told = [
        f"skipped in {codes[run.session]}" + (f", because: {run.reason}" if run.reason else "")
        for run in runs
        if run.state == ItemState.SKIPPED
    ]
    return "; ".join(told)


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


def _charts(source: Source, asked: Asked, question: Question) -> Iterator[Block]:
    """Yield each group's flip-chart list, numbered as it stood (feature row 1.36)."""
    for session in asked.sessions:
        lines = chart(source.record, session.id, question.id)
        if lines:
            yield Heading(f"Flip chart of {session.code}", level=3)
            yield Bullets(tuple(("", line.text) for line in lines), ordered=True)


def _found(source: Source, asked: Asked, question: Question) -> list[Verdict]:
    groups = {session.code for session in asked.sessions}
    return [v for v in source.verdicts if v.item == question.id and v.group in groups]


def _verdicts(source: Source, asked: Asked, question: Question) -> Iterator[Block]:
    """Yield working, helpful and why for each approach (feature row 1.37)."""
    found = _found(source, asked, question)
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

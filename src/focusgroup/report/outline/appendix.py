"""Appendices: the guide as run, the method table, the list of all comments."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.analysis.matrix import codes_of
from focusgroup.analysis.timings import Timing, minutes_used, timings
from focusgroup.domain.comment import Comment, CommentKind, Valence, Vocabulary, Voice
from focusgroup.domain.session import ItemState
from focusgroup.report.blocks import Block, Heading, PageBreak, Paragraph, Table
from focusgroup.report.outline.closing import NOT_QUOTED
from focusgroup.report.outline.coreq import coreq
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import clock, minutes_words, number

_STATES = {
    ItemState.PENDING: "not run",
    ItemState.RUNNING: "in hand",
    ItemState.DONE: "done",
    ItemState.SKIPPED: "skipped",
}
# The sign tells valences apart where colour or the word is missed, as on the note-taker's screen.
_VALENCE = {valence: f"{valence.sign} {valence.value}" for valence in Valence}


def guide_as_run(source: Source) -> Iterator[Block]:
    """Yield each session's steps with minutes planned and used, skips and probes."""
    yield PageBreak()
    yield Heading("Appendix A: the guide as run")
    if not source.record.sessions:
        yield Paragraph("No group has met yet.")
    for session in source.record.sessions:
        yield Heading(f"Group {session.code}: steps and minutes", level=2)
        guide = source.record.guide_of(session)
        steps = timings(source.record, session)
        if not steps:
            yield Paragraph("No guide was kept with this group.")
            continue
        used = minutes_used(source.record, session)
        yield Table(
            title=f"Steps of {session.code}" + (f", “{guide.title}”" if guide else ""),
            header=("Step", "Planned", "Used", "State", "Probes used"),
            rows=(*(_step(step) for step in steps), _sum(steps, used)),
            widths=(5.2, 1.5, 1.3, 3.2, 4.6),
            numbers=frozenset({1, 2}),
            note="Minutes. A dash: the clock kept no time.",
            total=True,
        )


def _step(step: Timing) -> tuple[str, ...]:
    state = _STATES.get(ItemState(step.state), step.state)
    probes = "; ".join(step.probes) or (
        f"none of {step.probes_planned}" if step.probes_planned else ""
    )
    return (
        f"{step.title}: {step.entry}" if step.entry else step.title,
        minutes_words(step.planned),
        minutes_words(step.used),
        f"{state}: {step.reason}" if step.reason else state,
        probes or "–",
    )


def _sum(steps: tuple[Timing, ...], used: float | None) -> tuple[str, ...]:
    planned = sum(step.planned for step in steps)
    return ("All steps", minutes_words(planned), minutes_words(used), "", "")


def method_table(source: Source) -> Iterator[Block]:
    """Yield a checklist of method, each line filled from the study or "not recorded"."""
    yield PageBreak()
    yield Heading("Appendix B: method in a table")
    yield Paragraph(
        "The lines follow the COREQ checklist for interviews and focus groups (Tong, Sainsbury "
        "and Craig, 2007), in short words of our own."
    )
    yield Table(
        title="Method, line by line",
        header=("No.", "Line", "In this study"),
        rows=tuple((str(n), line, answer) for n, (line, answer) in enumerate(coreq(source), 1)),
        widths=(1.1, 5.2, 9),
        numbers=frozenset({0}),
        small=True,
    )


def all_comments(source: Source) -> Iterator[Block]:
    """Yield every comment in order; where words may not be quoted, the line is there without."""
    yield PageBreak()
    yield Heading("Appendix C: all comments")
    listed = [c for c in source.record.comments if c.id not in source.opening]
    left_out = len(source.record.comments) - len(listed)
    if left_out:
        yield Paragraph(
            f"{number(left_out, 'answer').capitalize()} to the opening round not listed: there "
            "people say what they do, which beside a seat code would say who they are."
        )
    if not listed:
        yield Paragraph("No comments were noted.")
        return
    titles = {
        (session.id, question.id): _short(question.id, question.title)
        for asked in source.asked
        for session in asked.sessions
        for question in asked.questions
    }
    names = {element.key: element.name for element in source.record.frame.elements}
    yield Table(
        title="All comments, by group and time",
        header=("Seat", "Time", "Question", "Comment", "Speaks of", "Elements"),
        rows=tuple(_comment(source, c, titles, names) for c in listed),
        widths=(1.7, 1.3, 2.4, 7.4, 2, 2.2),
        note="A seat code is left out where the words tell a role or trait.",
        small=True,
    )


def _short(key: str, title: str) -> str:
    """Return a lettered question's letter with its title, else the title."""
    return f"{key}. {title}" if len(key) == 1 else title


def _comment(
    source: Source,
    comment: Comment,
    titles: dict[tuple[str, str], str],
    names: dict[str, str],
) -> tuple[str, ...]:
    quotable = source.rules.allows(comment)
    team = comment.kind == CommentKind.OBSERVATION or comment.voice == Voice.TEAM
    codes = codes_of(source.record, comment, Vocabulary.ELEMENT)
    return (
        source.rules.code(comment),
        clock(comment.at_s),
        titles.get((comment.session, comment.item), comment.item or "–"),
        source.rules.words(comment) if quotable else NOT_QUOTED,
        "–" if team else _VALENCE[Valence(comment.valence)],
        ", ".join(names.get(code, code) for code in codes) or "–",
    )

"""Purpose, method, limits, and who took part."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.analysis.makeup import Cell, make_up
from focusgroup.analysis.participation import participation
from focusgroup.analysis.timings import minutes_used
from focusgroup.domain.session import GroupKind, Session
from focusgroup.report.blocks import Block, Bullets, Heading, PageBreak, Paragraph, Table
from focusgroup.report.outline import phases
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import (
    day,
    in_words,
    leaders,
    listed,
    minutes_words,
    number,
    sentence,
)


def method(source: Source) -> Iterator[Block]:
    """Yield what was done and how far it carries."""
    yield PageBreak()
    yield Heading("Purpose and method")
    yield Heading("Purpose", level=2)
    yield Paragraph(sentence(source.record.study.purpose) or "No purpose was recorded.")
    yield from _groups(source)
    yield Heading("How comments were taken", level=2)
    yield Paragraph(_guides(source))
    yield Paragraph(_team(source))
    yield from _recordings(source)
    yield from _reading(source)
    yield from _make_up(source)
    yield from phases.three_phases(source)


def _groups(source: Source) -> Iterator[Block]:
    yield Heading("The groups", level=2)
    if not source.record.sessions:
        yield Paragraph("No group has met yet.")
        return
    rows = tuple(_group_row(source, session) for session in source.record.sessions)
    yield Table(
        title="Groups, seats and time",
        header=("Group", "Who", "Date", "Seats", "Heard", "Comments", "Planned", "Used"),
        rows=rows,
        widths=(1.3, 4.2, 3.2, 1.2, 1.3, 1.8, 1.6, 1.3),
        numbers=frozenset({3, 4, 5, 6, 7}),
        note="Heard: seats with at least one comment outside the opening round. Comments leave "
        "out the opening round and the team's own notes. Planned and used are minutes; a dash "
        "means that the clock kept no time.",
    )
    yield from _kinds(source)
    left = len(source.record.withdrawn)
    if left:  # never by group: with the seats beside it that would tell who
        yield Paragraph(
            f"{number(left, 'person')} withdrew after taking part; what they said is in no count "
            "and no quote of this report."
        )


def _kinds(source: Source) -> Iterator[Block]:
    """Yield what kinds of groups there were beside staff, and who was in charge (row 2.16)."""
    for kind, words in _KINDS.items():
        held = [s for s in source.record.sessions if s.kind == kind]
        if held:
            groups = listed([s.code for s in held])
            yield Paragraph(f"{groups} {words[0] if len(held) == 1 else words[1]}.")


_KINDS = {
    GroupKind.LEADERS: (
        "was a group of leaders, with a facilitator, not a participant, in charge",
        "were groups of leaders, each with a facilitator, not a participant, in charge",
    ),
    GroupKind.WORKSHOP: (
        "was a workshop, led by a facilitator",
        "were workshops, each led by a facilitator",
    ),
}


def _group_row(source: Source, session: Session) -> tuple[str, ...]:
    comments = source.said_in[session.id]
    heard = participation(source.record, session.id, comments)
    return (
        session.code,
        session.label or session.department or "–",
        day(session.started_at) or "–",
        str(len(heard)),
        str(sum(1 for seat in heard if seat.turns)),
        f"{len(comments):,}",
        str(session.minutes),
        minutes_words(minutes_used(source.record, session)),
    )


def _guides(source: Source) -> str:
    guides = {s.guide: source.record.guide_of(s) for s in source.record.sessions}
    known = [f"“{g.title}” (version {g.version})" for g in guides.values() if g]
    if not known:
        return "No discussion guide was kept with the groups."
    names = listed(list(dict.fromkeys(known)))
    questions = sum(1 for item in source.items if item.is_question)
    return (
        f"Each group was led through a discussion guide, {names}, with "
        f"{in_words(questions, 'question')}; the guide as run is in Appendix A."
    )


def _team(source: Source) -> str:
    units = list(dict.fromkeys(s.moderator_unit for s in source.record.sessions))
    known = [unit for unit in units if unit]
    leader = leaders(source.record.sessions)
    who = f"The {leader} came from {listed(known)}" if known else f"The {leader}'s unit is not "
    who += "" if known else "recorded"
    takers = sorted({s.note_takers for s in source.record.sessions}) or [0]
    spread = in_words(takers[0], "note-taker")
    if len(takers) > 1:
        spread = f"between {takers[0]} and {takers[-1]} note-takers"
    return (
        f"{who}. Comments were typed as they were said by {spread}, each with the "
        "seat, the question and the time. Names were replaced before anything was stored."
    )


def _recordings(source: Source) -> Iterator[Block]:
    """Yield the recording answers: what the tape is for, who keeps it, until when (row 1.31)."""
    lines = []
    for session in source.record.sessions:
        if not session.recording:
            lines.append((f"{session.code}:", "not recorded."))
            continue
        use = session.recording_use or "use not noted"
        keeper = session.recording_keeper or "keeper not noted"
        until = day(session.destroy_by) if session.destroy_by else "a date not noted"
        text = f"sound recorded. Use: {use}. Kept by: {keeper}. To be destroyed by {until}."
        lines.append((f"{session.code}:", text))
    if lines:
        yield Heading("Recording", level=2)
        yield Bullets(tuple(lines))


def _reading(source: Source) -> Iterator[Block]:
    yield Heading("How to read this report", level=2)
    held = [c for c in source.said if not source.rules.allows(c)]
    consent = (
        f" {number(len(held), 'comment')} may not be quoted; these are counted and their words "
        "left out."
        if held
        else ""
    )
    opening = (
        " Answers to the opening round are neither counted nor quoted: in them people say what "
        "they do."
        if source.opening
        else ""
    )
    yield Bullets(
        (
            (
                "Comments, people and groups",
                "always stand side by side. One person may say a thing often; what many people in "
                "several groups say carries further. A remark of the whole room, or of a speaker "
                "nobody noted, adds a comment but no person.",
            ),
            (
                "No percentages of people.",
                "Groups are chosen to hear reasons and are not a sample, so nothing here says how "
                "many people outside them think the same.",
            ),
            (
                "Quotes",
                "carry a seat code and the time on the group's clock. Words replaced to protect "
                f"somebody stand in [brackets].{consent}{opening}",
            ),
            (
                "Limits.",
                "What is said in a group is shaped by who else is in it. The notes were taken at "
                "speed and may be shorter than what was said. No participant is identified by "
                "name; someone who was in the room may still recognise a remark.",
            ),
        )
    )


def _make_up(source: Source) -> Iterator[Block]:
    yield Heading("Who took part", level=2)
    tables = make_up(source.record)
    minimum = source.record.study.cell_minimum
    if not tables:
        yield Paragraph("Department, role and tenure were not recorded.")
        return
    for table in tables:
        if not table.cells:
            yield Paragraph(
                f"{table.name} is not broken down: in so small a number of people any table "
                "would show who they are."
            )
            continue
        yield Table(
            title=f"People by {table.name.lower()}",
            header=(table.name, "People"),
            rows=tuple(_rows(table.cells, minimum)),
            widths=(7, 2),
            numbers=frozenset({1}),
            note=_note(table.cells, table.total, minimum),
        )


def _rows(cells: tuple[Cell, ...], minimum: int) -> Iterator[tuple[str, str]]:
    """Yield bands with their numbers; those held back share a row, a list of them says nothing."""
    yield from ((cell.label, f"{cell.count:,}") for cell in cells if cell.count is not None)
    for small, words in ((True, f"fewer than {minimum}"), (False, "not shown")):
        held = [cell.label for cell in cells if cell.count is None and cell.small == small]
        if held:
            yield ", ".join(held), words if len(held) == 1 else f"{words} each"


def _note(cells: tuple[Cell, ...], total: int, minimum: int) -> str:
    note = f"{number(total, 'person').capitalize()} in all."
    if any(cell.count is None for cell in cells):
        note += f" Numbers under {minimum} are held back so that nobody can be picked out"
        held = any(cell.count is None and not cell.small for cell in cells)
        note += "; “not shown” protects another number." if held else "."
    return note

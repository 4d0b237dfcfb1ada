"""What the summary check holds: the statements read out, and what the group answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from focusgroup.domain.comment import Comment, CommentKind, Voice
from focusgroup.domain.guide import Kind
from focusgroup.tui.widgets.cells import safe

if TYPE_CHECKING:
    from focusgroup.room.room import Room

CHECKS = ("confirmed", "corrected", "added")
MARKS = {"": "?", "confirmed": "✓", "corrected": "≠", "added": "+"}
_TONES = {"confirmed": "bold $success", "corrected": "bold $error", "added": "bold $secondary"}


def summary_item(room: Room) -> str:
    """Return the guide item the summary is checked in: the one in hand, else the guide's own."""
    found = [item.id for item in room.desk.guide.items() if item.kind is Kind.SUMMARY]
    run = room.desk.in_hand
    if run is not None and (run.item in found or not found):
        return run.item
    return found[0] if found else ""


def is_statement(comment: Comment) -> bool:
    """Tell a statement, the team's or one the group added, from an answer."""
    team = comment.voice == Voice.TEAM
    return comment.kind == CommentKind.SUMMARY and (team or bool(comment.check))


def statements(room: Room) -> list[Comment]:
    """Return what was read out or added as a statement, in order."""
    return sorted(filter(is_statement, room.desk.comments.values()), key=_fell)


def heard(room: Room) -> list[Comment]:
    """Return what participants answered while the summary was checked, in order."""
    items = {item.id for item in room.desk.guide.items() if item.kind is Kind.SUMMARY}
    answers = (
        c
        for c in room.desk.comments.values()
        if (c.kind == CommentKind.SUMMARY or c.item in items) and not is_statement(c)
    )
    return sorted(answers, key=_fell)


def _fell(comment: Comment) -> tuple[float, str]:
    return comment.at_s, comment.id


def told_line(room: Room, comment: Comment) -> Content:
    """Return one statement or answer as shown beside the debrief."""
    seat = room.desk.seats.get(comment.seat or "")
    who = f"{seat.code} " if seat else ""
    if is_statement(comment):
        mark = (f"{MARKS.get(comment.check, '?')} ", _TONES.get(comment.check, "$warning"))
    else:
        mark = ("  ", "")
    return Content.assemble(mark, (safe(who), "bold"), safe(comment.text))


def keep_statement(room: Room, line: str, check: str) -> Comment | None:
    """Mask a typed statement and write it with its check, as one action; None without words.

    A statement without a seat is the team's own, so it counts in no figure of the report.
    Raises StoreError, nothing kept.
    """
    draft = room.notes.preview(line).draft
    if not draft.text.strip():
        return None
    voice = Voice.TEAM if draft.voice is Voice.UNKNOWN and not draft.seats else draft.voice
    draft = replace(draft, kind=CommentKind.SUMMARY, voice=voice)
    return room.notes.keep(draft, item=summary_item(room), check=check)

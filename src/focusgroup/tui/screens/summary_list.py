"""What the summary check holds: the statements read out, and what the group answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from focusgroup.domain.comment import Comment, CommentKind, Voice
from focusgroup.domain.guide import Kind
from focusgroup.tui.widgets.cells import minutes_and_seconds, pad, safe, wrap
from focusgroup.tui.widgets.row_view import Line, RowView

if TYPE_CHECKING:
    from focusgroup.room.room import Room

CHECKS = ("confirmed", "corrected", "added")
MARKS = {"": "?", "confirmed": "✓", "corrected": "≠", "added": "+"}
_ROW_TONES = {"confirmed": "strength", "corrected": "weakness", "added": "idea"}
_INDENT = 18  # cells before the words: mark, time, speaker
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


class StatementList(RowView):
    """Statements and answers, wrapped, each with its mark and who said it."""

    def __init__(self, room: Room) -> None:
        super().__init__(id="summary-rows")
        self._room = room
        self.can_focus = False  # the line below keeps the keyboard
        self._shown: list[Comment] = []
        self._texts: list[str] = []

    @property
    def comments(self) -> list[Comment]:
        """What is listed, in order."""
        return self._shown

    @property
    def in_hand(self) -> Comment | None:
        """The statement or answer under the cursor."""
        at = self.cursor
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def show(self, listed: list[Comment], in_hand: str) -> None:
        """List these, with the cursor on the one of that id, else on the last statement."""
        self._shown = listed
        self._texts = [safe(c.text) + (f"  {c.check}" if c.check else "") for c in listed]
        self.rows_changed()
        places = {c.id: at for at, c in enumerate(listed)}
        last = sum(map(is_statement, listed)) - 1
        self.cursor = places.get(in_hand, max(0, last)) if listed else None

    def row_total(self) -> int:
        """Return the number of statements and answers."""
        return len(self._shown)

    def measure_row(self, index: int, width: int) -> int:
        """Return the lines one takes."""
        return len(wrap(self._texts[index], width - _INDENT))

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Draw mark, time, speaker and the wrapped words."""
        comment, text = self._shown[index], self._texts[index]
        seat = self._room.desk.seats.get(comment.seat or "")
        mark = MARKS.get(comment.check, "?") if is_statement(comment) else " "
        head: Line = [
            (f"{mark} ", _ROW_TONES.get(comment.check, "warning")),
            (pad(minutes_and_seconds(comment.at_s), 7, right=True) + " ", "muted"),
            (pad(seat.code if seat else comment.voice, 7) + " ", "muted"),
        ]
        hanging: Line = [(" " * _INDENT, "")]
        tail_at = len(text) - len(comment.check)
        tone = "strong" if index == self.cursor else ""
        return [
            [*(hanging if at else head), *_toned(text, start, end, tail_at, tone)]
            for at, (start, end) in enumerate(wrap(text, width - _INDENT))
        ]

    def _mark_tone(self) -> str:
        return "mark"  # in hand although the keyboard is in the line below

    def empty_text(self) -> str:
        """Say what to do first."""
        return "No statement yet.\nType the first one below; Enter keeps it."


def _toned(text: str, start: int, end: int, tail_at: int, tone: str) -> Line:
    if end <= tail_at:
        return [(text[start:end], tone)]
    cut = max(start, tail_at)
    return [(text[start:cut], tone), (text[cut:end], "muted")]


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

"""The comment stream: every remark of the session, newest at the bottom.

Its cost does not grow with the session: a row is measured once for each width and drawn only
when seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from focusgroup.domain.comment import CommentKind
from focusgroup.domain.text import clean_lines
from focusgroup.tui.widgets.cells import pad, safe, wrap
from focusgroup.tui.widgets.row_view import Line, Piece, RowView

# What a mask leaves: [P3], [name 1], [customer 2], [client]. "[a lot]" stays as typed.
CODE: Final = re.compile(r"\[(?:[A-Z]{1,2}\d{1,3}|[a-z][a-z-]*(?: [a-z-]+)? \d+|[a-z-]{3,16})\]")

_SIGN_TONES: Final = {"+": "strength", "-": "weakness", "−": "weakness", "!": "idea", "~": "strong"}
_NARROW: Final = 44  # cells below which the clock column gives way to the text


@dataclass(frozen=True, slots=True)
class StreamRow:
    """One remark as shown: `clock` as '12:40', `who` as 'P3', 'room', '?' or 'P3>P5'."""

    id: str
    clock: str
    who: str
    sign: str = "·"
    text: str = field(default="", repr=False)
    kind: str = CommentKind.PARAPHRASE
    elements: tuple[str, ...] = ()  # short names, shown as #people #tech
    strong: bool = False
    incomplete: bool = False
    flagged: bool = False
    selected: bool = False
    mine: bool = True  # False: came from the other screen

    def shown(self) -> str:
        """Return the words with the marks a note-taker knows from typing."""
        text = safe(self.text)
        if self.kind == CommentKind.VERBATIM:
            text = f"“{text}”"
        elif self.kind == CommentKind.OBSERVATION:
            text = f"({text})"
        elif self.kind == CommentKind.QUESTION:
            text = f"^ {text}"
        elif self.kind == CommentKind.SUMMARY:
            text = f"= {text}"
        if self.incomplete:
            text += " …"
        return text

    def tail(self) -> str:
        """Return what stands behind the words: intensity, flag, elements."""
        parts = ["!!"] if self.strong else []
        if self.flagged:
            parts.append("⚑")
        parts.extend(f"#{safe(name)}" for name in self.elements)
        return " ".join(parts)

    def layout(self) -> tuple[str, int]:
        """Return words and tail as one text to wrap, and where the tail begins."""
        shown, tail = self.shown(), self.tail()
        return (f"{shown}  {tail}", len(shown)) if tail else (shown, len(shown))


class CommentStream(RowView):
    """All comments, following the newest unless somebody scrolled up to read."""

    HELP: ClassVar[str] = (
        "The comments of this session, newest at the bottom.\n\n"
        "Up, Down, Page Up and Page Down move; Home and End go to the first and the newest. "
        "Enter opens a comment for tags and corrections. While you read further up, new comments "
        "wait below and their number is shown; End brings you back.\n\n"
        "Signs: + strength, - weakness, ! idea, · neutral, ~ mixed. “ ” verbatim, ( ) your own "
        "observation, ^ to come back to, … to be completed, ⚑ look at it before the report. "
        "[P3] or [name 1] stands for a name that was masked."
    )

    keeps_tail = True

    class Highlighted(Message):
        """The cursor came to a comment."""

        def __init__(self, stream: CommentStream, row_id: str) -> None:
            super().__init__()
            self.stream = stream
            self.row_id = row_id

        @property
        def control(self) -> CommentStream:
            """The stream concerned."""
            return self.stream

    class Chosen(Highlighted):
        """A comment was chosen by Enter or a double click."""

    def __init__(
        self,
        rows: Iterable[StreamRow] = (),
        *,
        empty: str = "No comments yet.\nType in the line below; Enter keeps it.",
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._empty = empty
        self._rows: list[StreamRow] = list(rows)
        self._texts = [row.layout() for row in self._rows]  # kept: a resize only wraps
        self._index: dict[str, int] = {row.id: at for at, row in enumerate(self._rows)}
        self._unseen = 0
        self._clock_width = 5
        self._who_width = 4
        self._needle = ""
        self._fit_columns(self._rows)

    # What the screen calls.

    @property
    def rows(self) -> Sequence[StreamRow]:
        """The rows shown, oldest first."""
        return self._rows

    @property
    def unseen(self) -> int:
        """Comments that came in below the part in view."""
        return self._unseen

    @property
    def highlighted_id(self) -> str | None:
        """Id of the row under the cursor."""
        return self._rows[self.cursor].id if self.cursor is not None else None

    def set_rows(self, rows: Iterable[StreamRow]) -> None:
        """Show these rows instead, keeping the cursor on its comment where it is still there."""
        kept = self.highlighted_id
        follow = self.at_tail
        self._rows = list(rows)
        self._texts = [row.layout() for row in self._rows]
        self._index = {row.id: at for at, row in enumerate(self._rows)}
        self._unseen = 0
        self._fit_columns(self._rows)
        self.rows_changed()
        self.cursor = self._index.get(kept) if kept is not None else None
        if follow:
            self._to_tail()

    def append(self, *rows: StreamRow) -> None:
        """Add rows at the end; a row whose id is there already is replaced."""
        fresh = [row for row in rows if row.id not in self._index]
        for row in rows:
            if row.id in self._index:
                self.replace(row)
        if not fresh:
            return
        follow = self._follows()
        start = len(self._rows)
        self._rows.extend(fresh)
        self._texts.extend(row.layout() for row in fresh)
        self._index.update((row.id, start + at) for at, row in enumerate(fresh))
        self.rows_changed(0 if self._fit_columns(fresh) else start)
        if follow:
            self._to_tail()
        else:
            self._unseen += len(fresh)

    def replace(self, row: StreamRow) -> None:
        """Show a row in place of the one with its id; an unknown id is appended."""
        at = self._index.get(row.id)
        if at is None:
            self.append(row)
            return
        follow = self._follows()
        self._rows[at] = row
        self._texts[at] = row.layout()
        if self._fit_columns([row]):
            self.rows_changed()
        else:
            self.row_redrawn(at)
        if follow:
            self._to_tail()

    def drop(self, row_id: str) -> None:
        """Take a row away; the cursor goes to its neighbour."""
        at = self._index.pop(row_id, None)
        if at is None:
            return
        del self._rows[at], self._texts[at]
        for later in range(at, len(self._rows)):
            self._index[self._rows[later].id] = later
        self.rows_changed(at)
        if self.cursor is not None:
            self.cursor = min(self.cursor, len(self._rows) - 1) if self._rows else None

    def select(self, row_id: str, selected: bool = True) -> None:
        """Mark a row as one of several to act on."""
        at = self._index.get(row_id)
        if at is not None:
            self.replace(replace(self._rows[at], selected=selected))

    def find(self, needle: str) -> None:
        """Underline a searched text wherever it stands; '' takes the lines away."""
        self._needle = safe(needle).casefold()
        self.rows_changed()

    def set_empty(self, text: str) -> None:
        """Say something else where there are no comments, such as what a filter left out."""
        self._empty = text
        self.refresh()

    def show_newest(self) -> None:
        """Go back to the newest comment and follow again."""
        self._to_tail()

    def move_to(self, row_id: str) -> None:
        """Put the cursor on a row."""
        self.cursor = self._index.get(row_id, self.cursor)

    # Following.

    def _follows(self) -> bool:
        """Whether a new row scrolls the view: not while somebody reads further up."""
        reading = self.has_focus and self.cursor is not None and self.cursor < len(self._rows) - 1
        return self.at_tail and not reading

    def _to_tail(self) -> None:
        self._unseen = 0
        self.go_to_tail()
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Forget the waiting ones once the tail is in view."""
        super().watch_scroll_y(old_value, new_value)
        if self._unseen and self.at_tail:
            self._unseen = 0
            self.refresh()

    def action_last(self) -> None:
        """Go to the newest comment."""
        super().action_last()
        self._to_tail()

    def first_cursor(self) -> int:
        """Return the newest comment: the one to begin with."""
        return len(self._rows) - 1

    # RowView.

    def row_total(self) -> int:
        """Return the number of comments."""
        return len(self._rows)

    def empty_text(self) -> str:
        """Say what to do first."""
        return clean_lines(self._empty)

    def row_highlighted(self, index: int) -> None:
        """Tell the screen."""
        self.post_message(self.Highlighted(self, self._rows[index].id))

    def row_chosen(self, index: int) -> None:
        """Tell the screen."""
        self.post_message(self.Chosen(self, self._rows[index].id))

    def _fit_columns(self, rows: Iterable[StreamRow]) -> bool:
        """Widen the clock and speaker columns to what the rows need; tells whether they grew."""
        before = (self._clock_width, self._who_width)
        for row in rows:
            self._clock_width = max(self._clock_width, min(8, len(row.clock)))
            self._who_width = max(self._who_width, min(7, len(row.who)))
        return before != (self._clock_width, self._who_width)

    def _indent(self, width: int) -> int:
        clock = self._clock_width + 2 if width >= _NARROW else 0
        return clock + self._who_width + 3  # a space, the sign, a space

    def measure_row(self, index: int, width: int) -> int:
        """Return the lines a comment takes."""
        return len(wrap(self._texts[index][0], width - self._indent(width)))

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Draw clock, speaker, sign and the wrapped words with a hanging indent."""
        row = self._rows[index]
        text, tail_at = self._texts[index]
        marks = self._marks(row, text, tail_at)
        head: Line = []
        if width >= _NARROW:
            head.append((pad(row.clock, self._clock_width, right=True) + "  ", "muted"))
        sign = "−" if row.sign == "-" else safe(row.sign)[:1] or "·"
        head.append((pad(row.who, self._who_width), "strong" if row.mine else "muted"))
        head.append(("●" if row.selected else " ", "accent"))
        head.append((f"{sign} ", _SIGN_TONES.get(row.sign, "muted")))
        hanging: Piece = (" " * self._indent(width), "")
        lines: list[Line] = []
        for start, end in wrap(text, width - self._indent(width)):
            lead = [hanging] if lines else head
            lines.append([*lead, *_pieces(text, start, end, marks)])
        return lines

    def _marks(self, row: StreamRow, text: str, tail_at: int) -> list[tuple[int, int, str]]:
        """Return (start, end, tone) of what stands out in the text, in order, not overlapping."""
        marks = [(found.start(), found.end(), "code") for found in CODE.finditer(text, 0, tail_at)]
        if self._needle:
            at = text.casefold().find(self._needle)
            # casefold may change lengths (ß): underline only where offsets still agree
            if at >= 0 and len(text.casefold()) == len(text):
                end = at + len(self._needle)
                marks = [m for m in marks if m[1] <= at or m[0] >= end] + [(at, end, "found")]
        if row.kind == CommentKind.OBSERVATION:
            marks = _fill(marks, tail_at, "aside")
        marks.append((tail_at, len(text), "muted"))
        return sorted(marks)

    def render_line(self, y: int) -> Strip:
        """Draw one line; the last one tells how many new comments wait below."""
        if self._unseen and y == self.size.height - 1:
            width = self.size.width
            words = f"  ↓ {self._unseen} new below · End shows them"
            style = self.rich_style + self.get_component_rich_style("row--cursor", partial=True)
            return Strip([Segment(words, style + self.tone("accent"))]).adjust_cell_length(
                width, style
            )
        return super().render_line(y)

    def on_click(self, event: events.Click) -> None:
        """Take the cursor to the click; the waiting line brings the new ones into view."""
        if self._unseen and event.y == self.size.height - 1:
            self._to_tail()
            event.stop()
            return
        super().on_click(event)


def _fill(marks: list[tuple[int, int, str]], end: int, tone: str) -> list[tuple[int, int, str]]:
    """Give the gaps between marks a tone."""
    filled, at = list(marks), 0
    for start, stop, _tone in sorted(marks):
        if start > at:
            filled.append((at, start, tone))
        at = max(at, stop)
    if at < end:
        filled.append((at, end, tone))
    return filled


def _pieces(text: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> Line:
    """Cut one line of text into toned pieces."""
    line: Line = []
    at = start
    for mark_start, mark_end, tone in marks:
        left, right = max(mark_start, start), min(mark_end, end)
        if left >= right:
            continue
        if left > at:
            line.append((text[at:left], ""))
        line.append((text[left:right], tone))
        at = right
    if at < end:
        line.append((text[at:end], ""))
    return line

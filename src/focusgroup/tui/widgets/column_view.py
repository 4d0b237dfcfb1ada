"""Columns of cards drawn line by line, with one card in hand: the ground of the card board.

Only what is in view is wrapped and drawn, so that 500 cards move as 50 do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from focusgroup.tui.widgets.cells import fit, pad, safe, wrap

_NARROWEST = 25  # cells of a column: three of them on 80
_MOST_LINES = 4  # of one card on 24 lines; Enter shows all of it
_CARDS_IN_VIEW = 5  # one below the other on a taller screen, each with more of its words
_KEPT = 4000  # wrapped texts kept


@dataclass(frozen=True, slots=True)
class CardFace:
    """A card as shown; `signs` are short words before the text, such as '⇄' for contested."""

    id: str
    text: str = field(default="", repr=False)
    signs: str = ""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A group with its cards; the first column, with the id "", holds the cards in no group."""

    id: str
    title: str = field(default="", repr=False)
    cards: tuple[CardFace, ...] = ()


class ColumnView(Widget, can_focus=True):
    """Columns of cards; knows where each lies on screen and which is in hand."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--title",
        "board--title-in-hand",
        "board--rule",
        "board--card",
        "board--in-hand",
        "board--held",
        "board--sign",
        "board--muted",
    }
    DEFAULT_CSS = """
    ColumnView {
        height: 1fr;
        & > .board--title { color: $foreground-muted; text-style: bold; }
        & > .board--title-in-hand { color: $accent; text-style: bold; }
        & > .board--rule { color: $border-blurred; }
        & > .board--card { color: $foreground; }
        & > .board--in-hand { background: $block-cursor-background; }
        & > .board--held { background: $panel; text-style: bold; }
        & > .board--sign { color: $warning; }
        & > .board--muted { color: $foreground-muted; }
        &:nocolor > .board--in-hand { text-style: bold; }
        &:nocolor > .board--held { text-style: reverse; }
    }
    """
    ALLOW_SELECT = False

    def __init__(
        self,
        columns: Sequence[BoardColumn] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns: tuple[BoardColumn, ...] = tuple(columns) or (BoardColumn(""),)
        self._column, self._row = 0, 0
        self._first = 0  # leftmost column in view
        self._tops: dict[str, int] = {}  # first line in view, by column
        self._held: CardFace | None = None
        self._from: tuple[int, int] = (0, 0)  # where it lay
        self._stays = False  # the place in hand stays in hand, whatever becomes of its card
        self._pressed: tuple[int, int] | None = None  # where the mouse button went down
        self._wrapped: dict[tuple[str, int, int], list[str]] = {}
        self._ends: dict[int, list[int]] = {}  # running height of each column's cards
        self._lie: dict[int, Sequence[CardFace]] = {}  # cards of a column while one is carried
        self._ground = Style.null()
        self._head = 2  # lines above the cards: the name, one line or two, and a rule

    @property
    def columns(self) -> Sequence[BoardColumn]:
        """What is shown."""
        return self._columns

    @property
    def carrying(self) -> bool:
        """Whether a card is being carried."""
        return self._held is not None

    @property
    def card_in_hand(self) -> str:
        """Id of the card under the cursor, "" where none is."""
        if self._held is not None:
            return self._held.id
        cards = self._columns[self._column].cards
        return cards[self._row].id if self._row < len(cards) else ""

    @property
    def column_in_hand(self) -> str:
        """Id of the group under the cursor, "" for the cards in no group."""
        return self._columns[self._column].id

    def _find(self, card: str) -> tuple[int, int] | None:
        for at, column in enumerate(self._columns):
            for row, face in enumerate(column.cards):
                if face.id == card:
                    return at, row
        return None

    def _cards(self, column: int) -> Sequence[CardFace]:
        """Return a column's cards as shown, with the carried one where it would be put down."""
        cards = self._columns[column].cards
        if self._held is None:
            return cards
        lie = self._lie.get(column)  # asked for at every line drawn
        if lie is None:
            left = [face for face in cards if face.id != self._held.id]
            if column == self._column:
                left.insert(min(self._row, len(left)), self._held)
            self._lie[column] = lie = left
        return lie

    def _lie_anew(self, *columns: int) -> None:
        """Forget how these columns lay, or all of them: cards came, went or are carried."""
        for kept in (self._ends, self._lie):
            for column in columns or tuple(kept):
                kept.pop(column, None)

    def _place_at(self, x: int, y: int) -> tuple[int, int] | None:
        width, shown = self._layout()
        column = self._first + x // width
        if not 0 <= column < min(len(self._columns), self._first + shown):
            return None
        if y < self._head:
            return column, 0
        ends = self._column_ends(column)
        line = y - self._head + self._top(column)
        return column, bisect_right(ends, line)

    # Laying out

    def _layout(self) -> tuple[int, int]:
        """Return the width of a column and how many are in view."""
        room = max(_NARROWEST, self.size.width)
        shown = max(1, min(len(self._columns), room // _NARROWEST))
        return room // shown, shown

    def _lines(self, face: CardFace, width: int) -> list[str]:
        lead = f"{face.signs} " if face.signs else ""
        text = lead + safe(face.text)
        most = max(_MOST_LINES, self.size.height // _CARDS_IN_VIEW)
        key = (text, width, most)
        lines = self._wrapped.get(key)
        if lines is None:
            spans = wrap(text, width)
            lines = [text[start:end] for start, end in spans[:most]]
            if len(spans) > most:
                lines[-1] = fit(lines[-1] + "…", width - 1).rstrip("…") + "…"
            if len(self._wrapped) > _KEPT:
                self._wrapped.clear()
            self._wrapped[key] = lines
        return lines

    def _column_ends(self, column: int) -> list[int]:
        """Return the running height of a column's cards, the line between two included."""
        ends = self._ends.get(column)
        if ends is None:
            width = self._layout()[0] - 3
            ends = list(
                accumulate(len(self._lines(face, width)) + 1 for face in self._cards(column))
            )
            self._ends[column] = ends
        return ends

    def _top(self, column: int) -> int:
        return self._tops.get(self._columns[column].id, 0)

    def _keep_in_view(self) -> None:
        """Bring the card in hand into view, across and down."""
        self._row = max(0, min(self._row, len(self._cards(self._column)) - 1))
        if not self.size.width:
            return
        width, shown = self._layout()
        self._head = 2 + any(len(column.title) > width - 8 for column in self._columns)
        self._first = max(0, min(self._first, len(self._columns) - shown))
        if self._column < self._first:
            self._first = self._column
        elif self._column >= self._first + shown:
            self._first = self._column - shown + 1
        ends = self._column_ends(self._column)
        room = max(1, self.size.height - self._head)
        top = min(self._top(self._column), max(0, (ends[-1] if ends else 0) - room))
        if ends:
            start = ends[self._row - 1] if self._row else 0
            top = min(max(top, ends[self._row] - 1 - room), start)
        self._tops[self.column_in_hand] = max(0, top)

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lie_anew()
        self._keep_in_view()
        self.refresh()

    def on_focus(self) -> None:
        """Draw the cursor in full."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor quietly."""
        self.refresh()

    # Drawing

    def _tone(self, name: str) -> Style:
        return self.get_component_rich_style(f"board--{name}", partial=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in view; their ground is worked out once, not for each."""
        self._ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line across the columns in view."""
        width, shown = self._layout()
        base = self._ground
        segments: list[Segment] = []
        for column in range(self._first, min(len(self._columns), self._first + shown)):
            if y < self._head:
                segments += self._head_line(column, y, width, base)
            else:
                segments += self._card_line(column, y - self._head, width, base)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _head_line(self, column: int, y: int, width: int, base: Style) -> list[Segment]:
        held = self._columns[column]
        if y == self._head - 1:
            more = self._more(column, width)
            return [Segment(more, base + self._tone("rule")), Segment(" ", base)]
        tone = self._tone("title-in-hand" if column == self._column else "title")
        count = f" {len(self._cards(column))}"
        # More columns to either side are told where the eye is: at the edge.
        lead = "‹ " if column == self._first and self._first else ""
        number = f"{column} " if column else ""
        room = width - 2 - len(count)
        title = lead + number + safe(held.title)
        start, end = wrap(title, room)[0] if self._head > 2 else (0, len(title))
        if y:
            return [Segment(pad(title[end:].strip(), width - 1), base + tone), Segment(" ", base)]
        last = column == self._first + self._layout()[1] - 1 < len(self._columns) - 1
        return [
            Segment(pad(title[start:end], room), base + tone),
            Segment(count, base + self._tone("muted")),
            Segment("›" if last else " ", base + tone),
            Segment(" ", base),
        ]

    def _more(self, column: int, width: int) -> str:
        """Return the rule under a name; it tells how many cards are above and below the view."""
        ends, top = self._column_ends(column), self._top(column)
        room = max(1, self.size.height - self._head)
        above = bisect_right(ends, top)
        below = len(ends) - bisect_right(ends, top + room + 1)
        told = " ".join(
            word for count, word in ((above, f"↑{above}"), (below, f"↓{below}")) if count
        )
        return pad(f"{'─' * (width - 2 - len(told))}{told}", width - 1)

    def _card_line(self, column: int, y: int, width: int, base: Style) -> list[Segment]:
        ends = self._column_ends(column)
        line = y + self._top(column)
        at = bisect_right(ends, line)
        if not ends and y == 0:
            here = column == self._column
            told = pad(f"{'▌' if here else ' '} no card", width)
            return [Segment(told, base + self._tone("muted"))]
        if at >= len(ends):
            return [Segment(" " * width, base)]
        face = self._cards(column)[at]
        start = ends[at - 1] if at else 0
        lines = self._lines(face, width - 3)
        in_hand = column == self._column and at == self._row
        if line - start >= len(lines):
            return [Segment(" " * width, base)]
        tone = base + self._tone("card")
        if in_hand and self._held is not None:
            tone += self._tone("held")
        elif in_hand and self.has_focus:
            tone += self._tone("in-hand")
        mark = "◆" if in_hand and self._held is not None else "▌" if in_hand else "│"
        edge = tone if in_hand else base + self._tone("rule")
        text = pad(lines[line - start], width - 3)
        signs = len(face.signs) if line == start else 0
        return [
            Segment(mark, edge),
            Segment(" ", tone),
            Segment(text[:signs], tone + self._tone("sign")),
            Segment(text[signs:], tone),
            Segment(" ", base),
        ]

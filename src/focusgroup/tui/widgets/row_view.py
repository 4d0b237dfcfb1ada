"""A scrolling list drawn line by line: the ground of the stream, the agenda, seats and lists.

Textual's own lists measure every row as a widget or an option (0.33 s for 10,000 at a resize
when measured); here a row is a height and a few strips made when seen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

# Strips kept: twice the rows of a very tall terminal, so that paging back and forth is free.
_KEPT_ROWS = 400
_CURSOR_MARK = "▌"

Piece = tuple[str, str]  # text, component class suffix ("" for the row's own tone)
Line = list[Piece]


class RowView(ScrollView, can_focus=True):
    """Rows of one or more lines with a cursor; subclasses say how high a row is and draw it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor(-1)", "Row up", show=False),
        Binding("down", "cursor(1)", "Row down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "first", "First row", show=False),
        Binding("end", "last", "Last row", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--blurred",
        "row--mark",
        "row--muted",
        "row--strong",
        "row--accent",
        "row--strength",
        "row--weakness",
        "row--idea",
        "row--warning",
        "row--code",
        "row--aside",
        "row--found",
        "row--rule",
    }
    DEFAULT_CSS = """
    RowView {
        background: transparent;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        height: 1fr;
        & > .row--cursor { background: $block-cursor-background; }
        & > .row--blurred { background: transparent; }
        & > .row--mark { color: $accent; text-style: bold; }
        & > .row--muted { color: $foreground-muted; }
        & > .row--strong { color: $foreground; text-style: bold; }
        & > .row--accent { color: $accent; }
        & > .row--strength { color: $success; text-style: bold; }
        & > .row--weakness { color: $error; text-style: bold; }
        & > .row--idea { color: $secondary; text-style: bold; }
        & > .row--warning { color: $warning; }
        & > .row--code { color: $accent; text-style: bold; }
        & > .row--aside { color: $foreground-muted; text-style: italic; }
        & > .row--found { text-style: underline; }
        & > .row--rule { color: $border-blurred; }
        &:nocolor > .row--cursor { text-style: bold; }
    }
    """
    ALLOW_SELECT = False
    keeps_tail: ClassVar[bool] = False
    """Whether a view that showed the last line still does after a resize."""

    cursor: reactive[int | None] = reactive(None)
    """Index of the row in hand, or None."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._heights: list[int] = []
        self._ends: list[int] = []  # running sum of heights
        self._measured_at = 0
        self._seen_lines = 0  # height of the view when it was last measured
        self._strips: OrderedDict[tuple[int, bool], list[Strip]] = OrderedDict()

    # What a subclass says.

    def row_total(self) -> int:
        """Return the number of rows."""
        raise NotImplementedError

    def measure_row(self, index: int, width: int) -> int:
        """Return the height of a row in lines at a width in cells."""
        raise NotImplementedError

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Return the lines of a row as (text, tone) pieces, at most `width` cells each."""
        raise NotImplementedError

    def can_hold_cursor(self, index: int) -> bool:
        """Tell whether a row can be chosen; headings cannot."""
        return 0 <= index < self.row_total()

    def row_highlighted(self, index: int) -> None:
        """Hear that the cursor came to a row."""

    def row_chosen(self, index: int) -> None:
        """Hear that a row was chosen by Enter or a double click."""

    def empty_text(self) -> str:
        """Return what is shown when there are no rows."""
        return ""

    # Measuring.

    @property
    def text_width(self) -> int:
        """Cells a row may use: all but the cursor mark and the space after it."""
        return max(4, self.scrollable_content_region.width - 2)

    def rows_changed(self, start: int = 0) -> None:
        """Measure again from row `start` on and redraw."""
        if not self.size.width:  # not laid out yet: the first resize measures
            self._measured_at = 0
            self._heights.clear()
            self._ends.clear()
            return
        width = self.text_width
        total = self.row_total()
        if width != self._measured_at:
            start = 0
        self._measured_at = width
        measure = self.measure_row
        del self._heights[start:], self._ends[start:]
        self._heights.extend(measure(index, width) for index in range(start, total))
        base = self._ends[start - 1] if start else 0
        self._ends.extend(accumulate(self._heights[start:], initial=base))
        del self._ends[start]  # the initial value itself
        if start == 0:
            self._strips.clear()
        else:
            for key in [key for key in self._strips if key[0] >= start]:
                del self._strips[key]
        self.virtual_size = Size(self.scrollable_content_region.width, self.line_total)
        self.refresh()

    def row_redrawn(self, index: int) -> None:
        """Redraw one row whose height may have changed."""
        if index >= len(self._heights):
            return
        self._strips.pop((index, True), None)
        self._strips.pop((index, False), None)
        height = self.measure_row(index, self._measured_at)
        if height != self._heights[index]:
            self._heights[index] = height
            base = self._ends[index - 1] if index else 0
            self._ends[index:] = list(accumulate(self._heights[index:], initial=base))[1:]
            self.virtual_size = Size(self.scrollable_content_region.width, self.line_total)
        self.refresh()

    @property
    def line_total(self) -> int:
        """Number of lines all rows take."""
        return self._ends[-1] if self._ends else 0

    def row_lines(self, index: int) -> tuple[int, int]:
        """Return the first line of a row and the line after its last."""
        return self._ends[index] - self._heights[index], self._ends[index]

    def row_at(self, line: int) -> int | None:
        """Return the row that a line of the whole list belongs to."""
        if not 0 <= line < self.line_total:
            return None
        return bisect_right(self._ends, line)

    def on_resize(self) -> None:
        """Measure again when the width changed, keeping the row at the top in view."""
        if self.text_width == self._measured_at and self.size.height == self._seen_lines:
            return
        seen = min(self.max_scroll_y, self.line_total - self._seen_lines)
        at_end = self.scroll_y >= seen
        top = self.row_at(round(self.scroll_y))
        self.rows_changed()
        self._seen_lines = self.size.height
        if at_end and self.keeps_tail:
            self.go_to_tail()
        elif top is not None and top < len(self._ends):  # none when no room is left to draw in
            self.scroll_to(y=self.row_lines(top)[0], animate=False, immediate=True, force=True)

    @property
    def at_tail(self) -> bool:
        """Whether the last line is in view (or there is nothing to scroll)."""
        return self.max_scroll_y == 0 or self.scroll_y >= self.max_scroll_y

    def go_to_tail(self) -> None:
        """Show the last line.

        Immediate: 8 ms from Enter to screen instead of 38 ms when deferred by a refresh; forced,
        because the scroll bar appears only at the next layout.
        """
        self.scroll_end(animate=False, immediate=True, x_axis=False, force=True)

    # Drawing.

    def notify_style_update(self) -> None:
        """Forget drawn strips: the theme may have changed."""
        super().notify_style_update()
        self._strips.clear()

    def tone(self, name: str) -> Style:
        """Return the style of one tone, without a background of its own."""
        return self.get_component_rich_style(f"row--{name}", partial=True) if name else Style()

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        width = self.size.width
        base = self.rich_style
        if not self._ends:
            return self._empty_line(y, width, base)
        line = y + round(self.scroll_y)
        index = self.row_at(line)
        if index is None:
            return Strip.blank(width, base)
        strips = self._row_strips(index)
        offset = line - self.row_lines(index)[0]
        return strips[min(offset, len(strips) - 1)].adjust_cell_length(width, base)

    def _row_strips(self, index: int) -> list[Strip]:
        in_hand = index == self.cursor
        key = (index, in_hand)
        strips = self._strips.get(key)
        if strips is None:
            strips = self._strip_lines(index, in_hand)
            self._strips[key] = strips
            if len(self._strips) > _KEPT_ROWS:
                self._strips.popitem(last=False)
        else:
            self._strips.move_to_end(key)
        return strips

    def _strip_lines(self, index: int, in_hand: bool) -> list[Strip]:
        base = self.rich_style
        focused = self.has_focus
        if in_hand and focused:
            base += self.get_component_rich_style("row--cursor", partial=True)
        mark = Segment(_CURSOR_MARK if in_hand else " ", base + self.tone(self._mark_tone()))
        width = self.text_width
        strips = []
        for line in self.draw_row(index, width):
            segments = [mark, Segment(" ", base)]
            segments.extend(Segment(text, base + self.tone(tone)) for text, tone in line if text)
            strips.append(Strip(segments).adjust_cell_length(width + 2, base))
        return strips or [Strip.blank(width + 2, base)]

    def _mark_tone(self) -> str:
        return "mark" if self.has_focus else "rule"

    def _empty_line(self, y: int, width: int, base: Style) -> Strip:
        lines = self.empty_text().split("\n")
        if not 0 <= y - 1 < len(lines):
            return Strip.blank(width, base)
        return Strip([Segment("  " + lines[y - 1], base + self.tone("muted"))]).adjust_cell_length(
            width, base
        )

    # The cursor.

    def watch_cursor(self, new: int | None) -> None:
        """Redraw and bring the row into view."""
        if new is None:
            self.refresh()
            return
        if new < len(self._ends):
            self.show_row(new)
        self.refresh()
        self.row_highlighted(new)

    def validate_cursor(self, cursor: int | None) -> int | None:
        """Keep the cursor on a row."""
        total = self.row_total()
        return None if cursor is None or not total else max(0, min(cursor, total - 1))

    def on_focus(self) -> None:
        """Draw the cursor in full; the first focus puts it on the last seen row."""
        self._strips.clear()
        if self.cursor is None and self.row_total():
            self.cursor = self.first_cursor()

    def on_blur(self) -> None:
        """Draw the cursor quietly."""
        self._strips.clear()

    def first_cursor(self) -> int:
        """Return the row the cursor goes to at the first focus."""
        return self._next_holding(-1, 1)

    def show_row(self, index: int) -> None:
        """Scroll just enough to show a row."""
        start, end = self.row_lines(index)
        row = Region(0, start, 1, end - start)
        self.scroll_to_region(row, animate=False, immediate=True, x_axis=False, force=True)

    def _next_holding(self, index: int, step: int) -> int:
        """Return the next row in a direction that can hold the cursor; stays if there is none."""
        at = index + step
        while 0 <= at < self.row_total():
            if self.can_hold_cursor(at):
                return at
            at += step
        return max(0, index)

    def action_cursor(self, step: int) -> None:
        """Move the cursor by one row."""
        if not self.row_total():
            return
        if self.cursor is None:
            self.cursor = self.first_cursor()
        else:
            self.cursor = self._next_holding(self.cursor, step)

    def action_page(self, step: int) -> None:
        """Move the cursor by about a screenful."""
        if self.cursor is None or not self._ends:
            self.action_cursor(step)
            return
        lines = max(1, self.scrollable_content_region.height - 1)
        target = self.row_lines(self.cursor)[0] + step * lines
        row = self.row_at(max(0, min(target, self.line_total - 1)))
        if row is not None:
            row = row if row != self.cursor else self.cursor + step
            self.cursor = row if self.can_hold_cursor(row) else self._next_holding(row, step)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        if self.row_total():
            self.cursor = self._next_holding(-1, 1)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        if self.row_total():
            self.cursor = self._next_holding(self.row_total(), -1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.cursor is not None:
            self.row_chosen(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked row; a second click chooses it."""
        row = self.row_at(event.y + round(self.scroll_y))
        if row is None or not self.can_hold_cursor(row):
            return
        self.cursor = row
        if event.chain > 1:
            self.row_chosen(row)

"""A grid of records: the first column stays, the others are leafed through with Left and Right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.column_widths import fitting, shared_out
from focusgroup.tui.widgets.row_view import Line, RowView

_MARK_CELLS = 2  # "! " before a row with open points
_NARROWEST = 22  # cells of the first column: what a row is known by
_GAP = 2  # cells between columns


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its heading, the cells it wants, and whether it is set to the right."""

    head: str
    cells: int
    right: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class GridRow:
    """A row as shown; its words may be a participant's, so they stay out of logs."""

    id: str
    cells: tuple[str, ...]
    open: bool = False


def _in_column(text: str, cells: int, right: bool) -> str:
    """Return a text cut and padded to its column; figures keep a gap to what follows."""
    gap = _GAP if right else 1
    return pad(text, cells - gap, right=right) + " " * gap


class RecordRows(RowView):
    """The rows under the heading."""

    HELP: ClassVar[str] = (
        "The rows of this sheet. Enter opens the one in hand, n adds one, Delete takes it away "
        "(u brings it back). Left and Right leaf through the columns; below stands the whole row. "
        "! marks a row with open points; o lists all of them."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "edit", id="sheet.edit", tooltip="Change the row in hand"),
        Binding("left", "leaf(-1)", "Columns before", show=False),
        Binding("right", "leaf(1)", "More columns", show=False),
    ]

    offset_column: reactive[int] = reactive(0)
    """How many columns behind the first one are leafed over."""

    class RowMessage(Message):
        """Something happened to a row."""

        def __init__(self, rows: RecordRows, row_id: str) -> None:
            super().__init__()
            self.rows = rows
            self.row_id = row_id

    class Chosen(RowMessage):
        """A row was chosen with Enter or the mouse."""

    class Highlighted(RowMessage):
        """The cursor came to a row."""

    class Leafed(Message):
        """Other columns are shown."""

    def __init__(self) -> None:
        super().__init__(id="record-rows")
        self.columns: tuple[GridColumn, ...] = ()
        self._rows: list[GridRow] = []
        self._place: dict[str, int] = {}
        self.empty_words = ""
        self._needed: list[int] = []  # cells of each column's longest words, with the gap

    # What is shown

    def show(self, columns: Sequence[GridColumn], rows: Iterable[GridRow]) -> None:
        """Show other rows; the cursor stays on the row it was on, where that is still there."""
        held = self.in_hand
        self.columns = tuple(columns)
        self._rows = list(rows)
        self._place = {row.id: at for at, row in enumerate(self._rows)}
        self.offset_column = min(self.offset_column, max(0, len(self.columns) - 2))
        self._needed = [len(column.head) + _GAP for column in self.columns]
        self._measure(self._rows)
        self.rows_changed()
        at = self._place.get(held.id) if held else None
        if self._rows:
            last = len(self._rows) - 1
            self.cursor = at if at is not None else min(self.cursor or 0, last)
        else:
            self.cursor = None

    def replace(self, row: GridRow) -> None:
        """Draw one row anew: constant, however many there are."""
        at = self._place.get(row.id)
        if at is not None and self._rows[at] != row:
            self._rows[at] = row
            if self._measure([row]):
                self._redraw()
            else:
                self.row_redrawn(at)

    def mark(self, open_rows: frozenset[str]) -> None:
        """Mark the rows with open points."""
        for row in [r for r in self._rows if r.open != (r.id in open_rows)]:
            self.replace(GridRow(row.id, row.cells, row.id in open_rows))

    @property
    def in_hand(self) -> GridRow | None:
        """The row under the cursor."""
        at = self.cursor
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def go_to(self, row_id: str) -> None:
        """Put the cursor on a row."""
        at = self._place.get(row_id)
        if at is not None:
            self.cursor = at

    # Drawing

    def row_total(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def measure_row(self, index: int, width: int) -> int:  # noqa: ARG002 - all rows are one line
        """Return one."""
        return 1

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Draw the columns in view."""
        row = self._rows[index]
        line: Line = [("! " if row.open else "  ", "warning")]
        for at, cells in self._in_view(width):
            text = safe(row.cells[at])
            tone = "" if at else "strong"
            line.append((_in_column(text, cells, self.columns[at].right), tone))
        return [line]

    def empty_text(self) -> str:
        """Say what to do while there are no rows."""
        return self.empty_words

    def heading(self) -> Line:
        """Return the heading of the columns in view; › says that there are more."""
        width = self.text_width
        line: Line = [(" " * _MARK_CELLS, "")]
        shown = self._in_view(width)
        for at, cells in shown:
            column = self.columns[at]
            line.append((_in_column(safe(column.head), cells, column.right), "muted"))
        if shown and shown[-1][0] < len(self.columns) - 1:
            line.append(("›", "accent"))
        if self.offset_column:
            line[0] = (pad("‹", _MARK_CELLS), "accent")
        return line

    def _in_view(self, width: int) -> list[tuple[int, int]]:
        """Return (column, cells) of what fits: the first, then those leafed to."""
        if not self.columns:
            return []
        room = width - _MARK_CELLS - 1  # one cell for the ›
        places = [0, *range(1 + self.offset_column, len(self.columns))]
        least = [self._least(at) for at in places]
        count = max(min(2, len(places)), fitting(least, room))
        least = least[:count]
        if count == 2:  # however narrow the window, a second column can be seen
            least[1] = min(least[1], max(4, room - least[0]))
        needed = [self._needed[at] for at in places[:count]]
        return list(zip(places[:count], shared_out(least, needed, room), strict=True))

    def _least(self, at: int) -> int:
        """Return the cells below which a column says too little, or all it needs."""
        wanted = self.columns[at].cells if at else _NARROWEST
        return min(wanted, self._needed[at])

    def _measure(self, rows: Iterable[GridRow]) -> bool:
        """Widen what columns need to these rows' words; return whether any needs more now."""
        before = list(self._needed)
        for row in rows:
            for at, text in enumerate(row.cells):
                self._needed[at] = max(self._needed[at], len(text) + _GAP)
        return self._needed != before

    def action_leaf(self, step: int) -> None:
        """Show other columns, while there are more to be seen."""
        shown = self._in_view(self.text_width)
        if step > 0 and shown and shown[-1][0] >= len(self.columns) - 1:
            return
        self.offset_column = max(0, self.offset_column + step)

    def watch_offset_column(self) -> None:
        """Draw all rows anew."""
        self._redraw()

    def _redraw(self) -> None:
        """Draw all rows in view anew, and let the heading follow."""
        self._strips.clear()
        self.refresh()
        self.post_message(self.Leafed())

    def row_highlighted(self, index: int) -> None:
        """Tell the screen where the cursor is."""
        if index < len(self._rows):
            self.post_message(self.Highlighted(self, self._rows[index].id))

    def row_chosen(self, index: int) -> None:
        """Tell the screen what was chosen."""
        self.post_message(self.Chosen(self, self._rows[index].id))


class RecordGrid(Vertical):
    """The rows and their heading."""

    DEFAULT_CSS = """
    RecordGrid {
        height: 1fr;
        & > Static { height: 1; padding: 0 0 0 2; color: $foreground-muted; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.rows = RecordRows()
        self._head = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """Lay heading and rows out."""
        yield self._head
        yield self.rows

    def on_resize(self) -> None:
        """Fit the heading to the width."""
        self.call_after_refresh(self.show_heading)

    def on_record_rows_leafed(self) -> None:
        """Show the headings of the columns leafed to."""
        self.show_heading()

    def show_heading(self) -> None:
        """Draw the heading."""
        tones = {"accent": "$accent", "muted": "$foreground-muted"}
        pieces = ((text, tones.get(tone, "")) for text, tone in self.rows.heading())
        self._head.update(Content.assemble(*pieces))

"""A list on the wall's screens in which Enter opens nothing, and whose footer says so."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.cells import wrap
from focusgroup.tui.widgets.row_view import Line

_LEAST_CELLS = 12  # of the wrapped words, whatever stands before them


class PlainRows(RowList):
    """Rows to walk over, the last piece of each wrapped; what Enter does, the screen tells."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "choose", id="rows.plain", show=False)
    ]

    def measure_row(self, index: int, width: int) -> int:
        """Return how many lines a row takes."""
        return len(self.draw_row(index, width))

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Return a row; a name too long for a line goes on below itself."""
        *before, (words, tone) = self.shown[index]
        lead = sum(cell_len(text) for text, _ in before)
        spans = wrap(words, max(_LEAST_CELLS, width - lead)) or [(0, 0)]
        first, *more = [words[start:end] for start, end in spans]
        set_in = " " * lead
        return [[*before, (first, tone)], *([(set_in, ""), (line, tone)] for line in more)]

"""A list of ready rows with a cursor: recent studies, sessions, guides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from focusgroup.tui.widgets.row_view import Line, RowView


class RowList(RowView):
    """Shows rows of one line each; a row is pieces of (text, tone), cut at the right edge."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "open", id="rows.open")]

    class RowMessage(Message):
        """Something happened to a row."""

        def __init__(self, rows: RowList, index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> RowList:
            """The list it happened in."""
            return self.rows

    class Chosen(RowMessage):
        """A row was chosen with Enter or the mouse."""

    class Highlighted(RowMessage):
        """The cursor came to a row."""

    def __init__(
        self,
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[Line] = []
        self._empty = empty

    def set_rows(self, rows: Iterable[Line]) -> None:
        """Show these rows; the cursor keeps its place, or goes to the first row."""
        self._rows = list(rows)
        self.rows_changed()
        if self._rows and (self.cursor is None or self.cursor >= len(self._rows)):
            self.cursor = 0 if self.cursor is None else len(self._rows) - 1

    @property
    def shown(self) -> Sequence[Line]:
        """The rows shown."""
        return self._rows

    def row_total(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def measure_row(self, index: int, width: int) -> int:  # noqa: ARG002 - all rows are one line
        """Return one."""
        return 1

    def draw_row(self, index: int, width: int) -> list[Line]:  # noqa: ARG002 - cut by the view
        """Return the row as given."""
        return [self._rows[index]]

    def empty_text(self) -> str:
        """Return what is said where no rows are."""
        return self._empty

    def row_highlighted(self, index: int) -> None:
        """Tell the screen where the cursor is."""
        self.post_message(self.Highlighted(self, index))

    def row_chosen(self, index: int) -> None:
        """Tell the screen what was chosen."""
        self.post_message(self.Chosen(self, index))

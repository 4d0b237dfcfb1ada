"""A list on the wall's screens in which Enter opens nothing, and whose footer says so."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from focusgroup.tui.screens.row_list import RowList


class PlainRows(RowList):
    """Rows to walk over; what Enter does, the screen tells."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "choose", id="rows.plain", show=False)
    ]

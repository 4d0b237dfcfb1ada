"""The keys of a worksheet, and what help says of them."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

HELP: Final = (
    "n adds a row, Enter changes the one in hand, Delete takes it away, u brings it back. "
    "Tab, or a click on its name, goes to another sheet and to pages worked out of the rows. o "
    "lists what is still open: Enter there goes to the row.\n\n"
    "e puts in the rows this sheet usually begins with. f shows only rows with one answer, "
    "where there is such a choice. Shift+Up and Shift+Down move a row. F4 follows the thread: "
    "what is behind a row, and where it is used.\n\n"
    "A row that others link to stays until they are linked to something else."
)

KEYS: Final[list[BindingType]] = [
    Binding("n", "new", "new", id="sheet.new", tooltip="Add a row"),
    Binding("tab", "page(1)", "next page", id="sheet.next", priority=True,
            tooltip="Next sheet, or page worked out of the rows"),
    Binding("shift+tab", "page(-1)", "page before", id="sheet.before", show=False,
            priority=True, tooltip="Sheet or page before"),
    Binding("o", "open_points", "open points", id="sheet.open", tooltip="What is still open"),
    Binding("delete", "remove", "remove", id="sheet.remove", tooltip="Take the row away"),
    Binding("u,ctrl+z", "step(True)", "undo", id="sheet.undo", tooltip="Take back"),
    Binding("ctrl+y", "step(False)", "redo", id="sheet.redo", show=False,
            tooltip="Do it again"),
    Binding("e", "examples", "usual rows", id="sheet.usual", show=False,
            tooltip="Put in the rows this sheet usually begins with"),
    Binding("f", "filter", "filter", id="sheet.filter", show=False,
            tooltip="Only rows with one answer"),
    Binding("f4", "thread", "thread", id="sheet.thread", show=False,
            tooltip="What is behind the row in hand, and where it is used"),
    Binding("shift+up", "move(-1)", "row up", id="sheet.up", show=False,
            tooltip="Move the row up"),
    Binding("shift+down", "move(1)", "row down", id="sheet.down", show=False,
            tooltip="Move the row down"),
    Binding("t", "board", "Gantt chart", id="sheet.board",
            tooltip="Tasks against weeks, where the worksheet is the road map"),
]  # fmt: skip
FOOTER: Final[tuple[str, ...]] = (
    *("sheet.edit", "sheet.new", "sheet.next", "sheet.board", "sheet.open", "screen.back"),
    *("sheet.remove", "sheet.undo"),
)

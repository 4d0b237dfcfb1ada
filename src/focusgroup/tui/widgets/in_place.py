"""A list whose rows are typed over in place: the ground of the flip chart and the seat table."""

from __future__ import annotations

from typing import ClassVar

import rich.repr
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

from focusgroup.domain.text import clean
from focusgroup.tui.widgets.row_view import RowView


class CellInput(Input):
    """A bare input laid over one cell; Escape gives up, Tab and Enter keep."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "leave as it was", show=True),
    ]

    @rich.repr.auto
    class Done(Message):
        """The cell was kept (`text`) or given up (None); `onward` is 'enter', 'tab' or ''."""

        def __init__(self, text: str | None, onward: str) -> None:
            super().__init__()
            self.text = text
            self.onward = onward

        def __rich_repr__(self) -> rich.repr.Result:
            yield "kept", self.text is not None  # the words stay out of logs

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted lines as one."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        self.replace(clean(event.text), start, end)

    def on_key(self, event: events.Key) -> None:
        """Keep the text at Enter, and at Tab, which would else leave it standing open.

        At once: keys of a burst that follow must find the next cell, not this one.
        """
        if event.key in ("enter", "tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            cells = self.parent
            assert isinstance(cells, InPlace)
            cells.edited(clean(self.value), "enter" if event.key == "enter" else "tab")

    def action_give_up(self) -> None:
        """Leave the cell as it was."""
        self.post_message(self.Done(None, ""))


class InPlace(Container):
    """Rows with an input that can be laid over any of them."""

    DEFAULT_CSS = """
    InPlace {
        layers: rows edit;
        height: 1fr;
        & > RowView { layer: rows; }
        & > CellInput {
            layer: edit;
            position: absolute;
            display: none;
            height: 1;
            border: none;
            padding: 0;
            background: $panel;
        }
        & > CellInput:nocolor { text-style: underline; }
        & > CellInput:nocolor > .input--cursor { text-style: reverse; }
        & > CellInput.-open { display: block; }
    }
    """

    def __init__(
        self,
        rows: RowView,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        self.rows_view = rows
        self.editor = CellInput(compact=True, select_on_focus=False)
        self.editor.can_focus = False
        super().__init__(rows, self.editor, id=id, classes=classes)

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed over."""
        return self.editor.has_class("-open")

    def focus(self, scroll_visible: bool = True) -> InPlace:
        """Give the keyboard to the rows."""
        self.rows_view.focus(scroll_visible)
        return self

    def open_editor(
        self, row: int, x: int, width: int, text: str, *, placeholder: str = ""
    ) -> None:
        """Lay the input over a row, `x` cells in, with the text to change."""
        view = self.rows_view
        view.show_row(row)
        y = view.row_lines(row)[0] - round(view.scroll_y) + view.region.y - self.region.y
        edge = max(1, view.scrollable_content_region.width - x)
        self.editor.styles.offset = (x, max(0, y))
        self.editor.styles.width = max(1, min(width, edge))
        self.editor.placeholder = placeholder
        self.editor.value = text
        self.editor.cursor_position = len(text)
        self.editor.can_focus = True
        self.editor.add_class("-open")
        self.editor.focus()

    def close_editor(self) -> None:
        """Take the input away and give the keyboard back to the rows."""
        if not self.editing:
            return
        self.rows_view.focus()
        self.editor.remove_class("-open")
        self.editor.can_focus = False
        self.editor.value = ""

    @on(CellInput.Done)
    def _done(self, event: CellInput.Done) -> None:
        event.stop()
        text = None if event.text is None else clean(event.text)
        self.edited(text, event.onward)

    def edited(self, text: str | None, onward: str) -> None:
        """Hear that the typing ended: with a text, or None when it was given up."""
        raise NotImplementedError

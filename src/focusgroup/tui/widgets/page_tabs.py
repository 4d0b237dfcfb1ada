"""The pages of a screen side by side on one line; a click goes to one."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from focusgroup.tui.widgets.cells import safe

_BEFORE, _AFTER = "‹ ", " ›"  # there are more pages


class PageTabs(Widget):
    """Names of pages with a count each, the one in hand marked by brackets and weight.

    Where they do not all fit, those beside it are shown, and ‹ › say that there are more.
    """

    DEFAULT_CSS = """
    PageTabs { height: 1; }
    """
    ALLOW_SELECT = False

    class Chosen(Message):
        """A page was clicked."""

        def __init__(self, page: int) -> None:
            super().__init__()
            self.page = page

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._words: tuple[str, ...] = ()
        self._at = 0
        self._spots: list[tuple[int, int, int]] = []  # (from, to, page) for the mouse

    def show(self, names: Sequence[tuple[str, str]], at: int) -> None:
        """Show (name, count) of each page and which is in hand."""
        self._words = tuple(f"{safe(name)} {count}".rstrip() for name, count in names)
        self._at = at
        self.refresh()

    def _in_view(self) -> range:
        """Return the pages whose names fit, the one in hand among them."""
        cells = [cell_len(words) + 2 for words in self._words]
        first = last = self._at
        room = self.content_size.width - cells[self._at] - len(_BEFORE + _AFTER)
        while True:
            after = last + 1 < len(cells) and cells[last + 1] <= room
            before = first > 0 and cells[first - 1] <= room
            if not after and not before:
                return range(first, last + 1)
            if after:
                last += 1
                room -= cells[last]
            else:
                first -= 1
                room -= cells[first]

    def render(self) -> Content:
        """Draw the names; ‹ and › lead to the page before the first and after the last shown."""
        if not self._words:
            return Content("")
        shown = self._in_view()
        pieces = [(self._piece(page), page) for page in shown]
        if shown.start:
            pieces.insert(0, (Content.styled(_BEFORE, "$accent"), shown.start - 1))
        if shown.stop < len(self._words):
            pieces.append((Content.styled(_AFTER, "$accent"), shown.stop))
        self._spots, at = [], 0
        for piece, page in pieces:
            self._spots.append((at, at + piece.cell_length, page))
            at += piece.cell_length
        return Content("").join(piece for piece, _ in pieces)

    def _piece(self, page: int) -> Content:
        if page == self._at:
            return Content.styled(f"[{self._words[page]}]", "bold $accent")
        return Content.styled(f" {self._words[page]} ", "$foreground-muted")

    def on_click(self, event: events.Click) -> None:
        """Go to the page that was clicked."""
        at = event.x - self.gutter.left
        for start, end, page in self._spots:
            if start <= at < end:
                self.post_message(self.Chosen(page))
                return

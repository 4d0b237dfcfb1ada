"""What is shown where nothing is yet: what to do next, and with which key."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from focusgroup.tui.widgets.cells import safe


class EmptyState(Widget):
    """A title, a sentence, and the keys to go on with."""

    DEFAULT_CSS = """
    EmptyState { height: 1fr; padding: 1 2; align: center middle; content-align: center middle; }
    """

    def __init__(
        self,
        title: str,
        text: str = "",
        keys: Sequence[tuple[str, str]] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._title, self._text, self._keys = title, text, tuple(keys)

    def render(self) -> Content:
        """Draw title, sentence and keys as one block."""
        lines = [Content.styled(safe(self._title), "bold")]
        if self._text:
            lines += [Content(""), Content.styled(safe(self._text), "$foreground-muted")]
        if self._keys:
            lines.append(Content(""))
            wide = max(len(key) for key, _ in self._keys)
            lines += [
                Content.assemble((key.rjust(wide), "bold $accent"), f"  {safe(word)}")
                for key, word in self._keys
            ]
        return Content("\n").join(lines)

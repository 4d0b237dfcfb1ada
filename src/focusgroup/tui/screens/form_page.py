"""What the forms share: a page of fields, a field of several lines, and text not to lose."""

from __future__ import annotations

from textual import on
from textual.containers import VerticalScroll
from textual.widgets import Input, TextArea

from focusgroup.domain.text import clean_lines
from focusgroup.tui.widgets.form import Field


class FormPage(VerticalScroll, can_focus=False):
    """Fields under each other; Enter goes on to the next, as Tab does."""

    DEFAULT_CSS = """
    FormPage { padding: 1 2 0 2; height: 1fr; scrollbar-gutter: stable; }
    """

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()


class LinesField(Field):
    """A field of several lines."""

    def __init__(self, label: str, value: str = "", *, hint: str = "", id: str) -> None:  # noqa: A002
        self.area = TextArea(clean_lines(value), soft_wrap=True, show_line_numbers=False)
        super().__init__(label, self.area, hint=hint, id=id)

    @property
    def value(self) -> str:
        """The lines as typed, without escape sequences."""
        return clean_lines(self.area.text).strip()

    @value.setter
    def value(self, value: str) -> None:
        self.area.text = clean_lines(value)

    @property
    def lines(self) -> list[str]:
        """The lines that hold something."""
        return [line.strip() for line in self.value.split("\n") if line.strip()]

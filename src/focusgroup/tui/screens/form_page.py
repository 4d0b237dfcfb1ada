"""What the forms share: a page of fields, a field of several lines, and text not to lose."""

from __future__ import annotations

from textual import events, on
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from focusgroup.domain.text import clean_lines
from focusgroup.tui.widgets.form import ChoiceRow, Field


class FormPage(VerticalScroll, can_focus=False):
    """Fields under each other; Enter goes on to the next, as Tab does."""

    DEFAULT_CSS = """
    FormPage {
        padding: 1 2 0 2;
        height: 1fr;
        scrollbar-gutter: stable;
        & Field { margin: 0; }
        & Field .field--label { width: 18; }
        & Field > .field--below { display: none; margin: 0 0 0 20; }
        & Field.-in-hand > .field--below { display: block; }
        & Field > .field--below.-error { display: block; }
        & Field > .field--below.-none { display: none; }
    }
    """

    class Finished(Message):
        """Enter was pressed in the last field of the page."""

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        event.stop()
        mine = [each for each in self.screen.focus_chain if self in each.ancestors]
        if mine and mine[-1] is event.input:
            self.post_message(self.Finished())
        else:
            self.screen.focus_next()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Mark the field in hand: its hint shows, those of the others do not."""
        for field in self.query(Field):
            field.set_class(field in event.widget.ancestors, "-in-hand")

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        for each in self.screen.focus_chain:
            if self in each.ancestors:
                each.focus()
                return


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


_YES, _NO = "yes", "no"


def seal_field(sealed: bool = False) -> Field:
    """Return the question whether names are kept in an encrypted study; its id is `sealed`."""
    return Field(
        "Keep names ◌",
        ChoiceRow(
            [(_NO, "in memory only"), (_YES, "sealed in this study")], _YES if sealed else _NO
        ),
        hint="sealed: encrypted with the study, for a session over several days",
        id="sealed",
    )


def wants_seal(page: Widget) -> bool:
    """Tell whether names are to be kept; False where that was not asked."""
    asked = page.query("#sealed")
    return bool(asked) and asked.first(Field).value == _YES

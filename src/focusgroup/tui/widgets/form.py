"""Pieces of a form: a labelled field, a choice in one row, a date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from focusgroup.domain.text import clean
from focusgroup.tui.widgets.cells import safe


class LineInput(Input):
    """An Input that keeps all of a paste, as one line."""

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted lines as one: Textual's Input would keep only the first."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        self.replace(clean(event.text), start, end)


class Field(Vertical):
    """A label, something to fill in, a hint, and a line for what is wrong."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        margin: 0 0 1 0;
        & > Horizontal { height: auto; }
        & .field--label { width: 24; color: $foreground-muted; padding: 0 1 0 0; }
        &:focus-within .field--label { color: $accent; text-style: bold; }
        & .field--control { width: 1fr; height: auto; }
        & > .field--below { height: auto; margin: 0 0 0 26; color: $foreground-muted; }
        & > .field--below.-error { color: $error; text-style: bold; }
        & > .field--below.-none { display: none; }
    }
    Field.-tight { margin: 0; }
    """

    def __init__(
        self,
        label: str,
        control: Widget | None = None,
        *,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        if control is None:
            control = LineInput(clean(value), placeholder=placeholder, select_on_focus=False)
        self.control_widget = control
        control.add_class("field--control")
        self._label = Static(Content(safe(label)), classes="field--label")
        self._hint_text = hint
        self._below = Static("", markup=False, classes="field--below")
        self._show_below(hint, error=False)

    def compose(self) -> ComposeResult:
        """Lay label, control and the line below out."""
        with Horizontal():
            yield self._label
            yield self.control_widget
        yield self._below

    def focus(self, scroll_visible: bool = True) -> Field:
        """Give the keyboard to what is filled in."""
        self.control_widget.focus(scroll_visible)
        return self

    @property
    def value(self) -> str:
        """What is filled in: an input's text or a choice's value."""
        control = self.control_widget
        if isinstance(control, Input | ChoiceRow):
            return control.value
        raise TypeError(f"a {type(control).__name__} has no text value")

    @value.setter
    def value(self, value: str) -> None:
        control = self.control_widget
        if isinstance(control, Input):
            control.value = clean(value)
        elif isinstance(control, ChoiceRow):
            control.value = value

    def relabel(self, label: str) -> None:
        """Call the field something else."""
        self._label.update(Content(safe(label)))

    def show_error(self, text: str) -> None:
        """Say what is wrong and what was expected; '' brings the hint back."""
        self._show_below(f"✗ {text}" if text else self._hint_text, error=bool(text))

    def show_hint(self, text: str) -> None:
        """Show another hint."""
        self._hint_text = text
        self._show_below(text, error=False)

    def _show_below(self, text: str, *, error: bool) -> None:
        self._below.set_class(error, "-error")
        self._below.set_class(not text, "-none")
        self._below.update(Content(safe(text)))


class ChoiceRow(Widget, can_focus=True):
    """One of a few answers side by side, by arrow keys, first letter or mouse."""

    HELP: ClassVar[str] = (
        "One answer of several. Left and Right change it, as does the first letter of an answer, "
        "or a click."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "step(-1)", "answer before", show=False),
        Binding("right,down,space", "step(1)", "next answer", show=False),
    ]
    DEFAULT_CSS = """
    ChoiceRow { height: auto; padding: 0 1; border-left: outer $border-blurred; }
    ChoiceRow:focus { border-left: outer $accent; background: $surface; }
    """
    ALLOW_SELECT = False

    value: reactive[str] = reactive("")
    """Value of the chosen answer, '' while none is."""

    class Changed(Message):
        """Another answer was chosen."""

        def __init__(self, choice: ChoiceRow, value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> ChoiceRow:
            """The row concerned."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._options = tuple((key, safe(words)) for key, words in options)
        self.set_reactive(ChoiceRow.value, value)
        self._spots: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Draw every answer, the chosen one marked by sign and weight."""
        content, at = Content(""), 0
        self._spots = []
        for key, words in self._options:
            chosen = key == self.value
            piece = Content.assemble(
                ("● " if chosen else "○ ", "$accent" if chosen else "$foreground-muted"),
                (words.replace(" ", "\u00a0"), "bold $foreground" if chosen else "$foreground"),
            )
            self._spots.append((at, at + piece.cell_length, key))
            content = content + piece + "   "
            at += piece.cell_length + 3
        return content

    def _choose(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, value))

    def action_step(self, step: int) -> None:
        """Choose the neighbour."""
        keys = [key for key, _ in self._options]
        if not keys:
            return
        at = keys.index(self.value) + step if self.value in keys else 0
        self._choose(keys[max(0, min(at, len(keys) - 1))])

    def on_key(self, event: events.Key) -> None:
        """Choose by first letter; the same letter again goes to the next such answer."""
        letter = (event.character or "").casefold()
        if not letter.isalnum():
            return
        having = [key for key, words in self._options if words.casefold().startswith(letter)]
        if having:
            event.stop()
            at = having.index(self.value) + 1 if self.value in having else 0
            self._choose(having[at % len(having)])

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked answer."""
        width = max(1, self.content_size.width)
        at = (event.x - self.gutter.left) + (event.y - self.gutter.top) * width
        for start, end, key in self._spots:
            if start <= at < end:
                self._choose(key)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_MONTH_YEAR = re.compile(r"^(\d{1,2})[./ ](\d{1,2}|[A-Za-z]{3,9})[./ ](\d{4})$")
_IN_DAYS = re.compile(r"^\+\s*(\d{1,4})$")


def read_date(text: str, today: date) -> date | None:
    """Read 2026-12-04, 4.12.2026, 4/12/2026, '4 Dec 2026' or '+90' (days from today)."""
    text = text.strip()
    if found := _IN_DAYS.match(text):
        return today + timedelta(days=int(found[1]))
    try:
        if found := _DAY_MONTH_YEAR.match(text):
            month = found[2]
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
            return date(int(found[3]), number, int(found[1]))
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


class DateField(Field):
    """A date to type in any usual form, read back in words; Up and Down go by a day."""

    HELP: ClassVar[str] = (
        "A date: 2026-12-04, 4.12.2026, 4/12/2026, 4 Dec 2026, or +90 for in ninety days. "
        "Up and Down change it by a day."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "day(1)", "Day later", show=False),
        Binding("down", "day(-1)", "Day earlier", show=False),
    ]

    def __init__(
        self,
        label: str,
        value: date | None = None,
        *,
        hint: str = "a date, or +90 for in ninety days",
        today: Callable[[], date] = date.today,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(
            label,
            value=value.isoformat() if value else "",
            placeholder="2026-12-04",
            hint=hint,
            id=id,
            classes=classes,
        )
        self._today = today

    @property
    def date(self) -> date | None:
        """The date typed, or None while it cannot be read as one."""
        return read_date(self.value, self._today())

    @on(Input.Changed)
    def _read_back(self) -> None:
        found = self.date
        if found is not None:
            words = f"{found:%A} {found.day} {found:%B %Y}"
            self._show_below(words, error=False)
        else:
            self.show_error("")

    def check(self, *, required: bool = False) -> bool:
        """Show what is wrong with the date; return whether it can be used."""
        if not self.value.strip():
            self.show_error("A date is needed, such as 2026-12-04." if required else "")
            return not required
        if self.date is None:
            self.show_error("This cannot be read as a date; expected something like 2026-12-04.")
            return False
        return True

    def action_day(self, step: int) -> None:
        """Go a day on or back, from today if there is no date yet."""
        start = self.date
        self.value = (
            (start + timedelta(days=step)) if start is not None else self._today()
        ).isoformat()

"""One choice from a list that gets shorter as you type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from focusgroup.tui.screens.leaving_words import close_on_withdrawal
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.cells import fit, safe, wrap
from focusgroup.tui.widgets.row_view import Line

_MARK = 2  # cells of the tick before the words
_LINES = 3  # of one option at most


@dataclass(frozen=True, slots=True, repr=False)
class Option:
    """One line to choose; its words may be a participant's, so they stay out of logs."""

    words: str
    on: bool = False


class _Options(RowList):
    """The lines to choose from; one is in hand although the keyboard is in the typing line."""

    def _spans(self, index: int, width: int) -> list[tuple[int, int]]:
        """Return where the words of an option break; a comment or an open point may be long."""
        words = self._rows[index][-1][0]
        return wrap(words, width - _MARK)[:_LINES]

    def measure_row(self, index: int, width: int) -> int:
        """Return how many lines the words take, a few at most."""
        return len(self._spans(index, width))

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Draw the words with their mark before the first line, the option in hand strong."""
        (mark, accent), (words, tone) = self._rows[index]
        tone = "strong" if index == self.cursor else tone
        spans = self._spans(index, width)
        lines: list[Line] = [
            [(mark if n == 0 else " " * _MARK, accent), (words[start:end], tone)]
            for n, (start, end) in enumerate(spans)
        ]
        if spans[-1][1] < len(words):
            last = words[spans[-1][0] :]
            lines[-1] = [lines[-1][0], (fit(last, width - _MARK), tone)]
        return lines

    def _mark_tone(self) -> str:
        return "mark"


class Pick(ModalScreen[int | None]):
    """Answers with the place of the chosen line, or None."""

    HELP: ClassVar[str] = (
        "Type a part of what you look for; Up and Down move, Enter chooses, Escape leaves all as "
        "it is. ✓ marks what is set."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave as it is", id="pick.leave"),
        Binding("up", "move(-1)", "up", show=False),
        Binding("down", "move(1)", "down", show=False),
        Binding("pageup", "move(-8)", "page up", show=False),
        Binding("pagedown", "move(8)", "page down", show=False),
    ]
    DEFAULT_CSS = """
    Pick {
        align: center middle;
        background: $background 70%;
        & > Vertical {
            width: 60;
            max-width: 96%;
            height: 18;
            max-height: 96%;
            background: $surface;
            border-left: outer $accent;
            padding: 1 1;
        }
        & .pick--title { text-style: bold; color: $accent; height: 1; padding: 0 2; }
        & Input, & Input:focus { margin: 0 1; background: $panel; }
        & RowList { height: 1fr; }
    }
    """

    def __init__(self, title: str, options: Sequence[Option]) -> None:
        super().__init__()
        self._asked = title
        self._options = tuple(options)
        self._shown: list[int] = []

    def compose(self) -> ComposeResult:
        """Lay the title, the typing line and the list out."""
        with Vertical():
            yield Static(Content(safe(self._asked)), classes="pick--title")
            yield Input(placeholder="type to shorten the list", id="pick-typed")
            yield _Options(id="pick-rows", empty="Nothing like that. Delete some letters.")

    def on_mount(self) -> None:
        """Show every line."""
        close_on_withdrawal(self)
        self.query_one("#pick-rows").can_focus = False
        self._narrow("")
        self.query_one("#pick-typed").focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        self._shown = [
            at
            for at, option in enumerate(self._options)
            if all(word in option.words.casefold() for word in words)
        ]
        rows = self.query_one("#pick-rows", RowList)
        rows.set_rows(self._line(self._options[at]) for at in self._shown)
        rows.cursor = 0 if self._shown else None

    def _line(self, option: Option) -> Line:
        mark = "✓ " if option.on else "  "
        return [(mark, "accent"), (safe(option.words), "strong" if option.on else "")]

    def action_move(self, step: int) -> None:
        """Move through the list while typing goes on."""
        rows = self.query_one("#pick-rows", RowList)
        if self._shown:
            rows.cursor = max(0, min((rows.cursor or 0) + step, len(self._shown) - 1))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._choose(self.query_one("#pick-rows", RowList).cursor)

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        if type(event) is RowList.Chosen:
            self._choose(event.index)

    def on_click(self, event: events.Click) -> None:
        """Close by a click beside the list."""
        if event.widget is self:
            self.dismiss(None)

    def _choose(self, at: int | None) -> None:
        if at is not None and at < len(self._shown):
            self.dismiss(self._shown[at])

"""A question answered in one line; a refusal is said beside it and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from focusgroup.domain.text import clean
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.form import LineInput


class AskLine(ModalScreen[None]):
    """Asks until `accept` takes the answer: it returns "" or the sentence that refuses it."""

    CSS_PATH = "ask_line.tcss"
    HELP: ClassVar[str] = "Type the answer. Enter takes it, Esc goes back without."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", id="ask.back"),
    ]

    def __init__(
        self,
        question: str,
        accept: Callable[[str], str],
        *,
        hint: str = "",
        suggester: Suggester | None = None,
        value: str = "",
    ) -> None:
        super().__init__()
        self._question, self._accept, self._hint = question, accept, hint
        self._suggester = suggester
        self._value = value

    def compose(self) -> ComposeResult:
        """Lay question, line and refusal out."""
        with Vertical(id="ask-box"):
            yield Static(Content.styled(safe(self._question), "bold"))
            yield LineInput(
                clean(self._value), suggester=self._suggester, select_on_focus=False, id="ask-line"
            )
            yield Static("", id="ask-error", classes="error", markup=False)
            yield Static(Content(safe(self._hint)), classes="hint")

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one("#ask-error", Static).update("")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        refusal = self._accept(event.value)
        if refusal:
            self.query_one("#ask-error", Static).update(Content(safe(f"✗ {refusal}")))
        else:
            self.dismiss()

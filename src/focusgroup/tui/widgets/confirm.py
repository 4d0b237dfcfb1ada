"""A question before what cannot be undone, and short notices after actions."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from focusgroup.domain.text import clean_lines
from focusgroup.tui.widgets.cells import safe


class Confirm(ModalScreen[bool]):
    """Asks before something is lost; answers True only to a clear yes."""

    HELP: ClassVar[str] = (
        "A question before something that cannot be undone. y does it, n or Escape leaves all as "
        "it is. Tab goes from one answer to the other."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes"),
        Binding("n,escape", "answer(False)", "no"),
        Binding("left,up", "app.focus_previous", "other answer", show=False),
        Binding("right,down", "app.focus_next", "other answer", show=False),
    ]
    DEFAULT_CSS = """
    Confirm {
        align: center middle;
        background: $background 70%;
        & > Vertical {
            width: 64;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            background: $surface;
            border-left: outer $warning;
            padding: 1 2;
        }
        & .confirm--title { text-style: bold; height: auto; }
        & .confirm--loss { height: auto; margin: 1 0; }
        & Horizontal { height: 1; }
        & Button { margin: 0 2 0 0; width: auto; }
    }
    """

    def __init__(self, title: str, loss: str, *, yes: str = "Yes", no: str = "No") -> None:
        super().__init__()
        self._asked, self._loss, self._yes, self._no = title, loss, yes, no

    def compose(self) -> ComposeResult:
        """Lay question, loss and the two answers out; No has the focus."""
        with Vertical():
            yield Static(Content(safe(self._asked)), classes="confirm--title")
            yield Static(Content(clean_lines(self._loss)), classes="confirm--loss")
            with Horizontal():
                yield Button(Content(f"n  {safe(self._no)}"), id="no")
                yield Button(Content(f"y  {safe(self._yes)}"), id="yes")

    def on_mount(self) -> None:
        """Begin on the answer that loses nothing."""
        self.query_one("#no", Button).focus()

    def action_answer(self, answer: bool) -> None:
        """Close with an answer."""
        self.dismiss(answer)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "yes")


def notice(
    app: App[Any],
    text: str,
    *,
    title: str = "",
    severity: Literal["information", "warning", "error"] = "information",
) -> None:
    """Show a short notice; the text is never read as markup."""
    app.notify(safe(text), title=safe(title), severity=severity, markup=False)

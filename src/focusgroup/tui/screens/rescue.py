"""Asked when the program is left while something typed is in no file yet."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from focusgroup.domain.text import clean_lines


class RescueDialog(ModalScreen[str]):
    """Answers "rescue", "leave" or, to stay, None."""

    HELP: ClassVar[str] = (
        "The study file cannot be written just now. y writes the whole study, with what waits, "
        "into a folder of this program; names are masked there as everywhere. n leaves without "
        "what waits. Escape goes back: plug the disk in again or free some space, and what waits "
        "is written by itself."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer('rescue')", "write it elsewhere and leave"),
        Binding("n", "answer('leave')", "leave without it"),
        Binding("escape", "answer('')", "stay"),
        Binding("left,up", "app.focus_previous", "other answer", show=False),
        Binding("right,down", "app.focus_next", "other answer", show=False),
    ]
    DEFAULT_CSS = """
    RescueDialog {
        align: center middle;
        background: $background 70%;
        & > Vertical {
            width: 72;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            background: $surface;
            border-left: outer $warning;
            padding: 1 2;
        }
        & .rescue--title { text-style: bold; height: auto; }
        & .rescue--told { height: auto; margin: 1 0; }
        & Horizontal { height: auto; }
        & Button { margin: 0 2 0 0; width: auto; }
    }
    """

    def __init__(self, trouble: str, folder: Path) -> None:
        super().__init__()
        self._trouble, self._folder = trouble, folder

    def compose(self) -> ComposeResult:
        """Lay out what is wrong and the answers; the one that keeps everything has the focus."""
        told = f"{self._trouble}\n\nWrite the whole study to {self._folder} and leave?"
        with Vertical():
            yield Static("Not everything is written yet", classes="rescue--title", markup=False)
            yield Static(Content(clean_lines(told)), classes="rescue--told")
            with Horizontal():
                yield Button(Content("y  Write it there"), id="rescue")
                yield Button(Content("n  Leave without"), id="leave")
                yield Button(Content("Esc  Stay"), id="stay")

    def on_mount(self) -> None:
        """Begin on the answer that loses nothing."""
        self.query_one("#rescue", Button).focus()

    def action_answer(self, answer: str) -> None:
        """Close with an answer."""
        self.dismiss(answer or None)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_answer("" if event.button.id == "stay" else event.button.id or "")

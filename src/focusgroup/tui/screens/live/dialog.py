"""A sheet over the live screen: what all of its dialogs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Static

from focusgroup.store.errors import StoreError
from focusgroup.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from focusgroup.room.room import Room
    from focusgroup.tui.app import FocusGroupApp

Result = TypeVar("Result")


class LiveDialog(ModalScreen[ScreenResultType]):
    """A sheet on one room; Esc closes it, and what was typed is kept until then."""

    CSS_PATH = "live.tcss"
    HEAD: str = ""
    KEYS: ClassVar[tuple[str, ...]] = ()  # ids of the keys that the footer shows first
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", id="dialog.close"),
    ]

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room

    def compose(self) -> ComposeResult:
        """Lay head, body and keys out."""
        with Vertical(classes="sheet"):
            yield Static(self.HEAD, classes="sheet--head", markup=False)
            yield from self.body()
        yield KeyFooter(order=self.KEYS)

    def body(self) -> ComposeResult:
        """Yield what the sheet holds."""
        yield from ()

    def tell(self, sentence: str, *, error: bool = False) -> None:
        """Show a toast."""
        program = cast("FocusGroupApp", self.app)
        program.tell(sentence, severity="error" if error else "information")

    def attempt(self, do: Callable[[], Result]) -> Result | None:
        """Do something with the study file; a failure becomes a sentence."""
        try:
            return do()
        except StoreError as error:
            self.tell(str(error), error=True)
            return None

    def action_close(self) -> None:
        """Close the sheet."""
        self.dismiss(None)

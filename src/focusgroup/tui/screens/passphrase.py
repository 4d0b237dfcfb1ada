"""Asks for the passphrase of an encrypted study; a wrong one is said calmly, as often as it takes.

The key is derived in a thread: that takes 0.2 to 0.4 s, on purpose.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from focusgroup.tui.study_desk import StudyDesk
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.form import ChoiceRow, Field

if TYPE_CHECKING:
    from focusgroup.store.cipher import FileKey

_YES, _NO = "yes", "no"


class PassphraseInput(Input):
    """A line that shows dots; what is typed into it is taken out with `take`."""

    HELP: ClassVar[str] = (
        "The passphrase is not shown. Enter goes on. Any characters count, spaces too."
    )

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(password=True, select_on_focus=False, id=id)

    def take(self) -> str:
        """Return what was typed, and clear the line."""
        typed = self.value
        self.value = ""
        return typed


class PassphraseScreen(ModalScreen[StudyDesk | None]):
    """Opens an encrypted study; closes with its desk, or with None when somebody gives up."""

    CSS_PATH = "passphrase.tcss"
    HELP: ClassVar[str] = (
        "This study is encrypted: everything in it is unreadable without its passphrase, and "
        "nothing can bring a lost passphrase back. Enter opens, Esc goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "back", id="passphrase.back"),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay question, line, refusal and, where there is one, the keyring out."""
        from focusgroup.store import os_keyring

        with Vertical(id="passphrase-box"):
            yield Static(Content.styled(safe(f"{self._path.name} is encrypted"), "bold"))
            yield Field("Passphrase", PassphraseInput(id="passphrase"))
            if os_keyring.available():
                yield Field(
                    "Remember",
                    ChoiceRow([(_NO, "no"), (_YES, "in this computer's keyring")], _NO),
                    id="remember",
                )
            yield Static("", id="passphrase-said", classes="error", markup=False)
            yield Static("Enter opens   Esc back", classes="hint")

    def on_mount(self) -> None:
        """Begin with the line."""
        self.query_one(PassphraseInput).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value:
            self._say("")

    def _say(self, sentence: str) -> None:
        self.query_one("#passphrase-said", Static).update(Content(safe(sentence)))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        typed = self.query_one(PassphraseInput).take()
        if self._busy:
            return
        if not typed:
            self._say("Type the passphrase of this study.")
            return
        self._busy = True
        self._say("Opening ...")
        self.run_worker(lambda: self._derive(typed), thread=True, group="passphrase")

    def _derive(self, typed: str) -> None:
        from focusgroup.store.cipher import Passphrase, salt_of

        passphrase = Passphrase(typed)
        salt = salt_of(self._path)
        key = passphrase.key(salt) if salt is not None else None
        passphrase.wipe()
        self.app.call_from_thread(self._open, key)

    def _open(self, key: FileKey | None) -> None:
        from focusgroup.store.errors import StoreError

        self._busy = False
        if not self.is_mounted:
            return
        try:
            desk = StudyDesk.open(self._path, key=key)
            self._remember(key)
        except StoreError as error:
            self._say(f"✗ {error}")
            return
        self.dismiss(desk)

    def _remember(self, key: FileKey | None) -> None:
        from focusgroup.store import os_keyring

        asked = self.query("#remember")
        if key is not None and asked and asked.first(Field).value == _YES:
            try:
                os_keyring.remember(key.salt, key.secret())
            except os_keyring.KeyringFailed as error:
                self.app.notify(str(error), severity="warning", markup=False)

    def action_give_up(self) -> None:
        """Go back without opening."""
        self.dismiss(None)

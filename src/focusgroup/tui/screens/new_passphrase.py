"""The part of the new study's form that encrypts it: a choice, then a passphrase twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from textual import on
from textual.screen import Screen
from textual.widgets import Input

from focusgroup.store.cipher import SHORTEST, Passphrase, strength
from focusgroup.store.errors import CipherMissing
from focusgroup.tui.screens.passphrase import PassphraseInput
from focusgroup.tui.widgets.form import ChoiceRow, Field

if TYPE_CHECKING:
    from focusgroup.store.cipher import FileKey

_YES, _NO = "yes", "no"
ENCRYPTION: Final = ("encrypted", "passphrase", "again")
_LOST = "nobody opens the study without it, and nothing brings it back: write it down"


class NewPassphrase(Field):
    """A passphrase to make up; the line below says what its length is worth."""

    def __init__(self) -> None:
        super().__init__("Passphrase", PassphraseInput(), hint=_LOST, id="passphrase")

    @on(Input.Changed)
    def _weigh(self, event: Input.Changed) -> None:
        self.show_hint(strength(len(event.value)) if event.value else _LOST)


def encryption_fields() -> Iterator[Field]:
    """Yield the three fields; the last two show once encryption is chosen."""
    yield Field(
        "Encrypted",
        ChoiceRow([(_NO, "no"), (_YES, "yes, with a passphrase")], _NO),
        hint="encrypted: unreadable for whoever finds the file, the laptop or a backup",
        id="encrypted",
    )
    yield NewPassphrase()
    yield Field("The same again", PassphraseInput(), id="again")


def show_encryption(screen: Screen[None]) -> None:
    """Show the passphrase fields when they are needed."""
    for name in ("passphrase", "again"):
        screen.query_one(f"#{name}", Field).display = _wanted(screen)


def _wanted(screen: Screen[None]) -> bool:
    return screen.query_one("#encrypted", Field).value == _YES


def refusals(screen: Screen[None]) -> list[tuple[str, str]]:
    """Return what stops the encryption that was chosen, as field and sentence."""
    if not _wanted(screen):
        return []
    from focusgroup.store import sqlcipher

    try:
        sqlcipher.driver()
    except CipherMissing as missing:
        return [("encrypted", str(missing))]
    typed, again = (screen.query_one(f"#{name}", Field).value for name in ("passphrase", "again"))
    if len(typed) < SHORTEST:
        return [("passphrase", f"Expected {SHORTEST} characters at least, such as four words.")]
    if typed != again:
        return [("again", "This is not the same. Type the passphrase once more.")]
    return []


def with_new_key(screen: Screen[None], make: Callable[[FileKey | None], None]) -> None:
    """Call `make` with the key of what was typed, derived in a thread; None for a plain study."""
    if not _wanted(screen):
        make(None)
        return
    passphrase = Passphrase(screen.query_one("#passphrase", Field).value)
    app = screen.app

    def derived(key: FileKey) -> None:
        if screen.is_current:  # Ctrl+S twice makes one study
            make(key)

    def derive() -> None:
        key = passphrase.new_key()
        passphrase.wipe()
        app.call_from_thread(derived, key)

    screen.run_worker(derive, thread=True, group="passphrase")

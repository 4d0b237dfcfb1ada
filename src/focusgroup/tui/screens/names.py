"""First names typed again: after a restart they are gone, for they are never written."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from focusgroup.domain.session import Seat, Session
from focusgroup.privacy import roster_warnings
from focusgroup.room.names import NameCards
from focusgroup.room.room import MODERATOR
from focusgroup.room.sealed import is_sealed, names_at_hand, seal
from focusgroup.store import sealed
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.form_page import FormPage, LinesField, seal_field, wants_seal
from focusgroup.tui.screens.setup_words import card_from, card_text
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.form import Field
from focusgroup.tui.widgets.key_footer import KeyFooter

_NOTE = "These stay in this program's memory until it ends; nothing of them is ever written ◌"
_SEALABLE = "These stay in memory ◌ unless you have them sealed below in this encrypted study"


class NamesScreen(StudyScreenBase):
    """One line a seat; keeping them tells the masking whom to look for."""

    CSS_PATH = "names.tcss"
    AUTO_FOCUS = ""
    HELP: ClassVar[str] = (
        "Who sits behind which code. Type the first name, then a surname and, in brackets, what "
        "else the person is called: Ana Brook (Annie). All of it is masked when somebody types "
        "it into a comment.\n\n"
        "Names are kept in memory only. After a restart they are typed again here; a second "
        "window on the same study gets them from the first one by itself. Seats of people who "
        "came late are here too.\n\n"
        "In an encrypted study (focusgroup encrypt) they can be sealed for a session over several "
        "days: a table that no undo, no report and no other laptop meets, gone when the study is "
        "closed or made plain.\n\n"
        "Ctrl+S keeps them for as long as the program runs, Esc leaves them as they were."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep in memory", id="names.keep", priority=True),
    ]

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self._session_id = session_id

    def compose(self) -> ComposeResult:
        """Lay out a line for each seat, then everybody else."""
        self._seats = self.study.file.seats(self._session_id)
        session = self.study.file.row(Session, self._session_id)
        names = self._known()
        self._was_sealed = is_sealed(self.study.file, self._session_id)
        yield Static(
            Content.assemble(
                ("Names of ", "bold"), (safe(session.code if session else ""), "bold $accent")
            ),
            classes="form-title",
        )
        note = _SEALABLE if self.study.file.encrypted else _NOTE
        yield Static(note, classes="form-note", markup=False)
        with FormPage():
            for number, seat in enumerate(self._seats):
                card = names.cards.get(seat.code)
                yield Field(
                    seat.code,
                    value=card_text(card) if card else "",
                    placeholder="first name",
                    hint=_bands(seat),
                    id=f"seat-{number}",
                )
            leader = session.leader if session else MODERATOR
            yield Field(leader.capitalize(), value=card_text(names.moderator), id="moderator")
            yield Field(
                "Note-takers",
                value=", ".join(card_text(card) for card in names.note_takers),
                hint="with commas between them",
                id="takers",
            )
            yield LinesField(
                "Never write",
                "\n".join(names.never_write),
                hint="clients, sites, teams, one a line",
                id="never_write",
            )
            if self.study.file.encrypted:
                yield seal_field(self._was_sealed)
        yield Static("", id="names-warnings", markup=False)
        yield KeyFooter(order=("names.keep", "screen.back"))

    def _known(self) -> NameCards:
        held = self.study.names.get(self._session_id)
        return held or names_at_hand(self.study.file, self._session_id) or NameCards()

    def on_mount(self) -> None:
        """Begin with the first seat."""
        self.query_one(FormPage).focus_first()

    def typed(self) -> NameCards:
        """Return what is typed; a new object, so that a room sees the difference."""
        held = self.study.names.get(self._session_id) or NameCards()
        cards = {
            seat.code: card
            for number, seat in enumerate(self._seats)
            if (card := card_from(self.query_one(f"#seat-{number}", Field).value))
        }
        takers = [card_from(each) for each in self.query_one("#takers", Field).value.split(",")]
        return NameCards(
            cards=cards,
            moderator=card_from(self.query_one("#moderator", Field).value),
            note_takers=[card for card in takers if card],
            elsewhere=held.elsewhere,
            never_write=self.query_one("#never_write", LinesField).lines,
        )

    @on(Input.Changed)
    def _warn(self) -> None:
        said = roster_warnings(self.typed().people())
        self.query_one("#names-warnings", Static).update(Content(safe("  ".join(said))))

    @on(FormPage.Finished)
    def action_keep(self) -> None:
        """Keep the names in memory, and in an encrypted study when that is wanted."""
        names = self.typed()
        self.study.names[self._session_id] = names
        try:
            where = self._seal(names)
        except StoreError as error:
            self.tell(f"{error} The names are in memory.", severity="error")
            return
        self.tell(f"{len(names.cards)} names are {where}. They are masked from now on.")
        self.app.pop_screen()

    def _seal(self, names: NameCards) -> str:
        if wants_seal(self):
            seal(self.study.file, self._session_id, names)
            return "sealed in this study"
        if self._was_sealed:
            sealed.drop(self.study.file, self._session_id)
        return "in memory"


def _bands(seat: Seat) -> str:
    return " · ".join(each for each in (seat.department, seat.role, seat.tenure) if each)

"""Who has which code, once: for the cards on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.session import Session
from focusgroup.room.names import NameCard
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.setup_words import card_text
from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from focusgroup.domain.session import Seat


class NameCardsScreen(StudyScreenBase):
    """Shows codes beside names, by chair; the names come from memory and go nowhere."""

    CSS_PATH = "name_cards.tcss"
    HELP: ClassVar[str] = (
        "Who has which code. Codes were shuffled, so they do not follow the chairs. Write first "
        "name and code on each card and put it out; the note-taker types the code's number.\n\n"
        "The names are in this program's memory only. F4 in the group shows them again until the "
        "program ends."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "run",
            "run it",
            id="cards.run",
            tooltip="The moderator's or facilitator's view",
            priority=True,
        ),
        Binding("t", "note", "note-taker's view", id="cards.note"),
        Binding("escape", "back", "study", id="cards.back", tooltip="Back to the study"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Lay the cards out."""
        with Vertical(id="cards"):
            yield Static(
                Content.assemble(
                    (safe(f"{self.session.code} {self.session.label}"), "bold $accent"),
                    (" is set up.", "bold"),
                )
            )
            yield Static(
                "Codes are shuffled. Put these cards out; names are in memory only ◌",
                classes="hint",
            )
            yield Static(
                Content.styled(f"  {'chair':<8}{'code':<8}{'card ◌'}", "$foreground-muted"),
                id="cards-columns",
            )
            yield RowList(id="cards-list")
        yield KeyFooter(order=("cards.run", "cards.note", "cards.back"))

    def on_mount(self) -> None:
        """Show seats by chair."""
        cards = self.study.names[self.session.id].cards if self._known else {}
        seats = sorted(self.study.file.seats(self.session.id), key=lambda seat: seat.place)
        self.query_one(RowList).set_rows(
            [
                (pad(str(seat.place), 8), "muted"),
                (pad(safe(seat.code), 8), "code"),
                (pad(safe(card_text(cards.get(seat.code, NameCard()))) or "–", 30), "strong"),
                (safe(_bands(seat)), "muted"),
            ]
            for seat in seats
        )

    @property
    def _known(self) -> bool:
        return self.session.id in self.study.names

    def action_run(self) -> None:
        """Enter the moderator's view."""
        self._live("run")

    def action_note(self) -> None:
        """Enter the note-taker's view."""
        self._live("note")

    def _live(self, view: str) -> None:
        from focusgroup.tui.screens.live import live_screen

        try:
            screen = live_screen(self.study, self.session.id, view)
        except StoreError as error:
            self.tell(str(error), severity="error", timeout=20)
            return
        self.app.switch_screen(screen)


def _bands(seat: Seat) -> str:
    return " · ".join(each for each in (seat.department, seat.role, seat.tenure) if each)

"""A sheet over the board: what its dialogs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input, Static

from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.leaving_words import close_on_withdrawal
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.wall.rows import PlainRows
from focusgroup.tui.widgets.cells import fit, safe
from focusgroup.tui.widgets.form import LineInput
from focusgroup.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from focusgroup.room.wall.boards import WallRoom
    from focusgroup.tui.app import FocusGroupApp

Result = TypeVar("Result")


class WallSheet(ModalScreen[ScreenResultType]):
    """A sheet on one board; Esc closes it."""

    CSS_PATH = "wall.tcss"
    KEYS: ClassVar[tuple[str, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", id="sheet.close"),
    ]

    def __init__(self, room: WallRoom, head: str) -> None:
        super().__init__()
        self.room = room
        self._head = head

    def compose(self) -> ComposeResult:
        """Lay head, body and keys out."""
        with Vertical(classes="wall-sheet"):
            yield Static(Content(safe(self._head)), classes="wall-sheet--head")
            yield from self.body()
            yield Static("", classes="wall--error", markup=False)
        yield KeyFooter(order=self.KEYS)

    def body(self) -> ComposeResult:
        """Yield what the sheet holds."""
        yield from ()

    def refuse(self, sentence: str) -> None:
        """Say beside the words what was not taken; "" takes it away."""
        self.query_one(".wall--error", Static).update(
            Content(safe(f"✗ {sentence}" if sentence else ""))
        )

    def tell(self, sentence: str) -> None:
        """Show a toast."""
        cast("FocusGroupApp", self.app).tell(sentence)

    def attempt(self, do: Callable[[], Result]) -> Result | None:
        """Do something with the study file; a failure becomes a sentence, and the words stay."""
        try:
            done = do()
        except StoreError as error:
            self.refuse(str(error))
            return None
        self.refuse("")
        return done

    def action_close(self) -> None:
        """Close the sheet."""
        self.dismiss(None)


class WholeCard(WallSheet[None]):
    """All words of one card."""

    HELP: ClassVar[str] = "All words of one card. Esc closes."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", "close", show=False)]

    def __init__(self, room: WallRoom, text: str, about: str) -> None:
        super().__init__(room, about)
        self._text = text

    def on_mount(self) -> None:
        """Go when the words do."""
        close_on_withdrawal(self)

    def body(self) -> ComposeResult:
        """Yield the words."""
        yield Static(Content(safe(self._text)), classes="wall-sheet--text")


class WriteCards(WallSheet[None]):
    """Cards typed one after the other."""

    HELP: ClassVar[str] = (
        "Type a card and press Enter: it goes up without your name, and the next one opens. "
        "Esc ends."
    )

    def __init__(self, room: WallRoom) -> None:
        super().__init__(room, room.desk.board.question)
        self._count = 0

    def body(self) -> ComposeResult:
        """Yield the line."""
        yield LineInput(placeholder="one answer a card; Enter puts it up", id="card-line")
        yield Static("", id="card-count", classes="wall--hint", markup=False)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self.dismiss(None)
            return
        card = self.attempt(lambda: self.room.cards.write(event.value))
        if card is None:
            return  # refused: the words stay
        event.input.value = ""
        self._count += 1
        shown = fit(safe(card.text), 50)
        self.query_one("#card-count", Static).update(Content(f"{self._count} up: {shown}"))


class Similar(WallSheet[list[str]]):
    """Cards that say much the same, to put together or not."""

    HELP: ClassVar[str] = (
        "Cards that share telling words with the one in hand, most alike first. Space marks one, "
        "Enter puts the marked ones to it; Esc leaves all as it is. Nothing moves by itself."
    )
    KEYS = ("similar.mark", "similar.take")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "mark", id="similar.mark"),
        Binding("enter", "take", "put together", id="similar.take", priority=True),
    ]

    def __init__(self, room: WallRoom, card: str) -> None:
        super().__init__(room, room.desk.text_of(room.desk.cards[card]))
        self._offers = [other for other, _ in room.cards.like(card)]
        self._marked: set[str] = set()

    def body(self) -> ComposeResult:
        """Yield the offers."""
        yield PlainRows(id="similar-rows", empty="No other card says much the same.")

    def on_mount(self) -> None:
        """Show the offers."""
        close_on_withdrawal(self)
        self._show()
        self.query_one(RowList).focus()

    def _show(self) -> None:
        groups = self.room.desk.clusters
        self.query_one(RowList).set_rows(
            [
                ("● " if card.id in self._marked else "○ ", "accent"),
                (safe(self.room.desk.text_of(card)), ""),
                (f"  {groups[card.cluster].name}" if card.cluster in groups else "", "muted"),
            ]
            for card in self._offers
        )

    def action_mark(self) -> None:
        """Mark the card in hand, or not."""
        at = self.query_one(RowList).cursor
        if at is not None and at < len(self._offers):
            self._marked ^= {self._offers[at].id}
            self._show()

    def action_take(self) -> None:
        """Answer with the marked cards, in the order offered."""
        self.dismiss([card.id for card in self._offers if card.id in self._marked])


class NameGroup(WallSheet[str]):
    """Names that people wrote for one group, and the one it gets."""

    HELP: ClassVar[str] = (
        "Everybody types a name in turn and presses Enter; what others wrote stays hidden "
        "meanwhile, and word-for-word duplicates are dropped. Down shows the names and walks over "
        "them, Ctrl+S gives the group the one in hand, or the one just typed. Esc leaves it as it "
        "is; the names written stay."
    )
    KEYS = ("naming.give",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "give", "give this name", id="naming.give", priority=True),
        Binding("up", "walk(-1)", "name up", show=False),
        Binding("down", "walk(1)", "name down", show=False),
    ]

    def __init__(self, room: WallRoom, cluster: str) -> None:
        held = room.desk.clusters.get(cluster)
        now = f", now: {held.name}" if held is not None and held.name else ""
        super().__init__(room, f"A name for this group{now}")
        self._cluster = cluster
        self._hidden = True  # while people write; one who has read others' names repeats them

    def body(self) -> ComposeResult:
        """Yield the line and the names."""
        yield LineInput(placeholder="write a name; Enter adds it", id="name-line")
        yield Static("", id="name-count", classes="wall--hint", markup=False)
        yield PlainRows(id="name-rows", empty="No name written yet.")

    def on_mount(self) -> None:
        """Show what was written; the keyboard stays in the line."""
        self.query_one(RowList).can_focus = False
        self._show()
        self.query_one(LineInput).focus()

    def _show(self) -> None:
        names = self.room.cards.proposed(self._cluster)
        rows = self.query_one(RowList)
        rows.display = not self._hidden
        rows.set_rows([(safe(name), "")] for name in names)
        told = "1 name is written" if len(names) == 1 else f"{len(names)} names are written"
        more = ", hidden while people write. Down shows them." if self._hidden else "."
        self.query_one("#name-count", Static).update(Content(told + more))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self.action_give()
            return
        made = self.attempt(lambda: (self.room.cards.propose(self._cluster, event.value),))
        if made is None:
            return
        if made[0] is None:
            self.tell("That name is written already, word for word.")
        event.input.value = ""
        self._show()

    def action_walk(self, step: int) -> None:
        """Show the names, and walk over them."""
        rows = self.query_one(RowList)
        if self._hidden:
            self._hidden = False
            self._show()
            return
        if rows.row_total():
            rows.cursor = max(0, min((rows.cursor or 0) + step, rows.row_total() - 1))

    def action_give(self) -> None:
        """Give the group the name in hand, a name just typed first."""
        typed = self.query_one(LineInput).value.strip()
        names = self.room.cards.proposed(self._cluster)
        at = self.query_one(RowList).cursor
        if not typed and (at is None or at >= len(names)):
            self.refuse("Write a name first.")
            return
        if not typed and self._hidden and len(names) > 1:
            self.action_walk(0)  # nobody can choose among names unseen
            return
        wanted = typed or names[at or 0]
        given = self.attempt(lambda: (self.room.cards.name(self._cluster, wanted),))
        if given is not None:
            self.dismiss(given[0])

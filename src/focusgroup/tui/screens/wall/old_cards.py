"""Cards of earlier work: chosen from another board, or from another study's file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from focusgroup.domain.comment import Comment
from focusgroup.domain.wall import Board, Card
from focusgroup.store.earlier import EarlierCard
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.leaving_words import close_on_withdrawal
from focusgroup.tui.screens.open_file import study_folder, typed_path
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.wall import faces
from focusgroup.tui.screens.wall.rows import PlainRows
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.form import LineInput
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line

if TYPE_CHECKING:
    from focusgroup.room.wall.boards import WallRoom

Result = TypeVar("Result")


class OldCards(StudyScreenBase):
    """First where from, then which."""

    CSS_PATH = "wall.tcss"
    HELP: ClassVar[str] = (
        "Cards of earlier work. Type the file of another study and press Enter, or Down and Enter "
        "for another board of this study. Then Space marks a card, a marks all; Ctrl+S puts the "
        "marked ones up, marked ◷ as old. The other file is only read; its seats are nobody's "
        "code here, and every word is masked with this study's names."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "bring", "put up", id="old.bring", priority=True),
        Binding("space", "mark", "mark", id="old.mark"),
        Binding("a", "mark_all", "mark all", id="old.all"),
        Binding("down", "into_list", "to the list", show=False),
    ]

    def __init__(self, room: WallRoom) -> None:
        super().__init__()
        self.room = room
        self._boards: list[Board] = []
        self._board: Board | None = None
        self._kept: list[Card] = []  # of a board of this study
        self._words: list[str] = []  # what its cards say
        self._told: list[EarlierCard] = []  # of another file
        self._marked: set[int] = set()

    def compose(self) -> ComposeResult:
        """Lay the file line and the list out."""
        yield Static("Cards of earlier work", classes="wall--head")
        yield LineInput(placeholder="another study's file, then Enter", id="pick-line")
        yield Static("", id="old-say", classes="wall--hint", markup=False)
        yield PlainRows(id="old-rows", empty="Nothing here yet.")
        yield Static("", classes="wall--error", markup=False)
        yield KeyFooter(order=("old.bring", "old.mark", "old.all", "screen.back"))

    def on_mount(self) -> None:
        """Offer the other boards of this study."""
        close_on_withdrawal(self)
        self._boards = self._attempt(self.room.earlier.boards) or []
        self._show()
        self.query_one(LineInput).focus()

    def _attempt(self, do: Callable[[], list[Result]]) -> list[Result] | None:
        try:
            done = do()
        except StoreError as error:
            self._refuse(str(error))
            return None
        self._refuse("")
        return done

    def _refuse(self, sentence: str) -> None:
        told = f"✗ {sentence}" if sentence else ""
        self.query_one(".wall--error", Static).update(Content(safe(told)))

    @property
    def _choosing(self) -> bool:
        """Whether a source is chosen and its cards are listed."""
        return bool(self._kept or self._told)

    def _show(self) -> None:
        rows = self.query_one(RowList)
        if self._choosing:
            texts = self._words if self._kept else []
            texts = texts + [f"{c.text}  ({c.group})" if c.group else c.text for c in self._told]
            rows.set_rows(self._line(at, text) for at, text in enumerate(texts))
            said = f"{len(texts)} cards, {len(self._marked)} marked. Space marks, a marks all."
        else:
            rows.set_rows([("board  ", "muted"), (safe(b.question), "")] for b in self._boards)
            said = "A file of another study, or one of these boards:"
        self.query_one("#old-say", Static).update(Content(said))

    def _say(self, card: Card) -> str:
        if card.text or not card.comment:
            return card.text
        comment = self.study.file.row(Comment, card.comment)
        return comment.text if comment else faces.GONE

    def _line(self, at: int, text: str) -> Line:
        return [("● " if at in self._marked else "○ ", "accent"), (safe(text), "")]

    @on(Input.Submitted)
    def _file(self, event: Input.Submitted) -> None:
        event.stop()
        path = typed_path(event.value, study_folder(self.program))
        if not event.value.strip() or path is None:
            self._refuse("Type the path of another study's file.")
            return
        told = self._attempt(lambda: self.room.earlier.of_file(path))
        if told is None:
            return
        if not told:
            self._refuse("That study holds no cards and no flip-chart lines.")
            return
        self._kept, self._told, self._marked = [], told, set()
        self._show()
        self.query_one(RowList).focus()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        if self._choosing:
            self.action_mark()
            return
        self._board = self._boards[event.index]
        board = self._board
        kept = self._attempt(lambda: self.room.earlier.of_board(board))
        words = self._attempt(lambda: [self._say(card) for card in kept or []])
        if kept is None or words is None:
            return
        self._kept, self._words = kept, words
        if not kept:
            self._refuse("There is no card on that board.")
        self._show()

    def action_into_list(self) -> None:
        """Go from the line into the list."""
        if self.query_one(LineInput).has_focus:
            self.query_one(RowList).focus()

    def action_mark(self) -> None:
        """Mark the card in hand, or not."""
        rows = self.query_one(RowList)
        if self._choosing and rows.cursor is not None:
            self._marked ^= {rows.cursor}
            at = rows.cursor
            self._show()
            rows.cursor = min(at + 1, rows.row_total() - 1)

    def action_mark_all(self) -> None:
        """Mark all; where all are marked, none."""
        if self._choosing:
            every = set(range(self.query_one(RowList).row_total()))
            self._marked = set() if self._marked == every else every
            self._show()

    def action_bring(self) -> None:
        """Put the marked cards up, marked old."""
        if not self._marked:
            self._refuse("Mark a card first: Space marks, a marks all.")
            return
        marked, board = sorted(self._marked), self._board
        if self._told:
            made = self._attempt(lambda: self.room.earlier.bring([self._told[at] for at in marked]))
        else:
            assert board is not None, "kept cards are of a board"
            made = self._attempt(
                lambda: self.room.earlier.bring_kept([self._kept[at] for at in marked], board)
            )
        if made is not None:
            self.app.pop_screen()
            self.tell(f"{len(made)} cards of earlier work put up, marked {faces.OLD}.")

"""The boards of a study, and a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from focusgroup.domain.element import Frame
from focusgroup.domain.session import Session
from focusgroup.domain.wall import Board, BoardKind, Card
from focusgroup.room.wall.boards import boards, make_board, step, take_away
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.form_page import FormPage
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.wall import faces
from focusgroup.tui.widgets.cells import fit, pad, safe
from focusgroup.tui.widgets.form import ChoiceRow, Field
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line
from focusgroup.wall import kj

_QUESTION_CELLS, _CARDS_CELLS = 20, 10


class BoardsScreen(StudyScreenBase):
    """Every board with its step and its cards."""

    CSS_PATH = "wall.tcss"
    HELP: ClassVar[str] = (
        "The boards of this study. n makes one: a KJ round in eight steps with its timers, or a "
        "free board. Enter opens one. A board holds cards made from comments or typed, groups of "
        "cards, names for the groups, and votes on them.\n\n"
        "x takes a board away, u brings it back. u takes a new board back too, and Ctrl+Y does it "
        "again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "new board", id="boards.new", tooltip="Make a board"),
        Binding("x,delete", "take_away", "take away", id="boards.remove", tooltip="Take it away"),
        Binding("u,ctrl+z", "step(True)", "undo", id="boards.undo", show=False,
                tooltip="Bring it back"),
        Binding("ctrl+y", "step(False)", "redo", id="boards.redo", show=False,
                tooltip="Do it again"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._boards: list[Board] = []

    def compose(self) -> ComposeResult:
        """Lay the list out."""
        yield Static("The wall", classes="form-title")
        yield RowList(id="boards", empty="No board yet. n makes one.")
        yield KeyFooter(order=("rows.open", "boards.new", "boards.remove", "screen.back"))

    def on_mount(self) -> None:
        """Give the keyboard to the list."""
        self.query_one(RowList).focus()

    def on_screen_resume(self) -> None:
        """Read the boards again."""
        self._load()

    def _load(self) -> None:
        try:
            self._boards = boards(self.study.file)
            cards = Counter(card.board for card in self.study.file.rows(Card))
            frame = self.study.file.frame
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        told = [(faces.about(board, frame), _step_words(board)) for board in self._boards]
        about_cells, step_cells = (
            max((cell_len(each[at]) for each in told), default=0) + 2 for at in (0, 1)
        )
        label = max(_QUESTION_CELLS, self.size.width - 5 - about_cells - step_cells - _CARDS_CELLS)
        rows: list[Line] = [
            [
                (pad(fit(safe(board.question), label - 1), label), ""),
                (pad(safe(about), about_cells), "code"),
                (pad(step, step_cells), "muted"),
                (pad(f"{cards[board.id]} cards", _CARDS_CELLS, right=True), ""),
            ]
            for board, (about, step) in zip(self._boards, told, strict=True)
        ]
        self.query_one(RowList).set_rows(rows)

    def _in_hand(self) -> Board | None:
        at = self.query_one(RowList).cursor
        return self._boards[at] if at is not None and at < len(self._boards) else None

    @on(RowList.Chosen)
    def _open(self) -> None:
        board = self._in_hand()
        if board is not None:
            open_board(self, board.id)

    def action_new(self) -> None:
        """Make a board."""
        try:
            screen = NewBoardScreen(self.study.file.frame, self.study.file.sessions())
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        self.app.push_screen(screen)

    def action_take_away(self) -> None:
        """Take the board in hand away."""
        board = self._in_hand()
        if board is None:
            return
        try:
            take_away(self.study.file, board.id)
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        self.tell("The board is taken away; u brings it back.")
        self._load()

    def action_step(self, back: bool) -> None:
        """Take back the last thing done in this list, or do it again."""
        try:
            done = step(self.study.file, back=back)
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        words, other = ("Undone", "; Ctrl+Y does it again") if back else ("Done again", "")
        nothing = "Nothing to undo here." if back else "Nothing to redo here."
        self.tell(f"{words}: {done.label}{other}." if done else nothing)
        self._load()


def _step_words(board: Board) -> str:
    rule = kj.rule(board.step)
    return f"{kj.number(board.step)} {rule.title}" if rule else "free board"


class NewBoardScreen(StudyScreenBase):
    """The focus question, and what the board is for."""

    CSS_PATH = "wall.tcss"
    HELP: ClassVar[str] = (
        "A new board. The focus question stays on view; cards answer it. “current” asks for "
        "the situation now, “desired” for the one wished for, “gap” for what lies between; make "
        "one of each for each element.\n\n"
        "A KJ round leads through eight steps with timers; a free board has none. The group is "
        "whose seats take part and vote."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "make", "make the board", id="new-board.make", priority=True),
    ]

    def __init__(self, frame: Frame, sessions: Sequence[Session]) -> None:
        super().__init__()
        self._frame = frame
        self._sessions = sessions

    def compose(self) -> ComposeResult:
        """Lay the fields out."""
        kinds = [(kind.value, faces.KINDS[kind]) for kind in BoardKind]
        elements = [("", "all"), *((e.key, e.name) for e in self._frame.elements)]
        groups = [(s.id, s.code) for s in self._sessions]
        ways = [("kj", "KJ round"), ("free", "free board")]
        yield Static("New board", classes="form-title")
        with FormPage():
            yield Field(
                "Focus question", id="question",
                placeholder="What keeps us from keeping our promises?",
            )  # fmt: skip
            yield Field("Way", ChoiceRow(ways, "kj"), id="way")
            yield Field("Kind", ChoiceRow(kinds, BoardKind.OPEN.value), id="kind")
            yield Field("Element", ChoiceRow(elements, ""), id="element")
            yield Field(
                "Group",
                ChoiceRow([*groups, ("", "none")], groups[-1][0] if groups else ""),
                hint="whose seats take part and vote",
                id="group",
            )
        yield KeyFooter(order=("new-board.make", "screen.back"))

    def on_mount(self) -> None:
        """Begin with the question."""
        self._field("question").focus()

    def _field(self, name: str) -> Field:
        return self.query_one(f"#{name}", Field)

    @on(FormPage.Finished)
    def action_make(self) -> None:
        """Make the board and open it."""
        session = self._field("group").value or None
        try:
            board = make_board(
                self.study.file,
                self.study.wall_scrubber(session),
                self._field("question").value,
                kj=self._field("way").value == "kj",
                kind=self._field("kind").value,
                element=self._field("element").value,
                session=session,
            )
        except StoreError as error:
            self._field("question").show_error(str(error))
            self._field("question").focus()
            return
        self.app.pop_screen()
        open_board(self, board.id)


def open_board(screen: StudyScreenBase, board_id: str, *, at: str = "") -> None:
    """Open a board above a screen, at a card or a group of it; a refusal becomes a sentence."""
    from focusgroup.tui.screens.wall.board import BoardScreen

    try:
        room = screen.study.wall(board_id)
    except StoreError as error:
        screen.tell(str(error), severity="error")
        return
    screen.app.push_screen(BoardScreen(room, at=at))

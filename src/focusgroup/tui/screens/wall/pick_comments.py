"""Comments to make cards of: found by words, group or element, and marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from focusgroup.domain.comment import Comment, CommentKind, Tag, Valence, Vocabulary, Voice
from focusgroup.domain.guide import Kind
from focusgroup.domain.session import Seat
from focusgroup.store.errors import StoreError
from focusgroup.store.feed import Feed
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.wall.rows import PlainRows
from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.form import LineInput
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line

if TYPE_CHECKING:
    from focusgroup.room.wall.boards import WallRoom

_FOLLOW_S = 0.5


class PickComments(StudyScreenBase):
    """A typing line and what it finds."""

    CSS_PATH = "wall.tcss"
    HELP: ClassVar[str] = (
        "Comments to make cards of. Type words, a group's code such as G1, #element, or a sign "
        "(+ - !) to shorten the list. Down or Tab goes to the list; there Space marks a comment, a "
        "marks all that are shown. Ctrl+S makes a card of each marked one; the card keeps its "
        "comment and shows its words as they stand. Esc leaves without."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "bring", "make cards", id="pick-comments.bring", priority=True),
        Binding("space", "mark", "mark", id="pick-comments.mark"),
        Binding("a", "mark_all", "mark all shown", id="pick-comments.all"),
        Binding("down", "into_list", "to the list", show=False),
    ]

    def __init__(self, room: WallRoom) -> None:
        super().__init__()
        self.room = room
        self._every: list[Comment] = []
        self._keys: dict[str, str] = {}  # what a comment is found by
        self._codes: dict[str, str] = {}
        self._shown: list[Comment] = []
        self._marked: set[str] = set()
        self._feed = Feed(room.desk.file)

    def compose(self) -> ComposeResult:
        """Lay the typing line and the list out."""
        yield Static(Content(safe(self.room.desk.board.question)), classes="wall--head")
        yield LineInput(placeholder="words, G1, #element, + - !", id="pick-line")
        yield Static("", id="pick-count", classes="wall--hint", markup=False)
        yield PlainRows(id="pick-comments", empty="No comment like that. Delete some letters.")
        yield KeyFooter(
            order=("pick-comments.bring", "pick-comments.mark", "pick-comments.all", "screen.back")
        )

    def on_mount(self) -> None:
        """Read the comments; a board of an element begins with that element's."""
        try:
            self._read()
        except StoreError as error:
            self.tell(str(error), severity="error")
        line = self.query_one(LineInput)
        element = self.room.desk.board.element
        if element:
            line.value = f"#{element} "
            line.cursor_position = len(line.value)
        self._narrow(line.value)
        line.focus()
        self.set_interval(_FOLLOW_S, self._follow)

    def _follow(self) -> None:
        """Read the comments again when another window changed some or somebody has withdrawn."""
        if self.app.screen is not self or self.program.study is None:
            return
        try:
            told = {change.row_table for change in self._feed.news()}
            if told.isdisjoint(("comment", "erasure")):
                return
            self._read()
        except StoreError:
            return  # said when cards are made; the next beat asks again
        rows = self.query_one(RowList)
        at = rows.cursor
        self._narrow(self.query_one(LineInput).value)
        if at is not None and self._shown:
            rows.cursor = min(at, len(self._shown) - 1)

    def _read(self) -> None:
        held = self.study.file
        self._codes, self._keys = {}, {}  # words of somebody who has withdrawn stay in neither
        sessions = {s.id: s.code for s in held.sessions()}
        seats = {s.id: s.code for s in held.rows(Seat)}
        tags: dict[str, list[str]] = {}
        for tag in held.rows(Tag, "vocabulary = ?", (Vocabulary.ELEMENT,)):
            tags.setdefault(tag.comment, []).append(f"#{tag.code}")
        here = {card.comment for card in self.room.desk.cards.values()}
        mine = self.room.desk.board.session
        # Opening answers tell who people are, and are in no report either.
        opening = {
            (s.id, item.id)
            for s in held.sessions()
            for item in held.guide_of(s).items()
            if item.kind is Kind.OPENING
        }
        every = [
            c
            for c in held.rows(Comment, order="session, at_s, id")
            if c.id not in here
            and (c.session, c.item) not in opening
            and c.voice != Voice.TEAM
            and c.kind not in {CommentKind.OBSERVATION, CommentKind.QUESTION}
        ]
        every.sort(key=lambda c: (c.session != mine, len(sessions[c.session]), sessions[c.session]))
        self._every = every
        self._marked &= {comment.id for comment in every}
        for comment in every:
            group, seat = sessions[comment.session], seats.get(comment.seat or "", comment.voice)
            self._codes[comment.id] = f"{group}-{seat}"
            sign = Valence(comment.valence).sign
            told = " ".join(tags.get(comment.id, ()))
            self._keys[comment.id] = f" {sign} {group} {told} {comment.text} ".casefold()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        words = [
            f" {word} " if len(word) == 1 and not word.isalnum() else word
            for word in typed.casefold().split()
        ]
        self._shown = [c for c in self._every if all(w in self._keys[c.id] for w in words)]
        self._show()

    def _show(self) -> None:
        self.query_one(RowList).set_rows(self._line(comment) for comment in self._shown)
        count = f"{len(self._shown)} shown · {len(self._marked)} marked"
        self.query_one("#pick-count", Static).update(Content(count))

    def _line(self, comment: Comment) -> Line:
        return [
            ("● " if comment.id in self._marked else "○ ", "accent"),
            (pad(self._codes[comment.id], 9), "code"),
            (f"{Valence(comment.valence).sign} ", "muted"),
            (safe(comment.text), ""),
        ]

    def action_into_list(self) -> None:
        """Go from the line into the list."""
        if self.query_one(LineInput).has_focus:
            self.query_one(RowList).focus()

    @on(RowList.Chosen)
    def action_mark(self) -> None:
        """Mark the comment in hand, or not."""
        rows = self.query_one(RowList)
        at = rows.cursor
        if at is not None and at < len(self._shown):
            self._marked ^= {self._shown[at].id}
            self._show()
            rows.cursor = min(at + 1, len(self._shown) - 1)

    def action_mark_all(self) -> None:
        """Mark all that are shown; where all are marked, none."""
        shown = {comment.id for comment in self._shown}
        self._marked = self._marked - shown if shown <= self._marked else self._marked | shown
        self._show()

    def action_bring(self) -> None:
        """Make a card of each marked comment, or of the one in hand where none is marked."""
        at = self.query_one(RowList).cursor
        wanted = [c for c in self._every if c.id in self._marked]
        if not wanted and at is not None and at < len(self._shown):
            wanted = [self._shown[at]]
        try:
            made = self.room.cards.bring(wanted)
        except StoreError as error:
            self.tell(str(error), severity="warning")
            return
        self.app.pop_screen()
        self.tell(f"{len(made)} cards made of comments." if len(made) != 1 else "1 card made.")

"""One board: cards walked over, carried and sorted; a KJ round led step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.wall import Step
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.ask_line import AskLine
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.review.picking import Option, Pick
from focusgroup.tui.screens.wall import faces, keys
from focusgroup.tui.screens.wall.sheet import NameGroup, Similar, WholeCard, WriteCards
from focusgroup.tui.widgets.card_board import CardBoard
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.wall.kj import Deed

if TYPE_CHECKING:
    from focusgroup.room.wall.boards import WallRoom
    from focusgroup.store.history import Undone

Result = TypeVar("Result")
_TICK_S = 0.5
_FOLLOW_S = 0.2  # another window's moves show within this; asking costs some 20 us


class BoardScreen(StudyScreenBase):
    """The board, its question, its step and its time."""

    CSS_PATH = "wall.tcss"
    HELP: ClassVar[str] = (
        "One board. n writes cards, c makes cards of comments, o brings cards of earlier work.\n\n"
        "Space picks the card in hand up; arrows carry it; Space puts it down. A digit sends it "
        "into that group, 0 out of all, f asks for the name. g makes a new group of it, s offers "
        "cards that say much the same, S puts such loose cards next to each other. [ and ] move a "
        "whole group, D takes it apart; its cards stay.\n\n"
        "r writes names for the group in hand and gives it one. v votes: ballots carry no name and "
        "are counted when all have voted; t shows the result and joins groups if all agree.\n\n"
        "F7 goes on to the next step of a KJ round, F6 goes back, + and - change its minutes. e "
        "changes a card's words, x takes it off, b shows the comment behind it, F4 the thread "
        "of gaps and tasks that rest on it, u takes the last thing back, Ctrl+Y does it again."
    )
    BINDINGS = keys.BINDINGS

    def __init__(self, room: WallRoom, *, at: str = "") -> None:
        super().__init__()
        self.room = room
        self._begin_at = at  # a card or a group
        self._told_over = ""  # step whose time was told to be over
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Lay question, step and cards out."""
        with Vertical(id="board-head"):
            yield Static("", id="board-question", markup=False)
            yield Static("", id="board-step", markup=False)
            yield Static("", id="board-say", markup=False)
        yield CardBoard(id="board-cards")
        yield KeyFooter(order=keys.FOOTER[Step.FREE])

    def on_mount(self) -> None:
        """Show the board and follow other windows."""
        self.show_all()
        self.query_one(CardBoard).focus()
        if self._begin_at:
            self.call_after_refresh(self.query_one(CardBoard).go_to, self._begin_at)
        self.set_interval(_TICK_S, self.tick)
        self.set_interval(_FOLLOW_S, self._follow)

    def on_screen_resume(self) -> None:
        """Take over what sheets and other windows did."""
        if self.is_mounted:
            self._follow()
            self.show_all()

    # Showing

    def show_all(self) -> None:
        """Bring everything up to date."""
        board = self.room.desk.board
        about = faces.about(board, self.room.desk.frame)
        question = f"{board.question}  ({about})" if about else board.question
        self._put("#board-question", safe(question))
        self.query_one(KeyFooter).put_first(*keys.FOOTER[Step(board.step)])
        self.show_cards()
        self.tick()

    def show_cards(self) -> None:
        """Bring the cards up to date."""
        self.query_one(CardBoard).set_columns(faces.columns(self.room.desk))

    def tick(self) -> None:
        """Bring the step's time up to date, and say once when it is over."""
        over = self.room.steps.rule is not None and self.room.steps.left() < 0
        self._put("#board-step", faces.step_line(self.room)).set_class(over, "-over")
        self._put("#board-say", safe(self._said()))
        step = self.room.desk.board.step
        if over and self._told_over != step:
            self._told_over = step
            self.tell("The time of this step is over. F7 goes on.")
        elif not over:
            self._told_over = ""

    def _put(self, where: str, words: str) -> Static:
        """Write a line where it reads otherwise: each update lays the whole screen out anew."""
        line, told = self.query_one(where, Static), Content(words)
        if line.content != told:
            line.update(told)
        return line

    def _said(self) -> str:
        try:
            return faces.say_line(self.room)
        except StoreError as error:
            return str(error)

    def _follow(self) -> None:
        """Show what another window did; a file that is gone is told once, and when it is back."""
        try:
            self.room.desk.file.log.place.check()
            changed = self.room.desk.follow()
        except StoreError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                self.tell(str(error), severity="error", timeout=20)
            return
        if self._trouble:
            self._trouble = ""
            self.tell(f"{self.room.desk.file.path.name} is at its place again.")
        if changed:
            self.show_all()

    def attempt(self, do: Callable[[], Result]) -> Result | None:
        """Do something with the study file; a failure becomes a sentence, nothing else stops."""
        try:
            return do()
        except StoreError as error:
            self.tell(str(error), severity="warning")
            return None

    def _done(self, do: Callable[[], object], card: str = "") -> None:
        self.attempt(do)
        self.show_cards()
        if card:
            self.query_one(CardBoard).take_in_hand(card)

    # In hand

    def _card(self) -> str:
        card = self.query_one(CardBoard).card_in_hand
        if not card:
            self.tell("No card is in hand here.")
        return card

    def _group(self) -> str:
        group = self.query_one(CardBoard).column_in_hand
        if not group:
            self.tell("No group is in hand: Right goes to one. g makes a group of a card.")
        return group

    def _may(self, deed: Deed) -> bool:
        """Say why something is not done in this step before anything is typed for it."""

        def allowed() -> bool:
            self.room.desk.allow(deed)
            return True

        return bool(self.attempt(allowed))

    # Cards

    def action_write(self) -> None:
        """Write cards."""
        if self._may(Deed.ADD):
            self.app.push_screen(WriteCards(self.room))

    def action_comments(self) -> None:
        """Choose comments to make cards of."""
        from focusgroup.tui.screens.wall.pick_comments import PickComments

        if self._may(Deed.ADD):
            self.app.push_screen(PickComments(self.room))

    def action_old(self) -> None:
        """Bring cards of earlier work."""
        from focusgroup.tui.screens.wall.old_cards import OldCards

        if self._may(Deed.ADD):
            self.app.push_screen(OldCards(self.room))

    def action_reword(self) -> None:
        """Give the card in hand other words."""
        card = self._card()
        if not card or not self._may(Deed.ADD):
            return

        def accept(text: str) -> str:
            try:
                self.room.cards.reword(card, text)
            except StoreError as error:
                return str(error)
            return ""

        now = self.room.desk.text_of(self.room.desk.cards[card])
        self.app.push_screen(
            AskLine("Other words for this card", accept, hint=f"Now: {now}", value=now)
        )

    def action_question(self) -> None:
        """Change the focus question."""

        def accept(text: str) -> str:
            try:
                return "" if self.room.steps.ask(text) else "Write the question."
            except StoreError as error:
                return str(error)

        now = self.room.desk.board.question
        self.app.push_screen(AskLine("The focus question", accept, value=now))

    def action_take_off(self) -> None:
        """Take the card in hand off."""
        card = self._card()
        if card:
            self._done(lambda: self.room.cards.take_off(card))

    @on(CardBoard.Chosen)
    def _chosen(self, event: CardBoard.Chosen) -> None:
        card = self.room.desk.cards.get(event.card)
        if card is None:
            return
        marks = [
            words
            for holds, words in (
                (self.room.desk.contested(card.id), f"{faces.CONTESTED} contested"),
                (bool(card.old), f"{faces.OLD} from earlier work: {card.source}"),
                (bool(card.comment), "from a comment"),
            )
            if holds
        ]
        moves = len(self.room.desk.moves.get(card.id, ()))
        about = " · ".join([*marks, f"moved {moves} times" if moves else "not moved yet"])
        self.app.push_screen(WholeCard(self.room, self.room.desk.text_of(card), about))

    def action_thread(self) -> None:
        """Show what is behind the card or the group in hand, and where it is used."""
        from focusgroup.tui.screens.worksheets.thread import ThreadScreen

        board = self.query_one(CardBoard)
        place = ("card", board.card_in_hand), ("cluster", board.column_in_hand)
        held = next((each for each in place if each[1]), None)
        if held is None:
            self.tell("No card is in hand here.")
        elif self.attempt(lambda: self.study.worksheets.follow()) is not None:
            self.app.push_screen(ThreadScreen(held))

    def action_behind(self) -> None:
        """Show the comment behind the card in hand, where it was said."""
        from focusgroup.tui.screens.review import ReviewScreen

        card = self.room.desk.cards.get(self._card())
        comment = self.room.desk.comments.get(card.comment or "") if card else None
        if comment is None:
            self.tell("No comment is behind this card: it was typed, or comes from earlier work.")
            return
        screen = ReviewScreen(comment.session)
        self.app.push_screen(screen)
        self.app.call_later(lambda: screen.stream.move_to(comment.id))

    # Groups

    @on(CardBoard.Moved)
    def _moved(self, event: CardBoard.Moved) -> None:
        self._done(
            lambda: self.room.cards.move(event.card, event.column or None, event.at),
            "" if event.sent else event.card,
        )

    def action_group(self) -> None:
        """Make a new group of the card in hand."""
        card = self._card()
        if card:
            self.query_one(CardBoard).leave_card()  # to go on with the next one
            self._done(lambda: self.room.cards.group(card))

    def action_into(self) -> None:
        """Choose a group for the card in hand by its name."""
        card = self._card()
        if not card or not self._may(Deed.MOVE):
            return
        board = self.query_one(CardBoard)
        columns = [column for column in board.columns if column.id != board.column_in_hand]
        options = [Option(faces.column_words(column)) for column in columns]

        def chosen(at: int | None) -> None:
            if at is not None:
                board.leave_card()
                self._done(lambda: self.room.cards.move(card, columns[at].id or None))

        self.app.push_screen(Pick("Into which group?", options), chosen)

    def action_similar(self) -> None:
        """Offer similar cards."""
        card = self._card()
        if card and self._may(Deed.MOVE):
            self.app.push_screen(
                Similar(self.room, card),
                lambda others: (
                    self._done(lambda: self.room.cards.together(card, others), card)
                    if others
                    else None
                ),
            )

    def action_near(self) -> None:
        """Put similar loose cards next to each other."""
        moved = self.attempt(self.room.cards.put_near)
        if moved is not None:
            self.tell(f"{moved} loose cards lie in another order; u takes it back.")
        self.show_cards()

    def action_name(self) -> None:
        """Write names for the group in hand."""
        group = self._group()
        if group and self._may(Deed.NAME):
            self.app.push_screen(NameGroup(self.room, group))

    def action_move_group(self, by: int) -> None:
        """Move the group in hand."""
        group = self._group()
        if group:
            self._done(lambda: self.room.cards.move_group(group, by))

    def action_dissolve(self) -> None:
        """Take the group in hand apart."""
        group = self._group()
        if group:
            self._done(lambda: self.room.cards.dissolve(group))

    # Steps and votes

    def action_next(self) -> None:
        """Go on to the next step."""
        if self.room.steps.rule is None:
            self.tell("A free board has no steps. v votes on its groups.")
            return
        self.attempt(self.room.steps.go_on)
        self.show_all()

    def action_step_back(self) -> None:
        """Go back a step."""
        self.attempt(self.room.steps.go_back)
        self.show_all()

    def action_minutes(self, by: int) -> None:
        """Give the step in hand a minute more or less."""
        self.attempt(lambda: self.room.steps.add_minutes(by))
        self.tick()

    def action_vote(self) -> None:
        """Go on with the open voting, or open one."""
        from focusgroup.tui.screens.wall.voting import begin_voting

        begin_voting(self)

    def action_result(self) -> None:
        """Show what the votes came to."""
        from focusgroup.tui.screens.wall.result import ResultScreen

        if self.room.desk.voting is not None:
            self.tell("Nothing is shown before all have voted. v goes on with the voting.")
        elif not self.room.desk.closed:
            self.tell("Nobody has voted yet: v opens the voting.")
        else:
            self.app.push_screen(ResultScreen(self.room))

    # Undo

    def action_undo(self) -> None:
        """Take back this window's last action on this board."""
        self._stepped(self.attempt(self.room.desk.undo), "Undone", "Nothing to undo here.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._stepped(self.attempt(self.room.desk.redo), "Done again", "Nothing to redo here.")

    def _stepped(self, undone: Undone | None, done: str, nothing: str) -> None:
        self.tell(f"{done}: {undone.label}." if undone else nothing)
        self.show_all()

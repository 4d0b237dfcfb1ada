"""The thread on screen: what is behind a row, a card or a comment, and where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.comment import Comment
from focusgroup.domain.wall import Board
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.wall.faces import GONE, OLD
from focusgroup.tui.screens.worksheets.opening import open_place
from focusgroup.tui.screens.worksheets.wording import noun_of
from focusgroup.tui.widgets.cells import fit, safe
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line
from focusgroup.worksheets.outside import CARD, CLUSTER
from focusgroup.worksheets.record import Place
from focusgroup.worksheets.thread import COMMENT, Step, ahead, behind

_NOUNS = {COMMENT: "comment", CLUSTER: "group"}
_LEAST_CELLS = 20  # of a step's words, whatever stands beside them
_FOLLOW_S = 0.5
_DEEPEST = 6  # steps set in; a plan of many tasks in a row would else leave the screen


@dataclass(frozen=True, slots=True, repr=False)
class _Knot:
    """A line of the list: a heading, or a step to go to."""

    words: str
    step: Step | None = None
    lead: str = ""
    note: str = ""  # said of the step in small


class ThreadList(RowList):
    """Headings cannot be chosen."""

    HELP: ClassVar[str] = (
        "The thread of one row, card or comment: the steps it rests on, down to the comments, and "
        "the steps that use it, set in below each other. Enter opens the step in hand where it "
        "lives: a card on its board, a gap on its sheet, a task on the road map, a comment in the "
        "review; Esc there comes back to this line. F4 or Right makes the step in hand the one the "
        "thread is of, Backspace or Left goes back. ◷ marks a card of earlier work."
    )
    knots: tuple[_Knot, ...] = ()

    def can_hold_cursor(self, index: int) -> bool:
        """Tell whether a line leads anywhere."""
        return 0 <= index < len(self.knots) and self.knots[index].step is not None

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Draw a step on one line; of long words the rest stands below the list."""
        *before, (words, tone), note = self.shown[index]
        room = width - sum(cell_len(text) for text, _ in (*before, note))
        return [[*before, (fit(words, max(_LEAST_CELLS, room)), tone), note]]


class ThreadScreen(StudyScreenBase):
    """Begins at one place and follows the links both ways."""

    CSS_PATH = "worksheets.tcss"
    AUTO_FOCUS = "#thread-lines"
    HELP = ThreadList.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,right", "follow", "thread from here", id="thread.follow",
                tooltip="Make the step in hand the one the thread is of"),
        Binding("backspace,left", "step_back", "step back", id="thread.back",
                tooltip="Back to where you came from along the thread"),
        Binding("g", "go", "go to it", id="thread.go", show=False,
                tooltip="Open the step in hand, or what the thread is of, where it lives"),
        Binding("escape", "back", "leave", id="thread.leave", tooltip="Leave the thread"),
    ]  # fmt: skip

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._way = [place]
        self._comments: dict[str, Comment | None] = {}

    def compose(self) -> ComposeResult:
        """Lay what the thread is at, its lines and the one in hand out."""
        yield Static("", id="thread-head", markup=False)
        yield ThreadList(id="thread-lines", empty="Nothing is linked to this yet.")
        yield Static("", id="thread-told", markup=False)
        yield KeyFooter(order=("rows.open", "thread.follow", "thread.back", "thread.leave"))

    def on_mount(self) -> None:
        """Follow other windows: what somebody withdraws leaves this screen too."""
        self.set_interval(_FOLLOW_S, self._follow)

    def _follow(self) -> None:
        if self.app.screen is not self or self.program.study is None:
            return
        try:
            changed = self.study.worksheets.follow()
        except StoreError:
            return  # said at the next action; the next beat asks again
        if changed:
            self._comments.clear()
            self._show(self._in_hand)

    def on_screen_resume(self) -> None:
        """Show it anew, the same line in hand: what is linked may have changed."""
        self._comments.clear()
        try:
            self.study.worksheets.follow()
        except StoreError as error:
            self.tell(str(error), severity="error")
        self._show(self._in_hand)

    @property
    def here(self) -> Place:
        """What the thread is at."""
        return self._way[-1]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer a step back only after a step."""
        return len(self._way) > 1 if action == "step_back" else True

    # Words

    def _comment(self, row_id: str) -> Comment | None:
        if row_id not in self._comments:
            try:
                self._comments[row_id] = self.study.file.row(Comment, row_id)
            except StoreError as error:
                self.tell(str(error), severity="error")
                return None
        return self._comments[row_id]

    def _noun(self, place: Place) -> str:
        return _NOUNS.get(place[0]) or noun_of(place[0])

    def _title(self, place: Place) -> str:
        facts = self.study.worksheets.facts
        if place[0] == CARD:
            return self._card_words(place[1])
        if place[0] != COMMENT:
            return facts.named(*place)
        comment = self._comment(place[1])
        if comment is None:
            return ""
        group = facts.groups.get(comment.session)
        return f"{group.code}  {comment.text}" if group else comment.text

    def _card_words(self, card_id: str) -> str:
        """Return what a card says: its own words, or those of its comment as it stands."""
        card = self.study.worksheets.facts.outside(CARD, card_id)
        if card is None:
            return ""
        said = [c.text for c in map(self._comment, card.comments) if c is not None]
        return card.title or next(iter(said), GONE)

    def _note(self, step: Step) -> str:
        """Return what is to be known of a step beside its words."""
        if step.again:
            return "see above"
        card = self.study.worksheets.facts.outside(*step.place)
        if card is None or step.place[0] != CARD:
            return ""
        told = [] if card.earlier is None else [f"from earlier work: {card.earlier}".strip(": ")]
        if not card.comments:
            told.append("no comment behind it" if told else "typed, no comment behind it")
        if not card.group:
            told.append("in no group")
        return "; ".join(told)

    def _knots(self) -> tuple[_Knot, ...]:
        """Return the lines of the thread at one place."""
        facts, here = self.study.worksheets.facts, self.here
        found: list[_Knot] = []
        for heading, steps in (("Rests on", behind(facts, here)),
                               ("Is used by", ahead(facts, here))):  # fmt: skip
            if steps:
                found.append(_Knot(f"{heading}{_comments_told(steps)}"))
                found += [self._knot(step) for step in steps]
        return tuple(found)

    def _knot(self, step: Step) -> _Knot:
        return _Knot(self._title(step.place), step, self._noun(step.place), self._note(step))

    # Showing

    def _show(self, in_hand: Step | None = None) -> None:
        noun, steps = self._noun(self.here), len(self._way) - 1
        far = f"   {steps} {'step' if steps == 1 else 'steps'} along" if steps else ""
        self.query_one("#thread-head", Static).update(
            Content.assemble(
                ("The thread of a ", "bold"), (noun, "bold $accent"), (far, "$foreground-muted"),
                "\n", safe(self._title(self.here)) or "(removed)",
            )
        )  # fmt: skip
        lines = self.query_one(ThreadList)
        lines.cursor = None
        lines.knots = self._knots()
        lines.set_rows(self._line(knot) for knot in lines.knots)
        lines.cursor = None
        lines.action_first()
        found = (at for at, knot in enumerate(lines.knots) if in_hand and knot.step == in_hand)
        at = next(found, None)
        if at is not None:
            lines.cursor = at
        self._tell_step()
        self.refresh_bindings()

    def _line(self, knot: _Knot) -> Line:
        if knot.step is None:
            return [(safe(knot.words), "muted"), ("", "")]
        set_in = "  " * (1 + min(knot.step.depth, _DEEPEST))
        sign = f"{OLD} " if self._is_old(knot.step.place) else ""
        pieces = [(f"{set_in}{knot.lead:<7}  ", "accent"), (sign, "warning")]
        note = f"  ({safe(knot.note)})" if knot.note else ""
        return [*pieces, (safe(knot.words), "muted" if knot.step.again else ""), (note, "muted")]

    def _is_old(self, place: Place) -> bool:
        card = self.study.worksheets.facts.outside(*place)
        return card is not None and card.earlier is not None

    @on(RowList.Highlighted)
    def _tell_step(self) -> None:
        """Say the line in hand in full, and where Enter opens it."""
        lines = self.query_one(ThreadList)
        at = lines.cursor
        knot = lines.knots[at] if at is not None and at < len(lines.knots) else None
        told = self.query_one("#thread-told", Static)
        told.display = bool(knot and knot.step)
        if knot is not None and knot.step is not None:
            where = self._where(knot.step.place)
            note = f" ({safe(knot.note)})" if knot.note else ""
            told.update(
                Content.assemble(
                    (f"{knot.lead}{where}: ", "$foreground-muted"),
                    safe(knot.words),
                    (note, "$foreground-muted"),
                )
            )

    def _where(self, place: Place) -> str:
        """Return which board a card or a group lies on; the noun of the others tells enough."""
        found = self.study.worksheets.facts.outside(*place)
        if found is None or not found.board:
            return ""
        try:
            board = self.study.file.row(Board, found.board)
        except StoreError:
            return ""  # opening it tells why
        return f" on the board “{safe(board.question)}”" if board else ""

    # Going on

    @property
    def _in_hand(self) -> Step | None:
        lines = self.query_one(ThreadList)
        at = lines.cursor
        return lines.knots[at].step if at is not None and at < len(lines.knots) else None

    def action_follow(self) -> None:
        """Make the step in hand the one the thread is of."""
        step = self._in_hand
        if step is not None:
            self._way.append(step.place)
            self._show()

    def action_step_back(self) -> None:
        """Go one step back along the thread, to the line that was followed."""
        if len(self._way) > 1:
            left = self._way.pop()
            self._show()
            lines = self.query_one(ThreadList)
            for at, knot in enumerate(lines.knots):
                if knot.step is not None and knot.step.place == left:
                    lines.cursor = at
                    break

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """Open the line in hand, or what the thread is at, where it lives."""
        step = self._in_hand
        place = step.place if step is not None else self.here
        comment = self._comment(place[1]) if place[0] == COMMENT else None
        open_place(self, place, comment.session if comment else "")


def _comments_told(steps: tuple[Step, ...]) -> str:
    count = len({step.place for step in steps if step.place[0] == COMMENT})
    return f"   {count} {'comment' if count == 1 else 'comments'} behind it" if count else ""

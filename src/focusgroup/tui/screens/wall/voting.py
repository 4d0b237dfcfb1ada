"""Opening a round of voting, and the box that tells who has voted and nothing of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.wall import Step, VotingKind
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.form_page import FormPage
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.wall import faces
from focusgroup.tui.screens.wall.ballot import BallotScreen
from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.confirm import Confirm
from focusgroup.tui.widgets.form import ChoiceRow, Field
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.wall import ballot

if TYPE_CHECKING:
    from focusgroup.room.wall.boards import WallRoom
    from focusgroup.tui.screens.wall.board import BoardScreen


def begin_voting(screen: BoardScreen) -> None:
    """Open the box of the round that is open, or the sheet that opens one."""
    room = screen.room
    if room.desk.voting is not None:
        screen.app.push_screen(BoxScreen(room))
        return
    names = [name for _, name in room.votes.options()]
    step = Step(room.desk.board.step)
    if step not in {Step.FREE, Step.RANKING, Step.TALLY}:
        screen.tell("Groups are ranked when all have a name, in the step “Ranking”.")
    elif why := ballot.not_ready(names, 1):
        screen.tell(why)
    else:
        screen.app.push_screen(OpenVoting(room))


class OpenVoting(StudyScreenBase):
    """What is agreed before a round begins: the way, the dots, who votes."""

    CSS_PATH = "wall.tcss"
    HELP: ClassVar[str] = (
        "What is agreed before anybody votes. Ranking: each gives 3, 2 and 1 points. Dots: each "
        "has the same number; say beforehand whether several may go on one group. From now on no "
        "new group comes on the list. Ballots carry no name, and nothing is counted before all "
        "have voted. Ctrl+S opens the voting."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "open", "open the voting", id="open-voting.open", priority=True),
    ]

    def __init__(self, room: WallRoom) -> None:
        super().__init__()
        self.room = room
        # Who left early does not vote; who comes back is in the next round.
        self._seats = [seat for seat in room.desk.seats if seat.left_s is None]

    def compose(self) -> ComposeResult:
        """Lay the fields out."""
        options = self.room.votes.options()
        kj = self.room.desk.board.step != Step.FREE
        kinds = [(VotingKind.RANK.value, "rank 3-2-1"), (VotingKind.DOTS.value, "dots")]
        start = VotingKind.RANK if kj else VotingKind.DOTS
        yield Static(f"Vote on {len(options)} groups", classes="form-title")
        with FormPage():
            yield Field("Way", ChoiceRow(kinds, start.value), id="kind")
            yield Field(
                "Dots each", value=str(ballot.usual_dots(len(options))),
                hint="for dots: usually a third of the groups, three to five", id="dots",
            )  # fmt: skip
            yield Field(
                "Several on one",
                ChoiceRow([("no", "not allowed"), ("yes", "allowed")], "no"),
                id="several",
            )
            for one, other in ballot.sound_alike([name for _, name in options])[:2]:
                told = f"! “{one}” and “{other}” sound alike, which splits votes between them."
                yield Static(Content(safe(told)), classes="form-note")
            if self._seats:
                codes = ", ".join(seat.code for seat in self._seats)
                yield Static(Content(f"Seats that vote: {codes}"), classes="form-note")
            else:
                yield Field("How many vote", value="", hint="this board has no seats", id="voters")
        yield Static("", classes="wall--error", markup=False)
        yield KeyFooter(order=("open-voting.open", "screen.back"))

    def on_mount(self) -> None:
        """Begin with the way."""
        self.query_one("#kind", Field).focus()
        self._show_dots()

    @on(ChoiceRow.Changed)
    def _show_dots(self) -> None:
        """Ask for dots only where dots are spent."""
        dots = self.query_one("#kind", Field).value == VotingKind.DOTS
        for name in ("dots", "several"):
            self.query_one(f"#{name}", Field).display = dots

    @on(FormPage.Finished)
    def action_open(self) -> None:
        """Open the round and show its box."""
        voters = [seat.id for seat in self._seats] or self._numbered()
        dots = self._figure("dots", 1, 20)
        if dots is None or voters is None:
            return
        try:
            self.room.votes.open(
                voters,
                kind=self.query_one("#kind", Field).value,
                dots=dots,
                several=self.query_one("#several", Field).value == "yes",
            )
        except StoreError as error:
            self.query_one(".wall--error", Static).update(Content(safe(f"✗ {error}")))
            return
        self.app.switch_screen(BoxScreen(self.room))

    def _numbered(self) -> list[str] | None:
        count = self._figure("voters", 1, 60)
        return None if count is None else [f"V{n}" for n in range(1, count + 1)]

    def _figure(self, name: str, least: int, most: int) -> int | None:
        field = self.query_one(f"#{name}", Field)
        text = field.value.strip()
        if text.isdecimal() and least <= int(text) <= most:
            return int(text)
        field.show_error(f"A number from {least} to {most} is needed.")
        field.focus()
        return None


class BoxScreen(StudyScreenBase):
    """Who has voted, and nothing of what."""

    CSS_PATH = "wall.tcss"
    HELP: ClassVar[str] = (
        "The ballot box. Hand the keyboard to a seat; Enter opens its ballot, which nobody else "
        "looks at. It closes when cast, and the screen keeps nothing of it.\n\n"
        "k counts when all have voted; before, nothing is shown. x takes a seat off that has left. "
        "Delete calls the round off; its ballots are thrown away. Esc goes to the board: the "
        "round stays open."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "count", "count", id="box.count", tooltip="Count when all have voted"),
        Binding("x", "excuse", "seat left", id="box.excuse", tooltip="Take a seat off that left"),
        Binding("delete", "call_off", "call off", id="box.off", tooltip="End without a count"),
    ]

    def __init__(self, room: WallRoom) -> None:
        super().__init__()
        self.room = room
        self._seats: list[str] = []
        self._waiting: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay the seats out."""
        yield Static("", id="box-head", classes="wall--head", markup=False)
        yield Static("", id="box-say", classes="wall--hint", markup=False)
        yield RowList(id="box-rows", empty="Nobody votes in this round.")
        yield KeyFooter(order=("rows.open", "box.count", "box.excuse", "box.off", "screen.back"))

    def on_mount(self) -> None:
        """Give the keyboard to the seats, and follow other windows."""
        self.query_one(RowList).focus()
        self.set_interval(0.5, self._follow)

    def on_screen_resume(self) -> None:
        """Show who has voted by now."""
        self._show(onward=True)

    def _follow(self) -> None:
        if self.app.screen is self:
            self._show()

    def _show(self, *, onward: bool = False) -> None:
        if self.app.screen is not self:  # a resume that comes after this one was left
            return
        try:
            self.room.desk.follow()
            voting = self.room.desk.voting
            if voting is None:
                self.app.pop_screen()
                self.tell("This round is over. t shows what was counted.")
                return
            waiting = self.room.votes.waiting()
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        self._seats, self._waiting = list(voting.seats), set(waiting)
        self.query_one("#box-head", Static).update(Content(faces.round_words(voting)))
        told = (
            f"{len(waiting)} of {len(voting.seats)} have not voted. Hand the keyboard on; Enter "
            "opens a ballot. Nobody else looks."
            if waiting
            else "All have voted. k counts."
        )
        self.query_one("#box-say", Static).update(Content(told))
        rows = self.query_one(RowList)
        rows.set_rows(
            [
                (pad(safe(faces.seat_words(self.room.desk, seat)), 8), "code"),
                ("○ to vote", "") if seat in self._waiting else ("✓ has voted", "muted"),
            ]
            for seat in self._seats
        )
        if onward and waiting:
            rows.cursor = self._seats.index(waiting[0])

    def _in_hand(self) -> str:
        at = self.query_one(RowList).cursor
        return self._seats[at] if at is not None and at < len(self._seats) else ""

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        seat, voting = self._in_hand(), self.room.desk.voting
        if voting is None or not seat:
            return
        if seat not in self._waiting:
            self.tell("That seat has voted already. To vote again, open a new round.")
            return
        self.app.push_screen(BallotScreen(self.room, voting, seat))

    def action_count(self) -> None:
        """Count the round and show what it came to."""
        from focusgroup.tui.screens.wall.result import ResultScreen

        try:
            self.room.votes.close()
        except StoreError as error:
            self.tell(str(error), severity="warning")
            return
        self.app.switch_screen(ResultScreen(self.room))

    def action_excuse(self) -> None:
        """Take the seat in hand off this round, after a yes."""
        seat = self._in_hand()
        code = faces.seat_words(self.room.desk, seat)
        self._ask(
            f"Take {code} off this round?",
            "It will not vote, and the round can be counted without it.",
            lambda: self.room.votes.excuse(seat),
        )

    def action_call_off(self) -> None:
        """End the round without a count, after a yes."""
        self._ask(
            "Call this round off?",
            "The ballots cast so far are thrown away, and nothing is counted.",
            self.room.votes.call_off,
        )

    def _ask(self, question: str, more: str, do: object) -> None:
        def answered(yes: bool | None) -> None:
            if yes and callable(do):
                try:
                    do()
                except StoreError as error:
                    self.tell(str(error), severity="warning")
                self._show()

        self.app.push_screen(Confirm(question, more), answered)

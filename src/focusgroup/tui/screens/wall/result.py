"""What a round came to: points and ties; groups joined only if everybody agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.ask_line import AskLine
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.review.picking import Option, Pick
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.wall import faces
from focusgroup.tui.screens.wall.rows import PlainRows
from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line
from focusgroup.wall.counting import Standing

if TYPE_CHECKING:
    from focusgroup.room.wall.boards import WallRoom


class ResultScreen(StudyScreenBase):
    """The standings of a closed round."""

    CSS_PATH = "wall.tcss"
    HELP: ClassVar[str] = (
        "What the round came to, most points first; equal points share a rank and are marked as a "
        "tie. Ask whether a group won because it is familiar rather than because it matters.\n\n"
        "j asks whether the group in hand is the same as another: they join, and their points add, "
        "only if everybody agrees. v votes again in a new round; Left shows the round before."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "join", "same as …", id="result.join", tooltip="Join if all agree"),
        Binding("v", "again", "vote again", id="result.again", tooltip="A new round"),
        Binding("left", "turn(-1)", "round before", id="result.before"),
        Binding("right", "turn(1)", "round after", id="result.after", show=False),
    ]

    def __init__(self, room: WallRoom) -> None:
        super().__init__()
        self.room = room
        self._at = -1  # which of the closed rounds, from the end
        self._rows: list[Standing] = []

    def compose(self) -> ComposeResult:
        """Lay the standings out."""
        yield Static("", id="result-head", classes="wall--head", markup=False)
        yield Static("", id="result-say", classes="wall--hint", markup=False)
        yield PlainRows(id="result-rows")
        yield KeyFooter(order=("result.join", "result.again", "result.before", "screen.back"))

    def on_mount(self) -> None:
        """Show the last round."""
        self.query_one(RowList).focus()

    def on_screen_resume(self) -> None:
        """Show the standings anew."""
        self._show()

    def _show(self) -> None:
        closed = self.room.desk.closed
        if not closed:
            return
        voting = closed[self._at]
        self._rows = self.room.votes.result(voting)
        self.query_one("#result-head", Static).update(
            Content(f"{faces.round_words(voting)} · {voting.ballots} ballots")
        )
        ties = any(each.tied for each in self._rows)
        again = " There are ties: v votes again." if ties else ""
        later = "" if voting is closed[-1] else " A later round was voted."
        self.query_one("#result-say", Static).update(
            Content(f"Three or four usually stand out.{again}{later}")
        )
        self.query_one(RowList).set_rows(map(self._line, self._rows))

    def _line(self, each: Standing) -> Line:
        return [
            (pad(f"{each.rank}", 3, right=True), "strong"),
            (pad(" = tie" if each.tied else "", 6), "warning"),
            (pad(f"{each.points} points", 10, right=True), "accent"),
            (pad(f"{each.ballots} ballots", 11, right=True) + "  ", "muted"),
            (self._named(each), "strong"),
        ]

    def _named(self, each: Standing) -> str:
        held = self.room.desk.clusters
        names = [safe(held[c].name) for c in each.clusters if c in held]
        return " + ".join(names) or faces.NO_NAME

    def action_turn(self, by: int) -> None:
        """Show the round before or after."""
        self._at = max(-len(self.room.desk.closed), min(-1, self._at + by))
        self._show()

    def action_again(self) -> None:
        """Vote again in a new round."""
        from focusgroup.tui.screens.wall.voting import OpenVoting

        self.app.switch_screen(OpenVoting(self.room))

    def action_join(self) -> None:
        """Ask which group the one in hand is the same as."""
        at = self.query_one(RowList).cursor
        if at is None or at >= len(self._rows):
            return
        mine = self._rows[at]
        others = [each for each in self._rows if each is not mine]
        self.app.push_screen(
            Pick(
                f"“{self._named(mine)}” is the same as",
                [Option(self._named(each)) for each in others],
            ),
            lambda place: self._ask(mine, others[place]) if place is not None else None,
        )

    def _ask(self, mine: Standing, other: Standing) -> None:
        present = len(self.room.desk.seats) or self.room.desk.closed[-1].ballots

        def accept(text: str) -> str:
            if not text.strip().isdecimal():
                return "Write how many agree, as a number."
            agreed = int(text)
            try:
                why = self.room.votes.join(mine.cluster, other.cluster, agreed, present)
            except StoreError as error:
                return str(error)
            self.tell(why or "Joined; their points add up. u on the board takes it back.")
            self._show()
            return ""

        self.app.push_screen(
            AskLine(
                f"How many of {present} agree that these are the same?",
                accept,
                hint="They join only if all agree; anybody's no keeps them apart.",
            )
        )

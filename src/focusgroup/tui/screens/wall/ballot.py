"""One seat's ballot: filled in alone, cast, and forgotten by the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.wall import Voting, VotingKind
from focusgroup.room.wall.voting import rules_of
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.wall import faces
from focusgroup.tui.screens.wall.rows import PlainRows
from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.wall import ballot

if TYPE_CHECKING:
    from focusgroup.room.wall.boards import WallRoom


class BallotScreen(StudyScreenBase):
    """One seat's ballot; whatever is left of it when it closes is gone."""

    CSS_PATH = "wall.tcss"
    HELP: ClassVar[str] = (
        "One ballot, for one pair of eyes. Ranking: 1, 2 and 3 on a group make it the most "
        "important, the second, the third. Dots: Space or + puts one on a group, - takes one off. "
        "Enter gives the next rank, or a dot. "
        "Ctrl+S casts the ballot; it cannot be changed or found again afterwards. Esc leaves "
        "without voting."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "cast", "cast", id="ballot.cast", priority=True),
        Binding("space,plus", "more", "one more", id="ballot.more"),
        Binding("minus,backspace", "less", "one less", id="ballot.less"),
        Binding("1", "rank(0)", "first", id="ballot.first"),
        Binding("2", "rank(1)", "second", id="ballot.second"),
        Binding("3", "rank(2)", "third", id="ballot.third"),
    ]

    def __init__(self, room: WallRoom, voting: Voting, seat: str) -> None:
        super().__init__()
        self.room = room
        self._voting = voting
        self._seat = seat
        self._rules = rules_of(voting)
        self._marks: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """Lay the groups out."""
        code = faces.seat_words(self.room.desk, self._seat)
        yield Static(
            Content(safe(f"{code}: {self.room.desk.board.question}")), classes="wall--head"
        )
        yield Static("", id="ballot-say", classes="wall--hint", markup=False)
        yield PlainRows(id="ballot-rows")
        yield Static("", classes="wall--error", markup=False)
        yield KeyFooter(order=("ballot.cast", "ballot.first", "ballot.second", "ballot.third",
                               "ballot.more", "ballot.less"))  # fmt: skip

    def on_mount(self) -> None:
        """Show the groups."""
        self._show()
        self.query_one(RowList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer ranks when ranking and dots when spending dots."""
        ranking = self._rules.kind == VotingKind.RANK
        if action == "rank":
            return ranking
        return not ranking if action in {"more", "less"} else True

    def _show(self) -> None:
        names = self.room.desk.clusters
        rows = []
        for option in self._rules.options:
            given = self._marks.get(option, 0)
            mark = "●" * given if self._rules.kind == VotingKind.DOTS else str(given or "")
            name = names[option].name if option in names else faces.NO_NAME
            rows.append([(pad(mark or "·", 7), "accent"), (safe(name), "strong" if given else "")])
        self.query_one(RowList).set_rows(rows)
        if self._rules.kind == VotingKind.RANK:
            ranks = self._rules.ranks
            left = [str(p) for p in ranks if p not in self._marks.values()]
            told = f"Still to give: {', '.join(left)} points." if left else "All points are given."
        else:
            spent = sum(self._marks.values())
            told = f"{spent} of {self._rules.dots} dots spent."
        self.query_one("#ballot-say", Static).update(Content(f"{told} Ctrl+S casts the ballot."))
        self.query_one(".wall--error", Static).update("")

    def _option(self) -> str:
        return self._rules.options[self.query_one(RowList).cursor or 0]

    def action_rank(self, place: int) -> None:
        """Give the group in hand a rank; whichever had it has none."""
        if place >= len(self._rules.ranks):
            self.app.bell()
            return
        points, option = self._rules.ranks[place], self._option()
        self._marks = {o: p for o, p in self._marks.items() if p != points and o != option}
        self._marks[option] = points
        self._show()

    def action_more(self) -> None:
        """Put a dot on the group in hand; one too many is refused with a sentence."""
        option = self._option()
        wanted = {**self._marks, option: self._marks.get(option, 0) + 1}
        if why := ballot.wrong(wanted, self._rules):
            self._refuse(why)
            return
        self._marks = wanted
        self._show()

    @on(RowList.Chosen)
    def _entered(self) -> None:
        """Enter gives a dot, or the next rank that is left."""
        if self._rules.kind == VotingKind.DOTS:
            self.action_more()
            return
        ranks = self._rules.ranks
        left = [at for at, points in enumerate(ranks) if points not in self._marks.values()]
        if left and not self._marks.get(self._option()):
            self.action_rank(left[0])

    def action_less(self) -> None:
        """Take a dot off the group in hand."""
        option = self._option()
        left = self._marks.get(option, 0) - 1
        self._marks = {**self._marks, option: left} if left > 0 else {
            o: p for o, p in self._marks.items() if o != option
        }  # fmt: skip
        self._show()

    def _refuse(self, why: str) -> None:
        self.query_one(".wall--error", Static).update(Content(safe(f"✗ {why}")))

    def action_cast(self) -> None:
        """Cast the ballot; a refused one stays as it was filled in."""
        if why := ballot.wrong(self._marks, self._rules):
            self._refuse(why)
            return
        try:
            self.room.votes.cast(self._seat, self._marks)
        except StoreError as error:
            self._refuse(str(error))
            return
        self._marks = {}
        code = faces.seat_words(self.room.desk, self._seat)
        self.app.pop_screen()
        self.tell(f"{code} has voted. Hand the keyboard on.")

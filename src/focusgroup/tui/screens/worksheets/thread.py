"""The thread on screen: what is behind a row or a comment, and where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.comment import Comment
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.worksheets.wording import noun_of
from focusgroup.tui.widgets.cells import fit, safe
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line
from focusgroup.worksheets.record import Place
from focusgroup.worksheets.thread import comments_behind, leads_to, used_by


@dataclass(frozen=True, slots=True, repr=False)
class _Knot:
    """A line of the list: a heading, or something to go on to."""

    words: str
    place: Place | None = None
    lead: str = ""


class ThreadList(RowList):
    """Headings cannot be chosen."""

    HELP: ClassVar[str] = (
        "The thread of one row or comment. Enter goes on to the line in hand, Backspace one step "
        "back, g shows it among its fellows, Esc leaves the thread."
    )
    knots: tuple[_Knot, ...] = ()

    def can_hold_cursor(self, index: int) -> bool:
        """Tell whether a line leads anywhere."""
        return 0 <= index < len(self.knots) and self.knots[index].place is not None


class ThreadScreen(StudyScreenBase):
    """Begins at one place and follows the links both ways."""

    CSS_PATH = "worksheets.tcss"
    AUTO_FOCUS = "#thread-lines"
    HELP = ThreadList.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "step_back", "step back", id="thread.back",
                tooltip="Back to where you came from along the thread"),
        Binding("g", "go", "go to it", id="thread.go",
                tooltip="Show the line in hand among its fellows"),
        Binding("escape,f4", "back", "leave", id="thread.leave", tooltip="Leave the thread"),
    ]  # fmt: skip

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._way = [place]
        self._comments: dict[str, Comment | None] = {}

    def compose(self) -> ComposeResult:
        """Lay what the thread is at and its lines out."""
        yield Static("", id="thread-head", markup=False)
        yield ThreadList(id="thread-lines", empty="Nothing is linked to this yet.")
        yield KeyFooter(order=("rows.open", "thread.back", "thread.go", "thread.leave"))

    def on_screen_resume(self) -> None:
        """Show it anew: what is linked may have changed."""
        self._show()

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
        return "comment" if place[0] == "comment" else noun_of(place[0])

    def _title(self, place: Place) -> str:
        if place[0] == "comment":
            comment = self._comment(place[1])
            if comment is None:
                return ""
            group = self.study.worksheets.facts.groups.get(comment.session)
            return f"{group.code}  {comment.text}" if group else comment.text
        return self.study.worksheets.facts.named(*place)

    def _knots(self) -> tuple[_Knot, ...]:
        """Return the lines of the thread at one place."""
        facts, here = self.study.worksheets.facts, self.here
        found: list[_Knot] = []
        for heading, places in (("Rests on", leads_to(facts, here)),
                                ("Is used by", used_by(facts, here))):  # fmt: skip
            if places:
                found.append(_Knot(heading))
                found += [_Knot(self._title(p), p, self._noun(p)) for p in places]
        behind = [] if here[0] == "comment" else comments_behind(facts, here)
        if behind:
            found.append(_Knot(f"Comments behind it ({len(behind)})"))
        for each in behind:
            through = "" if each.through == here else f"via {self._title(each.through)}: "
            place = ("comment", each.comment)
            found.append(_Knot(f"{through}{self._title(place)}", place, "comment"))
        return tuple(found)

    # Showing

    def _show(self) -> None:
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
        self.refresh_bindings()

    def _line(self, knot: _Knot) -> Line:
        if knot.place is None:
            return [(safe(knot.words), "muted")]
        return [(f"  {fit(knot.lead, 14):<15}", "accent"), (safe(knot.words), "")]

    # Going on

    @property
    def _in_hand(self) -> Place | None:
        lines = self.query_one(ThreadList)
        at = lines.cursor
        return lines.knots[at].place if at is not None and at < len(lines.knots) else None

    @on(RowList.Chosen)
    def _go_on(self, event: RowList.Chosen) -> None:
        event.stop()
        place = self._in_hand
        if place is not None:
            self._way.append(place)
            self._show()

    def action_step_back(self) -> None:
        """Go one step back along the thread."""
        if len(self._way) > 1:
            self._way.pop()
            self._show()

    def action_go(self) -> None:
        """Show the line in hand, or what the thread is at, among its fellows."""
        from focusgroup.tui.screens.worksheets.opening import screen_of

        place = self._in_hand or self.here
        comment = self._comment(place[1]) if place[0] == "comment" else None
        screen = screen_of(place, comment.session if comment else "")
        if screen is not None:
            self.app.push_screen(screen)

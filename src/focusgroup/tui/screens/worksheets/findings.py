"""The findings board: strengths beside weaknesses, offers, links, quotes and the order."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from focusgroup.room.findings import FindingsBoard
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.ask_line import AskLine
from focusgroup.tui.screens.review.picking import Option, Pick
from focusgroup.tui.screens.worksheets.findings_keys import HELP, KEYS
from focusgroup.tui.screens.worksheets.linking import comment_lines
from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.tui.widgets.record_grid import GridColumn, GridRow, RecordGrid, RecordRows
from focusgroup.worksheets.cycle import AFTER, linked
from focusgroup.worksheets.declare import Offer, Sheet, Worksheet
from focusgroup.worksheets.finding_votes import votes_on
from focusgroup.worksheets.findings import (
    BY_VOTES,
    RANKINGS,
    RESET,
    Finding,
    FindingsDecision,
    Strength,
    Weakness,
    method_of,
    origin,
    ranked,
    reach_of,
)
from focusgroup.worksheets.record import Place, Record, column, table_name

_WEAKNESSES, _SET_ASIDE = 1, 3  # pages, as the worksheet's sheets stand
_SIDES = ("strengths", "weaknesses")
_RANK_CELLS = 5  # "100= "
_COLUMNS = (
    (
        GridColumn("Strength", 30),
        GridColumn("How we will mark it", 26),
        GridColumn("Origin", 20),
        GridColumn("Comments", 10, right=True),
    ),
    (
        GridColumn("Rank Weakness", 30),
        GridColumn("Cause", 16),
        GridColumn("Concerns", 10),
        GridColumn("Origin", 20),
        GridColumn("People", 8, right=True),
        GridColumn("Groups", 8, right=True),
        GridColumn("Comments", 10, right=True),
    ),
)
_VOTES = GridColumn("Votes", 11, right=True)  # beside the rank, where the order is by them
_CAUSES = {"shifted": "needs shifted", "drift": "staff drifted", "unknown": "unknown"}


class FindingsScreen(SheetScreen):
    """Two columns where there is room for them, else one after the other."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    HELP: ClassVar[str] = HELP
    BINDINGS: ClassVar[list[BindingType]] = KEYS
    FOOTER: ClassVar[tuple[str, ...]] = (
        *("sheet.edit", "sheet.new", "findings.offers", "findings.link", "sheet.next"),
        *("screen.back", "findings.quotes"),
    )

    def __init__(self, worksheet: Worksheet, at: Place | None = None) -> None:
        super().__init__(worksheet, at)
        self._ranks: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """Yield the two sides, then what every worksheet has."""
        with Horizontal(id="findings-columns"):
            for side in _SIDES:
                with Vertical(id=f"side-{side}", classes="findings-side"):
                    yield Static("", classes="findings-title", markup=False)
                    yield RecordGrid(id=f"grid-{side}")
        yield from super().body()

    def on_mount(self) -> None:
        """Say in each side what to do while it is empty."""
        for side, words in zip(_SIDES, _EMPTY, strict=True):
            self.query_one(f"#grid-{side}", RecordGrid).rows.empty_words = words

    @property
    def board(self) -> FindingsBoard:
        """What is done to findings."""
        return FindingsBoard(self.study.worksheets)

    @property
    def grid(self) -> RecordGrid:
        """The grid of the side in front, or of the decision."""
        name = f"grid-{_SIDES[self._at]}" if self._at < len(_SIDES) else "sheet-grid"
        return self.query_one(f"#{name}", RecordGrid)

    @property
    def finding(self) -> Finding | None:
        """The strength or weakness in hand."""
        row = self.in_hand
        return row if isinstance(row, Strength | Weakness) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done on the page in front."""
        if action in {"comments", "quotes"}:
            return self._at < len(_SIDES)
        if action == "new" and self._at == _SET_ASIDE:
            return False
        if action in {"rank", "move"}:
            return self._at == _WEAKNESSES
        if action == "begin_cycle":
            return self._resets
        return super().check_action(action, parameters)

    # Showing

    def ordered(self, sheet: Sheet) -> tuple[Record, ...]:
        """Return weaknesses by their rank."""
        facts = self.study.worksheets.facts
        if sheet.record is Weakness:
            return tuple(each.row for each in ranked(facts))
        return super().ordered(sheet)

    def show_grid(self, sheet: Sheet) -> None:
        """Show both sides, the one in front with the keyboard."""
        if self._at >= len(_SIDES):
            super().show_grid(sheet)
            return
        columns = self.query_one("#findings-columns")
        self.query_one(ContentSwitcher).current = columns.id
        facts = self.study.worksheets.facts
        self._ranks = {each.row.id: each.rank for each in ranked(facts)}
        by = dict(RANKINGS)[method_of(facts)].removeprefix("by ")
        count = facts.count("weakness")
        titles = (
            f"Strengths {facts.count('strength') or ''}",
            f"Weaknesses {count}, ranked by {by}" if count else "Weaknesses",
        )
        for at, side in enumerate(_SIDES):
            held = self.worksheet.sheets[at]
            rows = self._held() if at == self._at else self.ordered(held)
            grid = self.query_one(f"#grid-{side}", RecordGrid)
            grid.rows.show(self._columns(at), [self.drawn(held, row) for row in rows])
            grid.show_heading()
            columns.set_class(at == self._at, f"-{side}")
            title = self.query_one(f"#side-{side} > .findings-title", Static)
            tone = "bold $accent" if at == self._at else "bold"
            title.update(Content.styled(titles[at].strip(), tone))
        self.rows.focus()

    def _columns(self, side: int) -> tuple[GridColumn, ...]:
        shown = _COLUMNS[side]
        return (shown[0], _VOTES, *shown[1:]) if side == _WEAKNESSES and self._voted else shown

    @property
    def _voted(self) -> bool:
        """Whether the weaknesses are ranked by votes."""
        return method_of(self.study.worksheets.facts) == BY_VOTES

    def drawn(self, sheet: Sheet, row: Record) -> GridRow:
        """Return a finding with what is worked out of it, or the decision as it is."""
        facts, is_open = self.study.worksheets.facts, row.id in self._points
        if isinstance(row, Strength):
            said = reach_of(facts, row).comments
            cells = (row.name, row.marking.replace("\n", " "), origin(facts, row), _figure(said))
            return GridRow(row.id, cells, is_open)
        if not isinstance(row, Weakness):
            return super().drawn(sheet, row)
        reach = reach_of(facts, row)
        rank = self._ranks.get(row.id, "")
        level = column(Weakness, "level").words(row.level)
        return GridRow(
            row.id,
            (
                f"{rank:<{_RANK_CELLS}}{row.name}",
                *((votes_on(facts, row).shown(),) if self._voted else ()),
                _CAUSES.get(row.cause, "?"),
                level or "?",
                origin(facts, row),
                *map(_figure, (reach.people, reach.groups, reach.comments)),
            ),
            is_open,
        )

    def beside_head(self) -> list[Content]:
        """Return how much other worksheets offer, and what a major reset leads to."""
        parts, offered = [], len(self.board.offered())
        if offered:
            parts.append(Content.styled(f"{offered} offered: o", "$warning"))
        if self._resets and not linked(self.study.worksheets.facts, AFTER):
            parts.append(Content.styled("new cycle: b", "$warning"))
        return parts

    @property
    def _resets(self) -> bool:
        """Whether a major reset is decided."""
        decided = self.study.worksheets.facts.first(FindingsDecision)
        return decided is not None and decided.decision == RESET

    def beside_row(self, row: Record) -> list[Content]:
        """Return where a finding comes from and how far it reaches."""
        if not isinstance(row, Strength | Weakness):
            return []
        facts = self.study.worksheets.facts
        reach = reach_of(facts, row)
        far = f"   people {reach.people}, groups {reach.groups}, comments {reach.comments}"
        told = [
            Content.assemble(
                ("Origin: ", "$foreground-muted"),
                origin(facts, row) or "none yet",
                (far if reach.comments else "", "$foreground-muted"),
            )
        ]
        votes = votes_on(facts, row) if isinstance(row, Weakness) else None
        if votes is not None and votes.figure is not None:
            told.append(
                Content.assemble(
                    ("Votes: ", "$foreground-muted"),
                    f"{votes.figure:g}",
                    (f"   {votes.source()}", "$foreground-muted"),
                )
            )
        return told

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow a click into the other side."""
        rows = event.widget
        if not isinstance(rows, RecordRows) or self._at >= len(_SIDES):
            return
        for at, side in enumerate(_SIDES):
            if at != self._at and self.query_one(f"#grid-{side}", RecordGrid).rows is rows:
                self._at = at
                self._only = ""
                self.call_after_refresh(self._show_page)

    def _kept(self, row: Record, was_there: bool) -> None:  # noqa: ARG002
        """Show a finding that was kept; it may have another rank now."""
        self._only = ""
        self._show_page()
        self.rows.go_to(row.id)
        self._recount_soon()

    # Doing

    def action_offers(self) -> None:
        """Show what other worksheets offer; Enter makes a finding of it."""
        offered = self.board.offered()
        if not offered:
            self.tell("Nothing is offered. A “no” of the measure audit is, and weak points are.")
            return
        options = _offer_lines(offered)
        if len(options) > 1:
            options.append(Option(f"All {len(offered)} of them"))

        def chosen(at: int | None) -> None:
            if at is None:
                return
            wanted = [offer for offer, _ in offered] if at == len(offered) else [offered[at][0]]
            made = self.attempt(lambda: self.board.take(wanted))
            if made:
                self.go_to(table_name(type(made[0])), made[0].id)
                self._recount()
                self.tell(f"Taken over: {len(made)}. Enter adds to it.", timeout=3)

        self.app.push_screen(Pick("Offered by other worksheets", options), chosen)

    def action_set_aside(self) -> None:
        """Choose an offer that is no finding, and say why."""
        offered = self.board.offered()
        if not offered:
            self.tell("Nothing is offered, so nothing can be set aside.")
            return

        def chosen(at: int | None) -> None:
            if at is None:
                return
            offer, words = offered[at]
            self.app.push_screen(
                AskLine(
                    f"Why is “{words}” no finding?",
                    lambda reason: self._set_aside(offer, reason),
                    hint="It is listed under Set aside, and in the report.",
                )
            )

        options = _offer_lines(offered)
        self.app.push_screen(Pick("Set aside: which is no finding?", options), chosen)

    def _set_aside(self, offer: Offer, reason: str) -> str:
        try:
            self.board.set_aside(offer, reason)
        except StoreError as error:
            return str(error)
        self._show_all()
        return ""

    def action_comments(self) -> None:
        """Choose a comment to link, or one to take off."""
        said = self.attempt(lambda: comment_lines(self.study.file))
        if said is not None and not said:
            self.tell("There are no comments yet: they are typed in the note-taker's view.")
        self._choose("Link comments", said or [], "evidence", self.board.link)

    def action_quotes(self) -> None:
        """Choose which of the linked comments the report quotes."""
        finding = self.finding
        if finding is None:
            return
        held = finding.evidence.split()
        said = [(each, self._said(each)) for each in held]
        if not held:
            self.tell("No comment is linked yet: c links one.")
        self._choose("Quote in the report", [s for s in said if s[1]], "quotes", self.board.quote)

    def _choose(
        self,
        title: str,
        said: list[tuple[str, str]],
        name: str,
        toggle: Callable[[Finding, str], Finding],
    ) -> None:
        """Let comments be chosen one after the other, until Escape."""
        finding = self.finding
        if finding is None or not said:
            return
        held = set(getattr(finding, name).split())
        lines = sorted(said, key=lambda each: each[0] not in held)
        options = [Option(words, each in held) for each, words in lines]

        def chosen(at: int | None) -> None:
            if at is None:
                return
            changed = self.attempt(lambda: toggle(finding, lines[at][0]))
            self._show_all()
            if changed is not None:
                self.rows.go_to(finding.id)
                self._choose(title, said, name, toggle)

        self.app.push_screen(Pick(title, options), chosen)

    def action_rank(self, step: int) -> None:
        """Rank the weakness in hand higher or lower."""
        row = self.in_hand
        if not isinstance(row, Weakness) or self._only:
            return
        self.attempt(lambda: self.board.by_hand(row, step))
        self._show_page()
        self.rows.go_to(row.id)

    def action_move(self, step: int) -> None:
        """Move a weakness as + and - do."""
        self.action_rank(step)

    def action_begin_cycle(self) -> None:
        """Open the form for the study of the next cycle."""
        from focusgroup.tui.screens.next_cycle import NextCycleScreen

        begun = linked(self.study.worksheets.facts, AFTER)
        if begun:
            self.tell(f"The new cycle is begun already: “{begun[-1].title}”, in the file "
                      f"{begun[-1].file_name}.")  # fmt: skip
            return
        self.app.push_screen(NextCycleScreen())


_EMPTY = (
    "No strength yet: begin with what works.\nn adds the first.",
    "No weakness yet.\nn adds one, o takes over what other\nworksheets offer.",
)


def _offer_lines(offered: list[tuple[Offer, str]]) -> list[Option]:
    """Return offers as lines to choose from, with the signs that comments carry."""
    return [Option(f"{'+' if offer.strength else '-'} {words}") for offer, words in offered]


def _figure(count: int) -> str:
    return str(count) if count else "–"

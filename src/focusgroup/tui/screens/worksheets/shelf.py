"""Every worksheet of the study, with how far it is."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.cells import pad
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line
from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.declare import Worksheet
from focusgroup.worksheets.facts import Facts

_FOLLOW_S = 0.5
_PHASES = {1: "1 outward", 2: "2 inward", 3: "3 change"}


class WorksheetsScreen(StudyScreenBase):
    """The list of worksheets; Enter opens one."""

    CSS_PATH = "worksheets.tcss"
    AUTO_FOCUS = "#worksheets"
    HELP: ClassVar[str] = (
        "The worksheets of the study, in the three phases of a reset: look outward, look inward, "
        "change. Enter opens one. Beside each stand how many rows it holds and how many open "
        "points it has; one without rows is left out of the report."
    )

    def compose(self) -> ComposeResult:
        """Lay the list and the sentence below it out."""
        yield Static("Worksheets", classes="form-title", markup=False)
        yield Static(
            "What is typed here is masked before it is written, like every comment.",
            classes="hint form-note",
            markup=False,
        )
        yield Static("", id="worksheets-columns", markup=False)
        yield RowList(id="worksheets")
        yield Static("", id="worksheets-about", markup=False)
        yield KeyFooter(order=("rows.open", "screen.back"))

    def on_mount(self) -> None:
        """Follow other windows."""
        self.set_interval(_FOLLOW_S, self._follow)

    def on_screen_resume(self) -> None:
        """Show what was filled in meanwhile."""
        self._show()

    def on_resize(self, _: events.Resize) -> None:
        """Lay the columns out for the new width."""
        self._show()

    def _follow(self) -> None:
        # A beat may still come while the program is being left.
        if self.app.screen is not self or self.program.study is None:
            return
        try:
            changed = self.study.worksheets.follow()
        except StoreError:
            return  # said at the next action
        if changed:
            self._show()

    def _show(self) -> None:
        try:
            facts = self.study.worksheets.facts
        except StoreError as error:
            self.tell(str(error), severity="error", timeout=20)
            return
        width = max(40, self.size.width - 5)
        name = min(34, width - 28)
        heading = "  " + pad("phase", 12) + pad("worksheet", name) + pad("rows", 6, right=True)
        self.query_one("#worksheets-columns", Static).update(
            Content.styled(heading + pad("open", 7, right=True), "$foreground-muted")
        )
        self.query_one(RowList).set_rows(
            _line(
                each, facts, name, first=number == 0 or WORKSHEETS[number - 1].phase != each.phase
            )
            for number, each in enumerate(WORKSHEETS)
        )

    @on(RowList.Highlighted)
    def _highlighted(self, event: RowList.Highlighted) -> None:
        about = WORKSHEETS[event.index].about
        self.query_one("#worksheets-about", Static).update(Content(about))

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        from focusgroup.tui.screens.worksheets.sheet import SheetScreen

        self.app.push_screen(SheetScreen(WORKSHEETS[event.index]))


def _line(worksheet: Worksheet, facts: Facts, name: int, *, first: bool) -> Line:
    rows = sum(facts.count(sheet.table) for sheet in worksheet.pages)
    left = sum(1 for _ in worksheet.open_points(facts))
    return [
        (pad(_PHASES[worksheet.phase] if first else "", 12), "muted"),
        (pad(worksheet.title, name), "strong" if rows else ""),
        (pad(str(rows or "–"), 6, right=True), "" if rows else "muted"),
        (pad(f"! {left}" if left else "–", 7, right=True), "warning" if left else "muted"),
    ]

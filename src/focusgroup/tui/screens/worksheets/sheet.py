"""One worksheet: its sheets as grids, and the pages worked out of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from focusgroup.domain.comment import Comment
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.review.picking import Option, Pick
from focusgroup.tui.screens.worksheets.sheet_keys import FOOTER, HELP, KEYS
from focusgroup.tui.screens.worksheets.wording import (
    empty_sheet,
    grid_columns,
    grid_row,
    openness,
    point_lines,
    whole_row,
)
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.page_tabs import PageTabs
from focusgroup.tui.widgets.record_grid import GridRow, RecordGrid, RecordRows
from focusgroup.tui.widgets.view_page import ViewPage
from focusgroup.worksheets.declare import OpenPoint, Sheet, Worksheet
from focusgroup.worksheets.record import Place, Record, column, table_name

Result = TypeVar("Result")

_FOLLOW_S = 0.5
# Open points are looked for anew this long after a row was kept, off the way of the key.
_RECOUNT_S = 0.05
_WITH_ROW = {"remove", "move", "thread"}
_ROAD_MAP = "roadmap"


class SheetScreen(StudyScreenBase):
    """Tab goes from sheet to sheet and to the pages worked out of them."""

    CSS_PATH = "worksheets.tcss"
    AUTO_FOCUS = ""
    HELP: ClassVar[str] = HELP
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    FOOTER: ClassVar[tuple[str, ...]] = FOOTER

    def __init__(self, worksheet: Worksheet, at: Place | None = None) -> None:
        super().__init__()
        self.worksheet = worksheet
        self._begin_at = at  # the row that is in hand at first
        self._at = 0
        self._only = ""  # the answer rows are narrowed to
        self._points: dict[str, list[OpenPoint]] = {}
        self._all_points: list[OpenPoint] = []
        self._recount_due = False
        self._went_away = False  # to a screen on which other rows may be changed

    def compose(self) -> ComposeResult:
        """Lay head, pages and the row in hand out."""
        yield Static("", id="sheet-head", markup=False)
        yield PageTabs(id="sheet-tabs")
        with ContentSwitcher(id="sheet-body", initial="sheet-grid"):
            yield from self.body()
        with VerticalScroll(id="sheet-row", can_focus=False):
            yield Static("", markup=False)
        yield KeyFooter(order=self.FOOTER)

    def body(self) -> ComposeResult:
        """Yield what the pages are shown with."""
        yield RecordGrid(id="sheet-grid")
        yield ViewPage(id="sheet-view")
        for number, sheet in enumerate(self.worksheet.pages):
            yield empty_sheet(sheet, number)

    def on_mount(self) -> None:
        """Show the first sheet and follow other windows."""
        self._recount()
        if self._begin_at is not None:
            self.go_to(*self._begin_at)
        else:
            self._show_page()
        self.set_interval(_FOLLOW_S, self._follow)

    def on_screen_resume(self) -> None:
        """Show what was written on the screens a link or the chart led to."""
        if self._went_away:
            self._went_away = False
            self._show_all()

    # What is in hand

    @property
    def sheet(self) -> Sheet | None:
        """The sheet in front; None on a page worked out of the rows."""
        sheets = self.worksheet.pages
        return sheets[self._at] if self._at < len(sheets) else None

    @property
    def grid(self) -> RecordGrid:
        """The grid of the sheet in front."""
        return self.query_one("#sheet-grid", RecordGrid)

    @property
    def rows(self) -> RecordRows:
        """The rows of the grid in front."""
        return self.grid.rows

    @property
    def in_hand(self) -> Record | None:
        """The row under the cursor."""
        shown = self.rows.in_hand
        return self._row(shown.id) if shown and self.sheet else None

    def _row(self, row_id: str) -> Record | None:
        return self.study.worksheets.facts.row(self.sheet.table, row_id) if self.sheet else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer only what can be done on the page in front."""
        sheet = self.sheet
        if action == "new":
            full = sheet is not None and sheet.single and bool(self._held())
            return sheet is not None and not full
        if action in _WITH_ROW:
            return sheet is not None and bool(self._held())
        if action == "board":
            return self.worksheet.key == _ROAD_MAP
        if action == "examples":
            return sheet is not None and bool(sheet.examples or sheet.proposed)
        if action == "filter":
            return sheet is not None and bool(sheet.filter_by)
        return True

    # Showing

    def ordered(self, sheet: Sheet) -> tuple[Record, ...]:
        """Return a sheet's rows in the order they are shown."""
        return self.study.worksheets.facts.of_table(sheet.table)

    def _held(self) -> tuple[Record, ...]:
        """Return the rows of the sheet in front that fit the filter."""
        if self.sheet is None:
            return ()
        rows = self.ordered(self.sheet)
        if self._only:
            rows = tuple(row for row in rows if getattr(row, self.sheet.filter_by) == self._only)
        return rows

    def _show_page(self) -> None:
        sheet = self.sheet
        if sheet is None:
            page = self.query_one("#sheet-view", ViewPage)
            self.query_one(ContentSwitcher).current = "sheet-view"
            viewer = self.worksheet.views[self._at - len(self.worksheet.pages)][1]
            page.show(viewer(self.study.worksheets.facts))
            page.focus()
        else:
            self.show_grid(sheet)
        self.query_one("#sheet-row").display = sheet is not None and bool(self._held())
        self._show_head()
        self._show_row()
        self.refresh_bindings()

    def show_grid(self, sheet: Sheet) -> None:
        """Show the rows of the sheet in front."""
        rows = [self.drawn(sheet, row) for row in self._held()]
        self.rows.show(grid_columns(sheet), rows)
        shown = "sheet-grid" if rows or self._only else f"sheet-empty-{self._at}"
        self.query_one(ContentSwitcher).current = shown
        self.grid.show_heading()
        if rows or self._only:
            self.rows.focus()
        else:
            self.set_focus(None)

    def drawn(self, sheet: Sheet, row: Record) -> GridRow:
        """Return a row as its grid shows it."""
        facts = self.study.worksheets.facts
        return grid_row(sheet, facts, row, is_open=row.id in self._points)

    def beside_row(self, row: Record) -> list[Content]:  # noqa: ARG002 - for who has more to say
        """Return what is worked out of a row, above what it says."""
        return []

    def beside_head(self) -> list[Content]:
        """Return what else stands on the first line."""
        return []

    def _show_head(self) -> None:
        facts = self.study.worksheets.facts
        names = [(s.title, str(facts.count(s.table) or "")) for s in self.worksheet.pages]
        names += [(name, "") for name, _ in self.worksheet.views]
        self.query_one(PageTabs).show(names, self._at)
        filled, left = self.worksheet.filled(facts), len(self._all_points)
        parts = [Content.styled(self.worksheet.title, "bold $accent"), *openness(left, filled)]
        if self._only and self.sheet:
            words = dict(column(self.sheet.record, self.sheet.filter_by).choices)[self._only]
            parts.append(Content.styled(f"only: {words}; f goes on", "$warning"))
        parts += self.beside_head()
        self.query_one("#sheet-head", Static).update(Content("   ").join(parts))

    def _show_row(self) -> None:
        row = self.in_hand
        points = self._points.get(row.id, []) if row else []
        shown = whole_row(self.sheet, self.study.worksheets.facts, row, points, self._said)
        shown = Content("\n").join([*(self.beside_row(row) if row else ()), shown])
        self.query_one("#sheet-row > Static", Static).update(shown)

    def _said(self, comment_id: str) -> str:
        comment = self.attempt(lambda: self.study.file.row(Comment, comment_id))
        return comment.text if comment else ""

    def _recount(self) -> None:
        """Look for open points anew, and mark the rows that have some."""
        self._recount_due = False
        self._all_points = list(self.worksheet.open_points(self.study.worksheets.facts))
        found: dict[str, list[OpenPoint]] = defaultdict(list)
        for point in self._all_points:
            if point.row:
                found[point.row].append(point)
        self._points = dict(found)
        for grid in self.query(RecordGrid):
            grid.rows.mark(frozenset(found))
        self._show_head()
        self._show_row()

    def _recount_soon(self) -> None:
        if not self._recount_due:
            self._recount_due = True
            self.set_timer(_RECOUNT_S, self._recount)

    def _show_all(self) -> None:
        self._recount()
        self._show_page()

    def _follow(self) -> None:
        # A beat may still come while the program is being left.
        if self.app.screen is not self or self.program.study is None:
            return
        try:
            changed = self.study.worksheets.follow()
        except StoreError:
            return  # said at the next action; the next beat asks again
        if changed:
            self._show_all()

    @on(RecordRows.Highlighted)
    def _moved(self, event: RecordRows.Highlighted) -> None:
        event.stop()
        self._show_row()

    def attempt(self, do: Callable[[], Result]) -> Result | None:
        """Do something with the study file; a failure becomes a sentence and None."""
        try:
            return do()
        except StoreError as error:
            self.tell(str(error), severity="error", timeout=12)
            return None

    # Pages

    def action_page(self, step: int) -> None:
        """Go to the sheet or page beside; after the last comes the first."""
        self._turn_to((self._at + step) % (len(self.worksheet.pages) + len(self.worksheet.views)))

    @on(PageTabs.Chosen)
    def _page_clicked(self, event: PageTabs.Chosen) -> None:
        self._turn_to(event.page)

    def _turn_to(self, page: int) -> None:
        self._at = page
        self._only = ""
        self.rows.cursor = None
        self.rows.offset_column = 0
        self._show_page()

    def go_to(self, table: str, row_id: str) -> None:
        """Show a row of this worksheet."""
        tables = [sheet.table for sheet in self.worksheet.pages]
        self._at = tables.index(table) if table in tables else self._at
        self._only = ""
        self._show_page()
        self.rows.go_to(row_id)

    def action_filter(self) -> None:
        """Show only the rows with one answer, then the next, then all again."""
        if self.sheet is None:
            return
        answers = ["", *(key for key, _ in column(self.sheet.record, self.sheet.filter_by).choices)]
        self._only = answers[(answers.index(self._only) + 1) % len(answers)]
        self._show_page()

    def action_open_points(self) -> None:
        """List what is still open; the chosen one leads to its row."""
        points, facts = self._all_points, self.study.worksheets.facts
        if not points:
            filled = self.worksheet.filled(facts)
            self.tell("Nothing is open here." if filled else "Fill something in first.")
            return
        options = [Option(words) for words in point_lines(facts, points)]

        def chosen(at: int | None) -> None:
            if at is not None:
                self.go_to(points[at].table, points[at].row)

        self.app.push_screen(Pick("Open points", options), chosen)

    def action_thread(self) -> None:
        """Show what is behind the row in hand, and where it is used."""
        from focusgroup.tui.screens.worksheets.thread import ThreadScreen

        row = self.in_hand
        if row is not None:
            self._went_away = True
            self.app.push_screen(ThreadScreen((table_name(type(row)), row.id)))

    def action_board(self) -> None:
        """Show the tasks against weeks."""
        from focusgroup.tui.screens.worksheets.road_map import RoadMapScreen

        row = self.in_hand
        self._went_away = True
        self.app.push_screen(RoadMapScreen(at=row.id if row else ""))

    # Changing

    def action_new(self) -> None:
        """Add a row."""
        self._form(None)

    @on(RecordRows.Chosen)
    def _edit(self, event: RecordRows.Chosen) -> None:
        event.stop()
        row = self._row(event.row_id)
        if row is not None:
            self._form(row)

    def _form(self, row: Record | None) -> None:
        from focusgroup.tui.screens.worksheets.form import RecordForm

        if self.sheet is not None:
            self.app.push_screen(RecordForm(self.sheet, row, self._kept))

    def _kept(self, row: Record, was_there: bool) -> None:
        """Show a row that was kept: one row is drawn anew, whatever their number."""
        sheet = self.sheet
        if was_there and sheet is not None and not self._only:
            self.rows.replace(self.drawn(sheet, row))
            self._show_row()
        else:
            self._only = ""
            self._show_page()
            self.rows.go_to(row.id)
        self._recount_soon()

    def action_remove(self) -> None:
        """Take the row in hand away."""
        row, sheet = self.in_hand, self.sheet
        if row is None or sheet is None:
            return
        done = self.attempt(lambda: self.study.worksheets.remove(row))
        self._show_all()
        if done:
            self.tell(f"The {sheet.noun} is taken away. u brings it back.")

    def action_move(self, step: int) -> None:
        """Move the row in hand."""
        row = self.in_hand
        if row is not None and not self._only:
            self.attempt(lambda: self.study.worksheets.move(row, step))
            self._show_page()

    def action_step(self, back: bool) -> None:
        """Undo or redo."""
        label = self.attempt(lambda: self.study.worksheets.step(back=back) or "")
        if label is None:
            return
        self._show_all()
        if label:
            self.tell(f"{'Taken back' if back else 'Done again'}: {safe(label)}.", timeout=3)
        else:
            self.tell("Nothing to take back." if back else "Nothing to bring back.")

    def action_examples(self) -> None:
        """Put in the rows this sheet usually begins with."""
        sheet = self.sheet
        count = sheet and self.attempt(lambda: self.study.worksheets.add_examples(sheet))
        if count is None:
            return
        self._show_all()
        if not count:
            self.tell("The usual rows stand there already.", timeout=3)

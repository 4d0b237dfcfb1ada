"""The road map as a Gantt chart: tasks against weeks, and the task in hand below."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.empty_state import EmptyState
from focusgroup.tui.widgets.gantt import GanttChart, GanttRows
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.worksheets import sheet_of
from focusgroup.worksheets.declare import Gantt
from focusgroup.worksheets.record import Record
from focusgroup.worksheets.road_plan import RoadPlan
from focusgroup.worksheets.roadmap import WORKSHEET, road_plan

_FOLLOW_S = 0.5
_TASK = "task"


class RoadMapScreen(StudyScreenBase):
    """Every task that has a date, in the order they can be done."""

    CSS_PATH = "worksheets.tcss"
    AUTO_FOCUS = ""
    HELP: ClassVar[str] = (
        "The road map. Each task stands after those it waits for, and a role or unit does one "
        "task at a time: quick wins first. Enter changes the task in hand, n adds one, u takes the "
        "last change back.\n\n"
        "F4 follows the thread of the task: its gap, the tasks around it, and the comments behind "
        "it; Esc comes back. Tasks that wait for each other in a circle have no date; how many "
        "they are stands above the chart, and the sheet (s) lists them."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "new", id="road.new", tooltip="Add a task"),
        Binding("f4", "thread", "thread", id="road.thread",
                tooltip="What is behind the task, and where it is used"),
        Binding("u,ctrl+z", "step(True)", "undo", id="road.undo", tooltip="Take back"),
        Binding("ctrl+y", "step(False)", "redo", id="road.redo", show=False,
                tooltip="Do it again"),
        Binding("s", "sheet", "sheet", id="road.sheet", show=False,
                tooltip="The same tasks as a sheet, with the open points"),
    ]  # fmt: skip

    def __init__(self, *, at: str = "") -> None:
        super().__init__()
        self._begin_at = at
        self._plan: RoadPlan | None = None

    def compose(self) -> ComposeResult:
        """Lay head, chart and the task in hand out."""
        yield Static("", id="sheet-head", markup=False)
        with ContentSwitcher(id="sheet-body", initial="road-chart"):
            yield GanttChart(id="road-chart")
            yield EmptyState(
                "Road map",
                "Write down what is done to close each gap, who does it, and what it waits for.",
                [("n", "add the first task"), ("s", "the sheet of tasks"), ("Esc", "back")],
                id="road-empty",
            )
        with VerticalScroll(id="road-task", can_focus=False):
            yield Static("", markup=False)
        yield KeyFooter(
            order=(
                *("sheet.edit", "road.new", "gantt.right", "road.thread", "road.undo"),
                *("screen.back", "gantt.zoom"),
            )
        )

    def on_mount(self) -> None:
        """Follow other windows."""
        self.set_interval(_FOLLOW_S, self._follow)

    def on_screen_resume(self) -> None:
        """Show what was changed meanwhile."""
        self._show()

    @property
    def rows(self) -> GanttRows:
        """The tasks of the chart."""
        return self.query_one(GanttChart).rows

    def row_in_hand(self) -> Record | None:
        """Return the task under the cursor."""
        return self.study.worksheets.facts.row(_TASK, self.rows.in_hand)

    def action_thread(self) -> None:
        """Show what is behind the task in hand, and where it is used."""
        from focusgroup.tui.screens.worksheets.thread import ThreadScreen

        row = self.row_in_hand()
        if row is not None:
            self.app.push_screen(ThreadScreen((_TASK, row.id)))

    # Showing

    def _show(self) -> None:
        try:
            facts = self.study.worksheets.facts
        except StoreError as error:
            self.tell(str(error), severity="error", timeout=20)
            return
        self._plan = plan = road_plan(facts)
        bars = plan.bars(facts)
        self.query_one(GanttChart).show(Gantt(WORKSHEET.title, bars, plan.first))
        if self._begin_at:
            self.rows.go_to(self._begin_at)
            self._begin_at = ""
        self.query_one("#sheet-body", ContentSwitcher).current = (
            "road-chart" if plan.tasks else "road-empty"
        )
        if plan.tasks:
            self.rows.focus()
        self.query_one("#road-task").display = bool(bars)
        self._show_head(plan)
        self._show_task()
        self.refresh_bindings()

    def _show_head(self, plan: RoadPlan) -> None:
        parts = [Content.styled(WORKSHEET.title, "bold $accent")]
        if plan.schedule.slots:
            parts.append(Content(f"ends {plan.day(plan.schedule.end - 1)}"))
        if plan.clashes:
            parts.append(Content.styled(f"! {len(plan.clashes)} booked twice", "$warning"))
        if plan.schedule.stuck:
            told = f"! {len(plan.schedule.stuck)} wait in a circle: s, then o lists them"
            parts.append(Content.styled(told, "$warning"))
        self.query_one("#sheet-head", Static).update(Content("   ").join(parts))

    def _show_task(self) -> None:
        plan, row_id = self._plan, self.rows.in_hand
        told = plan.told(self.study.worksheets.facts, row_id) if plan and row_id else []
        lines = [
            Content.assemble((f"{lead}: ", "$foreground-muted"), safe(words))
            for lead, words in told
        ]
        self.query_one("#road-task > Static", Static).update(Content("\n").join(lines))

    @on(GanttRows.Highlighted)
    def _moved(self, event: GanttRows.Highlighted) -> None:
        event.stop()
        self._show_task()

    def _follow(self) -> None:
        if self.app.screen is not self:
            return
        try:
            changed = self.study.worksheets.follow()
        except StoreError:
            return  # said at the next action
        if changed:
            self._show()

    # Changing

    def action_new(self) -> None:
        """Add a task."""
        self._form(None)

    @on(GanttRows.Chosen)
    def _edit(self, event: GanttRows.Chosen) -> None:
        event.stop()
        self._form(self.row_in_hand())

    def _form(self, row: Record | None) -> None:
        from focusgroup.tui.screens.worksheets.form import RecordForm

        self.app.push_screen(RecordForm(sheet_of(_TASK), row, self._kept))

    def _kept(self, row: Record, _was_there: bool) -> None:
        self._begin_at = row.id  # the screen shows all anew when it comes back in front

    def action_step(self, back: bool) -> None:
        """Undo or redo."""
        try:
            label = self.study.worksheets.step(back=back)
        except StoreError as error:
            self.tell(str(error), severity="error", timeout=12)
            return
        self._show()
        if label:
            self.tell(f"{'Taken back' if back else 'Done again'}: {safe(label)}.", timeout=3)
        else:
            self.tell("Nothing to take back." if back else "Nothing to bring back.")

    def action_sheet(self) -> None:
        """Show the same tasks as a sheet."""
        from focusgroup.tui.screens.worksheets.sheet import SheetScreen

        at = self.rows.in_hand
        self.app.push_screen(SheetScreen(WORKSHEET, at=(_TASK, at) if at else None))

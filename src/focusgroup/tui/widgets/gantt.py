"""A Gantt chart drawn with characters: tasks against weeks, scrolled sideways by weeks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.row_view import Line, RowView
from focusgroup.worksheets.declare import Bar, Gantt
from focusgroup.worksheets.working_days import day_of

_WEEK = 5  # working days
_DAYS, _WEEKS = 6, 1  # cells a week takes: a day each and a rule, or one in all
_SIGNS = 4  # cells before a title: booked twice, quick win
_MARKS = {
    "task": ("━", "accent"),
    "critical": ("█", "warning"),
    "waits": ("·", "muted"),
    "milestone": ("◆", "accent"),
}
_SAID = (
    ("█", "warning", "critical"),
    ("━", "accent", "task"),
    ("◆", "accent", "milestone"),
    ("···", "muted", "waits for its resource"),
    ("!", "warning", "booked twice"),
    ("»", "idea", "quick win"),
)


@dataclass(frozen=True, slots=True)
class Ruler:
    """Which cells of a chart show which days: from a week on, some cells a week."""

    first: date | None
    cells: int  # of the whole chart
    wide: int  # of a week
    week: int = 0  # the first in view

    @property
    def _lead(self) -> int:
        """Days of the first week before the plan's first day."""
        return self.first.weekday() if self.first else 0

    def week_of(self, day: int) -> int:
        """Return the week a numbered day lies in, 0 being that of the plan's first day."""
        return (day + self._lead) // _WEEK

    def cell_of(self, day: int) -> int:
        """Return the cell a day begins at; left of the view it is below 0."""
        week, at = divmod(day + self._lead, _WEEK)
        at = at + 1 if self.wide == _DAYS else 0  # the rule before Monday
        return (week - self.week) * self.wide + at

    @property
    def weeks(self) -> int:
        """How many whole weeks are in view."""
        return max(1, self.cells // self.wide)

    def heading(self) -> str:
        """Return the Mondays, each above its week; in a plan without dates, the weeks counted."""
        every = 1 if self.wide == _DAYS else _DAYS
        told = ""
        for number in range(self.week, self.week + self.weeks, every):
            told += pad(self._named(number), every * self.wide)
        return pad(told.rstrip(), self.cells)

    def _named(self, week: int) -> str:
        if self.first is None:
            return f"wk {week + 1}"
        monday = day_of(self.first, week * _WEEK - self._lead)
        return f"{monday:%m-%d}" if monday else ""

    def year(self) -> str:
        """Return the year of the first Monday in view."""
        monday = day_of(self.first, self.week * _WEEK - self._lead) if self.first else None
        return f"{monday:%Y}" if monday else ""

    def draw(self, bar: Bar) -> Line:
        """Return a bar as pieces; ‹ and › tell of what lies outside the view."""
        rule = [("│", "rule") if self.wide == _DAYS and n % _DAYS == 0 else (" ", "")
                for n in range(self.cells)]  # fmt: skip
        waits = range(self.cell_of(bar.wished), self.cell_of(bar.start))
        if bar.end == bar.start:
            spans = [(waits, "waits"), (range(self.cell_of(bar.start), self.cell_of(bar.start) + 1),
                                        "milestone")]  # fmt: skip
        else:
            last = self.cell_of(bar.end - 1)
            kind = "critical" if bar.critical else "task"
            spans = [(waits, "waits"), (range(self.cell_of(bar.start), last + 1), kind)]
        for span, kind in spans:
            for cell in range(max(0, span.start), min(self.cells, span.stop)):
                rule[cell] = _MARKS[kind]
        drawn = spans[-1][0]
        if drawn.stop <= 0:
            rule[0] = ("‹", "accent")
        elif drawn.start >= self.cells:
            rule[-1] = ("›", "accent")
        return _joined(rule)


def _joined(cells: Iterable[tuple[str, str]]) -> Line:
    """Return neighbouring cells of one tone as one piece: a row is some pieces, not fifty."""
    line: Line = []
    for text, tone in cells:
        if line and line[-1][1] == tone:
            line[-1] = (line[-1][0] + text, tone)
        else:
            line.append((text, tone))
    return line


def _label_cells(width: int) -> int:
    return max(16, min(34, width * 2 // 5))


def _label(bar: Bar, cells: int) -> Line:
    return [
        ("! " if bar.clash else "  ", "warning"),
        ("» " if bar.quick else "  ", "idea"),
        (pad(safe(bar.title), cells - _SIGNS - 1) + " ", "strong" if bar.critical else ""),
    ]


def gantt_lines(chart: Gantt, width: int) -> list[Line]:
    """Return a whole chart as lines of `width` cells, in weeks where days would not fit."""
    label = _label_cells(width)
    ruler = Ruler(chart.first, width - label, _DAYS)
    last = max((bar.end for bar in chart.bars), default=0)
    if ruler.week_of(last) >= ruler.weeks:
        ruler = Ruler(chart.first, width - label, _WEEKS)
    lines: list[Line] = [
        [(pad(f"    {ruler.year()}", label), "muted"), (ruler.heading(), "muted")],
        *([*_label(bar, label), *ruler.draw(bar)] for bar in chart.bars),
        [],
    ]
    return lines + legend(width)


def legend(width: int) -> list[Line]:
    """Return what the signs mean, in as many lines as that takes."""
    lines: list[Line] = [[]]
    for sign, tone, words in _SAID:
        used = sum(len(text) for text, _ in lines[-1])
        if used and used + len(sign) + 1 + len(words) > width:
            lines.append([])
        lines[-1] += [(sign, tone), (f" {words}  ", "muted")]
    return lines


class GanttRows(RowView):
    """The tasks under the heading, one a line."""

    HELP: ClassVar[str] = (
        "The tasks in the order they can be done. Left and Right go back and on by a week, z "
        "shows a week in six cells or in one. Enter changes the task in hand.\n\n"
        "█ is the critical chain: the end moves when one of these takes longer. · is the time a "
        "task waits for its resource, ! a task that cannot begin on its day because its resource "
        "is booked twice, » a quick win, ◆ a milestone. ‹ and › tell of bars outside the view."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "edit", id="sheet.edit", tooltip="Change the task in hand"),
        Binding("left", "weeks(-1)", "Week before", show=False, id="gantt.left"),
        Binding("right", "weeks(1)", "week on", id="gantt.right", tooltip="Weeks further on"),
        Binding("z", "zoom", "zoom", id="gantt.zoom", tooltip="A week in six cells, or in one"),
    ]

    week: reactive[int] = reactive(0)
    """The first week in view."""
    wide: reactive[int] = reactive(_DAYS)
    """Cells a week takes."""

    class RowMessage(Message):
        """Something happened to a task."""

        def __init__(self, row_id: str) -> None:
            super().__init__()
            self.row_id = row_id

    class Chosen(RowMessage):
        """A task was chosen with Enter or the mouse."""

    class Highlighted(RowMessage):
        """The cursor came to a task."""

    class Scrolled(Message):
        """Other weeks are shown."""

    def __init__(self) -> None:
        super().__init__(id="gantt-rows")
        self.chart = Gantt("", (), None)

    def show(self, chart: Gantt) -> None:
        """Show a chart; the cursor stays on its task where that is still there."""
        held = self.in_hand
        self.chart = chart
        self.rows_changed()
        self.week = self.validate_week(self.week)
        ids = [bar.row for bar in chart.bars]
        if ids:
            kept = ids.index(held) if held in ids else min(self.cursor or 0, len(ids) - 1)
            self.cursor = kept
        else:
            self.cursor = None

    @property
    def in_hand(self) -> str:
        """The id of the task under the cursor, "" for none."""
        at, bars = self.cursor, self.chart.bars
        return bars[at].row if at is not None and at < len(bars) else ""

    def go_to(self, row_id: str) -> None:
        """Put the cursor on a task."""
        for at, bar in enumerate(self.chart.bars):
            if bar.row == row_id:
                self.cursor = at

    def ruler(self) -> Ruler:
        """Return which days the view shows."""
        cells = max(_DAYS, self.text_width - _label_cells(self.text_width))
        return Ruler(self.chart.first, cells, self.wide, self.week)

    def row_total(self) -> int:
        """Return the number of tasks."""
        return len(self.chart.bars)

    def measure_row(self, index: int, width: int) -> int:  # noqa: ARG002 - all rows are one line
        """Return one."""
        return 1

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Draw a task."""
        bar = self.chart.bars[index]
        return [[*_label(bar, _label_cells(width)), *self.ruler().draw(bar)]]

    def heading(self) -> str:
        """Return the line above the chart."""
        ruler, label = self.ruler(), _label_cells(self.text_width)
        return pad(f"  {'‹ ' if self.week else '  '}{ruler.year()}", label) + ruler.heading()

    def validate_week(self, week: int) -> int:
        """Keep the last task's end in view."""
        last = max((bar.end for bar in self.chart.bars), default=0)
        return max(0, min(week, self.ruler().week_of(last)))

    def action_weeks(self, step: int) -> None:
        """Show earlier or later weeks."""
        self.week += step * (1 if self.wide == _DAYS else _WEEK)

    def action_zoom(self) -> None:
        """Show a week in six cells, or in one."""
        self.wide = _WEEKS if self.wide == _DAYS else _DAYS

    def watch_week(self) -> None:
        """Draw all rows anew."""
        self._drawn_anew()

    def watch_wide(self) -> None:
        """Draw all rows anew."""
        self._drawn_anew()

    def _drawn_anew(self) -> None:
        self._strips.clear()
        self.refresh()
        self.post_message(self.Scrolled())

    def row_highlighted(self, index: int) -> None:
        """Tell the screen where the cursor is; a bar outside the view is brought into it."""
        if index < len(self.chart.bars):
            self._reach(self.chart.bars[index])
            self.post_message(self.Highlighted(self.chart.bars[index].row))

    def on_resize(self) -> None:
        """Keep the bar in hand in view; the rows themselves are measured by the class below."""
        if self.cursor is not None and self.cursor < len(self.chart.bars):
            self._reach(self.chart.bars[self.cursor])

    def _reach(self, bar: Bar) -> None:
        if not self.size.width:  # not laid out yet: the first resize asks again
            return
        ruler = self.ruler()
        begins = ruler.week_of(bar.start)
        if not self.week <= begins < self.week + ruler.weeks:
            self.week = max(0, begins - 1)

    def row_chosen(self, index: int) -> None:
        """Tell the screen what was chosen."""
        self.post_message(self.Chosen(self.chart.bars[index].row))


class GanttChart(Vertical):
    """The rows, and the weeks above them."""

    DEFAULT_CSS = """
    GanttChart {
        height: 1fr;
        & > #gantt-weeks { height: 1; padding: 0 0 0 2; color: $foreground-muted; }
        & > #gantt-legend { height: auto; padding: 0 2; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.rows = GanttRows()
        self._head = Static("", id="gantt-weeks", markup=False)
        self._legend = Static("", id="gantt-legend", markup=False)

    def compose(self) -> ComposeResult:
        """Lay weeks, rows and legend out."""
        yield self._head
        yield self.rows
        yield self._legend

    def show(self, chart: Gantt) -> None:
        """Show a chart."""
        self.rows.show(chart)
        self.show_heading()

    def on_resize(self) -> None:
        """Fit heading and legend to the width."""
        self.call_after_refresh(self.show_heading)

    def on_gantt_rows_scrolled(self) -> None:
        """Show the weeks scrolled to."""
        self.show_heading()

    def show_heading(self) -> None:
        """Draw heading and legend."""
        self._head.update(Content(self.rows.heading()))
        tones = {"accent": "$accent", "muted": "$foreground-muted", "warning": "$warning",
                 "idea": "$secondary"}  # fmt: skip
        lines = (
            Content.assemble(*((text, tones.get(tone, "")) for text, tone in line))
            for line in legend(max(20, self.size.width - 4))
        )
        self._legend.update(Content("\n").join(lines))

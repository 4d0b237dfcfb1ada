"""The flip-chart list of a step, edited while people watch (feature row 1.36)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.live.dialog import LiveDialog
from focusgroup.tui.widgets.flip_chart import ChartLine, FlipChart

if TYPE_CHECKING:
    from focusgroup.room.room import Room


class ChartDialog(LiveDialog[None]):
    """The list as a sheet; each change is written at once."""

    HEAD = "Flip chart"
    HELP = FlipChart.HELP
    EMPTY: ClassVar[str] = "Nothing on the flip chart yet. a adds the first line."

    def __init__(self, room: Room, chart: str) -> None:
        super().__init__(room)
        self._chart = chart
        item = room.desk.guide.item(chart)
        self.HEAD = f"Flip chart · {item.title}" if item else "Flip chart"

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield FlipChart(self._lines(), id="chart-list")

    def on_mount(self) -> None:
        """Take the keyboard; an empty list opens its first line."""
        chart = self.query_one(FlipChart)
        chart.focus()
        if not chart.lines:
            self.call_after_refresh(chart.add)
        self.set_interval(0.2, self._follow)

    def _lines(self) -> list[ChartLine]:
        counts = Counter(c.entry for c in self.room.desk.comments.values())
        return [
            ChartLine(e.id, e.text, f"{counts[e.id]} comments" if counts[e.id] else "")
            for e in self.room.desk.entries(self._chart)
        ]

    def _show(self) -> None:
        self.query_one(FlipChart).set_lines(self._lines())

    def _follow(self) -> None:
        """Show what came in; the news is left to the live screen beneath, which shares the room."""
        try:
            self.room.catch_up()
        except StoreError:
            return  # said at the next action; the next beat asks again
        if self._lines() != self.query_one(FlipChart).lines:
            self._show()

    @on(FlipChart.EntryAdded)
    def _added(self, event: FlipChart.EntryAdded) -> None:
        try:
            self.room.chart.add(self._chart, event.text)
        except StoreError as error:
            self.tell(str(error), error=True)
            self.query_one(FlipChart).give_back(event.text)
        self._show()

    @on(FlipChart.EntryEdited)
    def _edited(self, event: FlipChart.EntryEdited) -> None:
        try:
            self.room.chart.edit(event.entry_id, event.text)
        except StoreError as error:
            self.tell(str(error), error=True)
            self.query_one(FlipChart).give_back(event.text, event.entry_id)
            return
        self._show()

    @on(FlipChart.EntryMoved)
    def _moved(self, event: FlipChart.EntryMoved) -> None:
        self.attempt(lambda: self.room.chart.move(event.entry_id, event.step))
        self._show()

    @on(FlipChart.EntryRemoved)
    def _removed(self, event: FlipChart.EntryRemoved) -> None:
        self.attempt(lambda: self.room.chart.remove(event.entry_id))
        self._show()
        self.tell("Taken off the list; Ctrl+Z on the live screen brings it back.")

"""The flip chart: the group's list, kept in order and edited where it stands."""

from __future__ import annotations

import pytest
from textual import events

from focusgroup.domain.text import clean
from focusgroup.tui.widgets.flip_chart import ChartLine, FlipChart
from support.hostile import HOSTILE
from tui.widgets.gallery import CHART, Stage


class Wall(Stage):
    """Applies what the chart asks for, as a screen does."""

    def __init__(self, *lines: ChartLine) -> None:
        self.chart = FlipChart(lines)
        self.asked: list[tuple[str, ...]] = []
        super().__init__(self.chart)

    def on_flip_chart_entry_added(self, event: FlipChart.EntryAdded) -> None:
        new = ChartLine(f"n{len(self.chart.lines)}", event.text)
        self.chart.set_lines([*self.chart.lines, new])

    def on_flip_chart_entry_edited(self, event: FlipChart.EntryEdited) -> None:
        self.asked.append(("edited", event.entry_id, event.text))

    def on_flip_chart_entry_moved(self, event: FlipChart.EntryMoved) -> None:
        self.asked.append(("moved", event.entry_id, str(event.step)))

    def on_flip_chart_entry_removed(self, event: FlipChart.EntryRemoved) -> None:
        self.asked.append(("removed", event.entry_id))

    def text(self) -> str:
        rows = self.chart.rows_view
        return "\n".join(rows.render_line(y).text.rstrip() for y in range(rows.size.height))


@pytest.mark.feature("1.36")
async def test_lines_are_numbered_in_order_with_a_hanging_indent():
    app = Wall(*CHART)
    async with app.run_test(size=(80, 24)):
        shown = app.text().split("\n")
        assert shown[0] == "▌  1. call back within one day  4 comments"
        assert shown[1].startswith("   2. one form for [everything]")
        assert shown[2].startswith("      ")
        assert shown[3] == "   3. breakfast for the ten largest customers"


@pytest.mark.feature("1.36")
async def test_lines_are_added_one_after_the_other_without_leaving_the_keyboard():
    app = Wall()
    async with app.run_test(size=(80, 24)) as pilot:
        app.chart.focus()
        await pilot.press("a", *"one", "enter", *"two", "enter", "enter")
        await pilot.pause()
        assert [line.text for line in app.chart.lines] == ["one", "two"]
        assert not app.chart.editing
        assert app.focused is app.chart.rows_view


async def test_enter_changes_a_line_and_escape_leaves_it():
    app = Wall(*CHART)
    async with app.run_test(size=(80, 24)) as pilot:
        app.chart.focus()
        await pilot.press("enter")
        assert app.chart.editor.value == "call back within one day"
        await pilot.press("!", "enter")
        await pilot.press("enter", "x", "escape")
        await pilot.pause()
        assert app.asked == [("edited", "e1", "call back within one day!")]


async def test_the_input_lies_on_the_line_it_changes():
    app = Wall(*CHART)
    async with app.run_test(size=(80, 24)) as pilot:
        app.chart.focus()
        await pilot.press("end", "enter")
        await pilot.pause()
        assert app.chart.editor.region.y == app.chart.rows_view.region.y + 3
        assert app.chart.editor.region.x == 6


async def test_lines_are_moved_and_taken_off():
    app = Wall(*CHART)
    async with app.run_test(size=(80, 24)) as pilot:
        app.chart.focus()
        await pilot.press("down", "shift+up", "J", "delete")
        await pilot.pause()
        assert app.asked == [("moved", "e2", "-1"), ("moved", "e2", "1"), ("removed", "e2")]


async def test_a_line_that_comes_in_from_elsewhere_does_not_disturb_the_typing():
    app = Wall(*CHART)
    async with app.run_test(size=(80, 24)) as pilot:
        app.chart.focus()
        await pilot.press("a", *"half")
        app.chart.set_lines([*CHART, ChartLine("e4", "from the other screen")])
        await pilot.pause()
        assert app.chart.editor.value == "half"
        assert app.chart.editing
        assert app.chart.editor.region.y == 5


async def test_the_cursor_stays_with_its_line_when_it_moves():
    app = Wall(*CHART)
    async with app.run_test(size=(80, 24)) as pilot:
        app.chart.focus()
        await pilot.press("down")
        app.chart.set_lines([CHART[1], CHART[0], CHART[2]])
        assert app.chart.rows_view.cursor == 0


@pytest.mark.parametrize("text", [text for text in HOSTILE if clean(text).strip()])
async def test_any_text_can_be_put_on_the_chart(text):
    app = Wall()
    async with app.run_test(size=(80, 24)) as pilot:
        app.chart.focus()
        await pilot.press("a")
        app.chart.editor.post_message(events.Paste(text))
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert [line.text for line in app.chart.lines] == [clean(text).strip()]
        assert "\x1b" not in app.text()

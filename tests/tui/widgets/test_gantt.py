"""The Gantt chart's drawing: every bar in its week, every sign told without colour."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from focusgroup.tui.widgets.gantt import Ruler, gantt_lines, legend
from focusgroup.worksheets.declare import Bar, Gantt
from support.hostile import HOSTILE

MONDAY = date(2026, 11, 30)
WEDNESDAY = date(2026, 12, 2)


def text_of(line) -> str:
    return "".join(text for text, _ in line)


def bar(start, end, *, wished=None, **signs):
    return Bar("r", "a task", start, end, start if wished is None else wished, **signs)


def test_a_day_has_a_cell_and_a_week_begins_with_a_rule():
    ruler = Ruler(MONDAY, 30, 6)
    assert text_of(ruler.draw(bar(0, 2))) == "│━━   │     │     │     │     "
    assert text_of(ruler.draw(bar(4, 6))) == "│    ━━━    │     │     │     "
    assert ruler.heading().split() == ["11-30", "12-07", "12-14", "12-21", "12-28"]


def test_a_plan_that_begins_midweek_leaves_the_days_before_it_empty():
    ruler = Ruler(WEDNESDAY, 12, 6)
    assert text_of(ruler.draw(bar(0, 1))) == "│  ━  │     "
    assert ruler.heading().split()[0] == "11-30", "the Monday of that week"


def test_signs_tell_what_colour_tells():
    ruler = Ruler(MONDAY, 12, 6)
    assert text_of(ruler.draw(bar(0, 2, critical=True))) == "│██   │     "
    assert text_of(ruler.draw(bar(3, 4, wished=1))) == "│ ··━ │     "
    assert text_of(ruler.draw(bar(2, 2))) == "│  ◆  │     "
    label = text_of(gantt_lines(Gantt("", (bar(0, 1, clash=True, quick=True),), MONDAY), 60)[1])
    assert label.startswith("! » a task")


def test_what_lies_outside_the_view_is_told_at_its_edge():
    assert text_of(Ruler(MONDAY, 12, 6, week=3).draw(bar(0, 2))).startswith("‹")
    assert text_of(Ruler(MONDAY, 12, 6).draw(bar(40, 42))).endswith("›")


def test_a_long_plan_is_drawn_a_cell_a_week_on_the_page():
    lines = gantt_lines(Gantt("", (bar(0, 5), bar(200, 205)), MONDAY), 78)
    assert text_of(lines[1]).count("━") == 1
    assert text_of(lines[2]).rstrip().endswith("━")


def test_without_dates_weeks_are_counted():
    assert Ruler(None, 18, 6, week=1).heading().split() == ["wk", "2", "wk", "3", "wk", "4"]
    assert Ruler(None, 18, 6).year() == ""


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 60), st.integers(0, 9)), max_size=6),
    st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 1, 1))),
    st.integers(30, 140),
    st.sampled_from(HOSTILE),
)
def test_every_line_fits_whatever_there_is_to_draw(spans, first, width, title):
    bars = tuple(Bar("r", title, start + late, start + late + days, start)
                 for start, days, late in spans)  # fmt: skip
    for line in gantt_lines(Gantt("", bars, first), width):
        assert cell_len(text_of(line).rstrip()) <= width


def test_the_legend_breaks_between_signs():
    assert len(legend(120)) == 1
    assert all(len(text_of(line).rstrip()) <= 30 for line in legend(30))

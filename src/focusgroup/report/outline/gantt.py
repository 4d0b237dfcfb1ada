"""A road map's Gantt chart: as many figures as fit pages, each said in words too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from focusgroup.report.blocks import Block, GanttBar, GanttFigure, Manner, Paragraph
from focusgroup.worksheets.declare import Bar, Gantt
from focusgroup.worksheets.working_days import day_of, in_words

_BARS_A_FIGURE = 30  # more do not fit a page
_FIGURES = 6  # then the table tells the rest: 180 bars are no picture any more
_SAID = 12  # bars told in words


def gantt_figures(chart: Gantt) -> Iterator[Block]:
    """Yield a chart's figures; what is too much for them stands in the table of tasks."""
    parts = [
        chart.bars[at : at + _BARS_A_FIGURE] for at in range(0, len(chart.bars), _BARS_A_FIGURE)
    ]
    shown = parts[:_FIGURES]
    for number, part in enumerate(shown, start=1):
        of = f", part {number} of {len(shown)}" if len(shown) > 1 else ""
        bars = tuple(_bar(chart, bar) for bar in part)
        title = f"{chart.title}: Gantt chart{of}"
        yield GanttFigure(title, _in_words(chart, part), bars, chart.first is not None)
    if len(parts) > len(shown):
        left = len(chart.bars) - _FIGURES * _BARS_A_FIGURE
        yield Paragraph(f"{left} later tasks stand in the table only.", manner=Manner.NOTE)


def _bar(chart: Gantt, bar: Bar) -> GanttBar:
    start, last = _ordinal(chart, bar.start), _ordinal(chart, max(bar.start, bar.end - 1))
    return GanttBar(bar.title, start, last + (bar.end > bar.start), bar.critical)


def _ordinal(chart: Gantt, day: int) -> int:
    """Return a numbered day on the chart's scale: the calendar's, else counted from 1."""
    if chart.first is None:
        return day + 1
    return (day_of(chart.first, day) or date.max).toordinal()


def _in_words(chart: Gantt, bars: Sequence[Bar]) -> str:
    told = [f"{bar.title}, {_when(chart, bar)}" for bar in bars[:_SAID]]
    if len(bars) > _SAID:
        told.append(f"and {len(bars) - _SAID} more, all of them in the table of tasks")
    return f"Bars over time, one a task, in the order they begin. {'; '.join(told)}."


def _when(chart: Gantt, bar: Bar) -> str:
    critical = ", critical" if bar.critical else ""
    if bar.end == bar.start:
        return f"milestone on {in_words(chart.first, bar.start)}{critical}"
    start, last = (in_words(chart.first, day) for day in (bar.start, bar.end - 1))
    return f"{start} to {last}{critical}"

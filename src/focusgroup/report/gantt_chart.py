"""A Gantt chart as a native Word chart: stacked bars whose first series is not drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from docx.parts.document import DocumentPart

from focusgroup.report.blocks import GANTT_SERIES, GanttFigure
from focusgroup.report.charts import column_name, placed, stroke, type_face, workbook
from focusgroup.report.ooxml import Element, safe
from focusgroup.report.styles import HAIRLINE, INK, MUTED, TINTS

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_BAR_EMU = 230_000  # about 6 mm a bar: thirty fill a page
_FRAME_EMU = 1_000_000  # legend and axis
# Spreadsheets count days from the last of 1899.
_EPOCH = date(1899, 12, 30).toordinal()
_LINES = 12  # upright lines there should be at most
_WEEK = 7
_NAME = 48  # characters of a task beside its bar


def gantt_chart(part: DocumentPart, figure: GanttFigure, number: int, width: int) -> Element:
    """Add a Gantt chart's part and return the run that draws it, `width` in twips."""
    names = [_short(bar.name) for bar in figure.bars]
    series = _series_of(figure)
    height = _FRAME_EMU + _BAR_EMU * len(figure.bars)
    book = workbook(names, series)
    return placed(
        part,
        number,
        (width, height),
        figure.alt,
        book,
        lambda data: _chart_xml(figure, names, series, data),
    )


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


def _day(figure: GanttFigure, ordinal: int) -> int:
    return ordinal - _EPOCH if figure.dated else ordinal


def _series_of(figure: GanttFigure) -> list[tuple[str, list[float | None]]]:
    """Return the days before each bar, then its length in the series of its kind."""
    offset = [float(_day(figure, bar.start)) for bar in figure.bars]
    lengths: list[list[float | None]] = [[], [], []]
    # A milestone is a sixtieth of the chart wide, or it would not be seen.
    mark = max(1.0, round((_end(figure) - _start(figure)) / 60))
    for bar in figure.bars:
        kind = 2 if bar.end == bar.start else 1 if bar.critical else 0
        for each, held in enumerate(lengths):
            held.append((float(bar.end - bar.start) or mark) if each == kind else None)
    return list(zip(GANTT_SERIES, [list[float | None](offset), *lengths], strict=True))


def _start(figure: GanttFigure) -> int:
    """Return where the axis begins: the Monday of the first week."""
    first = min(bar.start for bar in figure.bars)
    if figure.dated:
        first -= date.fromordinal(first).weekday()
    return _day(figure, first)


def _end(figure: GanttFigure) -> int:
    """Return the day after everything; a milestone takes room behind its day."""
    return _day(figure, max(bar.end + (bar.end == bar.start) for bar in figure.bars))


def _unit(figure: GanttFigure) -> int:
    """Return the days between upright lines: whole weeks, so that each is a Monday."""
    step = _WEEK if figure.dated else 5
    weeks = -(-(_end(figure) - _start(figure)) // (step * _LINES))
    return step * max(1, weeks)


def _fill(number: int) -> str:
    """Return how a series is filled: told apart by its pattern too, not only by colour."""
    if number == 0:
        return "<a:noFill/>"
    if number == 2:
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{TINTS["weakness"]}"/></a:fgClr>'
            '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        )
    color = TINTS["mixed"] if number == 1 else INK
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def _edge(number: int) -> str:
    if number == 0:
        return "<a:ln><a:noFill/></a:ln>"
    color = {1: TINTS["mixed"], 2: TINTS["weakness"]}.get(number, INK)
    return f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:ln>'


def _series(names: Sequence[str], series: tuple[str, Sequence[float | None]], number: int) -> str:
    name, values = series
    column, last = column_name(number + 1), len(names) + 1
    labels = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(safe(label))}</c:v></c:pt>' for n, label in enumerate(names)
    )
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value:.0f}</c:v></c:pt>'
        for n, value in enumerate(values)
        if value is not None
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f'<c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(safe(name))}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f"<c:spPr>{_fill(number)}{_edge(number)}</c:spPr>"
        '<c:invertIfNegative val="0"/>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(names)}"/>{labels}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
        "</c:numCache></c:numRef></c:val></c:ser>"
    )


def _chart_xml(
    figure: GanttFigure,
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    data: str,
) -> bytes:
    drawn = "".join(_series(names, each, n) for n, each in enumerate(series))
    shown = "d\\ mmm\\ yy" if figure.dated else '"day "0'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_REL}">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{drawn}<c:gapWidth val="35"/><c:overlap val="100"/>'
        '<c:axId val="1001"/><c:axId val="1002"/></c:barChart>'
        '<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{stroke(HAIRLINE)}'
        f'{type_face(850, INK)}<c:crossAx val="1002"/><c:crosses val="min"/></c:catAx>'
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{_last_line(figure)}"/><c:min val="{_start(figure)}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/><c:majorGridlines>{stroke(HAIRLINE)}'
        f'</c:majorGridlines><c:numFmt formatCode="{escape(shown, {chr(34): "&quot;"})}" '
        'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{stroke(None)}{type_face(800, MUTED)}'
        '<c:crossAx val="1001"/><c:crosses val="max"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{_unit(figure)}"/></c:valAx></c:plotArea>'
        '<c:legend><c:legendPos val="t"/>'
        '<c:legendEntry><c:idx val="0"/><c:delete val="1"/></c:legendEntry>'
        f'<c:overlay val="0"/>{type_face(900, INK)}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:externalData r:id="{data}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _last_line(figure: GanttFigure) -> int:
    """Return where the axis ends: the first upright line behind the last bar."""
    unit, start = _unit(figure), _start(figure)
    return start + unit * (-(-(_end(figure) - start) // unit) or 1)

"""Lines over stages as a native Word chart: how customers feel, and how well they are processed."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.parts.document import DocumentPart

from focusgroup.report.blocks import CurveFigure
from focusgroup.report.charts import column_name, placed, stroke, type_face, workbook
from focusgroup.report.ooxml import Element, safe
from focusgroup.report.styles import HAIRLINE, INK, MUTED, TINTS

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_HEIGHT_EMU = 2_700_000  # 7.5 cm
_LINES = (TINTS["strength"], TINTS["weakness"], TINTS["mixed"], TINTS["neutral"])
_SIGNS = ("circle", "diamond", "square", "triangle")  # told apart without colour


def curve_chart(part: DocumentPart, figure: CurveFigure, number: int, width: int) -> Element:
    """Add a curve's chart part and return the run that draws it, `width` in twips."""
    book = workbook(figure.categories, figure.series)
    return placed(
        part,
        number,
        (width, _HEIGHT_EMU),
        figure.alt,
        book,
        lambda data: _chart_xml(figure, data),
    )


def _series(figure: CurveFigure, number: int) -> str:
    name, values = figure.series[number]
    column, last = column_name(number + 1), len(figure.categories) + 1
    labels = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(safe(label))}</c:v></c:pt>'
        for n, label in enumerate(figure.categories)
    )
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value:g}</c:v></c:pt>'
        for n, value in enumerate(values)
        if value is not None
    )
    fill = f'<a:solidFill><a:srgbClr val="{_LINES[number % 4]}"/></a:solidFill>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f'<c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(safe(name))}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:ln w="28575" cap="rnd">{fill}<a:round/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{_SIGNS[number % 4]}"/><c:size val="8"/>'
        f"<c:spPr>{fill}<a:ln>{fill}</a:ln></c:spPr></c:marker>"
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(figure.categories)}"/>{labels}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
        '</c:numCache></c:numRef></c:val><c:smooth val="0"/></c:ser>'
    )


def _chart_xml(figure: CurveFigure, data: str) -> bytes:
    series = "".join(_series(figure, n) for n in range(len(figure.series)))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_REL}">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{series}<c:marker val="1"/><c:axId val="1001"/><c:axId val="1002"/></c:lineChart>'
        '<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{stroke(HAIRLINE)}'
        f'{type_face(850, INK)}<c:crossAx val="1002"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{figure.high[0]:g}"/><c:min val="{figure.low[0]:g}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>{stroke(HAIRLINE)}'
        '</c:majorGridlines><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{stroke(None)}{type_face(850, MUTED)}<c:crossAx val="1001"/>'
        '<c:crosses val="autoZero"/><c:majorUnit val="1"/></c:valAx>'
        '</c:plotArea><c:legend><c:legendPos val="t"/><c:overlay val="0"/>'
        f'{type_face(900, INK)}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        "</c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:externalData r:id="{data}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()

"""A section for each worksheet that is filled: its rows, what is worked out, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from focusgroup.report.blocks import (
    Block,
    Bullets,
    CurveFigure,
    Heading,
    Manner,
    PageBreak,
    Paragraph,
    Table,
)
from focusgroup.report.outline.gantt import gantt_figures
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import clock
from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.declare import Curve, Gantt, Grid, Points, Sheet, View, Worksheet
from focusgroup.worksheets.record import Column, ColumnKind, Record, columns

_COLUMNS_A_TABLE = 5  # beside the first; more would be too narrow to read
_NARROW = frozenset({ColumnKind.CHOICE, ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.DATE})
_FIGURES = frozenset({ColumnKind.NUMBER, ColumnKind.PERCENT})
_WIDE, _LEAST = 3.0, 1.8  # relative widths of columns of words, and of those of short answers
_A_LETTER = 0.2  # of that width; a column narrower than its longest word breaks the word


def sections(source: Source) -> Iterator[Block]:
    """Yield the worksheets in the order of the three phases; empty ones are left out."""
    filled = [each for each in WORKSHEETS if each.printed and each.filled(source.facts)]
    if not filled:
        return
    yield PageBreak()
    yield Heading("Worksheets")
    for worksheet in filled:
        yield from _section(source, worksheet)


def _section(source: Source, worksheet: Worksheet) -> Iterator[Block]:
    yield Heading(worksheet.title, level=2)
    yield Paragraph(worksheet.about)
    for _, viewer in worksheet.views:
        for view in viewer(source.facts):
            yield from view_blocks(view)
    for sheet in worksheet.pages:
        if sheet.read_on_pages:
            continue
        yield from _sheet(source, sheet)
    yield from open_points(source, worksheet)


def view_blocks(view: View) -> Iterator[Block]:
    """Yield what was worked out; the same pages stand on screen."""
    if isinstance(view, Grid):
        yield Table(
            title=view.title,
            header=view.header,
            rows=view.rows,
            widths=view.widths or (1.0,) * len(view.header),
            note=view.note,
            numbers=view.numbers,
            total=view.total,
        )
    elif isinstance(view, Points):
        if len(view.items) == 1 and not view.items[0][0]:
            yield Paragraph(view.items[0][1], lead=f"{view.title}.".replace("?.", "?"))
        else:
            yield Paragraph("", lead=view.title)
            yield Bullets(tuple((f"{a}:" if a and b else a, b) for a, b in view.items))
        if view.note:
            yield Paragraph(view.note, manner=Manner.NOTE)
    elif isinstance(view, Gantt):
        yield from gantt_figures(view)
    else:
        assert isinstance(view, Curve)
        yield CurveFigure(
            view.title, _in_words(view), view.places, view.series, view.low, view.high
        )
        if view.loop:
            yield Paragraph(view.loop, manner=Manner.NOTE)


def _in_words(curve: Curve) -> str:
    """Return a curve as a sentence, for who cannot see it."""
    lines = []
    for name, values in curve.series:
        told = (
            f"{place} {'not known' if value is None else f'{value:g}'}"
            for place, value in zip(curve.places, values, strict=True)
        )
        lines.append(f"{name}: {', '.join(told)}")
    ends = f"from {curve.low[0]:g} ({curve.low[1]}) to {curve.high[0]:g} ({curve.high[1]})"
    return f"Lines over stages, {ends}. {'; '.join(lines)}."


def _sheet(source: Source, sheet: Sheet) -> Iterator[Block]:
    """Yield every column that says something, in as many tables as that takes."""
    rows = source.facts.of_table(sheet.table)
    if not rows:
        return
    first, *asked = columns(sheet.record)
    told = [each for each in asked if any(getattr(r, each.name) not in ("", None) for r in rows)]
    parts = [told[n : n + _COLUMNS_A_TABLE] for n in range(0, len(told), _COLUMNS_A_TABLE)] or [[]]
    for number, part in enumerate(parts):
        shown = [first, *part]
        said = [tuple(_words(source, each, row) for each in shown) for row in rows]
        yield Table(
            title=f"{sheet.title}, continued" if number else sheet.title,
            header=tuple(each.label for each in shown),
            rows=tuple(said),
            widths=(
                _WIDE,
                *(_width(each, [row[n] for row in said]) for n, each in enumerate(part, start=1)),
            ),
            numbers=frozenset(n for n, each in enumerate(shown) if each.kind in _FIGURES),
        )


def _width(asked: Column, cells: Iterable[str]) -> float:
    """Return the relative width of a column that leaves its longest word whole."""
    if asked.kind not in _NARROW:
        return _WIDE
    longest = max(len(word) for text in (asked.label, *cells) for word in text.split() or ("",))
    return min(max(_LEAST, _A_LETTER * (longest + 0.5)), _WIDE)


def _words(source: Source, asked: Column, row: Record) -> str:
    value = getattr(row, asked.name)
    if asked.kind is ColumnKind.COMMENTS:
        return _comments(source, str(value).split())
    return source.facts.words(asked, value)


def _comments(source: Source, ids: list[str]) -> str:
    """Return links to comments as codes and times: their words stand in the list of comments."""
    wanted = set(ids)
    held = [source.comment_by_id[each] for each in dict.fromkeys(ids) if each in
            source.comment_by_id]  # fmt: skip
    told = [f"{source.rules.code(c)} {clock(c.at_s)}" for c in held]
    gone = len(wanted) - len(held)
    return "; ".join([*told, *([f"{gone} removed"] if gone else [])])


def open_points(source: Source, worksheet: Worksheet) -> Iterator[Block]:
    """Yield what is still to be done on a worksheet."""
    points = list(worksheet.open_points(source.facts))
    if not points:
        yield Paragraph("Nothing is open.", manner=Manner.NOTE)
        return
    rows = []
    for point in points:
        row = source.facts.row(point.table, point.row)
        rows.append((source.facts.title(row) if row else "–", point.sentence))
    yield Table(
        title=f"{worksheet.title}: open points",
        header=("About", "Still open"),
        rows=tuple(rows),
        widths=(4, 7),
    )

"""How rows of a worksheet look in the grid, below it and on its tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content

from focusgroup.domain.text import clean_lines
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.empty_state import EmptyState
from focusgroup.tui.widgets.record_grid import GridColumn, GridRow
from focusgroup.worksheets.declare import OpenPoint, Sheet
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import Column, ColumnKind, Record, column, columns

_CELLS = {
    ColumnKind.TEXT: 22,
    ColumnKind.LINES: 24,
    ColumnKind.NUMBER: 9,
    ColumnKind.PERCENT: 9,
    ColumnKind.DATE: 12,
    ColumnKind.LINK: 20,
    ColumnKind.LINKS: 22,
    ColumnKind.COMMENTS: 13,
    ColumnKind.ANYWHERE: 22,
    ColumnKind.GROUP: 18,
}
_RIGHT = frozenset({ColumnKind.NUMBER, ColumnKind.PERCENT})


def grid_columns(sheet: Sheet) -> tuple[GridColumn, ...]:
    """Return the columns of a sheet's grid."""
    return tuple(_grid_column(column(sheet.record, name)) for name in sheet.grid)


def _grid_column(asked: Column) -> GridColumn:
    cells = _CELLS.get(asked.kind)
    if cells is None:
        cells = max(len(asked.label), *(len(words) for _, words in asked.choices)) + 2
    return GridColumn(asked.label, max(cells, len(asked.label) + 2), asked.kind in _RIGHT)


def grid_row(sheet: Sheet, facts: Facts, row: Record, *, is_open: bool) -> GridRow:
    """Return a row as the grid shows it."""
    cells = (
        facts.words(column(sheet.record, name), getattr(row, name)).replace("\n", " ")
        for name in sheet.grid
    )
    return GridRow(row.id, tuple(cells), is_open)


def whole_row(
    facts: Facts, row: Record | None, points: Iterable[OpenPoint], said: Callable[[str], str]
) -> Content:
    """Return everything a row says, its open points first; `said` gives a comment's words."""
    if row is None:
        return Content("")
    lines = [Content.styled(f"! {point.sentence}", "$warning") for point in points]
    for asked in columns(type(row)):
        value = getattr(row, asked.name)
        words = facts.words(asked, value)
        if not words:
            continue
        lines.append(
            Content.assemble((f"{asked.label}: ", "$foreground-muted"), clean_lines(words))
        )
        if asked.kind is ColumnKind.COMMENTS:
            quoted = (said(each) for each in str(value).split())
            lines += [Content.styled(f"   {safe(each)}", "italic") for each in quoted if each]
    return Content("\n").join(lines)


def openness(left: int, filled: bool) -> list[Content]:
    """Return how many points are open, or that none is; nothing of what is not begun."""
    if left:
        words = "open point" if left == 1 else "open points"
        return [Content.styled(f"! {left} {words}", "$warning")]
    return [Content.styled("✓ nothing open", "$foreground-muted")] if filled else []


def tabs(names: Sequence[tuple[str, str]], at: int) -> Content:
    """Return the pages side by side, the one in hand marked by brackets and weight."""
    pieces = []
    for number, (name, count) in enumerate(names):
        words = f"{name} {count}".strip()
        if number == at:
            pieces.append(Content.styled(f"[{words}]", "bold $accent"))
        else:
            pieces.append(Content.styled(f" {words} ", "$foreground-muted"))
    return Content(" ").join(pieces)


def empty_sheet(sheet: Sheet, number: int) -> EmptyState:
    """Return what is said of a sheet without rows."""
    keys = [("n", f"add the first {sheet.noun}")]
    if sheet.examples:
        keys.append(("e", f"put in the usual {len(sheet.examples)} rows"))
    keys += [("Tab", "next page"), ("Esc", "all worksheets")]
    return EmptyState(sheet.title, sheet.hint, keys, id=f"sheet-empty-{number}")

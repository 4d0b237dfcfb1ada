"""How rows of a worksheet look in the grid, below it and on its tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.content import Content

from focusgroup.domain.text import clean_lines
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.empty_state import EmptyState
from focusgroup.tui.widgets.record_grid import GridColumn, GridRow
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.declare import OpenPoint, Sheet
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.outside import NOUNS
from focusgroup.worksheets.record import ANY, Column, ColumnKind, Record, column, columns

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
_QUOTED = 3  # comments quoted below the grid
_RIGHT = frozenset({ColumnKind.NUMBER, ColumnKind.PERCENT})


def leads_somewhere(asked: Column) -> bool:
    """Return whether a column can be filled: a link needs something this program keeps."""
    return asked.to in {"", "comment", "session", ANY, *NOUNS, *SHEETS}


def noun_of(table: str) -> str:
    """Return what a row of a table is called."""
    return SHEETS[table].noun if table in SHEETS else NOUNS.get(table, "row")


def grid_columns(sheet: Sheet) -> tuple[GridColumn, ...]:
    """Return the columns of a sheet's grid."""
    return tuple(_grid_column(column(sheet.record, name)) for name in sheet.grid)


def _grid_column(asked: Column) -> GridColumn:
    cells = _CELLS.get(asked.kind)
    if cells is None:
        cells = max(10, *(len(words) for _, words in asked.choices), len(asked.label)) + 2
    return GridColumn(asked.label, max(cells, len(asked.label) + 2), asked.kind in _RIGHT)


def grid_row(sheet: Sheet, facts: Facts, row: Record, *, is_open: bool) -> GridRow:
    """Return a row as the grid shows it."""
    cells = (
        facts.words(column(sheet.record, name), getattr(row, name)).replace("\n", " ")
        for name in sheet.grid
    )
    return GridRow(row.id, tuple(cells), is_open)


def whole_row(
    sheet: Sheet | None,
    facts: Facts,
    row: Record | None,
    points: Iterable[OpenPoint],
    said: Callable[[str], str],
) -> Content:
    """Return all of a row: open points, what was said to it, then column by column.

    `said` gives a comment's words, "" where it is gone.
    """
    if row is None or sheet is None:
        return Content("")
    lines = [Content.styled(f"! {point.sentence}", "$warning") for point in points]
    told: list[Content] = []
    for asked in columns(type(row)):
        value = getattr(row, asked.name)
        words = facts.words(asked, value)
        if not words:
            continue
        label = (f"{asked.label}: ", "$foreground-muted")
        if asked.kind is ColumnKind.COMMENTS:
            quoted = filter(None, (said(each) for each in str(value).split()[:_QUOTED]))
            lines += [Content.styled(f"“{safe(each)}”", "italic") for each in quoted]
        told.append(Content.assemble(label, highlighted(sheet, asked.name, clean_lines(words))))
    return Content("\n").join([*lines, Content("  ·  ").join(told)])


def openness(left: int, filled: bool) -> list[Content]:
    """Return how many points are open, or that none is; nothing of what is not begun."""
    if left:
        words = "open point" if left == 1 else "open points"
        return [Content.styled(f"! {left} {words}", "$warning")]
    return [Content.styled("✓ nothing open", "$foreground-muted")] if filled else []


def point_lines(facts: Facts, points: Iterable[OpenPoint]) -> list[str]:
    """Return open points as lines to choose from, each with the title of its row."""
    rows = ((point, facts.row(point.table, point.row)) for point in points)
    return [f"{facts.title(row)}: {p.sentence}" if row else p.sentence for p, row in rows]


def highlighted(sheet: Sheet, name: str, text: str) -> Content:
    """Return a text with the words that deserve a second look underlined."""
    content = Content(text)
    if sheet.watch is not None and name == sheet.watched:
        for start, end in sheet.watch(text):
            content = content.stylize("bold underline $warning", start, end)
    return content


def empty_sheet(sheet: Sheet, number: int) -> EmptyState:
    """Return what is said of a sheet without rows."""
    keys = [("n", f"add the first {sheet.noun}")]
    if sheet.examples or sheet.proposed:
        count = "" if sheet.proposed else f"{len(sheet.examples)} "
        keys.append(("e", f"put in the usual {count}rows"))
    keys += [("Tab", "next page"), ("Esc", "all worksheets")]
    return EmptyState(sheet.title, sheet.hint, keys, id=f"sheet-empty-{number}")

"""What is worked out of worksheets, as lines of a terminal: grids, lists and charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from focusgroup.tui.widgets.cells import pad, safe, wrap
from focusgroup.tui.widgets.curve import curve_lines
from focusgroup.tui.widgets.gantt import gantt_lines
from focusgroup.tui.widgets.row_view import Line, RowView
from focusgroup.worksheets.declare import Curve, Gantt, Grid, Points, View

_LEAST = 4  # cells of a column
_WORD = 12  # a longer word may be broken


class ViewPage(RowView):
    """A page to read; the cursor only scrolls."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._views: tuple[View, ...] = ()
        self._lines: list[Line] = []

    def show(self, views: Iterable[View]) -> None:
        """Show these, one under the other."""
        self._views = tuple(views)
        self.rows_changed()
        self.cursor = 0 if self._lines else None

    @property
    def text(self) -> str:
        """What stands there."""
        return "\n".join("".join(piece for piece, _ in line).rstrip() for line in self._lines)

    def rows_changed(self, start: int = 0) -> None:
        """Set the page for the width there is."""
        if self.size.width:
            self._lines = drawn(self._views, self.text_width)
        super().rows_changed(start)

    def row_total(self) -> int:
        """Return the number of lines."""
        return len(self._lines)

    def measure_row(self, index: int, width: int) -> int:  # noqa: ARG002 - all rows are one line
        """Return one."""
        return 1

    def draw_row(self, index: int, width: int) -> list[Line]:  # noqa: ARG002 - set for the width
        """Return the line."""
        return [self._lines[index]]

    def empty_text(self) -> str:
        """Say where it comes from."""
        return "Nothing to show yet.\nThis page is worked out of the rows: fill those in first."


def drawn(views: Iterable[View], width: int) -> list[Line]:
    """Return views as lines of `width` cells, a blank line between them."""
    lines: list[Line] = []
    for view in views:
        if lines:
            lines.append([])
        lines.append([(safe(view.title), "strong")])
        if isinstance(view, Grid):
            lines += _grid(view, width)
        elif isinstance(view, Points):
            lines += _points(view, width)
        elif isinstance(view, Gantt):
            lines += gantt_lines(view, width) + _note(view.note, width)
        else:
            assert isinstance(view, Curve)
            lines += curve_lines(view, width)
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    found = []
    for paragraph in text.split("\n"):
        told = safe(paragraph)
        found += [told[a:b] for a, b in wrap(told, width)]
    return found


def _note(text: str, width: int) -> list[Line]:
    return [[(line, "muted")] for line in _wrapped(text, width)] if text else []


def _points(view: Points, width: int) -> list[Line]:
    lines: list[Line] = []
    for lead, text in view.items:
        told = f"{lead}: {text}" if lead and text else lead or text
        for number, words in enumerate(_wrapped(told, width - 2)):
            lines.append([("· " if number == 0 else "  ", "accent"), (words, "")])
    return lines + _note(view.note, width)


def column_cells(view: Grid, width: int) -> list[int]:
    """Return the cells of each column: its share, but at least its longest word, within reason."""
    shares = view.widths or (1.0,) * len(view.header)
    least = [_least(texts) for texts in zip(view.header, *view.rows, strict=True)]
    free = max(0, width - sum(least))
    wanted = [max(0.0, share / sum(shares) * width - low) for share, low in
              zip(shares, least, strict=True)]  # fmt: skip
    total = sum(wanted) or 1.0
    cells = [low + int(free * want / total) for low, want in zip(least, wanted, strict=True)]
    while sum(cells) > width and max(cells) > _LEAST:
        cells[cells.index(max(cells))] -= 1
    return cells


def _least(texts: Sequence[str]) -> int:
    words = [len(word) for text in texts for word in text.split()]
    return 1 + min(_WORD, max(_LEAST, *words, *map(len, texts[0].split())))


def _grid(view: Grid, width: int) -> list[Line]:
    cells = column_cells(view, width)
    lines = [*_set(view, view.header, cells, "muted"), [("─" * sum(cells), "rule")]]
    last = len(view.rows) - 1
    for number, row in enumerate(view.rows):
        if view.total and number == last:
            lines.append([("─" * sum(cells), "rule")])
        lines += _set(view, row, cells, "")
    return lines + _note(view.note, width)


def _set(view: Grid, texts: Sequence[str], cells: Sequence[int], tone: str) -> list[Line]:
    """Set one row: every cell wrapped within its column."""
    parts = [_wrapped(text, wide - 1) for text, wide in zip(texts, cells, strict=True)]
    lines: list[Line] = []
    for at in range(max(map(len, parts))):
        line: Line = []
        for number, (part, wide) in enumerate(zip(parts, cells, strict=True)):
            text = part[at] if at < len(part) else ""
            shown = tone or ("strong" if number == 0 else "")
            line.append((pad(text, wide - 1, right=number in view.numbers) + " ", shown))
        lines.append(line)
    return lines

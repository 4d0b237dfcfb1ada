"""A curve over named places, drawn with characters: how a customer feels from stage to stage."""

from __future__ import annotations

from rich.cells import cell_len

from focusgroup.tui.widgets.cells import fit, pad, safe, wrap
from focusgroup.tui.widgets.row_view import Line
from focusgroup.worksheets.declare import Curve

_MARKS = ("●", "○", "◆", "◇")  # told apart without colour
_TONES = ("accent", "idea", "warning", "strength")
_AXIS = 14  # cells for the words of the scale
_PLACE = 9  # cells a place needs at least; further places go into a second strip below


def curve_lines(curve: Curve, width: int) -> list[Line]:
    """Return a curve as lines of at most `width` cells; both series share one scale."""
    if not curve.places:
        return []
    strips = -(-len(curve.places) // max(1, (width - _AXIS) // _PLACE))
    fits = -(-len(curve.places) // strips)  # as many in each strip
    lines: list[Line] = []
    for start in range(0, len(curve.places), fits):
        if lines:
            lines.append([])
        lines += _strip(curve, start, min(fits, len(curve.places) - start), width)
    legend: Line = []
    for number, (name, _) in enumerate(curve.series):
        legend.append((f"{_MARKS[number % 4]} ", _TONES[number % 4]))
        legend.append((f"{safe(name)}   ", ""))
    if any(None in values for _, values in curve.series):
        legend.append(("a gap: not known yet", "muted"))
    lines.append(legend)
    if curve.loop:
        lines.append([("└─▶ ", "accent"), (fit(safe(curve.loop), max(4, width - 4)), "muted")])
    return lines


def _strip(curve: Curve, start: int, count: int, width: int) -> list[Line]:
    """Draw some of the places, one under the scale's words."""
    wide = (width - _AXIS) // count
    wide = min(wide, 2 * _PLACE)
    low, high = int(curve.low[0]), int(curve.high[0])
    canvas = {level: [(" ", "")] * (wide * count) for level in range(low, high + 1)}
    for number in reversed(range(len(curve.series))):
        values = curve.series[number][1][start : start + count]
        _plot(canvas, values, number, wide, (low, high))
    lines: list[Line] = []
    for level in range(high, low - 1, -1):
        words = {high: curve.high[1], low: curve.low[1]}.get(level, "")
        axis: Line = [(pad(f"{safe(words)} {level}".strip(), _AXIS - 2, right=True), "muted"),
                      (" ┤", "rule")]  # fmt: skip
        lines.append([*axis, *canvas[level]])
    lines.append([(" " * (_AXIS - 1), ""), ("└" + "─" * (wide * count), "rule")])
    return lines + _names([safe(each) for each in curve.places[start : start + count]], wide)


def _names(names: list[str], wide: int) -> list[Line]:
    """Set the places' names under their marks, a long one on up to three lines."""
    parts = [[name[a:b] for a, b in wrap(name, wide - 1)] for name in names]
    lines: list[Line] = []
    for row in range(min(3, max(map(len, parts)))):
        cells = [part[row] if row < len(part) else "" for part in parts]
        centred = [pad(" " * ((wide - cell_len(each)) // 2) + each, wide) for each in cells]
        lines.append([(" " * _AXIS, ""), *((each, "") for each in centred)])
    return lines


def _plot(
    canvas: dict[int, list[tuple[str, str]]],
    values: tuple[float | None, ...],
    number: int,
    wide: int,
    scale: tuple[int, int],
) -> None:
    """Put one series on the canvas: a mark at each place, dots on the way between."""
    mark, tone = _MARKS[number % 4], _TONES[number % 4]
    low, high = scale

    def put(x: int, value: float, sign: str) -> None:
        level = max(low, min(high, round(value)))
        canvas[level][x] = (sign, tone)

    middle = wide // 2
    for at, value in enumerate(values[:-1]):
        after = values[at + 1]
        if value is None or after is None:
            continue
        for step in range(1, wide):
            put(at * wide + middle + step, value + (after - value) * step / wide, "·")
    for at, value in enumerate(values):
        if value is not None:
            put(at * wide + middle, value, mark)

"""The seats round the table: who spoke how often, who has not been heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from focusgroup.tui.widgets.cells import fit, pad, safe
from focusgroup.tui.widgets.row_view import Line, RowView

HELP: Final = (
    "The seats. Each shows its code, the first name (kept in memory only, never written), the "
    "share of turns (the most talkative seat fills the bar), the number of turns, and how long "
    "the seat has not been heard.\n\n"
    "Keys 1 to 9 or a click choose a seat; Up and Down move, Enter chooses. ✓ has introduced "
    "itself. late, left and absent are said in words."
)
_LEAST_BAR: Final = 4  # a shorter bar tells nothing
_SHORT: Final = {"absent": "out"}
_DIGITS: Final[list[BindingType]] = [
    Binding(str(digit), f"seat({digit})", f"Seat {digit}", show=False) for digit in range(1, 10)
]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat as shown; `share` of all turns is 0 to 1, `quiet_min` None when heard lately."""

    code: str
    name: str = field(default="", repr=False)
    turns: int = 0
    share: float = 0.0
    quiet_min: int | None = None
    away: str = ""  # "late", "left", "absent"
    introduced: bool = False

    @property
    def number(self) -> int:
        """The digits of the code."""
        digits = "".join(char for char in self.code if char.isdigit())
        return int(digits) if digits else 0

    def remark(self, *, short: bool = False) -> str:
        """Return what is to be noticed about the seat, in words."""
        if self.away:
            return self.away
        if self.quiet_min is None:
            return ""
        if not self.turns:
            return "silent" if short else "not heard yet"
        return f"{self.quiet_min} min" if short else f"not heard {self.quiet_min} min"


class SeatPressed(Message):
    """A seat was chosen by its key, by Enter or by the mouse."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


class SeatStrip(RowView):
    """Seats as a list, one line each."""

    HELP: ClassVar[str] = HELP
    BINDINGS: ClassVar[list[BindingType]] = _DIGITS

    def __init__(
        self,
        seats: Iterable[SeatRow] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._seats = list(seats)

    @property
    def seats(self) -> Sequence[SeatRow]:
        """The seats shown."""
        return self._seats

    def set_seats(self, seats: Iterable[SeatRow]) -> None:
        """Show these seats."""
        self._seats = list(seats)
        self.rows_changed()

    def row_total(self) -> int:
        """Return the number of seats."""
        return len(self._seats)

    def measure_row(self, index: int, width: int) -> int:  # noqa: ARG002 - all rows are one line
        """Return one."""
        return 1

    def empty_text(self) -> str:
        """Say how seats come."""
        return "No seats yet."

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Draw tick, code, name, bar, turns and what is to be noticed."""
        seat = self._seats[index]
        longest = max((cell_len(safe(each.name)) for each in self._seats), default=0)
        name_cells = min(longest, 9) + 1 if longest and width >= 24 else 0
        remark = fit(seat.remark(short=width < 40), 16 if width >= 40 else 6)
        remark_cells = 17 if width >= 40 else 7
        code_cells = max(len(each.code) for each in self._seats) + 1
        bar_cells = min(16, width - 2 - code_cells - name_cells - 4 - remark_cells)
        if bar_cells < _LEAST_BAR:
            bar_cells = 0
        away = bool(seat.away)
        # The most talkative seat fills the bar: of eight, fair shares would be an eighth of it.
        most = max(each.share for each in self._seats) or 1.0
        filled = round(seat.share / most * bar_cells)
        if seat.turns and bar_cells:
            filled = max(1, filled)
        tone = "muted" if away else "strong"
        line: Line = [
            ("✓ " if seat.introduced else "  ", "muted"),
            (pad(seat.code, code_cells), tone),
            (pad(safe(seat.name), name_cells), "muted" if away else ""),
            ("━" * filled, "accent"),
            ("─" * (bar_cells - filled), "rule"),
            (pad(str(seat.turns), 4, right=True), "muted" if away else ""),
            (pad(remark, remark_cells, right=True), "muted" if away else "warning"),
        ]
        return [line]

    def row_chosen(self, index: int) -> None:
        """Tell the screen."""
        self.post_message(SeatPressed(self._seats[index].code))

    def action_seat(self, number: int) -> None:
        """Choose a seat by its digit."""
        for index, seat in enumerate(self._seats):
            if seat.number == number:
                self.cursor = index
                self.post_message(SeatPressed(seat.code))
                return
        self.app.bell()

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked seat: one click is enough, there is nothing to open."""
        row = self.row_at(event.y + round(self.scroll_y))
        if row is not None:
            self.cursor = row
            self.row_chosen(row)


class SeatLine(Widget, can_focus=True):
    """The same seats side by side, in one or two lines, for a narrow or shallow screen."""

    HELP: ClassVar[str] = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        *_DIGITS,
        Binding("left", "step(-1)", "Seat before", show=False),
        Binding("right", "step(1)", "Seat after", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]
    DEFAULT_CSS = """
    SeatLine { height: auto; padding: 0 1; }
    """
    ALLOW_SELECT = False
    _CELL: Final = 9  # cells of one seat: eight fit 80 columns, twelve take two lines
    _NAMED_CELL: Final = 15  # with a first name: five fit 80 columns, ten take two lines

    cursor: reactive[int] = reactive(0)

    def __init__(
        self,
        seats: Iterable[SeatRow] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._seats = list(seats)

    @property
    def seats(self) -> Sequence[SeatRow]:
        """The seats shown."""
        return self._seats

    def set_seats(self, seats: Iterable[SeatRow]) -> None:
        """Show these seats."""
        before = (len(self._seats), self._width_of_cell)
        self._seats = list(seats)
        self.refresh(layout=before != (len(self._seats), self._width_of_cell))

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a seat."""
        return max(0, min(cursor, len(self._seats) - 1))

    @property
    def _width_of_cell(self) -> int:
        return self._NAMED_CELL if any(seat.name for seat in self._seats) else self._CELL

    def _per_line(self) -> int:
        return max(1, (self.content_size.width or 78) // self._width_of_cell)

    def render(self) -> Content:
        """Draw the seats."""
        lines, line = [], Content("")
        for index, seat in enumerate(self._seats):
            if index and index % self._per_line() == 0:
                lines.append(line)
                line = Content("")
            line = line + self._cell(index, seat)
        return Content("\n").join([*lines, line]) if self._seats else Content("No seats yet.")

    def _cell(self, index: int, seat: SeatRow) -> Content:
        in_hand = self.has_focus and index == self.cursor
        remark = seat.remark(short=True)
        value = _SHORT.get(seat.away, seat.away) or str(seat.turns)
        if not seat.away and seat.quiet_min is not None:
            value = f"{seat.quiet_min}′"
        tone = "$foreground-muted" if seat.away or not remark else "$warning"
        code = fit(seat.code, 3)
        text = fit(value, self._CELL - 3 - cell_len(code))
        room = self._width_of_cell - 3 - cell_len(code) - cell_len(text)
        name = f"{fit(safe(seat.name), room - 2)} " if seat.name and room > 3 else ""
        fill = " " * (room + 1 - cell_len(name))
        return Content.assemble(
            ("▌" if in_hand else " ", "bold $accent"),
            (code, "$foreground-muted" if seat.away else "bold $foreground"),
            " ",
            name,
            (text, tone),
            fill,
        )

    def action_step(self, step: int) -> None:
        """Move along the table."""
        self.cursor += step

    def action_choose(self) -> None:
        """Choose the seat under the cursor."""
        if self._seats:
            self.post_message(SeatPressed(self._seats[self.cursor].code))

    def action_seat(self, number: int) -> None:
        """Choose a seat by its digit."""
        for index, seat in enumerate(self._seats):
            if seat.number == number:
                self.cursor = index
                self.action_choose()
                return
        self.app.bell()

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked seat."""
        row = event.y - self.gutter.top
        column = (event.x - self.gutter.left) // self._width_of_cell
        index = row * self._per_line() + column
        if column < self._per_line() and 0 <= index < len(self._seats):
            self.cursor = index
            self.action_choose()

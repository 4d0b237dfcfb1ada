"""The seats before the group: codes, first names for this hour, bands and consents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.suggester import SuggestFromList
from textual.widgets import Static

from focusgroup.domain.session import Relationship
from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.in_place import InPlace
from focusgroup.tui.widgets.row_view import Line, RowView


@dataclass(frozen=True, slots=True)
class SeatEntry:
    """A seat as set up. The first name is for the screen of this hour; nothing writes it."""

    code: str
    name: str = field(default="", repr=False)
    department: str = ""
    role: str = ""
    tenure: str = ""
    take_part: bool = False
    record: bool = False
    quote: bool = False


TENURES: Final = ("under 1 year", "1 to 3 years", "4 to 10 years", "over 10 years")
_ROLES: Final = ("", *(str(role) for role in Relationship))
_TEXT: Final = ("name", "department")
_TICKS: Final = ("take_part", "record", "quote")
_COLUMNS: Final = ("name", "department", "role", "tenure", *_TICKS)
_HEADS: Final = {
    "name": "first name ◌",
    "department": "department",
    "role": "role",
    "tenure": "tenure",
    "take_part": "part",
    "record": "rec",
    "quote": "quote",
}
_CODE_CELLS: Final = 5


def column_cells(width: int) -> dict[str, int]:
    """Return the cells of each column for a width; 76 is what 80 columns leave."""
    fixed = {"role": 9, "tenure": 14, "take_part": 6, "record": 6, "quote": 6}
    free = max(16, width - _CODE_CELLS - sum(fixed.values()))
    name = max(8, min(18, free * 9 // 20))
    return {"name": name, "department": max(8, min(30, free - name)), **fixed}


class _SeatRows(RowView):
    """The rows; left and right move between cells."""

    HELP: ClassVar[str] = (
        "The seats of this group. Arrow keys move from cell to cell. In first name and "
        "department type at once, or press Enter to change what is there; Enter or Tab keeps it, "
        "Escape leaves it. In role, tenure and the consents Space goes to the next answer; the "
        "first letter of a role chooses it, y and n answer a consent.\n\n"
        "Ctrl+A adds a seat, Delete takes the one under the cursor away.\n\n"
        "◌ First names stay in memory until the program ends. They are never written; seats "
        "appear in the record by their code only. Consents: to take part, to be recorded, to be "
        "quoted."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "column(-1)", "Cell left", show=False),
        Binding("right", "column(1)", "Cell right", show=False),
        Binding("enter", "change", "change"),
        Binding("space", "next_answer", "next answer"),
        Binding("ctrl+a,insert", "add_seat", "add a seat"),
        Binding("delete", "drop_seat", "take away"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--cell"}
    DEFAULT_CSS = """
    _SeatRows > .row--cell {
        background: $accent;
        color: $button-color-foreground;
        text-style: bold;
    }
    _SeatRows:nocolor > .row--cell { text-style: reverse; }
    """

    column: reactive[int] = reactive(0)

    def __init__(self, seats: Iterable[SeatEntry]) -> None:
        super().__init__(id="seat-rows")
        self.seats = list(seats)

    @property
    def table(self) -> SeatTable:
        """The table round the rows."""
        table = self.parent
        assert isinstance(table, SeatTable)
        return table

    def row_total(self) -> int:
        """Return the number of seats."""
        return len(self.seats)

    def measure_row(self, index: int, width: int) -> int:  # noqa: ARG002 - all rows are one line
        """Return one."""
        return 1

    def empty_text(self) -> str:
        """Say how to begin."""
        return "No seats yet.\nCtrl+A adds the first."

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Draw the cells, the one in hand marked."""
        seat, cells = self.seats[index], column_cells(width)
        line: Line = [(pad(seat.code, _CODE_CELLS), "strong")]
        for at, name in enumerate(_COLUMNS):
            in_hand = self.has_focus and index == self.cursor and at == self.column
            text, tone = _cell(seat, name)
            line.append((pad(text, cells[name] - 1), "cell" if in_hand else tone))
            line.append((" ", ""))
        return [line]

    def validate_column(self, column: int) -> int:
        """Keep to the columns."""
        return max(0, min(column, len(_COLUMNS) - 1))

    def watch_column(self) -> None:
        """Redraw the row in hand."""
        if self.cursor is not None:
            self.row_redrawn(self.cursor)

    @property
    def column_name(self) -> str:
        """Name of the column in hand."""
        return _COLUMNS[self.column]

    def action_column(self, step: int) -> None:
        """Move to the cell beside; past the last one to the next seat."""
        at = self.column + step
        if at >= len(_COLUMNS) and self.cursor is not None and self.cursor < len(self.seats) - 1:
            self.cursor += 1
            self.column = 0
        else:
            self.column = at

    def action_change(self) -> None:
        """Type over a text cell, or go to the next answer."""
        if self.column_name in _TEXT:
            self.table.type_over()
        else:
            self.action_next_answer()

    def action_next_answer(self) -> None:
        """Go to the next role, tenure band or consent."""
        if self.cursor is None:
            return
        seat, name = self.seats[self.cursor], self.column_name
        if name in _TICKS:
            self.table.put(name, not getattr(seat, name))
        elif name in _TEXT:
            self.table.type_over()
        else:
            answers = _ROLES if name == "role" else ("", *self.table.tenures)
            held = getattr(seat, name)
            at = answers.index(held) + 1 if held in answers else 0
            self.table.put(name, answers[at % len(answers)])

    def action_add_seat(self) -> None:
        """Ask for another seat."""
        self.table.post_message(SeatTable.AddAsked())

    def action_drop_seat(self) -> None:
        """Ask to take the seat in hand away."""
        if self.cursor is not None:
            self.table.post_message(SeatTable.DropAsked(self.seats[self.cursor].code))

    def on_key(self, event: events.Key) -> None:
        """Begin typing over a text cell at once; letters choose answers elsewhere."""
        char = event.character
        if self.table.editing and char is not None and char.isprintable():
            # Typed faster than the focus moves: it belongs to the cell that was just opened.
            event.stop()
            self.table.editor.insert_text_at_cursor(char)
            return
        if self.cursor is None or char is None or not char.isprintable() or char == " ":
            return
        name = self.column_name
        if name in _TEXT:
            event.stop()
            self.table.type_over(char)
        elif name in _TICKS and char.casefold() in "yn":
            event.stop()
            self.table.put(name, char.casefold() == "y")
        elif name == "role":
            found = [role for role in _ROLES if role.startswith(char.casefold())]
            if found:
                event.stop()
                self.table.put(name, found[0])

    def on_click(self, event: events.Click) -> None:
        """Go to the clicked cell; a second click changes it."""
        super().on_click(event)
        at, cells = event.x - 2 - _CODE_CELLS, column_cells(self.text_width)
        for index, name in enumerate(_COLUMNS):
            if 0 <= at < cells[name]:
                self.column = index
            at -= cells[name]

    def row_chosen(self, index: int) -> None:  # noqa: ARG002 - the cursor is there already
        """Change the cell in hand."""
        self.action_change()


def _cell(seat: SeatEntry, name: str) -> tuple[str, str]:
    """Return the text of a cell and its tone."""
    value = getattr(seat, name)
    if name in _TICKS:
        return ("✓ yes" if value else "· no", "" if value else "muted")
    return (safe(value), "") if value else ("·", "muted")


class SeatTable(InPlace):
    """A grid of seats, worked with the keyboard alone; `Changed` carries all of them."""

    DEFAULT_CSS = """
    SeatTable {
        & > Static { layer: rows; height: 1; color: $foreground-muted; padding: 0 0 0 2; }
        & > .seats--head { dock: top; }
        & > .seats--foot { dock: bottom; }
    }
    """

    class Changed(Message):
        """A cell changed."""

        def __init__(self, seats: tuple[SeatEntry, ...]) -> None:
            super().__init__()
            self.seats = seats

    class AddAsked(Message):
        """Another seat is wanted; the screen gives it a code and calls `set_seats`."""

    class DropAsked(Message):
        """A seat is to be taken away."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    def __init__(
        self,
        seats: Iterable[SeatEntry] = (),
        *,
        tenures: Sequence[str] = TENURES,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        self._table = _SeatRows(seats)
        self.tenures = tuple(tenures)
        super().__init__(self._table, id=id, classes=classes)
        self._head = Static("", markup=False, classes="seats--head")
        self._foot = Static(
            "◌ first names are kept in memory only and never written",
            markup=False,
            classes="seats--foot",
        )

    def compose(self) -> ComposeResult:
        """Lay head and foot round the rows."""
        yield self._head
        yield self._foot

    @property
    def seats(self) -> tuple[SeatEntry, ...]:
        """The seats as they stand."""
        return tuple(self._table.seats)

    def set_seats(self, seats: Iterable[SeatEntry]) -> None:
        """Show these seats; a new last one gets the cursor."""
        before = len(self._table.seats)
        self._table.seats = list(seats)
        self._table.rows_changed()
        if len(self._table.seats) > before:
            self._table.cursor = len(self._table.seats) - 1
            self._table.column = 0
        else:
            self._table.cursor = self._table.cursor  # validated: the last one may be gone

    def on_resize(self) -> None:
        """Fit the head to the columns."""
        cells = column_cells(self._table.text_width)
        heads = "".join(pad(_HEADS[name], cells[name]) for name in _COLUMNS)
        self._head.update(Content(pad("seat", _CODE_CELLS) + heads))

    def type_over(self, begin: str | None = None) -> None:
        """Open the cell in hand for typing, with `begin` in place of what it holds."""
        view = self._table
        if view.cursor is None or view.column_name not in _TEXT:
            return
        cells = column_cells(view.text_width)
        x = 2 + _CODE_CELLS
        for name in _COLUMNS[: view.column]:
            x += cells[name]
        held = getattr(view.seats[view.cursor], view.column_name)
        departments = sorted({seat.department for seat in view.seats if seat.department})
        known = departments if view.column_name == "department" else []
        self.editor.suggester = SuggestFromList(known, case_sensitive=False) if known else None
        text = held if begin is None else begin
        self.open_editor(view.cursor, x, cells[view.column_name], text)

    def put(self, name: str, value: str | bool) -> None:
        """Set a cell of the seat in hand and tell the screen."""
        view = self._table
        if view.cursor is None:
            return
        seat = view.seats[view.cursor]
        if getattr(seat, name) == value:
            return
        changed: dict[str, Any] = {name: value}
        view.seats[view.cursor] = replace(seat, **changed)
        view.row_redrawn(view.cursor)
        self.post_message(self.Changed(self.seats))

    def edited(self, text: str | None, onward: str) -> None:
        """Keep what was typed; Enter goes down, Tab goes right."""
        if text is not None:
            self.put(self._table.column_name, text.strip())
        self.close_editor()
        if onward == "tab":
            self._table.action_column(1)
        elif onward == "enter":
            self._table.action_cursor(1)

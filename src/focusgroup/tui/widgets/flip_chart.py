"""The flip chart: a numbered list, edited where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import rich.repr
from textual.binding import Binding, BindingType
from textual.message import Message

from focusgroup.tui.widgets.cells import safe, wrap
from focusgroup.tui.widgets.in_place import InPlace
from focusgroup.tui.widgets.row_view import Line, RowView

_INDENT = 4  # "12. "


@dataclass(frozen=True, slots=True)
class ChartLine:
    """An entry as shown; `remark` is a short word behind it, such as '4 comments'."""

    id: str
    text: str = field(default="", repr=False)
    remark: str = ""


@rich.repr.auto
class _EntryMessage(Message):
    def __init__(self, entry_id: str = "", text: str = "", step: int = 0) -> None:
        super().__init__()
        self.entry_id = entry_id
        self.text = text
        self.step = step

    def __rich_repr__(self) -> rich.repr.Result:
        yield "entry_id", self.entry_id  # the words stay out of logs


_HELP = (
    "The flip chart, in the group's own order.\n\n"
    "a adds lines: Enter keeps one and opens the next, Enter on an empty one ends. Enter on a "
    "line changes it, Escape leaves it as it was. Shift+Up and Shift+Down (or K and J) move "
    "it. Delete takes it off; undo brings it back."
)


class _ChartRows(RowView):
    """The rows of a flip chart, with a blank one at the end while adding."""

    HELP: ClassVar[str] = _HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "parent_call('add')", "add a line"),
        Binding("enter,e", "parent_call('change')", "change it"),
        Binding("shift+up,K", "parent_call('move_up')", "move up"),
        Binding("shift+down,J", "parent_call('move_down')", "move down", show=False),
        Binding("delete,x", "parent_call('remove')", "take it off"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[ChartLine] = []
        self.adding = False
        self.typed_over: str | None = None  # id of the entry under the input: its text is hidden

    def action_parent_call(self, what: str) -> None:
        """Hand a key to the flip chart."""
        chart = self.parent
        assert isinstance(chart, FlipChart)
        chart.do(what)

    def row_total(self) -> int:
        """Return the number of lines."""
        return len(self.lines) + self.adding

    def _spans(self, index: int, width: int) -> list[tuple[int, int]]:
        return wrap(self._shown(index), width - _INDENT)

    def _shown(self, index: int) -> str:
        line = self.lines[index]
        return safe(line.text) + (f"  {safe(line.remark)}" if line.remark else "")

    def measure_row(self, index: int, width: int) -> int:
        """Return the lines an entry takes."""
        return 1 if self._is_open(index) else len(self._spans(index, width))

    def _is_open(self, index: int) -> bool:
        return index >= len(self.lines) or self.lines[index].id == self.typed_over

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Draw the number and the wrapped text."""
        number = f"{index + 1:>2}. "
        if self._is_open(index):
            return [[(number, "accent")]]
        text = self._shown(index)
        words = len(safe(self.lines[index].text))
        drawn: list[Line] = []
        for start, end in self._spans(index, width):
            cut = min(max(words, start), end)
            lead = " " * _INDENT if drawn else number
            drawn.append([(lead, "accent"), (text[start:cut], ""), (text[cut:end], "muted")])
        return drawn

    def empty_text(self) -> str:
        """Say how to begin."""
        return "The flip chart is empty.\na adds a line; Enter keeps it and goes on."


class FlipChart(InPlace):
    """Shows lines; tells what is to change. The screen applies it and calls `set_lines`."""

    HELP: ClassVar[str] = _HELP

    class EntryAdded(_EntryMessage):
        """A line was added at the end: `text`."""

    class EntryEdited(_EntryMessage):
        """A line was changed: `entry_id`, `text`."""

    class EntryMoved(_EntryMessage):
        """A line is to move by `step` places: `entry_id`, `step` of -1 or 1."""

    class EntryRemoved(_EntryMessage):
        """A line is to be taken off: `entry_id`."""

    def __init__(
        self,
        lines: Iterable[ChartLine] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        self._list = _ChartRows()
        self._list.lines = list(lines)
        super().__init__(self._list, id=id, classes=classes)

    @property
    def lines(self) -> Sequence[ChartLine]:
        """The entries shown."""
        return self._list.lines

    def set_lines(self, lines: Iterable[ChartLine]) -> None:
        """Show these entries; the cursor stays with its entry, and what is being typed stays."""
        view = self._list
        held = self._in_hand()
        view.lines = list(lines)
        view.rows_changed()
        if view.adding:
            self._open_new(self.editor.value)
        elif held is not None:
            places = {line.id: at for at, line in enumerate(view.lines)}
            view.cursor = places.get(held.id, view.cursor)

    def _in_hand(self) -> ChartLine | None:
        at = self._list.cursor
        return self._list.lines[at] if at is not None and at < len(self._list.lines) else None

    def do(self, what: str) -> None:
        """Do what a key asks for: add, change, move_up, move_down, remove."""
        if what == "add":
            self.add()
            return
        line = self._in_hand()
        if line is None:
            self.app.bell()
        elif what == "change":
            at = self._list.lines.index(line)
            self._list.typed_over = line.id
            self._list.rows_changed()
            self.open_editor(at, 2 + _INDENT, 10_000, line.text)
        elif what == "remove":
            self.post_message(self.EntryRemoved(line.id))
        else:
            self.post_message(self.EntryMoved(line.id, step=-1 if what == "move_up" else 1))

    def add(self) -> None:
        """Open a blank line at the end."""
        self._list.typed_over = None
        self._list.adding = True
        self._open_new("")

    def _open_new(self, text: str) -> None:
        view = self._list
        view.rows_changed()
        view.cursor = len(view.lines)
        self.open_editor(len(view.lines), 2 + _INDENT, 10_000, text, placeholder="in their words")

    def give_back(self, text: str, entry_id: str = "") -> None:
        """Open the line again with words that could not be kept; what was typed since follows."""
        view = self._list
        at = next((n for n, line in enumerate(view.lines) if line.id == entry_id), None)
        if at is None:
            since = self.editor.value if view.adding else ""
            self.add()
            self.editor.value = f"{text} {since}".strip()
            return
        view.typed_over = entry_id
        view.rows_changed()
        self.open_editor(at, 2 + _INDENT, 10_000, text)

    def edited(self, text: str | None, onward: str) -> None:
        """Send what was typed; after an added line the next one opens."""
        kept = (text or "").strip()
        if self._list.adding:
            if kept:
                self.post_message(self.EntryAdded(text=kept))
            if kept and onward == "enter":
                self.editor.value = ""
                return
            self._list.adding = False
            self._list.rows_changed()
            self._list.cursor = max(0, len(self._list.lines) - 1) if self._list.lines else None
        elif self._list.typed_over is not None:
            if kept:
                self.post_message(self.EntryEdited(self._list.typed_over, kept))
            self._list.typed_over = None
            self._list.rows_changed()
        self.close_editor()

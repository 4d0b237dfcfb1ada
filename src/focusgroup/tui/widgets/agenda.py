"""The agenda: the guide's steps with their state and minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.message import Message

from focusgroup.domain.session import ItemState
from focusgroup.tui.widgets.cells import fit, safe
from focusgroup.tui.widgets.row_view import Line, RowView

_TICKS: Final = {
    ItemState.DONE: "✓",
    ItemState.RUNNING: "▸",
    ItemState.SKIPPED: "–",
    ItemState.PENDING: "·",
}


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A step as shown; `run_id` empty for a heading that cannot be chosen."""

    run_id: str
    title: str
    state: str = ItemState.PENDING
    minutes: float = 0.0  # planned
    used_s: float = 0.0
    depth: int = 0  # 1 for a repeat for a flip-chart entry
    comments: int = 0


class AgendaList(RowView):
    """The outline; the step in hand is kept in view."""

    HELP: ClassVar[str] = (
        "The steps of the guide. ✓ done, ▸ in hand, – skipped, · to come; behind each the "
        "minutes used and planned.\n\n"
        "Up and Down move, Enter goes to a step. A step that repeats for each line of the "
        "flip chart has one line for each of them."
    )

    class Chosen(Message):
        """A step was chosen."""

        def __init__(self, run_id: str) -> None:
            super().__init__()
            self.run_id = run_id

    def __init__(
        self,
        rows: Iterable[AgendaRow] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows = list(rows)

    @property
    def rows(self) -> Sequence[AgendaRow]:
        """The steps shown."""
        return self._rows

    def set_rows(self, rows: Iterable[AgendaRow]) -> None:
        """Show these steps, with the one in hand in view."""
        before = self._in_hand()
        ran = self._rows[before].run_id if before is not None else None
        self._rows = list(rows)
        self.rows_changed()
        now = self._in_hand()
        if now is not None and self._rows[now].run_id != ran:
            self.show_running()

    def show_running(self) -> None:
        """Scroll to the step in hand and put the cursor on it."""
        now = self._in_hand()
        if now is not None:
            self.cursor = now

    def _in_hand(self) -> int | None:
        """Return the innermost running step."""
        found = [at for at, row in enumerate(self._rows) if row.state == ItemState.RUNNING]
        return found[-1] if found else None

    def on_mount(self) -> None:
        """Begin at the step in hand."""
        self.show_running()

    def rows_changed(self, start: int = 0) -> None:
        """Measure again and keep the cursor's row in view."""
        super().rows_changed(start)
        if self.cursor is not None and self.cursor < len(self._ends):
            self.show_row(self.cursor)

    def first_cursor(self) -> int:
        """Return the step in hand, else the first."""
        running = self._in_hand()
        return super().first_cursor() if running is None else running

    def row_total(self) -> int:
        """Return the number of lines."""
        return len(self._rows)

    def can_hold_cursor(self, index: int) -> bool:
        """Headings cannot be chosen."""
        return super().can_hold_cursor(index) and bool(self._rows[index].run_id)

    def measure_row(self, index: int, width: int) -> int:  # noqa: ARG002 - same at every width
        """Return one line, and one above a heading."""
        return 2 if not self._rows[index].run_id and index else 1

    def empty_text(self) -> str:
        """Say why there is nothing."""
        return "No guide is loaded."

    def draw_row(self, index: int, width: int) -> list[Line]:
        """Draw tick, title and minutes, or a heading with a blank line above."""
        row = self._rows[index]
        title = safe(row.title)
        if not row.run_id:
            heading: list[Line] = [[(fit(title, width), "muted")]]
            return [[], *heading] if index else heading
        figures = self._figures(row)
        indent = "  " * row.depth
        room = width - len(indent) - 2 - (cell_len(figures) + 1 if figures else 0)
        shown = fit(title, max(3, room))
        running = row.state == ItemState.RUNNING
        passed = row.state in (ItemState.DONE, ItemState.SKIPPED)
        gap = " " * max(1, width - len(indent) - 2 - cell_len(shown) - cell_len(figures))
        return [
            [
                (indent, ""),
                (_TICKS.get(ItemState(row.state), "·") + " ", "accent" if running else "muted"),
                (shown, "strong" if running else "muted" if passed else ""),
                (gap, ""),
                (figures, self._figures_tone(row)),
            ]
        ]

    def _figures(self, row: AgendaRow) -> str:
        if row.state == ItemState.SKIPPED:
            return "skipped"
        used = round(row.used_s / 60)
        planned = f"{row.minutes:g}" if row.minutes else ""
        if row.state == ItemState.PENDING and not used:
            return planned
        return f"{used}/{planned}" if planned else f"{used}"

    def _figures_tone(self, row: AgendaRow) -> str:
        over = row.minutes and row.used_s > row.minutes * 60
        return "warning" if over and row.state == ItemState.RUNNING else "muted"

    def row_chosen(self, index: int) -> None:
        """Tell the screen."""
        self.post_message(self.Chosen(self._rows[index].run_id))

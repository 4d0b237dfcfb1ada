"""The seat table: a group set up with the keyboard alone."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Static

from focusgroup.domain.text import clean
from focusgroup.tui.widgets.seat_table import SeatEntry, SeatTable, column_cells
from support.hostile import HOSTILE
from tui.widgets.gallery import ENTRIES, Stage


class SetUp(Stage):
    """Adds and takes away seats as the set-up screen does."""

    def __init__(self, *seats: SeatEntry) -> None:
        self.table = SeatTable(seats)
        self.changes = 0
        super().__init__(self.table)

    def on_seat_table_changed(self) -> None:
        self.changes += 1

    def on_seat_table_add_asked(self) -> None:
        self.table.set_seats([*self.table.seats, SeatEntry(f"P{len(self.table.seats) + 1}")])

    def on_seat_table_drop_asked(self, event: SeatTable.DropAsked) -> None:
        self.table.set_seats([seat for seat in self.table.seats if seat.code != event.code])

    def text(self) -> str:
        rows = self.table.rows_view
        return "\n".join(rows.render_line(y).text.rstrip() for y in range(rows.size.height))


@pytest.mark.feature("1.23")
async def test_a_seat_is_set_up_without_the_mouse():
    app = SetUp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.focus()
        await pilot.press("ctrl+a", *"Ana", "tab", *"billing", "tab", "m", "right", "space")
        await pilot.press("right", "space", "right", "y", "right", "y", "n")
        await pilot.pause()
        assert app.table.seats == (
            SeatEntry("P1", "Ana", "billing", "manage", "under 1 year", True, True, False),
        )


async def test_enter_goes_down_and_escape_leaves_a_cell_as_it_was():
    app = SetUp(*ENTRIES)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.focus()
        await pilot.press("enter", "x", "enter")
        assert app.table.rows_view.cursor == 1
        await pilot.press("Z", "escape")
        assert [seat.name for seat in app.table.seats[:2]] == ["Anax", "Bo"]
        assert app.changes == 1


async def test_the_input_lies_on_the_cell_it_changes():
    app = SetUp(*ENTRIES)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.focus()
        await pilot.press("down", "right", "enter")
        await pilot.pause()
        editor = app.table.editor
        assert editor.value == "contact centre"
        assert editor.region.y == app.table.rows_view.region.y + 1
        assert editor.region.x == 2 + 5 + column_cells(77)["name"]


async def test_the_table_says_that_first_names_are_kept_in_memory_only():
    app = SetUp(*ENTRIES)
    async with app.run_test(size=(80, 24)):
        notes = " ".join(str(each.render()) for each in app.table.query(Static))
        assert "first name ◌" in notes
        assert "◌ first names are kept in memory only and never written" in notes


async def test_every_column_is_whole_at_80_columns():
    app = SetUp(*ENTRIES)
    async with app.run_test(size=(80, 24)):
        head = str(app.table.query_one(".seats--head", Static).render())
        for word in ("seat", "first name ◌", "department", "role", "tenure", "part", "quote"):
            assert word in head
        assert "over 10 years" in app.text()
        assert "support" in app.text()
        assert "✓ yes" in app.text()
        assert "…" not in app.text()


async def test_a_seat_is_taken_away_and_the_cursor_stays_on_a_seat():
    app = SetUp(*ENTRIES)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.focus()
        await pilot.press("end", "delete", "delete")
        await pilot.pause()
        assert [seat.code for seat in app.table.seats] == ["P1", "P2", "P3"]
        assert app.table.rows_view.cursor == 2


async def test_a_click_goes_to_a_cell():
    app = SetUp(*ENTRIES)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(app.table.rows_view, offset=(25, 2))
        assert app.table.rows_view.cursor == 2
        assert app.table.rows_view.column_name == "department"


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_text_can_be_typed_into_a_cell(text):
    app = SetUp(SeatEntry("P1"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.focus()
        await pilot.press("enter")
        app.table.editor.post_message(events.Paste(text))
        await pilot.press("enter")
        await pilot.pause()
        assert app.table.seats[0].name == clean(text).strip()
        assert app.table.rows_view.render_line(0).cell_length == 80


def test_a_first_name_stays_out_of_the_repr():
    assert "Ana" not in repr(SeatEntry("P1", "Ana"))

"""Seats: who has not been heard, told at a glance, chosen by one key."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from focusgroup.tui.widgets.seats import SeatLine, SeatPressed, SeatRow, SeatStrip
from support.hostile import HOSTILE
from tui.widgets.gallery import SEATS, Stage


class Table(Stage):
    """Keeps the seats that were chosen."""

    def __init__(self, *widgets) -> None:
        super().__init__(*widgets)
        self.pressed: list[str] = []

    def on_seat_pressed(self, event: SeatPressed) -> None:
        self.pressed.append(event.code)


def lines(strip: SeatStrip) -> list[str]:
    return [strip.render_line(y).text.rstrip() for y in range(len(strip.seats))]


@pytest.mark.feature("1.29")
async def test_unheard_late_and_introduced_seats_are_told_in_words_and_signs():
    strip = SeatStrip(SEATS)
    async with Table(strip).run_test(size=(80, 24)):
        shown = lines(strip)
        assert shown[1].split()[:3] == ["✓", "P2", "Bo"]
        assert shown[3].endswith("not heard 12 min")
        assert shown[5].endswith("not heard yet")
        assert "✓" not in shown[5]
        assert shown[7].endswith("late")


async def test_the_bar_grows_with_the_share_of_turns():
    strip = SeatStrip(SEATS)
    async with Table(strip).run_test(size=(80, 24)):
        bars = [line.count("━") for line in lines(strip)]
        assert bars[2] == max(bars) > bars[0] > bars[3] > bars[5] == 0


@pytest.mark.parametrize("widget", [SeatStrip, SeatLine])
async def test_digits_the_mouse_and_enter_choose_a_seat(widget):
    seats = widget(SEATS)
    app = Table(seats)
    async with app.run_test(size=(80, 24)) as pilot:
        seats.focus()
        await pilot.press("3", "enter", "9")
        await pilot.click(seats, offset=(18, 0))
        await pilot.pause()
    assert app.pressed == ["P3", "P3", "P1" if widget is SeatStrip else "P2"]


async def test_eight_seats_fit_one_line_of_80_and_twelve_take_two():
    for count, expected in ((8, 1), (12, 2)):
        line = SeatLine([SeatRow(f"P{n}", turns=n * 11) for n in range(1, count + 1)])
        async with Table(line).run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            drawn = str(line.render()).split("\n")
            assert len(drawn) == expected == line.size.height
            assert all(cell_len(each) <= 78 for each in drawn)
            assert f"P{count} {count * 11}" in drawn[-1]


async def test_new_figures_keep_the_seat_in_hand():
    strip = SeatStrip(SEATS)
    async with Table(strip).run_test(size=(80, 24)) as pilot:
        strip.focus()
        await pilot.press("down", "down")
        strip.set_seats([SeatRow(seat.code, turns=seat.turns + 1) for seat in SEATS])
        assert strip.cursor == 2
        assert lines(strip)[2].startswith("▌")


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_first_name_is_only_text(text):
    strip, line = SeatStrip([SeatRow("P1", text, 3, 1.0)]), SeatLine([SeatRow("P1", text)])
    strip.styles.height = 3
    async with Table(strip, line).run_test(size=(80, 24)):
        assert all(strip.render_line(y).cell_length == 80 for y in range(3))


def test_a_first_name_stays_out_of_the_repr():
    assert "Ana" not in repr(SeatRow("P1", "Ana"))

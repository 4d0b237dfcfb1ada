"""Columns of a grid: as wide as their words need where there is room, never beyond it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from focusgroup.tui.widgets.column_widths import fitting, shared_out

COLUMNS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 80)), min_size=1, max_size=8)


@given(COLUMNS, st.integers(0, 300))
def test_what_is_left_goes_to_columns_that_need_it(columns, room):
    least = [cells for cells, _ in columns]
    needed = [cells + more for cells, more in columns]
    widths = shared_out(least, needed, room)
    assert all(a <= w <= n for a, w, n in zip(least, widths, needed, strict=True))
    assert sum(widths) == max(sum(least), min(room, sum(needed))), "no cell is left unused"


@given(COLUMNS, st.integers(0, 300))
def test_as_many_columns_are_shown_as_fit_and_one_at_the_fewest(columns, room):
    least = [cells for cells, _ in columns]
    count = fitting(least, room)
    assert count == 1 or sum(least[:count]) <= room
    assert count == len(least) or sum(least[: count + 1]) > room

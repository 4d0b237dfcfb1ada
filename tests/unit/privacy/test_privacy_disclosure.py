"""Small cells and the scan before export."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.privacy import Person, Scrubber
from focusgroup.privacy.disclosure import scan, suppress

COUNTS = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 12), min_size=1)


def test_a_small_cell_is_hidden_and_the_next_smallest_with_it() -> None:
    counts = {"billing": 2, "field": 9, "chat": 6, "stores": 0}
    assert suppress(counts, 5) == {"billing": None, "field": 9, "chat": None, "stores": 0}


def test_cells_that_are_large_enough_or_empty_are_shown() -> None:
    counts = {"billing": 5, "field": 9, "chat": 0}
    assert suppress(counts, 5) == counts


def test_two_people_who_are_alone_in_their_cells_take_a_third_cell_with_them() -> None:
    # 1 + 1 = 2: who knows the sum knows both.
    assert suppress({"a": 1, "b": 1, "c": 7}, 2) == {"a": None, "b": None, "c": None}


def test_counts_below_nought_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        suppress({"a": -1}, 5)


@given(COUNTS, st.integers(1, 6))
@settings(max_examples=400, deadline=None)
def test_no_hidden_cell_can_be_computed_from_the_total(counts, minimum) -> None:
    """Every hidden cell has two values or more that fit what is printed and the total.

    Whoever attacks knows the printed cells, the total and that a cell of people is not negative;
    where all hidden cells hold people, even that each holds one at least. A table whose people
    all fit one hidden cell, or whose total is below the minimum, prints no total (see suppress);
    one person in each of a few cells stays open only where some cell is left to hide beside them.
    """
    shown = suppress(counts, minimum)
    hidden = [key for key, count in shown.items() if count is None]
    assert all(shown[key] in {None, count} for key, count in counts.items())
    assert all(count is None or count == 0 or count >= minimum for count in shown.values())
    total = sum(counts.values())
    left = total - sum(count for count in shown.values() if count is not None)
    if not hidden or total < minimum or len(counts) == 1:
        return
    assert left >= minimum
    least = 0 if any(counts[key] == 0 for key in hidden) else 1
    fitting = [
        values
        for values in product(range(least, left + 1), repeat=len(hidden))
        if sum(values) == left
    ]
    for place in range(len(hidden)):
        assert len({values[place] for values in fitting}) > 1 or len(hidden) == len(counts)


@given(COUNTS, st.integers(1, 6))
@settings(max_examples=100, deadline=None)
def test_nothing_is_hidden_without_need(counts, minimum) -> None:
    if all(count == 0 or count >= minimum for count in counts.values()):
        assert suppress(counts, minimum) == counts


def test_the_scan_names_the_places_where_something_is_left_and_not_the_words() -> None:
    scrubber = Scrubber([Person("P1", "Denise", "Okafor")], ["Norwell Homes"])
    parts = [
        ("title", "Findings of the second group"),
        ("table 3, row 2", "[P1] said it; Okafor signed it"),
        ("appendix", "a call from Norwell Homes on 07700 900412"),
    ]
    findings = scan(parts, scrubber)
    assert [(each.place, each.kind) for each in findings] == [
        ("table 3, row 2", "participant"),
        ("appendix", "never_write"),
        ("appendix", "phone"),
    ]
    assert "Okafor" not in repr(findings)

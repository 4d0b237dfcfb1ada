"""Scheduling: nothing before what it waits for, one task a resource at a time, always the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.worksheets.scheduling import LONGEST, Job, circle_in, schedule
from focusgroup.worksheets.working_days import day_of, first_working_day, in_words, number_of


def slots(*jobs):
    return {slot.id: slot for slot in schedule(jobs).slots}


def days(slot):
    return slot.start, slot.end


@st.composite
def plans(draw, *, circles=False):
    count = draw(st.integers(1, 14))
    names = [f"t{n}" for n in range(count)]
    return [
        Job(
            name,
            draw(st.integers(0, 9)),
            tuple(draw(st.lists(st.sampled_from(names if circles else names[:n] or ["gone"]),
                                max_size=3))),
            draw(st.integers(0, 30)),
            tuple(draw(st.lists(st.sampled_from(["web", "sales", "office"]), max_size=2))),
            (float(draw(st.integers(0, 1))), float(draw(st.integers(0, 5)))),
        )
        for n, name in enumerate(names)
    ]  # fmt: skip


@pytest.mark.feature("3.10")
@settings(max_examples=200, deadline=None)
@given(plans())
def test_no_task_begins_before_its_predecessors_end_nor_before_its_day(jobs):
    placed = slots(*jobs)
    assert set(placed) == {job.id for job in jobs}
    for job in jobs:
        slot = placed[job.id]
        assert slot.end - slot.start == job.days
        assert slot.start >= slot.wished >= job.not_before
        assert all(placed[each].end <= slot.start for each in job.after if each in placed)


@pytest.mark.feature("3.09")
@settings(max_examples=200, deadline=None)
@given(plans())
def test_tasks_run_side_by_side_only_where_resources_differ(jobs):
    placed = slots(*jobs)
    for one in jobs:
        for other in jobs:
            if one.id < other.id and set(one.resources) & set(other.resources):
                a, b = placed[one.id], placed[other.id]
                assert a.end <= b.start or b.end <= a.start or a.start == a.end or b.start == b.end


@settings(max_examples=100, deadline=None)
@given(plans(circles=True), st.randoms())
def test_the_same_tasks_give_the_same_plan_in_whatever_order_they_come(jobs, shuffler):
    plan = schedule(jobs)
    mixed = list(jobs)
    shuffler.shuffle(mixed)
    other = schedule(mixed)
    assert (other.slots, other.stuck, other.missing) == (plan.slots, plan.stuck, plan.missing)


@settings(max_examples=100, deadline=None)
@given(plans(circles=True))
def test_every_task_is_placed_or_told_to_be_stuck(jobs):
    plan = schedule(jobs)
    placed = {slot.id for slot in plan.slots}
    assert placed | set(plan.stuck) == {job.id for job in jobs}
    assert not placed & set(plan.stuck)
    assert bool(plan.stuck) == bool(plan.circles)
    after = {job.id: job.after for job in jobs}
    for circle in plan.circles:
        for before, job in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert before in after[job]


@settings(max_examples=100, deadline=None)
@given(plans())
def test_a_longer_critical_task_moves_the_end_when_nothing_else_is_in_its_way(jobs):
    bare = [Job(j.id, j.days, j.after, j.not_before) for j in jobs]
    plan = schedule(bare)
    for number, job in enumerate(bare):
        if next(slot for slot in plan.slots if slot.id == job.id).critical:
            longer = Job(job.id, job.days + 1, job.after, job.not_before)
            assert schedule([*bare[:number], longer, *bare[number + 1 :]]).end == plan.end + 1


@pytest.mark.feature("3.15")
def test_quick_wins_go_first_among_the_tasks_that_are_free():
    placed = slots(
        Job("big", 5, resources=("web",), order=(1,)),
        Job("quick", 1, resources=("web",), order=(0,)),
        Job("later", 1, after=("big",), resources=("web",), order=(0,)),
    )
    assert [days(placed[each]) for each in ("quick", "big", "later")] == [(0, 1), (1, 6), (6, 7)]


def test_a_short_task_fills_the_days_before_a_resource_is_wanted():
    placed = slots(
        Job("fixed", 3, not_before=10, resources=("web",), order=(0,)),
        Job("short", 2, resources=("web",), order=(1,)),
        Job("long", 11, resources=("web",), order=(2,)),
    )
    assert [days(placed[each]) for each in ("short", "fixed", "long")] == [
        (0, 2),
        (10, 13),
        (13, 24),
    ]


@pytest.mark.feature("3.09")
def test_a_resource_booked_twice_is_told_with_the_task_that_holds_it():
    placed = slots(
        Job("a", 5, not_before=2, resources=("web",), order=(0,)),
        Job("b", 3, not_before=4, resources=("web",), order=(1,)),
        Job("c", 3, not_before=4, resources=("sales",), order=(1,)),
    )
    assert (placed["b"].wished, placed["b"].start, placed["b"].waits_for) == (4, 7, ("a",))
    assert (placed["c"].start, placed["c"].waits_for) == (4, ())


def test_the_critical_chain_goes_back_through_predecessors_and_resources():
    placed = slots(
        Job("a", 4, resources=("web",), order=(0,)),
        Job("b", 4, resources=("web",), order=(1,)),
        Job("c", 2, after=("b",)),
        Job("beside", 3),
        Job("end", 0, after=("c", "beside")),
    )
    assert {each for each, slot in placed.items() if slot.critical} == {"a", "b", "c", "end"}


def test_predecessors_that_are_gone_are_told_and_hinder_nothing():
    plan = schedule([Job("a", 2, after=("gone", "b")), Job("b", 1)])
    assert plan.missing == {"a": ("gone",)}
    assert days(next(s for s in plan.slots if s.id == "a")) == (1, 3)


@pytest.mark.feature("3.10")
def test_a_circle_is_told_and_what_waits_for_it_has_no_date():
    jobs = [Job("a", 1, ("b",)), Job("b", 1, ("a",)), Job("c", 1, ("b",)), Job("d", 1)]
    plan = schedule(jobs)
    assert [set(circle) for circle in plan.circles] == [{"a", "b"}]
    assert plan.stuck == ("a", "b", "c")
    assert [slot.id for slot in plan.slots] == ["d"]
    assert circle_in({"a": ("a",)}) == ("a",)
    assert circle_in({"a": ("b",), "b": ()}) == ()


def test_a_slip_of_the_hand_is_held_within_ten_years():
    assert schedule([Job("a", 10**12)]).end == LONGEST


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 3_000))
def test_working_days_are_counted_there_and_back(on, number):
    first = first_working_day(on)
    assert 0 <= (first - on).days <= 2
    found = day_of(first, number)
    assert found.weekday() < 5
    assert number_of(first, found) == number
    assert day_of(first, number + 1) > found
    assert day_of(first, number + 5) == found + timedelta(days=7)


def test_days_are_told_as_dates_or_counted():
    friday = date(2026, 11, 27)
    assert [in_words(friday, n) for n in range(3)] == ["2026-11-27", "2026-11-30", "2026-12-01"]
    assert in_words(None, 0) == "day 1"
    assert in_words(friday, 10**7) == "after the year 9999"
    assert number_of(friday, date(2026, 11, 28)) == 1, "a Saturday counts as the Monday after"
    assert first_working_day(date(9999, 12, 31)) == date(9999, 12, 31)

"""Working days, Monday to Friday, numbered from the first day of a plan."""

from __future__ import annotations

from datetime import date, timedelta

_WEEK = 5
_FRIDAY = 4


def first_working_day(on: date) -> date:
    """Return a date, or the Monday after it when it falls on a weekend."""
    late = on.weekday() - _FRIDAY
    return on if late <= 0 or date.max - on < timedelta(days=3) else on + timedelta(days=3 - late)


def number_of(first: date, on: date) -> int:
    """Return the number of a day, 0 being `first`, a working day; a weekend counts as Monday."""
    monday = first.toordinal() - first.weekday()
    weeks, day = divmod(on.toordinal() - monday, 7)
    return _WEEK * weeks + min(day, _WEEK) - first.weekday()


def day_of(first: date, number: int) -> date | None:
    """Return the date of a numbered working day, None where the calendar has no such year."""
    weeks, day = divmod(number + first.weekday(), _WEEK)
    at = first.toordinal() - first.weekday() + 7 * weeks + day
    return date.fromordinal(at) if 1 <= at <= date.max.toordinal() else None


def in_words(first: date | None, number: int) -> str:
    """Return a day as 2026-12-01, or as "day 3" in a plan without a date."""
    if first is None:
        return f"day {number + 1}"
    found = day_of(first, number)
    return found.isoformat() if found else "after the year 9999"

"""The ideal profile, and the shares of three customer levels wanted and found (1.07, 1.08)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.worksheets.declare import (
    Grid,
    OpenPoint,
    Points,
    Sheet,
    View,
    Worksheet,
    lacking,
)
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import Choices, Record, choice, lines, percent, text

LEVELS: Choices = (
    ("alone", "stand-alone"),
    ("repeat", "repeat"),
    ("advocate", "advocate"),
)
# Shares are typed rounded: three of them may miss 100 by this much.
_ROUNDING = 0.5
# A level this many points off what is wanted is no longer "about right".
_FAR = 5.0


@dataclass(frozen=True, slots=True)
class IdealProfile(Record):
    """The ideal service or sales profile to go back to."""

    profile: str = lines("Ideal profile", "whom you serve best and who stays: what marks them",
                         needed=True)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CustomerLevel(Record):
    """One level of customers and its share."""

    level: str = choice("Level", LEVELS, "stand-alone, repeat or advocate", needed=True)
    wanted: float | None = percent("Wanted", "share of customers you want at this level, in %")
    actual: float | None = percent("Actual", "share of customers at this level now, in %")
    source: str = text("Known from", "where the actual share comes from")
    verdict: str = lines("Verdict", "is it right? what it means")


def _sum_of(rows: tuple[CustomerLevel, ...], name: str) -> float | None:
    """Return what the shares add up to; None while one of them is missing."""
    shares = [getattr(row, name) for row in rows]
    return None if not shares or None in shares else float(sum(shares))


def adds_up(total: float | None) -> bool:
    """Return whether shares make up the whole."""
    return total is not None and abs(total - 100) <= _ROUNDING


def _add_up(facts: Facts) -> Iterator[OpenPoint]:
    rows = facts.rows(CustomerLevel)
    for name, words in (("wanted", "wanted"), ("actual", "actual")):
        total = _sum_of(rows, name)
        if total is not None and not adds_up(total):
            yield OpenPoint(
                "customer_level",
                f"The {words} shares add up to {total:g} %, not to 100 %: "
                f"{abs(total - 100):g} % too {'much' if total > 100 else 'little'}.",
            )


def _each_once(facts: Facts) -> Iterator[OpenPoint]:
    held = [row.level for row in facts.rows(CustomerLevel)]
    if not held:
        return
    for key, words in LEVELS:
        if key not in held:
            yield OpenPoint("customer_level", f"The level {words} is missing.")
        if held.count(key) > 1:
            yield OpenPoint("customer_level", f"The level {words} stands there twice.")


def _gap(row: CustomerLevel) -> tuple[str, str]:
    """Return the gap in points and what it means."""
    if row.wanted is None or row.actual is None:
        return "", "not known"
    gap = row.actual - row.wanted
    if abs(gap) <= _FAR:
        return f"{gap:+g}", "about right"
    return f"{gap:+g}", "more than wanted" if gap > 0 else "fewer than wanted"


def _levels(facts: Facts) -> Iterator[View]:
    """Yield the profile beside the shares, with gap and verdict."""
    profile = facts.first(IdealProfile)
    if profile is not None:
        yield Points("Ideal profile", (("", profile.profile),))
    rows = facts.rows(CustomerLevel)
    if not rows:
        return
    words = dict(LEVELS)
    body = [
        (
            words.get(row.level, row.level),
            _share(row.wanted),
            _share(row.actual),
            *_gap(row),
            row.verdict,
        )
        for row in rows
    ]
    wanted, actual = _sum_of(rows, "wanted"), _sum_of(rows, "actual")
    note = " ".join(point.sentence for point in _add_up(facts))
    yield Grid(
        "Customer levels wanted and found",
        ("Level", "Wanted", "Actual", "Gap", "So", "Verdict"),
        (*body, ("together", _share(wanted), _share(actual), "", "", "")),
        note=note or "Both add up to 100 %." if wanted is not None and actual is not None else note,
        widths=(2, 1.6, 1.6, 1.4, 3, 5),
        numbers=frozenset({1, 2, 3}),
        total=True,
    )


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:g} %"


WORKSHEET = Worksheet(
    key="ideal-customers",
    title="Ideal customers",
    phase=1,
    place=30,
    about="The ideal profile, and how many customers stand alone, come back, or speak for you.",
    sheets=(
        Sheet(
            IdealProfile,
            "Ideal profile",
            "profile",
            "Describe the ideal service or sales profile: it stands beside the figures.",
            ("profile",),
            single=True,
            read_on_pages=True,
        ),
        Sheet(
            CustomerLevel,
            "Customer levels",
            "level",
            "Put in the three levels, then the shares wanted and actual.",
            ("level", "wanted", "actual", "source", "verdict"),
            checks=(
                lacking(CustomerLevel, "wanted", "The share wanted is missing."),
                lacking(CustomerLevel, "actual", "The actual share is missing."),
                _each_once,
                _add_up,
            ),
            examples=tuple(CustomerLevel("", level=key) for key, _ in LEVELS),
        ),
    ),
    views=(("levels", _levels),),
)

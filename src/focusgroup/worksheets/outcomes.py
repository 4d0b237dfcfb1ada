"""The four outcomes a strategy is to bring, each rated with evidence (row 1.05)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.worksheets.declare import OpenPoint, Sheet, Worksheet, lacking
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import FIVE, Choices, Record, choice, comments, lines

OUTCOMES: Choices = (
    ("experiences", "customer experiences"),
    ("patterns", "buying patterns"),
    ("recommendations", "recommendations"),
    ("expanded", "expanded business"),
)


@dataclass(frozen=True, slots=True)
class Outcome(Record):
    """One outcome and how far the strategy brings it."""

    outcome: str = choice("Outcome", OUTCOMES, "is the strategy creating it?", needed=True)
    rating: str = choice("Rating", FIVE, "1 not at all, 5 fully")
    evidence: str = lines("Evidence", "figures, reports, what was seen")
    remarks: str = comments()


def _all_four(facts: Facts) -> Iterator[OpenPoint]:
    rated = {row.outcome for row in facts.rows(Outcome)}
    for key, words in OUTCOMES:
        if key not in rated:
            yield OpenPoint("outcome", f"No row yet for {words}.")


def _proved(facts: Facts) -> Iterator[OpenPoint]:
    for row in facts.rows(Outcome):
        if row.rating and not row.evidence and not row.remarks:
            yield OpenPoint("outcome", "It is rated without evidence.", row.id)


WORKSHEET = Worksheet(
    key="outcomes",
    title="Four outcomes",
    phase=1,
    place=20,
    about="Is the strategy creating experiences, buying patterns, recommendations and expanded "
    "business?",
    sheets=(
        Sheet(
            Outcome,
            "Outcomes",
            "outcome",
            "Put in the four outcomes, then rate each one and say what shows it.",
            ("outcome", "rating", "evidence", "remarks"),
            checks=(_all_four, lacking(Outcome, "rating", "It is not rated."), _proved),
            examples=tuple(Outcome("", outcome=key) for key, _ in OUTCOMES),
        ),
    ),
)

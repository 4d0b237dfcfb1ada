"""Where work changes hands, and what the customer feels there (rows 4.03, 4.04 and 3.23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.worksheets.declare import (
    Grid,
    Offer,
    OpenPoint,
    Sheet,
    View,
    Worksheet,
    lacking,
)
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import Choices, Record, choice, comments, lines, link, text

_FELT: Choices = (("good", "it helps"), ("nothing", "nothing"), ("bad", "it hurts"))


@dataclass(frozen=True, slots=True)
class HandOff(Record):
    """Work that goes from one unit or role to another."""

    name: str = text("Hand-off", "what is handed over, such as: a signed order", needed=True)
    giver: str = text("From", "the unit or role that hands it over", needed=True)
    taker: str = text("To", "the unit or role that takes it", needed=True)
    touchpoint: str = link("Touchpoint", "touchpoint", "where customers meet it", if_there=True)
    felt: str = choice("Customer feels", _FELT, "does the customer notice that hands change?")
    feels: str = lines("In words", "waiting, telling it all again, relief …")
    idea: str = lines("Idea", "how the two could work together here")
    partner: str = text("Partner", "the unit or role to do it with")
    evidence: str = comments()


def _same_hands(facts: Facts) -> Iterator[OpenPoint]:
    for row in facts.rows(HandOff):
        if row.giver and row.giver.casefold() == row.taker.casefold():
            yield OpenPoint("hand_off", "It goes from a unit to itself.", row.id)


def _offers(facts: Facts) -> Iterator[Offer]:
    for row in facts.rows(HandOff):
        if row.felt == "bad":
            yield Offer("hand_off", row.id, "The customer is hurt where hands change.", "tactic")


def _felt(row: HandOff) -> str:
    words = dict(_FELT).get(row.felt, row.felt) or "not known"
    return f"{words}: {row.feels}" if row.feels else words


def _across(facts: Facts) -> Iterator[View]:
    """Yield each hand-off from-to, those that hurt first."""
    place = {"bad": 0, "": 1}
    rows = sorted(facts.rows(HandOff), key=lambda row: place.get(row.felt, 2))
    if rows:
        yield Grid(
            "Hand-offs and what the customer feels",
            ("From", "To", "What", "The customer feels"),
            tuple((row.giver, row.taker, row.name, _felt(row)) for row in rows),
            note="Those that hurt the customer stand first.",
            widths=(2.5, 2.5, 3, 4),
        )


def _together(facts: Facts) -> Iterator[View]:
    """Yield the opportunities for collaboration."""
    rows = tuple(
        (row.idea or "no idea yet", row.partner or "no partner yet",
         f"{row.giver} to {row.taker}: {row.name}")
        for row in facts.rows(HandOff)
        if row.idea or row.partner
    )  # fmt: skip
    if rows:
        yield Grid(
            "Opportunities for collaboration",
            ("Idea", "Partner", "Where hands change"),
            rows,
            widths=(5, 2.5, 4),
        )


def _with_idea(row: Record) -> bool:
    return bool(getattr(row, "idea", ""))


WORKSHEET = Worksheet(
    key="hand-offs",
    title="Hand-offs",
    phase=2,
    place=41,
    about="Where work goes from one unit to another, what the customer feels there, and how the "
    "two could work together.",
    sheets=(
        Sheet(
            HandOff,
            "Hand-offs",
            "hand-off",
            "Note each place where work changes hands: from whom to whom, and what the customer "
            "feels there.",
            ("name", "giver", "taker", "felt", "feels", "idea", "partner", "evidence"),
            checks=(
                lacking(HandOff, "felt", "Nobody said what the customer feels."),
                lacking(HandOff, "partner", "The idea has no partner yet.", when=_with_idea),
                _same_hands,
            ),
            filter_by="felt",
        ),
    ),
    views=(("from whom to whom", _across), ("collaboration", _together)),
    offering=_offers,
)

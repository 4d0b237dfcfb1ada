"""Name cards as one text: they come back the same, and anything else is nothing."""

from __future__ import annotations

import pytest

from focusgroup.privacy import Person
from focusgroup.room.names import NameCard, NameCards, packed, unpacked

CARDS = NameCards(
    {"P1": NameCard("Wren", "Hallowtree", ("Wrennie",))},
    moderator=NameCard("Marit"),
    elsewhere=[Person("G2-P1", "Solveig", "Nygaardsen", ("Sol",))],
    never_write=["Norwell Homes"],
)


def test_cards_come_back_as_they_were_packed():
    assert unpacked(packed(CARDS)) == CARDS


@pytest.mark.parametrize(
    "body",
    ["", "[]", "5", "[" * 100_000, '{"cards":' * 2_000, '{"cards": 5}', '{"cards": {"P1": 5}}'],
    ids=lambda body: body[:20],
)
def test_any_other_text_is_no_cards(body):
    assert unpacked(body) is None


def test_what_is_no_text_in_a_packed_name_becomes_one():
    names = unpacked(packed(CARDS).replace('"Solveig"', "7"))
    assert names is not None
    assert names.scrubber().scrub("7 of them").text == "7 of them"

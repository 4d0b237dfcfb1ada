"""What a plan writes into the file is searched for everybody who is named in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from focusgroup.room.names import NameCard
from focusgroup.room.setup import plan_names, remarks
from support.rooms import plan


@pytest.mark.feature("1.32")
@pytest.mark.parametrize(
    "who", ["Solveig", "Nygaardsen", "Hildegund", "Bertrande", "Norwell Homes"]
)
@pytest.mark.parametrize("field", ["label", "place", "department", "moderator_unit"])
def test_a_group_is_not_made_with_a_name_in_what_is_written(field, who):
    told = plan(moderator=NameCard("Hildegund"), takers=[NameCard("Bertrande")])
    named = replace(told, **{field: f"the team of {who}"})
    assert not [r for r in remarks(told) if r.stops]
    assert [r.field for r in remarks(named) if r.stops] == [field]


def test_note_takers_are_among_the_names_of_a_plan():
    told = plan(takers=[NameCard("Bertrande")])
    people = plan_names(told, [f"P{n}" for n in range(1, 7)]).people()
    assert "Bertrande" in [p.first for p in people]

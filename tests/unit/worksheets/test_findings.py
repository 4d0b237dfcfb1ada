"""The findings board: where a finding comes from, its rank, its cause, and what is decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.domain.reach import ranks
from focusgroup.worksheets import offers
from focusgroup.worksheets.actions import AgreedAction
from focusgroup.worksheets.facts import Heard
from focusgroup.worksheets.findings import (
    WORKSHEET,
    FindingsDecision,
    Strength,
    Weakness,
    key_of,
    origin,
    ranked,
    untaken,
    worded,
)
from focusgroup.worksheets.measure_audit import Measure
from support.worksheets import facts_of, grid, told, views

HOLD = Measure("m", name="Time on hold", level="tactic", accurate="no", perverse="yes")
HEARD = {
    "c1": Heard("g1", ("p1",)),
    "c2": Heard("g1", ("p2",)),
    "c3": Heard("g2", ("p3", "p4")),
    "c4": Heard("g1", ("p1",)),
}


def board(*rows, **fields):
    return facts_of(*rows, comments=HEARD, **fields)


def order(facts):
    return [(each.rank, each.row.name) for each in ranked(facts)]


@pytest.mark.feature("1.41")
def test_each_finding_shows_whether_it_comes_of_measures_or_of_comments():
    facts = board(
        HOLD,
        both := Weakness("w1", name="a", rests_on="measure:m", evidence="c1"),
        measured := Weakness("w2", name="b", rests_on="measure:m"),
        heard := Strength("s1", name="c", evidence="c1 c2", marking="a letter"),
        Weakness("w3", name="d", cause="drift", level="tool", rests_on="measure:gone"),
        Strength("s2", name="e", marking="x", evidence="gone"),
    )
    assert origin(facts, both) == "measure, comments"
    assert origin(facts, measured) == "measure"
    assert origin(facts, heard) == "comments"
    lines = told(WORKSHEET, facts)
    assert "d: Nothing stands behind it: link a comment or a row." in lines
    assert "d: Rests on: what it was linked to is removed. Link it anew." in lines
    assert "e: Nothing stands behind it: link a comment or a row." in lines


def test_a_strength_says_how_it_will_be_marked_or_stays_open():
    facts = board(
        Strength("s", name="callbacks", evidence="c1"),
        Strength("t", 1, name="case owners", evidence="c2", marking="thanks by letter"),
    )
    assert told(WORKSHEET, facts) == ["callbacks: Nobody said how it will be marked."]
    assert views(WORKSHEET, "causes", facts)[-1].items == (
        ("callbacks", "not said yet"), ("case owners", "thanks by letter"),
    )  # fmt: skip


WEAK = (
    Weakness("w1", 0, name="re-keying", evidence="c1 c4", votes=3.0),
    Weakness("w2", 1, name="hold", evidence="c2 c3"),
    Weakness("w3", 2, name="no owner", evidence="c2 c1", votes=3.0),
    Weakness("w4", 3, name="only measured", rests_on="measure:m", votes=7.0),
    Weakness("w5", 4, name="as wide as the third", evidence="c1 c2"),
)


@pytest.mark.feature("1.44")
@pytest.mark.parametrize(
    ("method", "expected", "stated"),
    [
        ("", ["1 hold", "2= no owner", "2= as wide as the third", "4 re-keying",
              "5 only measured"], "number of people"),
        ("votes", ["1 only measured", "2= re-keying", "2= no owner", "4= hold",
                   "4= as wide as the third"], "Ranked by votes"),
        ("hand", ["1 re-keying", "2 hold", "3 no owner", "4 only measured",
                  "5 as wide as the third"], "Ranked by hand."),
    ],
)  # fmt: skip
def test_weaknesses_are_ranked_with_the_method_stated_and_ties_seen(method, expected, stated):
    facts = board(HOLD, *WEAK, FindingsDecision("d", ranking=method))
    assert [f"{rank} {name}" for rank, name in order(facts)] == expected
    page = grid(WORKSHEET, "ranking", facts)
    assert stated in page.note
    assert [row[0] for row in page.rows] == [each.split()[0] for each in expected]


def test_an_order_by_votes_without_votes_is_open():
    facts = board(*WEAK, FindingsDecision("d", ranking="votes"))
    assert "hold: The order is by votes and it has none." in told(WORKSHEET, facts)


@given(st.lists(st.integers(0, 5)))
def test_ranks_share_a_place_just_where_figures_are_equal(figures):
    keys = sorted((float(n),) for n in figures)
    shown = ranks(keys)
    assert [each.endswith("=") for each in shown] == [keys.count(key) > 1 for key in keys]
    assert [int(each.rstrip("=")) for each in shown] == [keys.index(key) + 1 for key in keys]


@pytest.mark.feature("1.04", "1.46")
def test_weaknesses_are_counted_by_cause_and_by_what_they_concern():
    facts = board(
        Weakness("w1", name="a", cause="drift", level="tool"),
        Weakness("w2", name="b", cause="drift", level="tactic"),
        Weakness("w3", name="c", cause="shifted", level="strategy"),
        Weakness("w4", name="d", cause="unknown", level="tool"),
        Weakness("w5", name="e"),
    )
    assert grid(WORKSHEET, "causes", facts).rows == (
        ("customers' needs shifted", "1", "0", "0", "0", "1"),
        ("drift in what staff do", "0", "1", "1", "0", "2"),
        ("unknown", "0", "0", "1", "0", "1"),
        ("not said", "0", "0", "0", "1", "1"),
        ("all", "1", "1", "2", "1", "5"),
    )
    lines = told(WORKSHEET, facts)
    assert "e: Have needs shifted, or what staff do? Unknown is an answer too." in lines
    assert "e: Say whether it concerns a strategy, a tactic or a tool." in lines
    assert not any(line.startswith("d: Have") for line in lines), "unknown is an answer"


def test_the_decision_is_open_until_it_is_made_with_its_reason():
    weak = Weakness("w", name="a", cause="drift", level="tool", evidence="c1")
    asked = "Nobody decided yet: a major reset, or tactics and tools?"
    assert told(WORKSHEET, board(weak)) == [asked]
    made = FindingsDecision("d", decision="reset")
    assert told(WORKSHEET, board(weak, made)) == ["major reset: It is decided without a reason."]
    reasoned = FindingsDecision("d", decision="tactics", reason="the strategy holds")
    assert told(WORKSHEET, board(weak, reasoned)) == []


@pytest.mark.feature("1.21")
def test_each_no_of_the_audit_is_offered_until_a_weakness_was_made_of_it():
    facts = board(HOLD)
    found = offers(facts)
    assert [worded(facts, each) for each in found] == [
        "Time on hold: It is not accurate.",
        "Time on hold: It makes people do the wrong thing.",
    ]
    facts.put(Weakness("w", name="renamed since", offer=key_of(found[0])))
    assert untaken(facts, found) == found[1:]


def test_a_weakness_nobody_answers_is_open_once_the_working_session_began():
    weak = Weakness("w", name="a", cause="drift", level="tool", evidence="c1")
    decided = FindingsDecision("d", decision="tactics", reason="so")
    facts = board(weak, decided, AgreedAction("a", name="x", owner="sales", due="2026-12-01"))
    assert told(WORKSHEET, facts) == ["a: No idea and no action answers this weakness."]
    facts.put(AgreedAction("a", name="x", mends="weakness:w"))
    assert told(WORKSHEET, facts) == []

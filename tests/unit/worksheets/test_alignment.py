"""Wants, strategies and tactics: what links them, what does not, what each is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from focusgroup.domain.session import Seat, Session
from focusgroup.worksheets import offers
from focusgroup.worksheets.alignment import WORKSHEET, Goal, Strategy, Tactic, Want
from focusgroup.worksheets.facts import attended
from focusgroup.worksheets.ideal_customers import WORKSHEET as IDEAL
from focusgroup.worksheets.ideal_customers import CustomerLevel, IdealProfile
from focusgroup.worksheets.outcomes import WORKSHEET as OUTCOMES
from focusgroup.worksheets.outcomes import Outcome
from focusgroup.worksheets.record import column
from focusgroup.worksheets.sampling import WORKSHEET as SAMPLING
from focusgroup.worksheets.sampling import Department
from support.worksheets import facts_of, grid, told, views

WANT = Want("w1", name="one person who knows my case")
SPEED = Want("w2", name="an answer the same day")
STRATEGY = Strategy("s1", name="case owners", wants="w1")
TACTIC = Tactic("t1", name="callback within a day", strategies="s1")


@pytest.mark.feature("1.03")
def test_what_nothing_links_is_listed():
    facts = facts_of(WANT, SPEED, STRATEGY, TACTIC, Tactic("t2", name="a newsletter"),
                     Strategy("s2", name="lowest price"))  # fmt: skip
    listed = [line for line in told(WORKSHEET, facts) if "satisf" not in line]
    assert "an answer the same day: No strategy answers this want." in listed
    assert "lowest price: This strategy answers no want." in listed
    assert "lowest price: No tactic carries this strategy out." in listed
    assert "a newsletter: This tactic carries out no strategy." in listed
    assert not any("one person" in line for line in listed)
    page = views(WORKSHEET, "chain", facts)
    assert page[0].rows[0] == (
        "callback within a day",
        "case owners",
        "one person who knows my case",
    )
    assert ("a newsletter", "This tactic carries out no strategy.") in page[1].items


def test_a_link_whose_row_is_gone_counts_for_none_and_is_told():
    facts = facts_of(STRATEGY, TACTIC)
    lines = told(WORKSHEET, facts)
    assert "case owners: This strategy answers no want." in lines
    assert "case owners: Answers: what it was linked to is removed. Link it anew." in lines
    assert facts.words(column(Strategy, "wants"), STRATEGY.wants) == "(removed)"


@pytest.mark.feature("1.06")
def test_satisfaction_is_asked_of_the_strategy_and_of_each_tactic():
    facts = facts_of(
        Strategy("s1", name="case owners", satisfaction="4", satisfaction_from="the yearly survey"),
        TACTIC,
    )
    assert any("callback" in line and "satisfaction" in line for line in told(WORKSHEET, facts))
    rows = grid(WORKSHEET, "satisfaction", facts).rows
    assert rows[0] == ("strategy", "case owners", "4 of 5", "the yearly survey")
    assert rows[1][:3] == ("tactic", "callback within a day", "not known")


@pytest.mark.feature("1.17")
def test_each_tactic_is_classed_against_the_goals_with_its_reason():
    facts = facts_of(
        Goal("g1", name="keep nine of ten customers"),
        Tactic("t1", name="callbacks", contribution="contributes", goals="g1", reason="churn fell"),
        Tactic("t2", name="call minutes", contribution="detracts", goals="g1"),
        Tactic("t3", name="newsletter"),
    )
    rows = grid(WORKSHEET, "contribution", facts).rows
    assert rows == (
        ("callbacks", "contributes", "keep nine of ten customers", "churn fell"),
        ("call minutes", "detracts", "keep nine of ten customers", ""),
        ("newsletter", "not classed", "", ""),
    )
    assert [(offer.row, offer.strength) for offer in offers(facts)] == [("t1", True), ("t2", False)]
    lines = told(WORKSHEET, facts)
    assert "call minutes: It is classed without a reason." in lines
    assert "newsletter: Nobody said whether it contributes or detracts." in lines


@pytest.mark.feature("1.05")
def test_four_outcomes_are_each_rated_with_evidence():
    rows = [Outcome("o1", outcome="experiences", rating="3", evidence="complaints halved"),
            Outcome("o2", outcome="patterns", rating="2"),
            Outcome("o3", outcome="expanded")]  # fmt: skip
    lines = told(OUTCOMES, facts_of(*rows))
    assert lines == [
        "No row yet for recommendations.",
        "expanded business: It is not rated.",
        "buying patterns: It is rated without evidence.",
    ]
    assert [row.outcome for row in OUTCOMES.sheets[0].examples] == [
        "experiences", "patterns", "recommendations", "expanded",
    ]  # fmt: skip


def levels(wanted, actual):
    keys = ("alone", "repeat", "advocate")
    return [
        CustomerLevel(key, n, level=key, wanted=w, actual=a)
        for n, (key, w, a) in enumerate(zip(keys, wanted, actual, strict=True))
    ]


@pytest.mark.feature("1.08")
def test_levels_that_add_up_show_gap_and_verdict():
    facts = facts_of(*levels((50, 30, 20), (72, 24, 4)))
    shown = grid(IDEAL, "levels", facts)
    assert [row[3:5] for row in shown.rows[:3]] == [
        ("+22", "more than wanted"), ("-6", "fewer than wanted"), ("-16", "fewer than wanted"),
    ]  # fmt: skip
    assert shown.rows[-1][:3] == ("together", "100 %", "100 %")
    assert shown.note == "Both add up to 100 %."
    assert told(IDEAL, facts) == []


@pytest.mark.feature("1.08")
@pytest.mark.parametrize(
    ("actual", "sentence"),
    [
        ((72, 24, 14), "The actual shares add up to 110 %, not to 100 %: 10 % too much."),
        ((60, 24, 4), "The actual shares add up to 88 %, not to 100 %: 12 % too little."),
    ],
)
def test_levels_that_do_not_add_up_say_by_how_much(actual, sentence):
    facts = facts_of(*levels((50, 30, 20), actual))
    assert sentence in told(IDEAL, facts)
    assert sentence in grid(IDEAL, "levels", facts).note


def test_shares_typed_rounded_may_miss_a_hundred_by_a_little():
    assert told(IDEAL, facts_of(*levels((33.3, 33.3, 33.3), (33, 33, 34)))) == []


@pytest.mark.feature("1.07")
def test_the_ideal_profile_stands_beside_the_figures():
    page = views(IDEAL, "levels", facts_of(IdealProfile("p", profile="firms of 20 to 200 people"),
                                           *levels((50, 30, 20), (50, 30, 20))))  # fmt: skip
    assert page[0].items == (("", "firms of 20 to 200 people"),)
    assert page[1].title == "Customer levels wanted and found"


@pytest.mark.feature("1.25")
def test_the_sampling_plan_shows_planned_came_and_share_and_warns_of_gaps():
    rows = [
        Department("d1", 0, name="Billing", population=40, way="sample", planned=4),
        Department("d2", 1, name="Field service", population=10, way="everybody", planned=6),
    ]
    facts = facts_of(*rows, attended={"billing": 2, "field service": 6, "sales": 1})
    shown = grid(SAMPLING, "plan and attendance", facts)
    assert shown.rows[0] == ("Billing", "40", "4", "2", "80 %", "25 %", "-55 points")
    assert shown.rows[-1][:4] == ("together", "50", "10", "8")
    lines = told(SAMPLING, facts)
    assert "Billing: 2 of 4 planned came." in lines
    assert "Billing: It is under-represented by 55 points." in lines
    assert "Field service: Everybody is to be asked, but 6 of 10 are planned." in lines
    assert "1 who came are of departments that are not on the plan." in lines


def test_who_came_has_agreed_to_take_part():
    sessions = [Session("g1", "G1", guide="", state="closed"), Session("g2", "G2", guide="")]
    seats = [
        Seat("a", "g1", "P1", department="Billing", take_part=1),
        Seat("b", "g1", "P2", department="billing"),
        Seat("c", "g2", "P1", department="Billing", take_part=1),
    ]
    assert attended(sessions, seats) == {"billing": 1}, "no-shows and groups to come do not count"
    seats[0] = replace(seats[0], take_part=0)
    assert attended(sessions, seats) == {"billing": 2}, "no consent was noted there at all"


def test_a_department_that_stands_there_twice_is_told():
    rows = [Department("d1", name="Billing"), Department("d2", 1.0, name=" billing")]
    assert any("twice" in line for line in told(SAMPLING, facts_of(*rows)))


def test_a_plan_before_any_group_warns_of_nothing_that_is_yet_to_come():
    facts = facts_of(Department("d1", name="Billing", population=40, way="sample", planned=4))
    assert told(SAMPLING, facts) == []

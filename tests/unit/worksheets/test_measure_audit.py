"""The measure audit: what it asks of each measure, what a "no" leads to, when it is complete."""

from __future__ import annotations

import pytest

from focusgroup.worksheets.alignment import Goal, Tactic
from focusgroup.worksheets.measure_audit import (
    CRITERIA,
    WORKSHEET,
    AuditQuestion,
    Measure,
    audit_complete,
    not_reached,
)
from focusgroup.worksheets.record import columns
from support.worksheets import facts_of, grid, told, views

GOAL, TACTIC = Goal("g", name="keep customers"), Tactic("t", name="callbacks")
GOOD = {name: "yes" for name, _, _ in CRITERIA} | {"perverse": "no"}


def questions(answers):
    return [AuditQuestion(f"q{n}", n, question=f"question {n}", answer=answer)
            for n, answer in enumerate(answers)]  # fmt: skip


@pytest.mark.feature("1.09")
def test_the_audit_ships_four_questions_and_is_not_complete_with_any_open():
    shipped = WORKSHEET.sheets[0].examples
    assert len(shipped) == 4
    assert not audit_complete(facts_of(*questions(["a", "b", "", "d"])))
    assert not audit_complete(facts_of(*questions(["a", "b", "c"])))
    assert audit_complete(facts_of(*questions(["a", "b", "c", "d"])))
    assert audit_complete(facts_of(*questions(["a", "b", "c", "d", "e"]))), "more may be added"
    assert not audit_complete(facts_of(*questions(["a", "b", "c", "d", ""])))
    state = grid(WORKSHEET, "state", facts_of(*questions(["a", "", ""])))
    assert state.note == (
        "The audit is not complete: it has 3 of at least 4 questions and 2 questions are open."
    )
    assert "question 1: This question of the audit is open." in told(
        WORKSHEET, facts_of(*questions(["a", "", "c", "d"]))
    )


@pytest.mark.feature("1.10")
def test_measures_are_of_two_levels_with_totals_by_level():
    facts = facts_of(
        Measure("m1", name="retention", level="strategy", **GOOD),
        Measure("m2", name="churn", level="strategy", in_place="no"),
        Measure("m3", name="time on hold", level="tactic", in_place="yes"),
    )
    matrix = grid(WORKSHEET, "matrix", facts)
    strategy, tactic = matrix.rows[-2:]
    assert strategy[:3] == ("all of strategy level", "2", "1 of 2")
    assert tactic[:4] == ("all of tactic level", "1", "1 of 1", "0 of 1")
    assert WORKSHEET.sheets[1].filter_by == "level"


@pytest.mark.feature("1.11")
@pytest.mark.parametrize(
    ("measure", "flagged"),
    [
        (Measure("m", name="x", level="strategy", goal="g"), ""),
        (Measure("m", name="x", level="tactic", tactic="t"), ""),
        (Measure("m", name="x", level="strategy", tactic="t"), "must name the goal it serves"),
        (Measure("m", name="x", level="tactic", goal="g"), "must name its tactic"),
        (Measure("m", name="x"), "of a strategy or of a tactic"),
        (Measure("m", name="x", level="strategy", goal="gone"), "must name the goal it serves"),
    ],
)
def test_a_measure_names_what_it_serves_or_is_flagged(measure, flagged):
    lines = [line for line in told(WORKSHEET, facts_of(GOAL, TACTIC, measure)) if "must" in line
             or "or of a tactic" in line]  # fmt: skip
    assert bool(lines) == bool(flagged)
    assert all(flagged in line for line in lines)


@pytest.mark.feature("1.12")
def test_examples_are_shipped_with_the_right_level():
    level = {row.name: row.level for row in WORKSHEET.sheets[1].examples}
    assert level["Customer retention"] == "strategy"
    assert level["Customers lost in a year (churn)"] == "strategy"
    assert level["Time on hold"] == "tactic"
    assert level["Time in line"] == "tactic"


@pytest.mark.feature("1.13", "1.14", "1.15", "1.18", "1.19", "1.20")
def test_each_question_has_an_answer_and_what_shows_it_of_its_own():
    asked = {each.name: each for each in columns(Measure)}
    for name in ("in_place", "collected", "analysed", "shared"):
        assert [key for key, _ in asked[name].choices] == ["yes", "partly", "no"]
    assert [words for _, words in asked["accurate"].choices] == ["yes", "no", "not checked"]
    assert [key for key, _ in asked["rewards"].choices] == ["yes", "no"]
    beside = {"in_place_shown", "frequency", "source", "analysed_by", "checked_how", "checked_on",
              "value", "rewards_note", "feeling", "perverse_note", "evidence"}  # fmt: skip
    assert beside <= set(asked)
    assert asked["evidence"].to == "comment"


@pytest.mark.feature("1.18")
def test_accuracy_nobody_checked_is_open():
    lines = told(WORKSHEET, facts_of(Measure("m", name="churn", accurate="unchecked")))
    assert "churn: Nobody has checked whether it is accurate." in lines


@pytest.mark.feature("1.16")
def test_who_gets_a_measure_and_who_should_shows_the_difference():
    measure = Measure("m", name="churn", gets="Board, finance; Sales", should_get="board, Billing,"
                      " field service")  # fmt: skip
    assert not_reached(measure) == ["Billing", "field service"]
    shown = grid(WORKSHEET, "who gets it", facts_of(measure))
    assert shown.rows == (
        ("churn", "Board, finance; Sales", "board, Billing, field service",
         "Billing, field service", "finance, Sales"),
    )  # fmt: skip
    assert "churn: Some who should get it do not." in told(WORKSHEET, facts_of(measure))


@pytest.mark.feature("1.20")
def test_a_perverse_effect_is_flagged_and_offered():
    measure = Measure("m", name="call minutes", level="tactic", perverse="yes", evidence="c1 c2")
    facts = facts_of(measure, comments={"c1", "c2"})
    assert "call minutes: It has a perverse effect." in told(WORKSHEET, facts)
    assert [(o.row, o.sentence) for o in WORKSHEET.offering(facts)] == [
        ("m", "It makes people do the wrong thing.")
    ]


@pytest.mark.feature("1.21")
def test_the_matrix_shows_measure_by_criterion_and_offers_each_no():
    bad = Measure("m", name="churn", level="strategy", in_place="yes", collected="partly",
                  analysed="no", shared="no", accurate="unchecked")  # fmt: skip
    facts = facts_of(bad)
    matrix = grid(WORKSHEET, "matrix", facts)
    assert matrix.header == ("Measure", "Level", "In place", "Collected", "Analysed", "Shared",
                             "Accurate", "Reflects", "Perverse")  # fmt: skip
    assert matrix.rows[0] == ("churn", "strategy", "yes", "partly", "no", "no", "not checked", "?",
                              "?")  # fmt: skip
    offered = views(WORKSHEET, "matrix", facts)[1]
    assert offered.title == "Offered as weaknesses"
    assert offered.items == (
        ("churn", "Its data is not analysed."),
        ("churn", "It is not shared with the right people."),
    )
    assert {offer.level for offer in WORKSHEET.offering(facts)} == {"strategy"}

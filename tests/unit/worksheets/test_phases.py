"""Three phases, each with its state; steps left out keep their place and their reason."""

from __future__ import annotations

import pytest

from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.alignment import Want
from focusgroup.worksheets.cycle import AFTER, LinkedStudy
from focusgroup.worksheets.facts import Group, Heard
from focusgroup.worksheets.findings import FindingsDecision, Strength, Weakness
from focusgroup.worksheets.measure_audit import Measure
from focusgroup.worksheets.phases import NO_RESET, SkippedStep, drawn_on, phases, too_early
from support.worksheets import facts_of


def found(facts):
    return phases(facts, WORKSHEETS)


def states(facts):
    return [phase.state for phase in found(facts)]


@pytest.mark.feature("1.01")
def test_a_study_shows_three_phases_each_with_its_state():
    assert [phase.title for phase in found(facts_of())] == [
        "Look outward", "Look inward", "Change",
    ]  # fmt: skip
    assert states(facts_of()) == ["not begun"] * 3
    begun = facts_of(Want("w", name="an answer"), groups=[Group("g", "G1")])
    assert states(begun) == ["begun", "not begun", "not begun"]
    running = facts_of(groups=[Group("g", "G1", state="running")])
    assert states(running)[1] == "begun"
    done = facts_of(
        Strength("s", name="x", marking="y", evidence="c"),
        FindingsDecision("d", decision="tactics", reason="z"),
        comments={"c": Heard("g")},
    )
    step = next(step for step in found(done)[2].steps if step.key == "findings")
    assert (step.state, step.left) == ("done", 0)


@pytest.mark.feature("1.01")
def test_phase_three_says_what_it_draws_on_of_the_first_two():
    facts = facts_of(
        Measure("m", name="hold"),
        Weakness("w", name="x", rests_on="measure:m measure:gone", evidence="c1 c2"),
        comments={"c1": Heard("g"), "c2": Heard("g")},
        groups=[Group("g", "G1", state="closed")],
    )
    assert drawn_on(facts, WORKSHEETS) == (
        "Phase 3 draws on 1 row of phase 1, and on 0 rows and 2 comments of phase 2."
    )
    assert too_early(found(facts)) == []
    alone = facts_of(Weakness("w", name="x"))
    assert [line[:20] for line in too_early(found(alone))] == [
        "Phase 1 is not begun", "Phase 2 is not begun",
    ]  # fmt: skip


def test_a_skipped_step_keeps_its_place_and_its_reason():
    before = [step.key for step in found(facts_of())[0].steps]
    facts = facts_of(SkippedStep("k", reason="no measures yet", step="measure-audit"))
    steps = found(facts)[0].steps
    assert [step.key for step in steps] == before
    skipped = next(step for step in steps if step.key == "measure-audit")
    assert (skipped.state, skipped.reason) == ("skipped", "no measures yet")
    assert found(facts)[0].told == "not begun, 1 skipped"


def test_what_is_filled_in_counts_although_it_was_skipped_before():
    facts = facts_of(SkippedStep("k", reason="no", step="measure-audit"), Measure("m", name="x"))
    step = next(step for step in found(facts)[0].steps if step.key == "measure-audit")
    assert (step.state, step.reason) == ("begun", "")


def next_cycle(*rows):
    step = found(facts_of(*rows))[2].steps[-1]
    assert step.key == "cycle"
    return step.state, step.reason


@pytest.mark.feature("1.02", "1.45")
def test_the_next_cycle_is_the_last_step_and_only_a_major_reset_asks_for_it():
    reset = FindingsDecision("d", decision="reset", reason="z")
    tactics = FindingsDecision("d", decision="tactics", reason="z")
    assert next_cycle() == next_cycle(reset) == ("not begun", "")
    assert next_cycle(tactics) == ("skipped", NO_RESET)
    in_own_words = SkippedStep("k", reason="not this year", step="cycle")
    assert next_cycle(tactics, in_own_words) == ("skipped", "not this year")
    assert next_cycle(reset, LinkedStudy("l", title="2030", way=AFTER)) == ("done", "")

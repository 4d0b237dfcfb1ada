"""The road map: tasks with the priority of what they close, in an order that can be kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import Study
from focusgroup.domain.wall import Card, Cluster, Voting, Wall
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.outside import CLUSTER, walled
from focusgroup.worksheets.roadmap import WORKSHEET, PlanFrame, Task
from support.roads import GAPS, PLAN, TASKS, counted, road, tally
from support.studies import JOINED
from support.worksheets import facts_of, grid, told, views


def rows_by_name(facts):
    return {row[1]: row for row in grid(WORKSHEET, "in order", facts).rows}


def names(facts):
    return [row[1] for row in grid(WORKSHEET, "in order", facts).rows]


@pytest.mark.feature("3.02")
def test_the_road_map_is_a_plan_in_order_with_its_direction():
    facts = road(*GAPS, *TASKS, PLAN, points={"c1": 4})
    direction = views(WORKSHEET, "in order", facts)[0]
    assert direction.items == (("", "From keeping orders to keeping promises."),)
    shown = grid(WORKSHEET, "in order", facts)
    assert [row[1] for row in shown.rows] == [
        "Rota for callbacks", "Make requirements", "Bills in plain words",
        "One list for promises", "All in use",
    ]  # fmt: skip
    assert shown.rows[0][4:7] == ("3", "2026-11-30", "2026-12-02")
    assert shown.rows[3][4:8] == ("15", "2026-12-14", "2027-01-01", "2")


@pytest.mark.feature("3.08")
def test_a_task_takes_its_priority_from_its_group_else_from_its_gap():
    facts = road(*GAPS, *TASKS, PLAN, points={"c0": 9, "c1": 4})
    shown = rows_by_name(facts)
    assert shown["One list for promises"][2] == "group ranked 2", "by way of its gap"
    assert shown["Rota for callbacks"][2] == "impact 5, effort 2"
    facts.put(replace(TASKS[2], cluster="c0"))
    assert rows_by_name(facts)["Rota for callbacks"][2] == "group ranked 1"
    bare = facts_of(Task("t", name="walk about"))
    assert any("It has no priority" in line for line in told(WORKSHEET, bare))


def test_ranks_come_from_the_last_closed_vote_and_ties_share_one():
    votings = (counted("v1", 1), counted("v2", 2), Voting("v3", "b", number=3))
    tallies = (tally("a", 9, "v1"), tally("a", 1, "v2"), tally("b", 4, "v2"), tally("c", 4, "v2"),
               tally("d", 0, "v2"), tally("d", 99, "v3"))  # fmt: skip
    clusters = tuple(Cluster(name, "b", name) for name in "abcd")
    found = walled(Wall(clusters=clusters, votings=votings, tallies=tallies))[CLUSTER]
    assert {name: each.rank for name, each in found.items()} == {"a": 3, "b": 1, "c": 1, "d": None}


def test_what_is_ranked_higher_goes_first_where_one_resource_does_both():
    two = (
        Task("a", 0, name="one", resource="Web", days=2, cluster="x"),
        Task("b", 1, name="two", resource="web", days=2, cluster="y"),
    )
    assert names(road(*two, points={"x": 1, "y": 2})) == ["two", "one"]


@pytest.mark.feature("3.09")
def test_a_resource_booked_twice_is_flagged_and_others_run_beside():
    facts = road(*GAPS, *TASKS, PLAN, points={"c1": 4})
    assert any(line.startswith("Bills in plain words: Its resource is booked twice")
               for line in told(WORKSHEET, facts))  # fmt: skip
    shown = rows_by_name(facts)
    assert shown["Bills in plain words"][5] == "2026-12-03", "after the rota, by the same unit"
    assert "booked twice" in shown["Bills in plain words"][8]
    assert shown["Make requirements"][5] == "2026-11-30", "beside it, by another"


@pytest.mark.feature("3.10")
def test_dates_follow_predecessors_and_the_critical_chain_is_told():
    facts = road(*GAPS, *TASKS, PLAN)
    before = rows_by_name(facts)
    facts.put(replace(TASKS[0], days=12))
    after = rows_by_name(facts)
    assert before["One list for promises"][5] == "2026-12-14"
    assert after["One list for promises"][5] == "2026-12-16"
    assert "critical" in after["Make requirements"][8]
    assert "critical" not in after["Rota for callbacks"][8]
    assert "milestone" in after["All in use"][8]


@pytest.mark.feature("3.10")
def test_a_circle_is_refused_in_a_sentence_that_names_the_tasks():
    facts = road(*TASKS)
    refuses = SHEETS["task"].refuses
    column, sentence = refuses(facts, replace(TASKS[0], after="t5"))
    assert column == "after"
    assert sentence == (
        "Tasks would wait for each other: “Make requirements” waits for “All in use” waits for "
        "“One list for promises” waits for “Make requirements”. Take one of these links off."
    )
    assert refuses(facts, replace(TASKS[0], after="t1"))[1].startswith("Tasks would wait")
    assert refuses(facts, replace(TASKS[0], after="t3 gone")) is None


def test_a_circle_that_came_by_a_merge_is_told_and_hinders_no_other_task():
    a, b = Task("a", 0, name="one", after="b"), Task("b", 1, name="two", after="a")
    facts = facts_of(a, b)
    assert "one: It has no date: it waits in a circle of tasks." in told(WORKSHEET, facts)
    assert SHEETS["task"].refuses(facts, Task("c", name="three", after="a")) is None
    assert rows_by_name(facts)["one"][8] == "waits in a circle"
    assert views(WORKSHEET, "Gantt chart", facts) == []


def test_a_predecessor_that_is_gone_is_told_and_the_task_keeps_a_date():
    facts = road(Task("a", name="one", after="gone", days=1), PLAN)
    assert any("After: what it was linked to is removed" in line for line in told(WORKSHEET, facts))
    assert rows_by_name(facts)["one"][5:8] == ("2026-11-30", "2026-11-30", "removed")


@pytest.mark.feature("3.12")
def test_a_map_without_a_product_task_asks():
    plain = Task("a", name="rota", product="no")
    asked = "No task changes the product"
    assert any(asked in line for line in told(WORKSHEET, facts_of(plain)))
    tagged = facts_of(plain, Task("b", name="plain bills", product="yes"))
    assert not any(asked in line for line in told(WORKSHEET, tagged))
    assert "product" in rows_by_name(tagged)["plain bills"][8]
    reason = facts_of(plain, PlanFrame("p", no_product="renewed last year"))
    assert not any(asked in line for line in told(WORKSHEET, reason))


@pytest.mark.feature("3.26")
def test_making_requirements_is_a_task_like_any_other():
    assert [row.name for row in SHEETS["task"].usual(Facts())] == ["Make requirements"]
    assert not any("requirement" in sheet.title.lower() for sheet in SHEETS.values())


def test_a_gap_with_an_action_gives_a_task_so_that_nothing_is_typed_twice():
    facts = road(*GAPS, replace(TASKS[0], gap="g1"))
    rows = SHEETS["task"].usual(facts)
    assert [(row.name, row.gap, row.resource) for row in rows] == [
        ("Make requirements", "", ""), ("a rota", "g2", "Billing")
    ]  # fmt: skip


def test_a_task_that_ends_after_its_gap_is_due_is_told():
    late = replace(GAPS[0], due="2026-12-20")
    lines = told(WORKSHEET, road(late, *TASKS, PLAN))
    assert "One list for promises: It ends after its gap is due." in lines
    assert "Make requirements: It ends after its gap is due." not in lines


def test_gaps_that_no_task_closes_are_counted():
    assert "1 gap is not closed by any task." in told(WORKSHEET, road(*GAPS, TASKS[0], PLAN))


def test_without_any_date_the_days_are_counted_and_one_is_asked_for():
    facts = road(*GAPS, *(replace(task, not_before="") for task in TASKS))
    assert "Say on which day the plan begins." in told(WORKSHEET, facts)
    assert rows_by_name(facts)["Make requirements"][5:7] == ("day 1", "day 10")
    (chart,) = views(WORKSHEET, "Gantt chart", facts)
    assert chart.first is None


@pytest.mark.feature("3.11")
def test_the_chart_holds_every_task_with_its_signs():
    (chart,) = views(WORKSHEET, "Gantt chart", road(*GAPS, *TASKS, PLAN, points={"c1": 4}))
    bars = {bar.title: bar for bar in chart.bars}
    assert chart.first.isoformat() == "2026-11-30"
    assert bars["Rota for callbacks"].quick
    assert bars["Bills in plain words"].clash
    assert (bars["Bills in plain words"].wished, bars["Bills in plain words"].start) == (1, 3)
    assert bars["One list for promises"].critical
    assert bars["All in use"].start == bars["All in use"].end == 25


def test_a_record_with_a_wall_hands_its_groups_on():
    wall = Wall(
        clusters=(Cluster("c", "b", "promises"),),
        cards=(Card("1", "b", comment="x", cluster="c"), Card("2", "b", text="y", cluster="c")),
        votings=(counted("v"),),
        tallies=(tally("c", 3, "v"),),
    )
    record = StudyRecord(Study("s", title="Reset"), JOINED, wall=wall)
    group = Facts.of(record).outside(CLUSTER, "c")
    assert (group.title, group.rank, group.comments) == ("promises", 1, ("x",))


def test_rows_whose_names_were_blanked_are_named_even_when_they_link_in_a_circle():
    one, two = Task("a", after="a"), Task("b", after="c")
    facts = facts_of(one, two, Task("c", after="b"))
    assert facts.title(one) == "(untitled)"
    assert facts.title(two) == "(untitled)"
    assert facts.title(Task("d", after="b")) == "(untitled)"

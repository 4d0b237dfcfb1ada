"""The thread from any step to the comments behind it, and from a comment to what rests on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.domain.wall import Board, Card, Cluster, ClusterJoin, Wall
from focusgroup.worksheets.actions import AgreedAction
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.findings import Weakness
from focusgroup.worksheets.gaps import Gap
from focusgroup.worksheets.measure_audit import Measure
from focusgroup.worksheets.outside import CLUSTER, walled
from focusgroup.worksheets.roadmap import Task
from focusgroup.worksheets.thread import Step, ahead, behind
from support.worksheets import facts_of

ROWS = (
    Measure("m", name="hold", evidence="c2 gone"),
    Weakness("w", name="long waits", rests_on="measure:m", evidence="c1"),
    AgreedAction("a", name="more lines", mends="weakness:w weakness:gone"),
)
CARDS = (
    Card("typed", "b", "write it down", cluster="g", position=2.0),
    Card("said", "b", comment="c1", cluster="g", position=1.0),
    Card("old", "b", "as ever", cluster="g", position=3.0, old=1, source="Spring round"),
    Card("alone", "b", comment="c2"),
    Card("lost", "b", comment="gone", cluster="no such group"),
)


def plan(*more: Task) -> Facts:
    """A task that closes a gap that belongs to a group of three cards, and an orphan."""
    return facts_of(
        Gap("gap", name="promises get lost", cluster="g", evidence="c3"),
        Task("t", name="one list", gap="gap"),
        *more,
        comments=["c1", "c2", "c3"],
        outside=walled(Wall((Board("b"),), CARDS, (Cluster("g", "b", "Promises"),))),
    )


def test_a_group_that_was_joined_to_another_leads_to_the_cards_of_both():
    joined = Wall(
        (Board("b"),),
        CARDS,
        (Cluster("g", "b", "Promises"), Cluster("whole", "b", "Kept promises")),
        joins=(ClusterJoin("j", "b", "g", "whole", 6, 6),),
    )
    facts = facts_of(comments=["c1"], outside=walled(joined))
    cards = [
        (1, "comment", "c1") if c == "c1" else (0, "card", c)
        for c in ("said", "c1", "typed", "old")
    ]
    assert places(behind(facts, ("cluster", "whole"))) == cards
    assert places(behind(facts, ("cluster", "g"))) == cards


def places(steps: tuple[Step, ...]) -> list[tuple[int, str, str]]:
    return [(step.depth, *step.place) for step in steps]


def test_the_thread_goes_back_from_an_action_to_every_comment_and_forward_again():
    facts = facts_of(*ROWS, comments=["c1", "c2"])
    assert places(behind(facts, ("agreed_action", "a"))) == [
        (0, "weakness", "w"), (1, "measure", "m"), (2, "comment", "c2"), (1, "comment", "c1"),
    ]  # fmt: skip
    assert places(ahead(facts, ("comment", "c2"))) == [
        (0, "measure", "m"), (1, "weakness", "w"), (2, "agreed_action", "a"),
    ]  # fmt: skip


def test_a_task_leads_back_over_gap_group_and_each_card_in_its_order_to_the_comments():
    assert places(behind(plan(), ("task", "t"))) == [
        (0, "gap", "gap"),
        (1, "cluster", "g"),
        (2, "card", "said"), (3, "comment", "c1"),
        (2, "card", "typed"),
        (2, "card", "old"),
        (1, "comment", "c3"),
    ]  # fmt: skip


def test_a_comment_leads_forward_to_its_card_group_gap_and_task():
    chain = [("card", "said"), ("cluster", "g"), ("gap", "gap"), ("task", "t")]
    assert places(ahead(plan(), ("comment", "c1"))) == [
        (depth, *place) for depth, place in enumerate(chain)
    ]
    assert places(ahead(plan(), ("card", "typed")))[0] == (0, "cluster", "g")
    assert places(ahead(plan(), ("comment", "c2"))) == [(0, "card", "alone")]


def test_a_card_whose_group_or_comment_was_taken_away_leads_nowhere():
    assert behind(plan(), ("card", "lost")) == ahead(plan(), ("card", "lost")) == ()


def test_cards_are_told_apart_by_where_they_come_from():
    facts = plan()
    found = {name: facts.outside("card", name) for name in ("said", "typed", "old")}
    assert found["old"].earlier == "Spring round"
    assert found["said"].earlier is found["typed"].earlier is None
    assert (found["said"].comments, found["typed"].comments) == (("c1",), ())


def test_a_step_met_again_is_told_but_not_gone_on_from_twice():
    facts = plan(Task("u", name="rota", gap="gap", cluster="g"))
    steps = behind(facts, ("task", "u"))
    assert [step.again for step in steps if step.place == ("cluster", "g")] == [False, True]
    assert len([step for step in steps if step.place == ("comment", "c1")]) == 1


def test_tasks_that_come_after_each_other_keep_their_own_threads():
    facts = plan(Task("u", name="rota", after="t"), Task("v", name="in use", after="u"))
    assert places(behind(facts, ("task", "v"))) == [(0, "task", "u")]
    assert places(ahead(facts, ("task", "t"))) == [(0, "task", "u")]


def test_rows_that_link_in_a_ring_are_each_met_once():
    facts = facts_of(Weakness("x", name="x", rests_on="weakness:y", evidence="c1"),
                     Weakness("y", name="y", rests_on="weakness:x", evidence="c1"),
                     comments=["c1"])  # fmt: skip
    assert places(behind(facts, ("weakness", "x"))) == [
        (0, "weakness", "y"), (1, "weakness", "x"), (1, "comment", "c1"), (0, "comment", "c1"),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25))
def test_whatever_rests_on_whatever_the_thread_ends_and_reads_the_same_both_ways(links):
    rests = {n: " ".join(f"weakness:{to}" for at, to in links if at == n) for n in range(7)}
    facts = facts_of(*(Weakness(str(n), name=str(n), rests_on=rests[n]) for n in rests))
    names = [("weakness", str(n)) for n in rests]
    for start in names:
        for found in behind(facts, start):
            back = {step.place for step in ahead(facts, found.place)}
            assert start in back


@pytest.mark.parametrize("count", [1500])
def test_a_very_long_thread_is_told_to_its_end(count):
    rows = [Weakness(str(n), name="x", rests_on=f"weakness:{n + 1}") for n in range(count)]
    assert len(behind(facts_of(*rows), ("weakness", "0"))) == count - 1


def test_rows_are_looked_through_once_however_many_threads_are_told(monkeypatch):
    facts = Facts({
        "gap": [Gap(f"g{n}", n, name=f"gap {n}", cluster=f"c{n % 20}") for n in range(200)],
        "task": [Task(f"t{n}", n, name=f"task {n}", gap=f"g{n}") for n in range(200)],
    })  # fmt: skip
    looked = []
    links = Facts.links
    monkeypatch.setattr(Facts, "links", lambda self, row: looked.append(row) or links(self, row))
    told = [each.place for n in range(20) for each in ahead(facts, (CLUSTER, f"c{n}"))]
    assert len(told) == 400
    assert len(looked) < 5 * 400, "each row a few times, not once for each step"
    facts.drop("task", "t3")
    facts.put(Task("t4", name="of another gap", gap="g0"))
    assert [row.id for row in facts.linking_to("gap", "g0")] == ["t0", "t4"]
    assert facts.linking_to("gap", "g3") == []

"""Steps within steps: every step has one place, and gaps are what no way leads over."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from focusgroup.worksheets.step_tree import Gaps, ProcessStep, gaps, in_loops, levels, outlines

IDS = [f"s{n}" for n in range(7)]


@st.composite
def steps(draw, *, tree: bool = True):
    """Steps with any links, to themselves, in rings and to nothing included."""
    count = draw(st.integers(0, len(IDS)))
    link = st.sampled_from(["", "gone", *IDS])
    return [
        ProcessStep(
            IDS[n],
            float(n),
            name=f"step {n}",
            process=draw(st.sampled_from(["", "p1", "p2"])),
            part_of=draw(link) if tree else "",
            after=" ".join(draw(st.lists(link, max_size=3))),
            at_end=draw(st.sampled_from(["", "start", "end", "both"])),
        )
        for n in range(count)
    ]


@given(steps())
def test_each_step_has_one_place_or_is_in_a_loop(held):
    placed = [step.id for level in levels(held) for step in level.steps]
    assert len(placed) == len(set(placed))
    assert set(placed) | {step.id for step in in_loops(held)} == {step.id for step in held}
    assert not set(placed) & {step.id for step in in_loops(held)}


@given(steps())
def test_a_loop_is_what_following_part_of_never_leaves(held):
    above = {step.id: step.part_of for step in held}

    def endless(step_id: str) -> bool:
        for _ in range(len(held) + 1):
            if step_id not in above:
                return False
            step_id = above[step_id]
        return True

    assert {step.id for step in in_loops(held)} == {step.id for step in held if endless(step.id)}


@given(steps())
def test_an_outline_numbers_each_step_below_its_own(held):
    numbers: dict[str, str] = {}
    for found in outlines(held).values():
        numbers |= {step.id: number for number, step in found}
        assert [number for number, _ in found] == sorted(
            (number for number, _ in found), key=lambda n: [int(part) for part in n.split(".")]
        )
    looped = {step.id for step in in_loops(held)}
    assert set(numbers) == {step.id for step in held} - looped
    for step in held:
        if step.id not in looped and step.part_of in numbers:
            assert numbers[step.id].rpartition(".")[0] == numbers[step.part_of]


def ways(held):
    """Whether a way leads from one step to another, by trying every step between (Warshall)."""
    ids = [step.id for step in held]
    leads = {(a, b): a == b for a, b in product(ids, ids)}
    leads |= {(a, s.id): True for s in held for a in s.after.split() if a in ids}
    for over, a, b in product(ids, ids, ids):
        leads[a, b] = leads[a, b] or (leads[a, over] and leads[over, b])
    return leads


@given(steps(tree=False))
def test_a_gap_is_where_no_way_leads_from_the_start_or_to_the_end(held):
    leads, found = ways(held), gaps(held)
    starts = [s.id for s in held if s.at_end in {"start", "both"}]
    ends = [s.id for s in held if s.at_end in {"end", "both"}]
    assert found.no_start == (not starts)
    assert found.no_end == (not ends)
    unreached = [s for s in held if starts and not any(leads[a, s.id] for a in starts)]
    stranded = [s for s in held if ends and not any(leads[s.id, b] for b in ends)]
    assert list(found.unreached) == unreached
    assert list(found.stranded) == stranded


def test_steps_one_after_the_other_have_no_gap():
    row = [ProcessStep("s0", at_end="start"),
           *(ProcessStep(b, after=a) for a, b in pairwise(IDS[:-1])),
           ProcessStep(IDS[-1], after=IDS[-2], at_end="end")]  # fmt: skip
    assert gaps(row) == Gaps(no_start=False, no_end=False, unreached=(), stranded=())


def test_doing_a_step_again_is_no_gap():
    row = [ProcessStep("a", at_end="start", after="b"), ProcessStep("b", after="a", at_end="end")]
    assert gaps(row).unreached == gaps(row).stranded == ()

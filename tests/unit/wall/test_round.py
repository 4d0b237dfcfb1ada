"""A KJ round's steps, cards on a board, and cards that say much the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.domain.wall import Card, Cluster, Placement, Step
from focusgroup.wall import kj
from focusgroup.wall.board import arranged, between, is_contested
from focusgroup.wall.kj import Deed, Facts
from focusgroup.wall.mix import mix_of
from focusgroup.wall.similar import Likeness, words


def test_the_eight_steps_with_their_minutes_and_the_silent_ones():
    assert [(r.step.value, r.minutes, r.silent) for r in kj.STEPS] == [
        ("question", 2, False),
        ("group", 2, False),
        ("writing", 5, True),
        ("posting", 15, False),
        ("sorting", 15, True),
        ("naming", 10, True),
        ("ranking", 5, True),
        ("tally", 10, False),
    ]


@given(
    st.builds(
        Facts,
        question=st.sampled_from(["", "Why?"]),
        cards=st.integers(0, 3),
        groups=st.integers(0, 3),
        unnamed=st.integers(0, 3),
        voted=st.booleans(),
        voting=st.booleans(),
    )
)
def test_whoever_comes_to_the_tally_has_cards_groups_names_and_votes(facts):
    step = Step.QUESTION
    while not kj.stays(step, facts) and (after := kj.following(step)):
        assert kj.before(after) == step
        step = after
    if step is Step.TALLY:
        assert facts.question
        assert facts.cards
        assert facts.groups
        assert not facts.unnamed
        assert facts.voted
        assert not facts.voting


@pytest.mark.parametrize("step", list(Step))
def test_names_only_after_sorting_and_votes_only_after_names(step):
    allowed = {deed for deed in Deed if not kj.refused(step, deed)}
    if step is Step.FREE:
        assert allowed == set(Deed)
        return
    place = kj.number(step)
    assert (Deed.NAME in allowed) == (step is Step.NAMING)
    assert (Deed.VOTE in allowed) == (step in {Step.RANKING, Step.TALLY})
    assert Deed.ADD not in allowed or place < kj.number(Step.SORTING)
    assert (Deed.JOIN in allowed) == (step is Step.TALLY)
    for deed in set(Deed) - allowed:
        assert kj.refused(step, deed).startswith("Not in this step.")


@pytest.mark.parametrize("deed", [d for d in Deed if d is not Deed.VOTE])
def test_nothing_changes_while_a_round_is_open(deed):
    for step in Step:
        assert "voting is open" in kj.refused(step, deed, voting=True)


CARDS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "gone", None]), st.floats(-9, 9)), max_size=20
)


@given(cards=CARDS)
def test_every_card_lies_somewhere_and_only_once(cards):
    held = [Card(f"k{n}", "b", cluster=c, position=p) for n, (c, p) in enumerate(cards)]
    lie = arranged([Cluster("a", "b"), Cluster("b", "b"), Cluster("e", "b")], held)
    shown = [c.id for c in (*lie.loose, *(c for g in lie.groups for c in g.cards))]
    assert sorted(shown) == sorted(c.id for c in held)
    assert {c.cluster for c in lie.loose} <= {None, "gone"}


@given(count=st.integers(0, 6), at=st.integers(0, 6))
def test_a_card_put_down_lies_where_it_was_put(count, at):
    cards = [Card(f"k{n}", "b", position=float(n)) for n in range(count)]
    at = min(at, count)
    put = Card("new", "b", position=between(cards, at))
    lie = arranged([], [*cards, put])
    assert [c.id for c in lie.loose].index("new") == at


MOVES = st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from(["x", "y"])))


@given(moves=MOVES)
def test_what_lies_where_it_was_first_put_is_not_contested(moves):
    told = [Placement("k", cluster, hand) for cluster, hand in moves]
    if is_contested(told):
        assert len({p.cluster for p in told}) > 1
    assert not is_contested(told[:1])


def test_two_hands_contest_a_card_at_once_one_hand_by_moving_it_again_and_again():
    def moves(*told: str) -> list[Placement]:
        return [Placement("k", each[1:] or None, each[0]) for each in told]

    assert is_contested(moves("xa", "yb"))
    assert not is_contested(moves("xa", "xb"))
    assert is_contested(moves("xa", "xb", "xa"))
    assert not is_contested(moves("xa", "ya", "xa"))


def test_likeness_finds_other_words_of_the_same_stem_and_not_what_is_else():
    texts = {
        "a": "they re-key every order",
        "b": "ordering is keyed twice, orders pile up",
        "c": "the canteen is cold",
        "d": "",
    }
    like = Likeness(texts)
    assert [key for key, _ in like.like("a")] == ["b"]
    assert like.like("c") == []
    assert like.like("d") == []
    assert like.like("nothing here") == []


@given(st.dictionaries(st.text(max_size=3), st.text(max_size=60), max_size=12))
def test_likeness_is_mutual_and_never_above_one(texts):
    like = Likeness(texts)
    for key in texts:
        assert words(texts[key]) == words(texts[key])
        for other, score in like.like(key):
            assert 0 < score <= 1
            assert other != key
            assert key in {back for back, _ in like.like(other)}


@pytest.mark.feature("3.13")
@pytest.mark.parametrize(
    ("seats", "said"),
    [
        ([("Billing", "create")] * 3, "3 take part: a KJ round wants four or more"),
        ([("Billing", "create")] * 6, "All come from one department, Billing"),
        ([("Billing", "")] * 4 + [("Sales", "")] * 2, "More than half come from Billing"),
        ([("", "")] * 8, "No department is noted"),
        ([("Billing", ""), ("Sales", "")] * 7, "more than 12"),
        ([("Billing", "create"), ("Sales", "create")] * 4, "All have the same role"),
    ],
)
def test_number_and_mix_are_told_before_the_round(seats, said):
    assert any(said in remark for remark in mix_of(seats).remarks)


def test_a_good_mix_needs_no_remark():
    seats = [("Billing", "create"), ("Sales", "manage"), ("Depot", "expand"), ("Desk", "")] * 2
    mix = mix_of(seats)
    assert mix.remarks == ()
    assert (mix.people, mix.departments[0][1]) == (8, 2)

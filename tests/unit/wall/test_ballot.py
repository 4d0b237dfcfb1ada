"""Ballots: what may be cast and counted, for any options, dots and voters whatever."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.domain.wall import ClusterJoin, Tally, VotingKind
from focusgroup.wall import ballot, counting
from focusgroup.wall.ballot import BallotRules

OPTIONS = st.integers(2, 9).map(lambda n: tuple(f"c{i}" for i in range(n)))
MARKS = st.dictionaries(st.sampled_from([f"c{i}" for i in range(9)]), st.integers(-1, 4))
RULES = st.builds(
    BallotRules,
    kind=st.sampled_from(list(VotingKind)),
    options=OPTIONS,
    dots=st.integers(1, 6),
    several=st.booleans(),
)


@given(rules=RULES, marks=MARKS)
def test_a_ballot_that_is_taken_keeps_every_rule(rules, marks):
    given_ = {option: count for option, count in marks.items() if count}
    if ballot.wrong(marks, rules):
        return
    assert set(given_) <= set(rules.options)
    assert all(count > 0 for count in given_.values())
    if rules.kind == VotingKind.RANK:
        assert sorted(given_.values(), reverse=True) == [3, 2, 1][: len(rules.options)]
    else:
        assert 0 < sum(given_.values()) <= rules.dots
        assert rules.several or max(given_.values()) == 1


@given(rules=RULES, data=st.data())
def test_one_dot_too_many_is_refused_and_says_how_many_to_take_off(rules, data):
    rules = BallotRules(VotingKind.DOTS, rules.options, rules.dots, several=True)
    spent = data.draw(st.integers(rules.dots + 1, rules.dots + 9))
    told = ballot.wrong({rules.options[0]: spent}, rules)
    assert told.startswith(f"{spent} dots are spent, and there are {rules.dots}.")
    assert f"Take {spent - rules.dots} off" in told
    assert ballot.wrong({rules.options[0]: rules.dots}, rules) == ""


@given(
    ballots=st.lists(
        st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(1, 3)), max_size=12
    ),
    seed=st.integers(),
)
def test_the_count_hangs_on_no_order_and_loses_no_point(ballots, seed):
    counted = counting.count(ballots, ("a", "b", "c"))
    mixed = list(ballots)
    random.Random(seed).shuffle(mixed)
    assert counting.count(mixed, ("a", "b", "c")) == counted
    assert sum(points for points, _ in counted.values()) == sum(sum(b.values()) for b in ballots)
    assert all(named <= len(ballots) for _, named in counted.values())


@given(points=st.lists(st.integers(0, 9), min_size=1, max_size=8))
def test_equal_points_share_a_rank_and_are_told_as_ties(points):
    tallies = [Tally(f"t{n}", "v", f"c{n}", p, p) for n, p in enumerate(points)]
    told = counting.standings(tallies)
    assert sorted(s.points for s in told) == sorted(points)
    for standing in told:
        assert standing.rank == 1 + sum(p > standing.points for p in points)
        assert standing.tied == (points.count(standing.points) > 1)


JOINS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 4), st.integers(0, 4)),
    max_size=10,
)


@given(asked=JOINS, points=st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_joins_add_points_only_where_all_agreed_and_lose_none(asked, points):
    joins = [
        ClusterJoin(f"j{n:02}", "b", f"c{one}", f"c{other}", agreed, present)
        for n, (one, other, agreed, present) in enumerate(asked)
    ]
    tallies = [Tally(f"t{n}", "v", f"c{n}", p, 1) for n, p in enumerate(points)]
    told = counting.standings(tallies, joins)
    assert sum(s.points for s in told) == sum(points)
    assert sorted(c for s in told for c in s.clusters) == [f"c{n}" for n in range(6)]
    unanimous = [j for j in joins if j.unanimous]
    if not unanimous:
        assert len(told) == 6
    for join in unanimous:  # whoever all agreed on stands together, directly or through others
        assert any({join.cluster, join.into} <= set(s.clusters) for s in told)
    assert counting.standings(tallies[::-1], joins[::-1]) == told


@pytest.mark.parametrize(
    ("agreed", "present", "said"),
    [(0, 0, "Nobody"), (3, 2, "cannot"), (4, 5, "stay apart"), (5, 5, "")],
)
def test_one_no_keeps_groups_apart(agreed, present, said):
    told = counting.not_agreed(agreed, present)
    assert said in told
    assert bool(told) == bool(said)


@given(voters=st.sets(st.sampled_from("abcdef")), cast=st.sets(st.sampled_from("abcdef")))
def test_nothing_is_counted_before_all_have_voted(voters, cast):
    assert (ballot.may_count(voters, cast) == "") == (bool(voters) and voters <= cast)


@given(seat=st.sampled_from("abcdef"), cast=st.sets(st.sampled_from("abcdef")))
def test_a_seat_votes_once_and_only_where_it_votes(seat, cast):
    assert (ballot.may_cast(seat, "abc", cast) == "") == (seat in "abc" and seat not in cast)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Orders"], "two groups or more"),
        (["Orders", " "], "1 group has no name yet"),
        (["Orders", "", ""], "2 groups have no name yet"),
        (["Orders", "  orders. "], "the same name"),
        (["Orders", "Calls"], ""),
    ],
)
def test_a_round_opens_on_groups_with_different_names(names, said):
    told = ballot.not_ready(names, 5)
    assert said in told
    assert bool(told) == bool(said)


@given(st.lists(st.text(max_size=12), max_size=8))
def test_word_for_word_duplicates_are_dropped_and_nothing_else(names):
    kept = ballot.distinct(names)
    keys = [ballot.same_words(name) for name in kept]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {ballot.same_words(name) for name in names} - {""}


@pytest.mark.parametrize(("options", "dots"), [(3, 3), (9, 3), (12, 4), (15, 5), (60, 5)])
def test_the_usual_number_of_dots_is_a_third_of_the_options(options, dots):
    assert ballot.usual_dots(options) == dots


def test_names_that_sound_alike_are_told_before_votes_split():
    names = ("Promises to customers", "Promises", "Calls", "Calendars", "Typing twice")
    assert ballot.sound_alike(names) == [("Promises to customers", "Promises")]

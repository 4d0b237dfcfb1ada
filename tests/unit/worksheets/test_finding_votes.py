"""Votes on a weakness: those of the wall's last ballot, or a figure by hand marked as such."""

from __future__ import annotations

import pytest

from focusgroup.domain.wall import Board, Card, Cluster, ClusterJoin, Voting, VotingKind, Wall
from focusgroup.worksheets import offers
from focusgroup.worksheets.facts import Heard
from focusgroup.worksheets.finding_votes import votes_on
from focusgroup.worksheets.findings import (
    WORKSHEET,
    FindingsDecision,
    SetAside,
    Weakness,
    key_of,
    origin,
    ranked,
    untaken,
    worded,
)
from focusgroup.worksheets.outside import CLUSTER, walled
from support.roads import counted, tally
from support.worksheets import facts_of, grid, told, views

BY_VOTES = FindingsDecision("d", ranking="votes")
OWED = Weakness("w1", 0, name="promises get lost", cluster="a")
TYPED = Weakness("w2", 1, name="typing twice", cluster="b")
ALONE = Weakness("w3", 2, name="a cold canteen", votes=6.0)


def wall(*votings, tallies=(), kind="gap", joins=()):
    return Wall(
        boards=(Board("b", "What is between?", kind=kind),),
        clusters=(Cluster("a", "b", "Promises"), Cluster("b", "b", "Typing")),
        cards=(Card("1", "b", comment="c1", cluster="a"), Card("2", "b", text="x", cluster="b")),
        votings=votings,
        tallies=tallies,
        joins=joins,
    )


FIRST = counted("v1", kind=VotingKind.DOTS, dots=5, several=1, ballots=9)
SECOND = counted("v2", 2, kind=VotingKind.RANK, ballots=8)
OF_FIRST = (tally("a", 13, "v1", 7), tally("b", 4, "v1", 3))
OF_SECOND = (tally("a", 5, "v2", 2), tally("b", 11, "v2", 6))


def board(*rows, held, **fields):
    comments = {"c1": Heard("g", ("p1",))}
    return facts_of(*rows, outside=walled(held), comments=comments, **fields)


def order(facts):
    return [(each.rank, each.row.name) for each in ranked(facts)]


@pytest.mark.feature("1.44")
def test_a_weakness_of_a_group_takes_its_votes_from_the_ballot_with_the_method_stated():
    facts = board(OWED, TYPED, ALONE, BY_VOTES, held=wall(FIRST, tallies=OF_FIRST))
    assert order(facts) == [
        ("1", "promises get lost"), ("2", "a cold canteen"), ("3", "typing twice"),
    ]  # fmt: skip
    page = next(each for each in views(WORKSHEET, "ranking", facts) if "Votes on" in each.title)
    assert page.rows == (
        ("promises get lost", "13", "ballot: round 1, 5 dots each, several on one allowed",
         "7 of 9"),
        ("typing twice", "4", "ballot: round 1, 5 dots each, several on one allowed", "3 of 9"),
        ("a cold canteen", "6 by hand", "by hand", "–"),
    )  # fmt: skip
    assert "no common scale" in page.note
    assert [row[5] for row in grid(WORKSHEET, "ranking", facts).rows] == ["13", "6 by hand", "4"]
    assert not [line for line in told(WORKSHEET, facts) if "it has none" in line]


@pytest.mark.feature("1.44")
def test_a_vote_taken_again_counts_instead_and_an_open_one_not_yet():
    both = (*OF_FIRST, *OF_SECOND)
    again = board(OWED, TYPED, BY_VOTES, held=wall(FIRST, SECOND, tallies=both))
    assert order(again) == [("1", "typing twice"), ("2", "promises get lost")]
    assert votes_on(again, OWED).source() == (
        "ballot: round 2, each ranked three: 3, 2 and 1 points"
    )
    waiting = wall(FIRST, Voting("v2", "b", number=2), tallies=OF_FIRST)
    assert votes_on(board(held=waiting), OWED).figure == 13


def test_a_figure_by_hand_stands_over_the_ballot_and_says_so():
    by_hand = Weakness("w1", name="promises get lost", cluster="a", votes=2.0)
    found = votes_on(board(held=wall(FIRST, tallies=OF_FIRST)), by_hand)
    assert (found.figure, found.shown()) == (2, "2 by hand")
    assert found.source().startswith("by hand, over the 13 of the ballot: round 1")
    nothing = votes_on(board(held=wall()), Weakness("w", cluster="a", votes=0.0))
    assert (nothing.figure, nothing.shown(), nothing.source()) == (0, "0 by hand", "by hand")


def test_without_a_count_and_without_a_figure_an_order_by_votes_is_open():
    facts = board(OWED, BY_VOTES, held=wall())
    assert "promises get lost: The order is by votes and it has none." in told(WORKSHEET, facts)


def test_groups_that_all_agreed_are_one_have_their_points_together():
    joins = (ClusterJoin("j", "b", "b", "a", agreed=5, present=5),)
    facts = board(held=wall(FIRST, tallies=OF_FIRST, joins=joins))
    for row in (OWED, TYPED):
        ballot = votes_on(facts, row).ballot
        assert (ballot.points, ballot.named) == (17, 7)
    assert {facts.outside(CLUSTER, each).rank for each in "ab"} == {1}


def test_points_of_fewer_ballots_than_may_be_told_are_left_out_of_what_leaves_the_house():
    facts = board(OWED, BY_VOTES, held=wall(FIRST, tallies=OF_FIRST))
    found = votes_on(facts, OWED)
    assert (found.shown(9), found.shown(10)) == ("13", "–")
    assert "13" not in found.source(10)


@pytest.mark.feature("1.41")
def test_groups_voted_on_as_gaps_are_offered_as_weaknesses_until_one_is_linked():
    facts = board(held=wall(FIRST, tallies=OF_FIRST))
    offered = untaken(facts, offers(facts))
    assert [worded(facts, offer) for offer in offered] == ["Promises", "Typing"]
    aside = SetAside("s", name="Typing", reason="mended", offer=key_of(offered[1]))
    rest = board(OWED, aside, held=wall(FIRST, tallies=OF_FIRST))
    assert untaken(rest, offers(rest)) == []
    assert origin(rest, OWED) == "group of the wall"
    assert not list(offers(board(held=wall(FIRST, tallies=OF_FIRST, kind="desired"))))
    assert not list(offers(board(held=wall())))

"""Counting: comments, people and groups side by side, opening round and team notes left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.analysis.matrix import aims, elements, elements_by_group, groups
from focusgroup.analysis.participation import participation
from focusgroup.analysis.reach import Reach, opening_comments, reach, said
from focusgroup.domain.comment import CommentKind, Valence, Voice
from support.records import Builder


def test_one_talker_counts_as_one_person_however_often_they_speak():
    built = Builder()
    for _ in range(5):
        built.say("G1-P1", "again")
    built.say("G2-P1", "once")
    assert reach(built.record().comments) == Reach(comments=6, people=2, groups=2)


def test_a_chorus_counts_every_seat_and_the_room_counts_nobody():
    built = Builder()
    built.say("G1-P1", "we all say so", also=("G1-P2", "G1-P3"))
    built.say("G1*", "everyone nods", voice=Voice.ROOM)
    built.say("G1?", "someone at the back")
    assert reach(built.record().comments) == Reach(comments=3, people=3, groups=1)


def test_opening_answers_team_notes_and_questions_to_come_back_to_are_not_counted():
    built = Builder()
    kept = built.say("G1-P1", "it works")
    built.say("G1-P2", "I am on the phones", item="opening")
    built.say("G1*", "they look at each other", kind=CommentKind.OBSERVATION)
    built.say("G1*", "what happened to the pilot?", kind=CommentKind.QUESTION)
    built.say("G1*", "the moderator sums up", voice=Voice.TEAM)
    record = built.record()
    assert said(record) == (kept,)
    assert len(said(record, opening=True)) == 2
    assert len(opening_comments(record)) == 1


def test_a_comment_on_a_question_no_guide_knows_is_counted():
    built = Builder()
    built.say("G1-P1", "by the way", item="gone")
    assert len(said(built.record())) == 1


@pytest.mark.feature("4.01")
def test_a_comment_with_two_elements_stands_in_both_rows_and_once_in_the_total():
    built = Builder()
    built.say("G1-P1", "x", valence=Valence.WEAKNESS, elements=("people", "technology"))
    built.say("G2-P1", "y", valence=Valence.WEAKNESS, elements=("people",))
    built.say("G2-P1", "z", valence=Valence.STRENGTH, elements=("people",))
    matrix = elements(built.record())
    rows = {row.key: row for row in matrix.rows}
    assert rows["people"].cells[Valence.WEAKNESS] == Reach(2, 2, 2)
    assert rows["people"].cells[Valence.STRENGTH] == Reach(1, 1, 1)
    assert rows["technology"].total == Reach(1, 1, 1)
    assert rows["systems"].total == Reach(0, 0, 0)
    assert matrix.total.total == Reach(3, 2, 2)


@pytest.mark.feature("4.01")
def test_untagged_comments_are_listed():
    built = Builder()
    built.say("G1-P1", "tagged", elements=("people",))
    left = built.say("G1-P2", "not tagged")
    assert elements(built.record()).untagged == (left,)


def test_two_coders_of_one_mind_count_a_comment_once():
    built = Builder()
    comment = built.say("G1-P1", "x")
    built.tag(comment, "people", coder="a")
    built.tag(comment, "people", coder="b")
    rows = {row.key: row.total.comments for row in elements(built.record()).rows}
    assert rows["people"] == 1


def test_a_tag_the_frame_does_not_know_is_not_lost():
    built = Builder()
    built.say("G1-P1", "x", elements=("product",))
    assert [row.name for row in elements(built.record()).rows][-1] == "product"


@pytest.mark.feature("1.38")
def test_ideas_are_counted_by_aim_and_those_without_one_are_listed():
    built = Builder()
    built.say("G1-P1", "ring back", valence=Valence.IDEA, aims=("maintain",))
    built.say("G1-P2", "visit and sell", valence=Valence.IDEA, aims=("create", "expand"))
    left = built.say("G1-P3", "one list", valence=Valence.IDEA)
    built.say("G1-P3", "not an idea", aims=("create",))
    matrix = aims(built.record())
    assert {row.key: row.total.comments for row in matrix.rows} == {
        "create": 1,
        "maintain": 1,
        "expand": 1,
    }
    assert matrix.untagged == (left,)


def test_groups_stand_side_by_side_even_when_one_said_nothing():
    built = Builder()
    built.say("G1-P1", "x", valence=Valence.STRENGTH, elements=("people",))
    built.seat("G2-P1")
    record = built.record()
    rows = {row.name: row for row in groups(record).rows}
    assert rows["G1"].cells[Valence.STRENGTH].comments == 1
    assert rows["G2"].total == Reach(0, 0, 0)
    assert elements_by_group(record)["people"]["session-G2"] == Reach(0, 0, 0)


def test_participation_shares_out_words_and_shows_who_was_never_heard():
    built = Builder()
    built.say("G1-P1", "one two three", at_s=60)
    built.say("G1-P1", "four five six", at_s=90)
    built.say("G1-P2", "one two", at_s=120, also=("G1-P1",))
    built.say("G1-P2", "opening words of mine", item="opening")
    built.seat("G1-P3")
    one, two, three = participation(built.record(), "session-G1")
    assert (one.turns, one.words, one.last_s) == (3, 7, 120)
    assert (two.turns, two.words, two.share) == (1, 1, 1 / 8)
    assert (three.turns, three.share, three.last_s) == (0, 0.0, None)


_CODES = st.sampled_from(["people", "process", "technology"])
_LINES = st.lists(
    st.tuples(
        st.sampled_from(["G1-P1", "G1-P2", "G2-P1", "G2*", "G3?"]),
        st.sampled_from(list(Valence)),
        st.sets(_CODES, max_size=3),
    ),
    max_size=30,
)


@pytest.mark.feature("4.01")
@given(_LINES)
def test_counts_always_agree_with_each_other(lines):
    built = Builder()
    for where, valence, codes in lines:
        built.say(where, "words", valence=valence, elements=tuple(codes))
    matrix = elements(built.record())
    for row in (*matrix.rows, matrix.total):
        assert sum(cell.comments for cell in row.cells.values()) == row.total.comments
        for cell in (*row.cells.values(), row.total):
            assert cell.groups <= cell.comments
            assert max((cell.people for cell in row.cells.values()), default=0) <= row.total.people
    tagged = matrix.total.total.comments - len(matrix.untagged)
    assert tagged <= sum(row.total.comments for row in matrix.rows)

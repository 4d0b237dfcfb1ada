"""The findings board in a study file: offers taken once, comments linked, an order by hand."""

from __future__ import annotations

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.domain.wall import Board
from focusgroup.privacy import Scrubber
from focusgroup.room.findings import FindingsBoard
from focusgroup.room.worksheet_desk import NotAsAsked, WorksheetDesk
from focusgroup.store.errors import ChangedMeanwhile
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets.alignment import Tactic
from focusgroup.worksheets.findings import (
    FindingsDecision,
    SetAside,
    Strength,
    Weakness,
    method_of,
    ranked,
)
from focusgroup.worksheets.measure_audit import Measure
from support.studies import add_session
from support.walls import opened, sorted_wall


@pytest.fixture
def desk(study) -> WorksheetDesk:
    return WorksheetDesk(study, lambda: Scrubber([], []))


@pytest.fixture
def board(desk) -> FindingsBoard:
    return FindingsBoard(desk)


def said(study, text="they hang up") -> str:
    session = study.sessions()[0] if study.sessions() else add_session(study)
    comment = Comment(new_id(), session.id, "a", text, seat=study.seats(session.id)[0].id)
    with study.act("note", actor="note-taker") as act:
        act.add(comment)
    return comment.id


def names(desk):
    return [each.row.name for each in ranked(desk.facts)]


@pytest.mark.feature("1.21")
def test_an_offer_becomes_a_weakness_with_all_it_brings_and_is_offered_no_more(study, desk, board):
    heard = said(study)
    desk.follow()
    measure = desk.add(Measure, {"name": "Time on hold", "level": "tactic", "accurate": "no",
                                 "evidence": heard})  # fmt: skip
    ((offer, words),) = board.offered()
    assert words == "Time on hold: It is not accurate."
    (made,) = board.take([offer])
    assert (made.name, made.level, made.evidence) == (words, "tactic", heard)
    assert made.rests_on == f"measure:{measure.id}"
    assert board.offered() == []
    assert study.rows(Weakness) == [made]
    assert desk.step(back=True) == "take an offer"
    assert [words for _, words in board.offered()] == [words]


def test_an_offer_that_another_window_took_is_not_taken_twice(study, desk, board):
    desk.add(Measure, {"name": "hold", "accurate": "no"})
    ((offer, _),) = board.offered()
    with StudyFile.open(study.path) as other:
        there = FindingsBoard(WorksheetDesk(other, lambda: Scrubber([], [])))
        assert len(there.take([offer])) == 1
    assert board.take([offer]) == []
    assert len(study.rows(Weakness)) == 1


def test_a_measure_stays_while_a_weakness_rests_on_it(desk, board):
    from focusgroup.room.worksheet_desk import StillLinked

    measure = desk.add(Measure, {"name": "hold", "accurate": "no"})
    board.take([offer for offer, _ in board.offered()])
    with pytest.raises(StillLinked, match="weakness “hold: It is not accurate.”"):
        desk.remove(measure)


def test_a_comment_taken_off_a_finding_is_quoted_no_more(study, desk, board):
    heard = said(study)
    desk.follow()
    strength = desk.add(Strength, {"name": "callbacks"})
    strength = board.link(strength, heard)
    strength = board.quote(strength, heard)
    assert study.row(Strength, strength.id).quotes == heard
    strength = board.link(strength, heard)
    assert (strength.evidence, strength.quotes) == ("", "")
    assert study.row(Strength, strength.id) == strength


@pytest.mark.feature("1.44")
def test_ranking_by_hand_begins_with_the_order_that_is_shown(study, desk, board):
    heard = said(study)
    desk.follow()
    desk.add(Weakness, {"name": "one"})
    desk.add(Weakness, {"name": "two"})
    three = desk.add(Weakness, {"name": "three", "evidence": heard})
    assert names(desk) == ["three", "one", "two"]
    assert board.by_hand(three, 1)
    assert names(desk) == ["one", "three", "two"]
    assert method_of(desk.facts) == "hand"
    assert not board.by_hand(ranked(desk.facts)[0].row, -1)
    desk.step(back=True)
    assert names(desk) == ["three", "one", "two"]
    assert study.rows(FindingsDecision) == []


def test_an_offer_set_aside_is_offered_no_more_until_that_is_taken_away(study, desk, board):
    desk.add(Measure, {"name": "hold", "accurate": "no"})
    ((offer, words),) = board.offered()
    with pytest.raises(NotAsAsked):
        board.set_aside(offer, "  ")
    board.set_aside(offer, "it was checked last week")
    assert board.offered() == []
    (row,) = study.rows(SetAside)
    assert (row.name, row.reason) == (words, "it was checked last week")
    desk.remove(row)
    assert [words for _, words in board.offered()] == [words]


def test_a_tactic_that_contributes_is_taken_over_as_a_strength(study, desk, board):
    desk.add(Tactic, {"name": "callbacks", "contribution": "contributes"})
    desk.add(Tactic, {"name": "call minutes", "contribution": "detracts"})
    board.take([offer for offer, _ in board.offered()])
    (strength,), (weakness,) = study.rows(Strength), study.rows(Weakness)
    assert strength.name == "callbacks: It contributes to the goals."
    assert (weakness.name, weakness.level) == (
        "call minutes: It detracts from the goals.",
        "tactic",
    )
    assert board.offered() == []


@pytest.mark.feature("1.44")
def test_a_group_of_the_wall_becomes_a_weakness_whose_votes_follow_every_count(study, desk, board):
    room = opened(sorted_wall(study, kj=False), kind="dots", dots=3, several=True)
    with study.act("kind", actor="wall") as act:
        act.set(Board, room.desk.board_id, kind="gap")
    (one, _), (two, _) = room.votes.options()

    def vote(first: int) -> None:
        for seat in room.votes.waiting():
            room.votes.cast(seat, {one: first, two: 3 - first})
        room.votes.close()
        desk.follow()

    vote(1)
    desk.follow()
    made = board.take([offer for offer, _ in board.offered()])
    assert [row.name for row in made] == ["Typing twice", "Promises"]
    assert [len(row.evidence.split()) for row in made] == [2, 2], "the comments come along"
    desk.add(FindingsDecision, {"ranking": "votes"})
    assert names(desk) == ["Promises", "Typing twice"]
    room.votes.open([seat.id for seat in room.desk.seats], kind="dots", dots=3, several=True)
    vote(3)
    assert names(desk) == ["Typing twice", "Promises"], "a vote taken again"
    by_hand = desk.change(made[1], {"votes": "99"})
    assert names(desk) == ["Promises", "Typing twice"], "a figure by hand counts instead"
    desk.change(by_hand, {"votes": ""})
    assert names(desk) == ["Typing twice", "Promises"], "emptied, the ballot counts again"


@pytest.fixture
def other(study):
    """The board in a second window."""
    with StudyFile.open(study.path) as second:
        yield FindingsBoard(WorksheetDesk(second, lambda: Scrubber([], [])))


def test_comments_linked_in_two_windows_at_once_are_both_linked(study, desk, board, other):
    one, two, three = (said(study, text) for text in ("they hang up", "nobody rings", "it is slow"))
    shown = desk.add(Weakness, {"name": "waits", "evidence": one})
    other.link(shown, two)
    board.link(shown, three)
    assert set(study.row(Weakness, shown.id).evidence.split()) == {one, two, three}
    other.quote(shown, two)
    assert board.quote(shown, one).quotes.split() == [two, one]
    assert other.link(shown, one).evidence.split() == [two, three], "taken off, with its quote"
    assert study.row(Weakness, shown.id).quotes == two


def test_an_offer_is_set_aside_once(study, desk, board, other):
    desk.add(Measure, {"name": "hold", "accurate": "no"})
    ((offer, _),) = board.offered()
    other.set_aside(offer, "measured by somebody else")
    with pytest.raises(ChangedMeanwhile, match="taken over or set aside"):
        board.set_aside(offer, "not ours")
    assert [row.reason for row in study.rows(SetAside)] == ["measured by somebody else"]


def test_the_order_by_hand_goes_on_from_the_one_another_window_made(study, desk, board):
    _one, two, three = (desk.add(Weakness, {"name": name}) for name in ("one", "two", "three"))
    board.by_hand(three, -1)
    with StudyFile.open(study.path) as second:
        there = FindingsBoard(WorksheetDesk(second, lambda: Scrubber([], [])))
        assert there.by_hand(three, -1)
    assert board.by_hand(two, -1)
    assert names(desk) == ["three", "two", "one"]
    assert not board.by_hand(three, -1)

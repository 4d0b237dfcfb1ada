"""The wall in the report: groups, points, ties, cards by seat code, and how it came about."""

from __future__ import annotations

from datetime import date

import pytest

from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Seat, Session
from focusgroup.domain.wall import Card
from focusgroup.privacy import Person, Scrubber
from focusgroup.report.gate import ExportRefused, write_report
from focusgroup.report.outline import build
from focusgroup.report.scope import ReportScope
from focusgroup.room.wall.boards import WallRoom, make_board
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets.gaps import Gap
from focusgroup.worksheets.roadmap import Task
from support.studies import FRAME, add_session
from support.walls import opened, sorted_wall

TODAY = date(2026, 11, 26)


@pytest.fixture
def study(tmp_path):
    with StudyFile.create(tmp_path / "reset.focusgroup", title="Reset", frame=FRAME) as study_file:
        yield study_file


def texts(study_file, scope=None) -> str:
    outline = build(study_file.record(), scope or ReportScope(), today=TODAY)
    return "\n".join(f"{place} | {text}" for place, text in outline.places())


def voted(study_file):
    room = opened(sorted_wall(study_file))
    with study_file.act("consent", actor="moderator") as act:
        for seat in room.desk.seats:
            act.set(Seat, seat.id, quote=1)
    one, two = (key for key, _ in room.votes.options())
    for seat in room.desk.seats:
        room.votes.cast(seat.id, {one: 3, two: 2})
    room.votes.close()
    return room


@pytest.mark.feature("3.07")
def test_groups_stand_with_names_points_cards_and_seat_codes(study):
    voted(study)
    told = texts(study)
    assert "What keeps us from keeping promises?" in told
    assert "row 1, group | Typing twice" in told
    assert "row 1, points | 15" in told
    assert "row 1, ballots | 5 of 5" in told
    assert "G1-P1. they re-key every order into three systems" in told
    assert "What was voted first, list, line 1 | What keeps us from" in told
    assert "promises? Typing twice; Promises." in told
    assert "Cards in no group, list, line 1 | G1-P5. the canteen is cold" in told
    assert "Silent sorting. planned 15 minutes, in silence; took" in told


def test_a_group_names_the_gaps_and_tasks_that_rest_on_it(study):
    room = sorted_wall(study)
    promises = next(c for c in room.desk.clusters.values() if c.name == "Promises")
    assert "On it rest" not in texts(study)
    with study.act("rows", actor="analyst") as act:
        act.add(
            Gap("g", name="promises get lost", cluster=promises.id),
            Task("t", name="One list", gap="g"),
            Task("u", name="In use", after="t", cluster=promises.id),
        )
    told = texts(study)
    assert told.count("On it rest: ") == 1
    assert "On it rest: gap “promises get lost”; task “One list”; task “In use”." in told


def test_points_of_very_few_ballots_are_left_out(study):
    room = opened(sorted_wall(study, seats=4))
    one, two = (key for key, _ in room.votes.options())
    for seat in room.desk.seats:
        room.votes.cast(seat.id, {one: 3, two: 2})
    room.votes.close()
    told = texts(study)
    assert "row 1, points | –" in told
    assert "Points of so few ballots are left out" in told


def test_cards_of_who_did_not_agree_to_be_quoted_keep_their_words(study):
    sorted_wall(study)
    told = texts(study)
    assert "re-key every order" not in told
    assert "G1-P1. Not for quotation" in told


def test_joined_groups_stand_as_one_and_the_question_is_on_record(study):
    room = voted(study)
    room.steps.go_on()
    one, two = (key for key, _ in room.votes.options())
    room.votes.join(two, one, 5, 5)
    told = texts(study)
    assert "Typing twice (joined with: Promises)" in told
    assert "5 of 5 agreed, joined" in told
    assert "row 1, points | 25" in told


def test_a_name_on_a_card_stops_the_report(study, tmp_path):
    room = sorted_wall(study, kj=False)
    with study.act("card", actor="wall") as act:  # as a program that masks nothing would
        act.add(Card("c", room.desk.board_id, "Solveig never rings back"))
    with pytest.raises(ExportRefused):
        write_report(
            study.record(),
            tmp_path / "report.docx",
            names=Scrubber([Person("P3", "Solveig")]),
            today=TODAY,
        )


@pytest.mark.parametrize("first", ["Wall", "Card", "Rank", "Round", "Silent"])
def test_somebody_called_like_a_word_of_the_section_does_not_stop_it(study, tmp_path, first):
    voted(study)
    path = tmp_path / "report.docx"
    write_report(study.record(), path, names=Scrubber([Person("P3", first)]), today=TODAY)
    assert path.exists()


def test_a_report_of_one_group_holds_only_its_boards(study):
    from support.studies import add_session

    voted(study)
    add_session(study, "G2")
    assert "The wall" in texts(study, ReportScope("G1"))
    assert "The wall" not in texts(study, ReportScope("G2"))


def test_a_card_that_was_reworded_to_tell_a_role_stands_beside_no_code(study):
    room = sorted_wall(study, kj=False)
    with study.act("consent", actor="moderator") as act:
        for seat in room.desk.seats:
            act.set(Seat, seat.id, quote=1)
    card = next(c for c in room.desk.cards.values() if "canteen" in room.desk.text_of(c))
    room.cards.reword(card.id, "the head of billing asked [P3] to mend the canteen")
    told = texts(study)
    assert "G1, a participant. the head of billing asked [a participant] to mend" in told


def test_typed_words_that_tell_a_role_stand_beside_no_code(study):
    room = sorted_wall(study, kj=False)
    room.cards.name(next(iter(room.desk.clusters)), "[P2], our head of billing")
    room.cards.write("[P9 or P10] is the only Welsh speaker in billing")
    room.cards.write("[P4] waits too")
    with study.act("sheet", actor="analyst") as act:
        act.add(Gap(new_id(), 1, name="[G1-P3] waits\nfor the team leader G1-P7"))
        act.set(Session, room.desk.board.session, themes="P1 is their only director\nP2 waits")
    told = texts(study)
    for code in ("P2], our", "P9", "G1-P7", "P1 is"):
        assert code not in told
    for kept in ("[P4] waits too", "[G1-P3] waits", "P2 waits", "[a participant], our head"):
        assert kept in told


def test_an_old_card_of_somebody_of_another_group_is_not_quoted_in_a_groups_own_report(study):
    other = sorted_wall(study, kj=False)
    card = next(iter(other.desk.cards.values()))
    other.cards.reword(card.id, "every order is typed thrice")
    session = add_session(study, code="G2")
    here = WallRoom(
        study,
        make_board(study, Scrubber(), "And now?", kj=False, session=session.id).id,
        Scrubber(),
    )
    here.earlier.bring_kept([other.desk.cards[card.id]], other.desk.board)
    for scope in (None, ReportScope("G2")):
        told = texts(study, scope)
        assert "And now?" in told
        assert "typed thrice" not in told, "its seat has not agreed to be quoted"

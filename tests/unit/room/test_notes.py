"""The way a remark travels: parsed, masked, written once, handed back as stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focusgroup.domain.comment import Vocabulary
from focusgroup.room.names import NameCard, NameCards
from focusgroup.store.errors import StudyBusy
from focusgroup.store.tables import TABLES
from support.rooms import LAST, NAMES, second_window


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def test_a_typed_line_becomes_a_comment_of_its_seat_with_its_tags(room, hands):
    room.agenda.start()
    hands.turn(95)
    kept = room.notes.note('3- "they re-key every order" #tech #proc !!')
    assert kept
    seat = room.desk.seats[kept.seat]
    assert (seat.code, kept.text, kept.valence, kept.kind) == (
        "P3",
        "they re-key every order",
        "weakness",
        "verbatim",
    )
    assert (kept.at_s, kept.strong, kept.quotable) == (95, 1, 1)
    assert room.desk.element_codes(kept.id) == ("process", "technology")
    assert kept.item == room.desk.in_hand.item


@pytest.mark.feature("1.32")
def test_no_name_reaches_any_file_of_the_folder(room, study, tmp_path):
    room.agenda.start()
    for first, last in zip(NAMES, LAST, strict=True):
        room.save_draft(f"1 {first} {last} said")
        room.notes.note(f"1 {first} {last} said it, ask {first.lower()}, {last}'s desk")
        room.chart.add("a", f"the {last} way")
    room.notes.note("2 Norwell Homes rang, 07700 900412, wren.h@mail.example")
    room.skip(room.desk.runs[-1].id, f"{NAMES[0]} had to go")
    room.write_session("debrief", themes=f"{NAMES[1]} carried it\n{LAST[2]} was quiet")
    written = bytes_on_disk(tmp_path)
    for word in (*NAMES, *LAST, "Norwell", "900412", "wren.h"):
        assert word.encode() not in written, word
        assert word.lower().encode() not in written, word


def test_a_comment_answers_another_seat_and_may_come_from_several(room):
    kept = room.notes.note("3,5>1+ that is not what we see")
    codes = [room.desk.seats[s].code for s in kept.seats]
    assert (codes, room.desk.seats[kept.answers].code) == (["P3", "P5"], "P1")


def test_an_observation_is_never_quotable_and_a_refused_consent_neither(room):
    room.table.consent(room.desk.seat_numbered(2).id, take_part=True, record=True, quote=False)
    assert room.notes.note("(they look at each other)").quotable == 0
    assert room.notes.note("2 that is how it is").quotable == 0
    assert room.notes.note("3 that is how it is").quotable == 1


def test_the_summary_item_makes_summary_comments(room):
    room.agenda.start()
    run = next(r for r in room.desk.runs if room.desk.item_of(r).kind == "summary")
    room.agenda.go(run.id)
    assert room.notes.note("1 yes, that is us").kind == "summary"


@pytest.mark.parametrize("line", ["", "   ", "3-", "*"])
def test_a_line_without_words_is_not_kept(room, line):
    assert room.notes.note(line) is None
    assert room.desk.comments == {}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(line=st.text(max_size=200))
def test_any_line_whatever_is_kept_or_has_no_words_and_never_raises(room, line):
    kept = room.notes.note(line)
    if kept is not None:
        stored = room.file.comments(room.session.id)
        assert kept in stored


def test_a_mask_is_taken_off_by_one_key_here_and_later_but_only_for_ten_minutes(room, hands):
    kept = room.notes.note("1 we call it Zorblat round here")
    assert "Zorblat" not in kept.text
    assert room.notes.restore(kept.id, 0)
    assert "Zorblat" in room.desk.comments[kept.id].text
    assert "Zorblat" in room.notes.note("2 Zorblat again").text
    other = room.notes.note("1 then Quuxley came")
    hands.turn(601)
    assert room.notes.restorable(other.id) == ()
    assert not room.notes.restore(other.id, 0)


def test_a_participants_name_comes_back_in_one_comment_and_stays_masked_everywhere_else(room):
    kept = room.notes.note("1 Solveig saw Zorblat and Solveig laughed")
    assert room.notes.restore(kept.id, 0)
    assert room.desk.comments[kept.id].text.count("Solveig") == 2
    assert "Zorblat" not in room.desk.comments[kept.id].text
    number = next(
        n for n, r in enumerate(room.notes.restorable(kept.id)) if r.original == "Zorblat"
    )
    assert room.notes.restore(kept.id, number)
    assert room.desk.comments[kept.id].text == "Solveig saw Zorblat and Solveig laughed"
    later = room.notes.note("2 then Solveig, and solveig's list, and Zorblat").text
    assert "olveig" not in later
    assert "Zorblat" in later


def test_correcting_a_comment_masks_it_too(room):
    kept = room.notes.note("1 nothing yet")
    room.notes.retext(kept.id, "Solveig said so")
    assert room.desk.comments[kept.id].text == "[P3] said so"
    with pytest.raises(ValueError, match="retext"):
        room.notes.change(kept.id, "edit", text="Solveig")


@pytest.mark.feature("4.01")
def test_a_tag_goes_on_and_off_several_comments_at_once_and_undo_takes_it_back(room):
    ids = [room.notes.note(f"{n} remark").id for n in (1, 2, 3)]
    assert room.notes.toggle_tag(ids, Vocabulary.ELEMENT, "people") is True
    assert all(room.desk.element_codes(i) == ("people",) for i in ids)
    assert room.notes.toggle_tag(ids, Vocabulary.ELEMENT, "people") is False
    assert all(room.desk.element_codes(i) == () for i in ids)
    room.undo()
    assert all(room.desk.element_codes(i) == ("people",) for i in ids)


@pytest.mark.feature("1.38")
def test_ideas_are_tagged_create_maintain_or_expand_while_typing(room):
    kept = room.notes.note("4! ring every lapsed customer #maintain #expand")
    assert room.desk.aim_codes(kept.id) == ("expand", "maintain")


def test_two_windows_see_each_others_comments_tags_and_clock(room, hands):
    other = second_window(room, hands)
    kept = other.notes.note("5- from the other window #tech")
    assert [c.row_table for c in room.follow()] == ["comment", "tag"]
    assert room.desk.comments[kept.id].text == "from the other window"
    assert room.desk.element_codes(kept.id) == ("technology",)
    assert room.notes.turns.of(kept.seat).turns == 1
    other.agenda.start()
    room.follow()
    hands.turn(30)
    assert room.clock.elapsed() == pytest.approx(30)
    other.close()
    other.file.close()


def test_numbers_of_unknown_people_are_not_given_twice_over_windows_and_restarts(room):
    first = room.notes.note("1 ask Brundavik about it")
    other = second_window(room)
    second = other.notes.note("2 and Felgoran too")
    numbers = {first.text.split("[name ")[1][0], second.text.split("[name ")[1][0]}
    assert len(numbers) == 2
    room.follow()
    third = room.notes.note("3 or Ostravelle")
    assert third.text.split("[name ")[1][0] not in numbers
    other.close()
    other.file.close()


def test_a_busy_file_keeps_nothing_half_and_the_same_line_goes_through_later(room):
    room.file.connection.execute("PRAGMA busy_timeout = 10")
    other = second_window(room)
    other.file.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StudyBusy):
        room.notes.note("1 kept for later")
    other.file.connection.execute("ROLLBACK")
    assert room.notes.note("1 kept for later").text == "kept for later"
    assert len(room.file.comments(room.session.id)) == 1
    other.close()
    other.file.close()


def test_the_log_replays_to_what_the_room_shows(room, hands):
    room.agenda.start()
    for n in range(1, 7):
        room.notes.note(f"{n}- remark #people")
        hands.turn(10)
        room.agenda.next()
    room.undo()
    before = {
        t: room.file.connection.execute(f"SELECT * FROM {t} ORDER BY id").fetchall() for t in TABLES
    }
    assert room.file.check().good
    room.file.rebuild()
    after = {
        t: room.file.connection.execute(f"SELECT * FROM {t} ORDER BY id").fetchall() for t in TABLES
    }
    assert before == after


def test_a_draft_is_masked_and_comes_back(room):
    room.save_draft("3- Solveig said they re-key every ")
    assert room.load_draft() == "3- [P3] said they re-key every"
    room.save_draft("")
    assert room.load_draft() == ""


@pytest.mark.feature("1.32")
def test_no_key_puts_half_a_name_on_the_disk_that_is_typed_into_the_middle_of_a_line(
    room, tmp_path
):
    for word in (*NAMES, *LAST):
        for length in range(len(word) + 1):
            assert room.save_draft(f"1 then {word[:length].lower()} said it was late")
        assert room.load_draft().startswith("1 then")
    written = bytes_on_disk(tmp_path).lower()
    for word in (*NAMES, *LAST):
        for half in word.split("-"):
            half = half[: max(4, len(half) - 3)].lower()
            assert half.encode() not in written, half


def test_names_learnt_later_give_nobody_met_before_another_number(room):
    assert room.notes.note("1 Mr Abernethy rang").text == "Mr [name 1] rang"
    assert room.notes.note("1 the Zorblat").text == "the [name 2]"
    room.notes.scrubber.keep_word("Zorblat")
    room.learn_names(NameCards(cards={"P6": NameCard("Quillon")}))
    assert room.notes.note("2 Mr Abernethy again").text == "Mr [name 1] again"
    assert room.notes.note("2 the Zorblat and Quillon").text == "the Zorblat and [P6]"


def test_a_stranger_who_turns_out_to_be_of_the_group_gets_their_seat(room):
    assert room.notes.note("1 ask Quillon").text == "ask [name 1]"
    room.learn_names(NameCards(cards={"P6": NameCard("Quillon")}))
    assert room.notes.note("2 Quillon said").text == "[P6] said"

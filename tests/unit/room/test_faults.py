"""What a room does when the file will not be written, the clock is set, or the laptop slept."""

from __future__ import annotations

import pytest

from focusgroup.domain.session import Session
from focusgroup.room.room import Room
from focusgroup.store.errors import StudyMissing
from focusgroup.store.outbox import Outbox
from focusgroup.store.study_file import StudyFile
from support.rooms import Hands, second_window, session_in
from support.studies import JOINED


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def room(tmp_path, hands):
    with StudyFile.create(tmp_path / "here" / "reset.focusgroup", title="x", frame=JOINED) as study:
        room = session_in(study, hands)
        room.agenda.start()
        yield room
        room.close()


def again(room: Room, hands: Hands) -> Room:
    """The session as a program started anew finds it."""
    return second_window(room, hands)


# A file that is not there any more


def test_no_comment_is_acknowledged_into_a_deleted_file(room):
    room.file.path.rename(room.file.path.with_suffix(".elsewhere"))
    with pytest.raises(StudyMissing, match=r"reset\.focusgroup is gone: its folder was moved"):
        room.notes.note("1- said into the void")
    assert room.desk.comments == {}


def test_no_comment_is_written_while_another_file_stands_in_the_place(room, tmp_path):
    room.file.path.rename(tmp_path / "moved.focusgroup")
    room.file.path.write_bytes(b"somebody else's")
    with pytest.raises(StudyMissing, match="Another file stands where"):
        room.notes.note("1- said")
    assert room.file.path.read_bytes() == b"somebody else's"


def test_what_was_set_aside_is_masked_timed_and_written_in_order_once_the_file_is_back(room, hands):
    place, away = room.file.path.parent, room.file.path.parent.with_name("away")
    place.rename(away)
    hands.turn(60)
    first = room.notes.set_aside("3- Solveig re-keys it #tech")
    hands.turn(60)
    second = room.notes.set_aside("2+ that works")
    assert room.notes.send_waiting() == []
    assert room.notes.set_aside("   ") is None
    away.rename(place)
    hands.turn(600)
    assert room.notes.send_waiting() == [first, second]
    assert len(room.notes.outbox) == 0
    held = room.file.comments(room.session.id)
    assert [(c.text, c.at_s) for c in held] == [("[P3] re-keys it", 60.0), ("that works", 120.0)]
    assert room.desk.element_codes(held[0].id)
    assert room.notes.turns.total == 2
    assert room.file.check().good


def test_what_waits_outlives_the_view_that_took_it_down(room, hands):
    outbox = Outbox()
    view = Room(room.file, room.session.id, names=room.names, clock_source=hands, outbox=outbox)
    view.notes.set_aside("1- kept over a change of view")
    view.close()
    other = Room(room.file, room.session.id, names=room.names, clock_source=hands, outbox=outbox)
    assert [c.text for c in other.notes.send_waiting()] == ["kept over a change of view"]
    other.close()


def test_an_outbox_shows_no_words_when_printed(room):
    room.notes.set_aside("1- Solveig said it")
    assert "said it" not in repr(room.notes.outbox)


# A wall clock that somebody sets


def test_a_wall_clock_set_back_by_an_hour_moves_nothing(room, hands):
    hands.turn(600)
    room.beat()
    early = room.notes.note("1- before")
    hands.wall -= 3600
    assert room.beat() is None
    hands.turn(60)
    late = room.notes.note("1- after")
    assert room.clock.elapsed() == 660
    assert early
    assert late
    assert [c.text for c in room.file.comments(room.session.id)] == ["before", "after"]
    undone = room.undo()
    assert undone
    assert [c.text for c in room.file.comments(room.session.id)] == ["before"]


def test_after_a_restart_under_a_clock_set_back_the_session_is_no_earlier_than_its_last_beat(
    room, hands
):
    hands.turn(600)
    room.beat()
    hands.wall -= 3600
    resumed = again(room, hands)
    assert resumed.clock.elapsed() == 600
    resumed.close()
    resumed.file.close()


def test_words_behind_a_mask_leave_memory_in_time_whichever_clock_is_set(room, hands):
    comment = room.notes.note("1- Solveig said it")
    assert comment
    hands.wall -= 3600
    hands.turn(599)
    assert room.notes.restorable(comment.id)
    hands.turn(2)
    assert room.notes.restorable(comment.id) == ()


# A laptop that sleeps


def sleep(hands: Hands, minutes: float) -> None:
    hands.wall += minutes * 60


def test_a_sleep_is_noticed_once_and_only_while_the_session_runs(room, hands):
    hands.turn(5)
    assert room.beat() is None
    sleep(hands, 34)
    hands.turn(5)
    gap = room.beat()
    assert gap
    assert gap.minutes == 34
    hands.turn(5)
    assert room.beat() is None
    room.agenda.pause()
    sleep(hands, 34)
    assert room.beat() is None


def test_a_minute_of_a_busy_machine_is_no_sleep(room, hands):
    hands.turn(59)
    assert room.beat() is None


@pytest.mark.parametrize(("pause", "minutes"), [(True, 10), (False, 44)])
def test_a_sleep_is_left_out_as_a_pause_or_counted_as_session_time(room, hands, pause, minutes):
    hands.turn(600)
    room.beat()
    sleep(hands, 34)
    gap = room.beat()
    assert gap
    room.slept(gap, pause=pause)
    assert room.clock.elapsed() == minutes * 60
    # A window opened later, and a program started anew, tell the same time.
    other = again(room, hands)
    assert other.clock.elapsed() == minutes * 60
    other.close()
    other.file.close()


@pytest.mark.parametrize(("pause", "minutes"), [(True, 10), (False, 44)])
def test_of_a_program_that_was_only_stopped_the_same_is_asked(room, hands, pause, minutes):
    hands.turn(600)
    room.beat()
    hands.turn(34 * 60)
    gap = room.beat()
    assert gap
    room.slept(gap, pause=pause)
    assert room.clock.elapsed() == minutes * 60
    other = again(room, hands)
    assert other.clock.elapsed() == minutes * 60
    other.close()
    other.file.close()


def test_the_answer_is_undone_like_anything_else(room, hands):
    room.beat()
    sleep(hands, 34)
    gap = room.beat()
    assert gap
    room.slept(gap, pause=False)
    undone = room.undo()
    assert undone
    assert undone.label == "count a sleep"
    row = room.file.row(Session, room.session.id)
    assert row
    assert row.clock_s == 0

"""Two windows on one session: both write before either follows, then both follow."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from focusgroup.domain.guide import Method
from focusgroup.domain.session import ItemState, SessionState
from focusgroup.room.room import MODERATOR, NOTE_TAKER, Room
from focusgroup.store.errors import ChangedMeanwhile
from focusgroup.store.study_file import StudyFile
from support.rooms import second_window


@pytest.fixture
def other(room, hands):
    """The same session in another window, by the same role."""
    window = second_window(room, hands, actor=NOTE_TAKER)
    yield window
    window.close()
    window.file.close()


def chart_of(room: Room) -> str:
    return next(i.id for i in room.desk.guide.items() if i.way is Method.FLIP_CHART)


def follow(*rooms: Room) -> None:
    for room in rooms:
        room.follow()


def lines(room: Room, chart: str) -> list[tuple[str, float]]:
    return [(e.text, e.position) for e in room.desk.entries(chart)]


@pytest.mark.feature("1.36")
@pytest.mark.feature("1.37")
def test_two_flip_chart_lines_each_get_their_place_and_their_question(room, other):
    chart = chart_of(room)
    room.chart.add(chart, "newsletter")
    other.chart.add(chart, "breakfast")
    follow(room, other)
    assert lines(room, chart) == lines(other, chart) == [("newsletter", 1), ("breakfast", 2)]
    for window in (room, other):
        asked = [r.entry for r in window.desk.runs if r.entry]
        assert asked == [e.id for e in window.desk.entries(chart)]


def test_a_line_moved_here_and_one_removed_there_leave_a_list_without_gaps_or_doubles(room, other):
    chart = chart_of(room)
    for text in ("one", "two", "three"):
        room.chart.add(chart, text)
    first, second, _ = room.desk.entries(chart)
    follow(other)
    room.chart.remove(first.id)
    other.chart.move(second.id, 1)
    other.chart.move(first.id, 1)  # it is gone, and stays gone
    follow(room, other)
    assert [text for text, _ in lines(room, chart)] == ["three", "two"]
    assert lines(room, chart) == lines(other, chart)
    assert len([r for r in room.desk.runs if r.entry]) == 2


@pytest.mark.feature("1.34")
def test_after_two_moves_one_step_is_running(room, other, hands):
    room.agenda.start()
    follow(other)
    hands.turn(60)
    here, there = room.desk.runs[2], room.desk.runs[1]
    room.agenda.go(here.id)
    hands.turn(30)
    other.agenda.go(there.id)
    follow(room, other)
    for window in (room, other):
        running = [r.id for r in window.desk.runs if r.state == ItemState.RUNNING]
        assert running == [there.id] == [window.session.item]
        assert window.desk.runs[0].used_s == 60
        assert window.desk.runs[2].used_s == 30


def test_next_pressed_in_both_windows_goes_on_by_one_step(room, other):
    room.agenda.start()
    follow(other)
    room.agenda.next()
    other.agenda.next()
    follow(room, other)
    assert room.desk.in_hand == other.desk.in_hand == room.desk.runs[1]


def test_a_step_taken_back_beneath_a_later_move_runs_no_longer_than_the_next_move(room, other):
    room.agenda.start()
    follow(other)
    room.agenda.next()
    follow(other)
    other.agenda.next()
    follow(room)
    room.undo()
    follow(other)
    other.agenda.next()
    follow(room)
    running = [r.id for r in room.desk.runs if r.state == ItemState.RUNNING]
    assert running == [room.session.item]


def test_a_clock_started_in_both_windows_started_once(room, other, hands):
    room.agenda.start()
    hands.turn(5)
    other.agenda.start()
    follow(room, other)
    assert room.clock.elapsed() == other.clock.elapsed() == 5
    assert room.desk.in_hand == room.desk.runs[0]


def test_a_group_closed_in_one_window_is_not_moved_on_by_the_other(room, other):
    room.agenda.start()
    follow(other)
    room.agenda.close()
    assert other.agenda.next() is None
    other.agenda.start()
    follow(room, other)
    assert room.session.state == other.session.state == SessionState.CLOSED
    assert not [r for r in room.desk.runs if r.state == ItemState.RUNNING]


def test_minutes_added_in_both_windows_add_up(room, other):
    run = room.desk.runs[0]
    room.agenda.add_minutes(5, run.id)
    other.agenda.add_minutes(2, run.id)
    follow(room, other)
    assert room.desk.runs[0].minutes == other.desk.runs[0].minutes == run.minutes + 7


@pytest.mark.feature("1.29")
def test_two_walk_ins_get_two_seats(room, other):
    mine, theirs = room.table.add_seat(), other.table.add_seat()
    follow(room, other)
    assert (mine.code, theirs.code) == ("P7", "P8")
    assert [s.place for s in room.file.seats(room.session.id)] == list(range(1, 9))
    assert room.desk.seats == other.desk.seats


def test_a_tag_set_in_both_windows_stands_once(room, other):
    comment = room.notes.note("1 they re-key every order")
    follow(other)
    for window in (room, other):
        assert window.notes.toggle_tag([comment.id], "element", "people")
    follow(room, other)
    for window in (room, other):
        assert window.desk.element_codes(comment.id) == ("people",)
        assert len(window.desk.tags[comment.id]) == 1


def test_a_checklist_line_ticked_in_both_windows_is_ticked_once(room, other):
    item = room.desk.runs[0].item
    for window in (room, other):
        assert window.table.check(item, 0)
    follow(room, other)
    for window in (room, other):
        assert window.table.ticked(item, "check") == {0: 1}


@pytest.mark.feature("1.20")
def test_a_mask_is_not_taken_off_words_that_another_window_has_corrected(room, other):
    comment = room.notes.note("1 Kestrel gave it to Brindle yesterday")
    assert room.notes.restorable(comment.id)
    follow(other)
    other.notes.retext(comment.id, "they gave it away last week")
    with pytest.raises(ChangedMeanwhile, match="Another window has changed this comment"):
        room.notes.restore(comment.id, 0)
    follow(room, other)
    assert room.desk.comments[comment.id].text == "they gave it away last week"
    assert "Kestrel" not in room.notes.preview("1 Kestrel gave it to Brindle").scrubbed.text


def test_each_window_is_told_what_the_other_wrote_though_it_wrote_itself(room, other):
    room.notes.note("1 mine")
    theirs = other.notes.note("2 theirs")
    room.notes.note("3 mine again")  # takes theirs over before it is told of
    assert [(c.row_table, c.row_id) for c in room.follow()] == [("comment", theirs.id)]
    assert room.follow() == []
    assert len(other.follow()) == 2
    assert room.notes.turns.total == other.notes.turns.total == 3


def test_two_rooms_of_one_window_follow_each_other(room, study):
    with_same_file = Room(study, room.session.id, actor="analyst", names=room.names)
    comment = room.notes.note("1 they re-key every order")
    with_same_file.follow()
    with_same_file.notes.retext(comment.id, "they type every order twice")
    assert [c.row_id for c in room.follow()] == [comment.id]
    assert room.desk.comments[comment.id].text == "they type every order twice"
    with_same_file.close()


# Undo


def texts(room: Room) -> list[str]:
    return [c.text for c in room.file.comments(room.session.id)]


def test_undo_takes_back_the_own_comment_never_that_of_another_note_taker(room, other):
    room.notes.note("1 first here")
    other.notes.note("1 first there")
    room.notes.note("2 more here")
    follow(room, other)
    assert other.undo()
    assert texts(room) == ["first here", "more here"]
    assert other.undo() is None
    assert room.undo()
    assert texts(room) == ["first here"]
    assert other.redo()
    assert other.redo() is None
    assert room.redo()
    follow(room, other)
    assert sorted(texts(room)) == ["first here", "first there", "more here"]
    assert room.desk.comments == other.desk.comments


def test_a_window_opened_later_does_not_take_back_what_a_live_window_wrote_before(room, hands):
    room.notes.note("1 still being worked on")
    later = second_window(room, hands, actor=NOTE_TAKER)
    assert later.undo() is None
    later.close()
    later.file.close()
    assert texts(room) == ["still being worked on"]


def test_what_a_window_wrote_that_closed_after_this_one_opened_is_not_this_ones(room, hands):
    leaving = second_window(room, hands, actor=NOTE_TAKER)
    leaving.notes.note("1 said and gone")
    staying = second_window(room, hands, actor=NOTE_TAKER)
    leaving.close()
    leaving.file.close()
    assert staying.undo() is None
    after = second_window(room, hands, actor=NOTE_TAKER)
    assert after.undo()
    assert staying.undo() is None
    assert texts(room) == []
    for window in (staying, after):
        window.close()
        window.file.close()


def test_two_windows_do_not_take_back_the_same_action_of_an_earlier_run(room, hands):
    before = second_window(room, hands, actor=NOTE_TAKER)
    before.notes.note("1 one")
    before.notes.note("1 two")
    before.close()
    before.file.close()
    windows = [second_window(room, hands, actor=NOTE_TAKER) for _ in range(2)]
    assert [w.undo().label for w in windows] == ["comment", "comment"]
    assert texts(room) == []
    assert [w.undo() for w in windows] == [None, None]
    for window in windows:
        window.close()
        window.file.close()


def test_two_undos_at_once_take_two_actions_back(room):
    """Both ask before either has written: which action it is, is decided under the lock."""
    for n in range(3):
        room.notes.note(f"1 remark {n}")
    own = room.file.log
    done: list[str] = []
    barrier = threading.Barrier(2)

    def undo(path, origin):
        with StudyFile.open(path) as window:
            window.log.before = (origin,)  # as if that run were over
            barrier.wait()
            undone = window.undo(actor=NOTE_TAKER, session=room.session.id)
            done.append(undone.touched[0][1])

    args = (room.file.path, own.origin)
    threads = [threading.Thread(target=undo, args=args) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(done)) == 2
    assert len(texts(room)) == 1


KILLED = """
import sys, time
from pathlib import Path
from focusgroup.room.room import Room
from focusgroup.store.study_file import StudyFile
study = StudyFile.open(Path(sys.argv[1]))
room = Room(study, sys.argv[2], actor="note-taker")
room.notes.note("1 said before the crash")
print("written", flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody can ask whether a run is over")
def test_undo_reaches_back_over_a_crash_but_not_into_a_live_process(room, hands):
    words = [sys.executable, "-c", KILLED, str(room.file.path), room.session.id]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout.readline() == "written\n"
            beside = second_window(room, hands, actor=NOTE_TAKER)
            assert beside.undo() is None
        finally:
            running.send_signal(signal.SIGKILL)
    assert beside.undo() is None
    after = second_window(room, hands, actor=NOTE_TAKER)
    assert after.undo()
    assert texts(room) == []
    for window in (beside, after):
        window.close()
        window.file.close()


def test_another_role_of_this_very_window_keeps_its_actions(room, study):
    moderator = Room(study, room.session.id, actor=MODERATOR, names=room.names)
    room.notes.note("1 mine")
    assert moderator.undo() is None
    moderator.close()

"""The guide against the clock: moving, skipping, time boxes, warnings, repeating questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.domain.session import ChartEntry, ItemRun, ItemState
from focusgroup.guide.library import load_guide, shipped
from focusgroup.room.agenda import Warned, box_warning, end_warning
from focusgroup.room.clock import SessionClock
from focusgroup.room.room import Room
from focusgroup.room.rounds import spread
from support.rooms import second_window, session_in

GUIDES = [entry.id for entry in shipped() if entry.kind == "guide"]


@pytest.mark.feature("1.33")
def test_the_length_is_ninety_minutes_and_clock_and_time_left_are_told(room, hands):
    assert room.session.minutes == 90
    room.agenda.start()
    hands.turn(25 * 60)
    told = room.agenda.time()
    assert (told.elapsed, told.left) == (25 * 60, 65 * 60)


@pytest.mark.feature("1.33")
@pytest.mark.parametrize("guide", GUIDES)
def test_every_shipped_guide_is_run_live_from_the_first_step_to_the_last_on_time(
    study, hands, guide
):
    length = load_guide(guide).length
    room = session_in(study, hands, guide=guide, minutes=length)
    items = list(load_guide(guide).items())
    assert [(r.item, r.minutes) for r in room.desk.runs] == [(i.id, i.minutes) for i in items]
    room.agenda.start()
    gone = 0.0
    for item in items:
        told = room.agenda.time()
        assert (room.desk.in_hand.item, told.item_box) == (item.id, item.minutes * 60)
        assert told.elapsed == pytest.approx(gone)
        assert told.drift == pytest.approx(0, abs=0.01), "nobody is early and nobody late"
        hands.turn(item.minutes * 60)
        gone += item.minutes * 60
        room.agenda.next()
    assert room.agenda.time().left == pytest.approx(0, abs=0.01)
    room.agenda.close()
    assert room.session.state == "closed"
    assert all(run.state == ItemState.DONE for run in room.desk.runs)
    assert [run.used_s for run in room.desk.runs] == pytest.approx([i.minutes * 60 for i in items])
    room.close()


@pytest.mark.feature("0.22", "3.31")
@pytest.mark.parametrize(
    ("guide", "steps"),
    [
        (
            "customer-journey",
            {"five:know": 61, "five:plans": 65, "five:repurchase": 68,
             "five:contact-points": 72, "five:lapsed": 75},
        ),
        (
            "gap-workshop",
            {"elements": 25, "desired": 37, "gaps": 92, "gaps:record": 128, "vote": 136,
             "roadmap": 145},
        ),
    ],
)  # fmt: skip
def test_five_questions_and_five_steps_come_at_their_minute_and_take_notes(
    study, hands, guide, steps
):
    room = session_in(study, hands, guide=guide, minutes=load_guide(guide).length)
    room.agenda.start()
    came = {}
    while run := room.desk.in_hand:
        if run.item in steps:
            came[run.item] = room.clock.elapsed() / 60
            room.notes.note("3- we hear of it last")
        hands.turn(run.minutes * 60)
        if room.agenda.next() is None:
            break
    assert came == pytest.approx(steps)
    assert [c.item for c in sorted(room.desk.comments.values(), key=lambda c: c.at_s)] == list(
        steps
    )
    room.close()


def test_starting_opens_the_first_step_and_each_move_adds_up_the_time_used(room, hands):
    room.agenda.start()
    first = room.desk.in_hand
    hands.turn(100)
    second = room.agenda.next()
    hands.turn(50)
    room.agenda.back()
    hands.turn(7)
    room.agenda.next()
    runs = {r.id: r for r in room.desk.runs}
    assert runs[first.id].used_s == pytest.approx(107)
    assert runs[second.id].used_s == pytest.approx(50)
    assert runs[first.id].state == ItemState.DONE


def test_a_pause_stops_the_clock_and_the_step(room, hands):
    room.agenda.start()
    hands.turn(60)
    room.agenda.pause()
    hands.turn(600)
    assert room.clock.elapsed() == pytest.approx(60)
    room.agenda.start()
    hands.turn(5)
    assert room.agenda.time().item_elapsed == pytest.approx(65)


def test_setting_the_wall_clock_moves_nothing(room, hands):
    room.agenda.start()
    hands.turn(60)
    hands.wall -= 3600
    assert room.clock.elapsed() == pytest.approx(60)
    hands.wall += 7200
    assert room.clock.elapsed() == pytest.approx(60)


def test_after_a_crash_the_clock_has_gone_on(room, study, hands):
    room.agenda.start()
    hands.turn(60)
    room.beat()
    hands.turn(30)
    again = second_window(room, hands)
    assert again.clock.elapsed() == pytest.approx(90)
    assert again.desk.in_hand.id == room.desk.in_hand.id
    again.close()
    again.file.close()


def test_after_a_crash_and_a_clock_set_back_the_last_beat_counts(room, hands):
    room.agenda.start()
    hands.turn(60)
    room.beat()
    hands.wall -= 3600
    again = second_window(room, hands)
    assert again.clock.elapsed() == pytest.approx(60)
    again.close()
    again.file.close()


def test_skipping_takes_a_reason_and_goes_on(room):
    room.agenda.start()
    here = room.desk.in_hand
    room.skip(here.id, "Iqbal asked to leave it out")
    run = next(r for r in room.desk.runs if r.id == here.id)
    assert (run.state, run.reason) == (ItemState.SKIPPED, "[P2] asked to leave it out")
    assert room.desk.in_hand.id != here.id
    room.undo()
    assert room.desk.in_hand.id == here.id
    assert room.desk.in_hand.state == ItemState.RUNNING


def test_minutes_are_added_and_the_drift_follows(room):
    room.agenda.start()
    before = room.agenda.time().drift
    room.agenda.add_minutes(3)
    assert room.agenda.time().drift == pytest.approx(before + 180)
    room.agenda.add_minutes(-500)
    assert room.desk.in_hand.minutes == 1


def test_every_move_can_be_undone_to_the_start(room, hands):
    before = [(r.id, r.state, r.used_s) for r in room.desk.runs]
    room.agenda.start()
    for _ in range(5):
        hands.turn(20)
        room.agenda.next()
    for _ in range(6):
        assert room.undo()
    assert [(r.id, r.state, r.used_s) for r in room.desk.runs] == before
    assert room.session.state == "planned"


@pytest.mark.parametrize(
    ("used", "box", "told"),
    [
        (0, 100, Warned.NONE),
        (79, 100, Warned.NONE),
        (80, 100, Warned.BOX_20),
        (95, 100, Warned.BOX_5),
        (100, 100, Warned.BOX_OVER),
        (5, 0, Warned.NONE),
    ],
)
def test_a_time_box_warns_at_a_fifth_and_a_twentieth(used, box, told):
    assert box_warning(used, box) is told


@pytest.mark.parametrize(
    ("left", "told"),
    [(901, Warned.NONE), (900, Warned.END_15), (300, Warned.END_5), (0, Warned.END_OVER)],
)
def test_the_session_warns_at_fifteen_and_five_minutes(left, told):
    assert end_warning(left) is told


@pytest.mark.feature("1.37")
def test_question_b_repeats_for_each_flip_chart_entry_in_its_order(room):
    item = next(i for i in room.desk.guide.items() if i.repeat_for == "a")
    runs = lambda: [r for r in room.desk.runs if r.item == item.id]  # noqa: E731
    assert [r.entry for r in runs()] == [None]
    one, two, three = (room.chart.add("a", text) for text in ("calls", "visits", "letters"))
    assert [r.entry for r in runs()] == [one.id, two.id, three.id]
    assert sum(r.minutes for r in runs()) == pytest.approx(item.minutes, abs=0.3)
    room.chart.move(three.id, -2)
    assert [r.entry for r in runs()] == [three.id, one.id, two.id]
    room.chart.remove(one.id)
    assert [r.entry for r in runs()] == [three.id, two.id]
    room.undo()
    assert [r.entry for r in runs()] == [three.id, one.id, two.id]


@pytest.mark.feature("1.37")
def test_working_helpful_and_why_are_kept_for_an_approach(room):
    room.chart.add("a", "calls")
    item = next(i for i in room.desk.guide.items() if i.repeat_for == "a")
    run = next(r for r in room.desk.runs if r.item == item.id)
    room.chart.judge(run.id, working="partly", helpful="yes", why="Tunde keeps the list")
    kept = room.file.row(ItemRun, run.id)
    assert (kept.working, kept.helpful, kept.why) == ("partly", "yes", "[P4] keeps the list")
    with pytest.raises(ValueError, match="yes, partly, no"):
        room.chart.judge(run.id, working="maybe", helpful="", why="")


@pytest.mark.feature("1.36")
def test_the_flip_chart_keeps_its_order_over_a_restart(room, hands):
    for text in ("calls", "visits", "letters"):
        room.chart.add("a", text)
    last = room.desk.entries("a")[-1]
    room.chart.move(last.id, -1)
    room.chart.edit(last.id, "hand-written letters")
    again = second_window(room, hands)
    assert [e.text for e in again.desk.entries("a")] == ["calls", "hand-written letters", "visits"]
    again.close()
    again.file.close()


@pytest.mark.feature("1.29")
def test_everyone_is_ticked_once_introduced_and_the_rest_are_told(room):
    seats = sorted(room.desk.seats.values(), key=lambda s: s.number)
    room.table.introduce(seats[0].id)
    assert [s.code for s in room.table.not_introduced] == [s.code for s in seats[1:]]


@pytest.mark.feature("1.34")
def test_the_housekeeping_checklist_is_ticked_line_by_line(room):
    item = next(
        i for i in room.desk.guide.items() if any("phone" in c.lower() for c in i.checklist)
    )
    assert room.table.check(item.id, 0) is True
    assert room.table.ticked(item.id, "check") == {0: 1}
    assert room.table.check(item.id, 0) is False


def test_late_arrivals_and_early_leavers_keep_their_time(room, hands):
    room.agenda.start()
    hands.turn(300)
    seat = next(iter(room.desk.seats.values()))
    room.table.arrive(seat.id)
    hands.turn(300)
    room.table.leave(seat.id)
    kept = room.desk.seats[seat.id]
    assert (kept.arrived_s, kept.left_s) == (300, 600)
    room.table.leave(seat.id)
    assert room.desk.seats[seat.id].left_s is None
    newcomer = room.table.add_seat(department="Stores")
    assert newcomer.code == "P7"


def test_a_closed_group_can_be_opened_again(room, hands):
    room.agenda.start()
    hands.turn(60)
    room.agenda.close()
    assert (room.session.state, room.session.ended_at != "") == ("closed", True)
    hands.turn(600)
    room.agenda.reopen()
    assert room.clock.elapsed() == pytest.approx(60)
    assert not room.clock.running


RUNS = st.lists(
    st.tuples(st.sampled_from(["pending", "done", "running"]), st.integers(0, 5)), max_size=5
)


@given(
    runs=RUNS, wanted=st.lists(st.integers(0, 7), unique=True, max_size=8), minutes=st.floats(1, 60)
)
def test_spreading_gives_each_entry_one_run_and_never_loses_a_begun_one(runs, wanted, minutes):
    seen: set[int] = set()
    held = []
    for number, (state, entry) in enumerate(runs):
        if entry in seen:
            continue
        seen.add(entry)
        held.append(
            ItemRun(f"r{number}", "s", "b", f"e{entry}", 5 + number / 1000, state, minutes=2)
        )
    entries = [ChartEntry(f"e{n}", "s", "a", float(at), "x") for at, n in enumerate(wanted)]
    held = held or [ItemRun("r0", "s", "b", None, 5.0)]
    told = spread(minutes, held, entries)
    begun = {r.id for r in held if r.state != "pending"}
    assert not begun & set(told.remove)
    after: dict[str, float] = {}
    for run in held:
        if run.id in told.remove:
            continue
        said = told.keep.get(run.id, {})
        entry = said.get("entry", run.entry)
        if entry in {e.id for e in entries}:
            assert entry not in after
            after[str(entry)] = float(said.get("position", run.position))
    for entry, position, share in told.new:
        assert entry not in after
        assert share >= 1
        after[entry] = position
    assert sorted(after) == sorted(e.id for e in entries)
    assert [after[e.id] for e in entries] == sorted(after.values())
    assert len(held) - len(told.remove) + len(told.new) >= 1


def test_a_clock_that_was_never_started_stands_at_nothing(hands):
    assert SessionClock(hands).elapsed() == 0


def test_a_room_can_be_entered_twice_by_different_actors(study, hands):
    room = session_in(study, hands)
    other = Room(study, room.session.id, actor="moderator", clock_source=hands)
    room.notes.note("1 mine")
    assert other.undo() is None
    room.close()
    other.close()


@pytest.mark.feature("1.32")
def test_a_client_named_in_the_guide_is_not_kept_with_it(study, hands, tmp_path):
    from focusgroup.room.setup import without

    room = session_in(study, hands, never_write=["crm strategy"])
    guide = room.desk.guide
    assert "crm strategy" not in guide.model_dump_json().casefold()
    assert [i.id for i in guide.items()] == [i.id for i in without(guide, []).items()]
    room.close()

"""What is typed into a worksheet: checked, masked before it is written, undone, followed."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.privacy import Person, Scrubber
from focusgroup.room import withdrawal
from focusgroup.room.worksheet_desk import NotAsAsked, StillLinked, WorksheetDesk
from focusgroup.store.errors import ChangedMeanwhile
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.alignment import Goal, Strategy, Tactic, Want
from focusgroup.worksheets.ideal_customers import CustomerLevel
from focusgroup.worksheets.measure_audit import AuditQuestion, Measure
from support.studies import JOINED

PEOPLE = [Person("G1-P3", "Solveig", "Nygaardsen")]


def opened(study_file: StudyFile) -> WorksheetDesk:
    return WorksheetDesk(study_file, lambda: Scrubber(PEOPLE, ["Norwell Homes"]))


@pytest.fixture
def desk(study) -> WorksheetDesk:
    return opened(study)


def every_byte(study: StudyFile) -> bytes:
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"".join(p.read_bytes() for p in study.path.parent.rglob("*") if p.is_file())


@pytest.mark.parametrize("table", SHEETS)
def test_every_free_text_is_masked_before_it_is_written(study, desk, table):
    """Of every worksheet there is, so that one declared later is looked at too."""
    from focusgroup.worksheets.record import WORDS, columns

    asked = [each for each in columns(SHEETS[table].record) if each.kind in WORDS]
    typed = {each.name: "Solveig told Norwell Homes so" for each in asked}
    typed |= {e.name: e.choices[0][0] for e in columns(SHEETS[table].record) if e.choices}
    typed |= {e.name: "some-id" for e in columns(SHEETS[table].record) if e.to and e.needed}
    row = desk.add(SHEETS[table].record, typed)
    desk.change(row, {each.name: "again: Solveig Nygaardsen" for each in asked})
    assert b"Solveig" not in every_byte(study)
    assert b"Norwell" not in every_byte(study)
    for each in asked:
        assert getattr(desk.facts.row(table, row.id), each.name) == "again: [G1-P3]"


def test_somebody_unknown_has_one_number_in_worksheets_and_rooms(room, study):
    """Else “[name 1]” would be two people in one report."""
    room.notes.note("3- we asked Theodora Brightwater about it")
    desk = WorksheetDesk(study, lambda: Scrubber(next_number=study.next_name_number()))
    want = desk.add(Want, {"name": "what Ferdinand Oakhollow promised"})
    assert "[name 2]" in want.name
    later = desk.add(Want, {"name": "and what Eleonora Fairbank did"})
    assert "[name 3]" in later.name
    assert study.next_name_number() == 4


@pytest.mark.parametrize(
    "typed", ["Solveig Nygaardsen said so, in März", "\x1b[2J", "\udc80", "x" * 99]
)
def test_a_link_takes_no_words_since_nothing_would_mask_them(desk, typed):
    with pytest.raises(NotAsAsked, match="choose from the list"):
        desk.add(Tactic, {"name": "call back", "strategies": typed})


def test_several_lines_stay_several_lines(desk):
    row = desk.add(AuditQuestion, {"question": "Is it\nmeasured?", "answer": "yes\n\nby Solveig"})
    assert (row.question, row.answer) == ("Is it\nmeasured?", "yes\n\nby [G1-P3]")


def test_a_row_is_kept_as_typed_and_read_back(study, desk):
    row = desk.add(CustomerLevel, {"level": "repeat", "wanted": "30 %", "actual": "24,5"})
    assert (row.wanted, row.actual) == (30.0, 24.5)
    with StudyFile.open(study.path) as other:
        assert other.rows(CustomerLevel) == [row]


@pytest.mark.parametrize(
    ("record", "values", "column"),
    [
        (Want, {"name": "  "}, "name"),
        (CustomerLevel, {"level": "regular"}, "level"),
        (CustomerLevel, {"level": "repeat", "wanted": "130"}, "wanted"),
        (Measure, {"name": "churn", "checked_on": "soon"}, "checked_on"),
    ],
)
def test_what_cannot_be_taken_is_told_by_its_column_and_nothing_is_written(
    study, desk, record, values, column
):
    with pytest.raises(NotAsAsked) as refused:
        desk.add(record, values)
    assert refused.value.column == column
    assert study.rows(record) == []


def test_a_row_others_link_to_stays_until_they_are_linked_elsewhere(study, desk):
    want = desk.add(Want, {"name": "one person who knows my case"})
    strategy = desk.add(Strategy, {"name": "case owners", "wants": want.id})
    with pytest.raises(StillLinked, match="still used: strategy “case owners”"):
        desk.remove(want)
    assert study.row(Want, want.id) == want
    desk.change(strategy, {"wants": ""})
    desk.remove(want)
    assert study.rows(Want) == []
    assert desk.facts.rows(Want) == ()


def test_another_window_that_links_to_a_row_keeps_it_there(study, desk):
    want = desk.add(Want, {"name": "one person who knows my case"})
    with StudyFile.open(study.path) as second:
        opened(second).add(Strategy, {"name": "case owners", "wants": want.id})
    with pytest.raises(StillLinked):
        desk.remove(want)


def test_a_link_that_lost_its_row_by_an_undo_is_shown_as_removed(study, desk):
    from focusgroup.worksheets.record import column

    goal = desk.add(Goal, {"name": "keep customers"})
    with StudyFile.open(study.path) as second:
        other = opened(second)
        measure = other.add(Measure, {"name": "churn", "level": "strategy", "goal": goal.id})
        assert desk.step(back=True) == "new goal"
        other.follow()
        assert other.facts.words(column(Measure, "goal"), measure.goal) == "(removed)"
    assert desk.step(back=False) == "new goal"
    assert desk.facts.row("goal", goal.id) == goal


def test_undo_and_redo_walk_through_worksheets(study, desk):
    tactic = desk.add(Tactic, {"name": "callbacks"})
    changed = desk.change(tactic, {"contribution": "detracts"})
    desk.remove(changed)
    assert desk.facts.rows(Tactic) == ()
    assert desk.step(back=True) == "remove a tactic"
    assert desk.facts.rows(Tactic) == (changed,)
    assert desk.step(back=True) == "change a tactic"
    assert desk.facts.rows(Tactic) == (tactic,)
    assert desk.step(back=True) == "new tactic"
    assert desk.step(back=True) is None
    for _ in range(3):
        desk.step(back=False)
    assert study.rows(Tactic) == []


def test_only_what_was_changed_is_written_so_two_windows_do_not_undo_each_other(study, desk):
    measure = desk.add(Measure, {"name": "churn"})
    with StudyFile.open(study.path) as second:
        opened(second).change(measure, {"name": "churn", "level": "strategy"})
    desk.change(measure, {"name": "churn", "level": "", "in_place": "yes"})
    held = study.row(Measure, measure.id)
    assert (held.level, held.in_place) == ("strategy", "yes")


def test_a_row_taken_away_elsewhere_is_told_and_not_written(study, desk):
    measure = desk.add(Measure, {"name": "churn"})
    with StudyFile.open(study.path) as second:
        opened(second).remove(measure)
    with pytest.raises(ChangedMeanwhile, match="taken this row away"):
        desk.change(measure, {"name": "churn rate"})


def test_what_another_window_writes_is_followed(study, desk):
    with StudyFile.open(study.path) as second:
        row = opened(second).add(Want, {"name": "an answer the same day"})
        assert desk.follow()
        assert desk.facts.rows(Want) == (row,)
        assert not desk.follow()


@pytest.mark.feature("1.12")
def test_the_usual_rows_are_put_in_once_and_may_be_changed(desk):
    sheet = SHEETS["measure"]
    assert desk.add_examples(sheet) == len(sheet.examples)
    assert desk.add_examples(sheet) == 0
    first = desk.facts.rows(Measure)[0]
    desk.change(first, {"name": "Customers kept"})
    assert desk.facts.rows(Measure)[0].name == "Customers kept"
    assert desk.add_examples(sheet) == 1, "a changed one is no longer the usual one"
    desk.step(back=True)
    desk.step(back=True)
    desk.step(back=True)
    assert desk.facts.rows(Measure) == ()


def test_rows_move_and_keep_their_places(study, desk):
    rows = [desk.add(Want, {"name": name}) for name in ("a", "b", "c", "d")]

    def order():
        desk_rows = "".join(row.name for row in desk.facts.rows(Want))
        held = sorted(study.rows(Want), key=lambda row: (row.position, row.id))
        assert "".join(row.name for row in held) == desk_rows
        return desk_rows

    assert desk.move(rows[3], -1)
    assert order() == "abdc"
    assert desk.move(desk.facts.row("want", rows[3].id), -1)
    assert order() == "adbc"
    assert desk.move(desk.facts.row("want", rows[0].id), 1)
    assert order() == "dabc"
    assert not desk.move(desk.facts.row("want", rows[3].id), -1)
    assert desk.step(back=True) == "move a row"
    assert order() == "adbc"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([-1, 1])), max_size=40))
def test_rows_stand_as_they_were_moved_however_often(moves):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reset.focusgroup"
        with StudyFile.create(path, title="Reset", frame=JOINED) as study:
            desk = opened(study)
            names = [desk.add(Want, {"name": name}).name for name in "abcde"]
            for number, step in moves:
                row = desk.facts.rows(Want)[number]
                if desk.move(row, step):
                    names.insert(number + step, names.pop(number))
                assert [each.name for each in desk.facts.rows(Want)] == names
            assert [each.name for each in opened(study).facts.rows(Want)] == names


def test_two_rows_can_change_places_a_thousand_times(desk):
    """Each move halves a distance, and a float has only so many halves."""
    rows = [desk.add(Want, {"name": name}) for name in "abc"]
    for _ in range(60):
        desk.move(desk.facts.row("want", rows[0].id), 1)
        desk.move(desk.facts.row("want", rows[1].id), 1)
    assert [row.name for row in desk.facts.rows(Want)] == ["a", "b", "c"]


def test_a_sheet_of_one_row_that_got_two_says_so(desk, study):
    """Two laptops may each have begun the vision; nothing of either is lost."""
    from focusgroup.worksheets import open_points
    from focusgroup.worksheets.vision.records import Vision

    with study.act("as a merge leaves it", actor="analyst") as act:
        act.add(*(Vision(new_id(), relationship=words) for words in ("here", "there")))
    desk.follow()
    points = [point.sentence for point in open_points(desk.facts)["vision"]]
    assert points.count("There is another one: keep one of them.") == 1


def test_rows_given_the_same_place_by_two_copies_can_be_moved(study, desk):
    with study.act("as a merge leaves it", actor="analyst") as act:
        act.add(*(Want(new_id(), 1.0, name=name) for name in "abc"))
    desk.follow()
    last = desk.facts.rows(Want)[2]
    desk.move(last, -1)
    assert [row.name for row in desk.facts.rows(Want)] == ["a", "c", "b"]


def test_a_withdrawn_seats_words_leave_the_worksheets_too(room, study):
    """A remark copied into a worksheet goes with the seat; what names it waits for a decision."""
    said = "they told us to hang up at four minutes whatever the customer wanted"
    comment = room.notes.note(f"3- {said}")
    desk = WorksheetDesk(study, Scrubber)
    measure = desk.add(Measure, {"name": "call minutes", "feeling": f"one said: {said}",
                                 "evidence": comment.id})  # fmt: skip
    want = desk.add(Want, {"name": "an end of the clock", "source": "G1-P3 and others"})
    seat = next(s for s in study.seats(room.session.id) if s.number == 3)
    mark = withdrawal.withdraw(study, seat.id).mark
    desk.follow()
    held = desk.facts.row("measure", measure.id)
    assert held == replace(measure, feeling="")
    assert b"hang up at four" not in every_byte(study)
    naming = [r for r in withdrawal.related(study, mark) if r.table == "want"]
    assert [(r.row_id, r.where) for r in naming] == [(want.id, "wants")]
    withdrawal.decide(study, mark, naming[0], withdrawal.Verdict.CODE)
    desk.follow()
    assert desk.facts.row("want", want.id).source == "[a participant] and others"
    study.rebuild()
    assert study.row(Want, want.id).source == "[a participant] and others"


def test_comments_that_are_gone_count_as_removed(room, study):
    from focusgroup.worksheets.record import column

    one, two = room.notes.note("3- they re-key every order"), room.notes.note("4 so do we")
    desk = WorksheetDesk(study, Scrubber)
    want = desk.add(Want, {"name": "fewer errors", "evidence": f"{one.id} {two.id} {one.id}"})
    assert want.evidence == f"{one.id} {two.id}"
    evidence = column(Want, "evidence")
    assert desk.facts.words(evidence, want.evidence) == "2 comments"
    with study.act("remove", actor="analyst") as act:
        act.remove(Comment, two.id)
    desk.follow()
    assert desk.facts.words(evidence, want.evidence) == "1 comment (1 removed)"


def test_a_row_of_another_window_is_seen_though_this_one_writes_in_the_same_moment(study, desk):
    """What came between two looks was taken for this window's own, and stayed unseen."""
    with StudyFile.open(study.path) as second:
        theirs = opened(second).add(Want, {"name": "a quick answer"})
    mine = desk.add(Want, {"name": "one person to ask"})
    assert [row.id for row in desk.facts.rows(Want)] == [theirs.id, mine.id]
    assert desk.follow(), "the screen has not shown their row yet"
    assert not desk.follow()


def test_a_circle_of_tasks_is_not_written_even_when_another_window_closed_it(study, desk):
    from focusgroup.worksheets.roadmap import Task

    one = desk.add(Task, {"name": "one"})
    two = desk.add(Task, {"name": "two"})
    with StudyFile.open(study.path) as second:
        opened(second).change(one, {"after": two.id})
    with pytest.raises(NotAsAsked, match="“two” waits for “one” waits for “two”") as refused:
        desk.change(two, {"after": one.id, "note": "typed"})
    assert refused.value.column == "after"
    assert study.row(Task, two.id) == two
    assert desk.change(two, {"note": "typed"}).note == "typed"


def test_links_lead_to_the_elements_of_the_studys_frame(study, desk):
    from focusgroup.worksheets.gaps import Gap
    from focusgroup.worksheets.record import column

    first = study.frame.elements[0]
    assert desk.facts.linkable("element")[0] == (first.key, first.name)
    gap = desk.add(Gap, {"name": "slow", "element": first.key})
    assert desk.facts.words(column(Gap, "element"), gap.element) == first.name
    assert desk.facts.linkable("cluster") == [], "no wall yet"


def test_another_windows_change_of_the_same_row_is_shown_after_ones_own(study, desk):
    want = desk.add(Want, {"name": "callbacks"})
    with StudyFile.open(study.path) as second:
        opened(second).change(want, {"source": "the spring survey"})
    kept = desk.change(want, {"name": "callbacks in a day"})
    assert (kept.name, kept.source) == ("callbacks in a day", "the spring survey")
    assert desk.follow(), "the screen has yet to hear of the other window's words"


def test_two_windows_put_the_usual_rows_in_once(study, desk):
    sheet = SHEETS["audit_question"]
    with StudyFile.open(study.path) as second:
        made = opened(second).add_examples(sheet)
        assert desk.add_examples(sheet) == 0
    assert made == len(study.rows(sheet.record)) > 0


def test_a_row_is_moved_among_the_rows_there_are_and_not_those_last_seen(study, desk):
    first, second, third = (desk.add(Want, {"name": name}) for name in ("a", "b", "c"))
    with StudyFile.open(study.path) as other:
        there = opened(other)
        there.move(third, -1)  # a, c, b
        assert desk.move(second, -1)
    desk.follow()
    assert [row.name for row in desk.facts.rows(Want)] == ["a", "b", "c"]
    with StudyFile.open(study.path) as other:
        opened(other).remove(first)
    assert not desk.move(desk.facts.rows(Want)[1], -1), "it is the first by now"

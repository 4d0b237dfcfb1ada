"""A participant withdraws: counted before, gone after, what names them decided by a person."""

from __future__ import annotations

import hashlib
from datetime import date
from importlib.util import find_spec

import pytest

from focusgroup.analysis.matrix import elements
from focusgroup.analysis.participation import participation
from focusgroup.analysis.quoting import QuoteRules
from focusgroup.domain.comment import Comment
from focusgroup.domain.erasure import Erasure, ErasureScope, Verdict
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import ChartEntry, Session, SessionState
from focusgroup.domain.wall import Card
from focusgroup.privacy import Scrubber
from focusgroup.report.errors import ExportRefused
from focusgroup.report.recorded import write_recorded
from focusgroup.room import retention, withdrawal
from focusgroup.room import sealed as sealed_names
from focusgroup.room.exports import reports_made
from focusgroup.room.setup import remarks
from focusgroup.room.wall.boards import WallRoom, make_board
from focusgroup.room.withdrawal_words import done_lines, plan_lines
from focusgroup.store import backup, sealed
from focusgroup.store.cipher import Passphrase
from focusgroup.store.study_file import StudyFile
from focusgroup.store.withdrawn import SeatWithdrawn
from support.rooms import Hands, plan, second_window, session_in
from support.studies import JOINED

TODAY = date(2026, 11, 23)


@pytest.fixture
def study(tmp_path):
    with StudyFile.create(tmp_path / "reset.focusgroup", title="Reset", frame=JOINED) as file:
        yield file


@pytest.fixture
def room(study):
    room = session_in(study, Hands())
    room.agenda.start()
    for line in (
        "3- quagmirish orders are keyed twice #tech",
        "5>3 that is what seat three forgot #tech",
        "2+ the morning call works",
        "? somebody at the back lost a day",
        "3,4 we both wait for the list",
    ):
        assert room.notes.note(line)
    room.close()
    return room


def seat(room, number):
    return room.desk.seat_numbered(number)


def withdraw(study, room, number=3):
    return withdrawal.withdraw(study, seat(room, number).id)


def texts(study):
    return [c.text for c in study.comments(study.sessions()[0].id)]


def test_the_plan_counts_what_will_go_and_changes_nothing(study, room):
    room.notes.remove(study.comments(room.session.id)[0].id)
    told = withdrawal.plan(study, seat(room, 3).id)
    assert (told.code, told.comments, told.removed, told.tags) == ("G1-P3", 0, 1, 1)
    assert told.related == 2
    assert study.rows(Erasure) == []
    assert len(texts(study)) == 4


def test_the_date_that_participants_were_told_is_said_before_a_withdrawal(study):
    other = session_in(study, Hands(), withdraw_by="2026-12-01")
    lines = plan_lines(withdrawal.plan(study, seat(other, 1).id))
    assert "Participants were told: withdrawing is possible until 2026-12-01." in lines
    other.close()
    stops = [r for r in remarks(plan(withdraw_by="soon")) if r.stops]
    assert [r.field for r in stops] == ["withdraw_by"]
    late = remarks(plan(withdraw_by="2026-11-01"), today=TODAY)
    assert any("in the past" in r.sentence for r in late)


def test_it_disappears_from_lists_counts_charts_quotes_search_and_turns(study, room):
    done = withdraw(study, room)
    assert done.purged.complete
    assert done.searched.texts == 1
    assert done.searched.holding == ()
    assert not any("quagmirish" in text for text in texts(study))
    record = study.record()
    assert [s.code for s in record.withdrawn] == ["P3"]
    assert "P3" not in {s.code for s in record.seats}
    assert "P3" not in {h.code for h in participation(record, room.session.id)}
    technology = next(row for row in elements(record).rows if row.key == "technology")
    assert technology.total.comments == 1
    assert study.comment_counts() == {room.session.id: 4}
    assert study.search("quagmirish") == []
    room.reload()
    assert room.notes.turns.of(done.mark.seat).turns == 0


def test_an_unknown_speaker_may_be_who_withdrew_so_is_not_quoted_any_more(study, room):
    unknown = next(c for c in study.comments(room.session.id) if c.voice == "unknown")
    assert QuoteRules(study.record()).allows(unknown)
    withdraw(study, room)
    assert not QuoteRules(study.record()).allows(unknown)


def test_an_open_window_lets_go_of_the_words_and_takes_nothing_more_down(study, room):
    window = second_window(room, Hands(), actor="note-taker")
    try:
        assert any("quagmirish" in c.text for c in window.desk.comments.values())
        withdraw(study, room)
        window.follow()
        assert not any("quagmirish" in repr(vars(part)) for part in (window.desk, window.notes))
        assert 3 in window.desk.withdrawn
        with pytest.raises(SeatWithdrawn, match="Seat 3 has withdrawn"):
            window.notes.note("3- one more thing")
        assert window.save_draft("3- half a quagmirish line")
        assert window.load_draft() == ""
        assert window.notes.note("2- others go on")
        assert window.table.add_seat().code == "P7", "the number is not handed out again"
    finally:
        window.close()
        window.file.close()


def test_the_number_of_the_last_seat_is_not_handed_out_again(study, room):
    withdraw(study, room, 6)
    room.reload()
    assert room.table.add_seat().code == "P7"


def test_what_answers_or_names_the_seat_or_was_said_with_it_is_listed_for_a_decision(study, room):
    other = session_in(study, Hands())
    other.notes.note("1- [G1-P3] said the same in the other group, our P3 did not")
    with study.act("debrief", actor="moderator", session=room.session.id) as act:
        act.set(Session, room.session.id, themes="lists\nP3 was upset\nP30 was not")
    told = withdrawal.plan(study, seat(room, 3).id)
    done = withdraw(study, room)
    listed = withdrawal.related(study, done.mark)
    assert told.related == len(listed) == 4
    assert sorted((r.table, r.why) for r in listed) == [
        ("comment", "answers G1-P3"),
        ("comment", "names G1-P3"),
        ("comment", "said with others, or first put down to this seat"),
        ("session", "names G1-P3"),
    ]
    assert withdrawal.undecided(study) == 4
    other.close()


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_is_kept_and_done(study, room, verdict):
    mark = withdraw(study, room).mark
    row = next(r for r in withdrawal.related(study, mark) if "answers" in r.why)
    withdrawal.decide(study, mark, row, verdict)
    assert withdrawal.undecided(study) == 1
    comment = study.row(Comment, row.row_id)
    if verdict is Verdict.WITHDRAW:
        assert comment is None
        assert study.pay_purge().complete
        assert b"seat three forgot" not in study.path.read_bytes()
    else:
        assert (comment.answers is None) == (verdict is Verdict.CODE)
    if verdict is Verdict.KEEP:
        last = withdrawal.related(study, mark)[-1]
        assert (last.row_id, last.verdict) == (row.row_id, Verdict.KEEP)
    marks = study.rows(Erasure)
    assert [m.scope for m in marks[1:]] == {
        Verdict.KEEP: [],
        Verdict.CODE: [ErasureScope.CODE],
        Verdict.WITHDRAW: [ErasureScope.ROW],
    }[verdict]


# Reports


def write(study, path, **more):
    more = {"names": None, "today": TODAY, **more}
    return write_recorded(study, path, **more)


def test_a_written_report_is_recorded_with_its_checksum_and_checks(study, room, tmp_path):
    path = tmp_path / "focus-group-G1.docx"
    write(study, path, session="g1", names=room.names.scrubber())
    [made] = reports_made(study)
    assert made.export.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (made.export.scope, made.export.checked, made.export.comments) == ("G1", 1, 5)
    assert made.export.file_name == "focus-group-G1.docx"
    assert not made.stale
    assert study.undo(actor="program") is None


def test_a_file_name_that_may_hold_a_name_is_not_written_down(study, room, tmp_path):
    write(study, tmp_path / "ForWrenHallowtree.docx")
    [made] = reports_made(study)
    assert made.export.file_name == ""
    study.close()
    assert b"Hallowtree" not in study.path.read_bytes()


def test_an_override_is_kept_with_its_reason_and_places_but_never_the_word(study, room, tmp_path):
    late = Scrubber([], ["morning call"])
    path = tmp_path / "report.docx"
    with pytest.raises(ExportRefused):
        write(study, path, names=late)
    assert reports_made(study) == []
    write(study, path, names=late, override_reason="The morning call is ours; ask Wren Hallowtree")
    [made] = reports_made(study)
    assert made.export.places
    words = f"{made.export.reason} {made.export.places}".casefold()
    assert "is ours; ask" in words
    assert "hallowtree" not in words
    assert "morning call" not in words


def test_a_report_that_cannot_be_recorded_does_not_stay(study, room, tmp_path):
    path = tmp_path / "report.docx"
    study.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(Exception, match="cannot be written"):
        write(study, path)
    assert not path.exists()


def test_reports_made_before_a_withdrawal_are_stale_those_of_other_groups_are_not(
    study, room, tmp_path
):
    session_in(study, Hands()).close()
    for scope in (None, "G1", "G2"):
        write(study, tmp_path / f"{scope or 'all'}.docx", session=scope)
    assert [m.stale for m in reports_made(study)] == [False] * 3
    assert len(withdrawal.plan(study, seat(room, 3).id).reports) == 2
    withdraw(study, room)
    assert [m.stale for m in reports_made(study)] == [True, True, False]
    write(study, tmp_path / "new.docx")
    assert [m.stale for m in reports_made(study)] == [True, True, False, False]


def test_the_report_holds_no_withdrawn_words_and_says_that_somebody_withdrew(study, room, tmp_path):
    from docx import Document

    withdraw(study, room)
    write(study, tmp_path / "report.docx")
    document = Document(str(tmp_path / "report.docx"))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    everything = "\n".join([*(p.text for p in document.paragraphs), *cells])
    assert "quagmirish" not in everything
    assert "1 person withdrew" in everything


# Retention


def plan_recording(study, room, day, **more):
    with study.act("recording", actor="moderator") as act:
        act.set(Session, room.session.id, recording=1, destroy_by=day, **more)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-20", "overdue: it was to be destroyed by 2026-11-20"),
        ("2026-11-23", "destroyed today"),
        ("2026-11-24", "in 1 day."),
        ("2026-12-23", "in 30 days."),
    ],
)
def test_a_recording_tells_when_it_is_to_be_destroyed(study, room, day, words):
    plan_recording(study, room, day)
    [told] = retention.recordings(study.sessions(), TODAY)
    assert words in told.words
    assert told.due == (day <= "2026-11-23")


def test_what_was_destroyed_or_never_recorded_is_not_asked_for(study, room):
    assert retention.recordings(study.sessions(), TODAY) == []
    plan_recording(study, room, "2026-11-20")
    retention.recording_destroyed(study, [room.session.id], TODAY)
    assert retention.recordings(study.sessions(), TODAY) == []
    assert study.sessions()[0].destroyed_on == "2026-11-23"


def test_closing_a_study_purges_drafts_sealed_names_and_old_backups(study, room):
    plan_recording(study, room, "2026-11-20", state=SessionState.CLOSED)
    study.connection.execute(
        "INSERT INTO draft VALUES (?, 'note-taker', '1-a', 'half a grommetish line', '')",
        (room.session.id,),
    )
    study.connection.execute(
        "INSERT INTO sealed_roster VALUES (?, 'Wren Hallowtree', '')", (room.session.id,)
    )
    before = backup.make_backup(study.path).path
    done = retention.close_study(study, destroyed=[room.session.id], today=TODAY)
    assert (done.drafts, done.rosters, done.recordings) == (1, 1, ("G1",))
    assert done.purged.complete
    assert not before.exists()
    assert sealed.sessions(study) == []
    held = b"".join(p.read_bytes() for p in study.path.parent.rglob("*") if p.is_file())
    assert b"grommetish" not in held
    assert b"Hallowtree" not in held
    assert len(texts(study)) == 5


def test_a_study_with_a_group_under_way_is_not_closed(study, room):
    with pytest.raises(Exception, match="G1 is still under way"):
        retention.close_study(study, today=TODAY)


@pytest.mark.skipif(not find_spec("sqlcipher3"), reason="the extra [encrypted] is not installed")
def test_an_encrypted_study_loses_the_seat_its_sealed_name_and_its_backups_too(tmp_path):
    key = Passphrase("quiet brown kettle on the hill").new_key()
    path = tmp_path / "sealed.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED, key=key) as study:
        room = session_in(study, Hands())
        room.notes.note("3- quagmirish orders are keyed twice")
        sealed_names.seal(study, room.session.id, room.names)
        before = backup.make_backup(path).path
        done = withdraw(study, room)
        room.close()
        assert done.purged.complete
        assert not before.exists()
        assert "P3" not in sealed_names.unseal(study, room.session.id).cards
        assert "encrypted" in done_lines(done)[-1]
        cells = [
            str(row)
            for (table,) in study.connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).fetchall()
            for row in study.connection.execute(f"SELECT * FROM {table}")
        ]
        assert len(cells) > 50
        assert not any("quagmirish" in cell for cell in cells)


@pytest.fixture
def board(study, room):
    """A free board of the group; seat 3 said one thing more, in words that anybody may type."""
    with study.act("comment", actor="note-taker", session=room.session.id) as act:
        act.add(Comment(new_id(), room.session.id, "a", SAID, seat=seat(room, 3).id))
    made = make_board(study, Scrubber(), "Why?", kj=False, session=room.session.id)
    return WallRoom(study, made.id, Scrubber())


SAID = "purple orders are keyed twice over lunch"


def bytes_beside(study) -> bytes:
    return b"".join(p.read_bytes() for p in study.path.parent.rglob("*") if p.is_file())


def test_what_a_card_or_a_flip_chart_line_said_before_it_was_reworded_goes_too(study, room, board):
    card = board.cards.write(f"{SAID.capitalize()}.")
    board.cards.reword(card.id, "something else")
    entry = ChartEntry(new_id(), room.session.id, "a", 1.0, SAID)
    with study.act("flip chart", actor="note-taker") as act:
        act.add(entry)
    with study.act("flip chart", actor="note-taker") as act:
        act.set(ChartEntry, entry.id, text="another line")
    done = withdrawal.withdraw(study, seat(room, 3).id)
    assert done.searched.holding == ()
    assert SAID[1:].encode() not in bytes_beside(study)
    assert board.desk.follow()
    board.desk.undo()
    study.undo(actor="note-taker")
    assert study.row(Card, card.id).text == "something else", "undo has nothing to go back to"
    assert study.row(ChartEntry, entry.id).text == "another line"
    study.rebuild()
    assert SAID[1:].encode() not in bytes_beside(study)


def test_a_group_that_was_called_what_the_seat_said_loses_that_name(study, room, board):
    ids = [board.cards.write(text).id for text in ("a first card", "a second one")]
    group, other = (board.cards.group(each) for each in ids)
    board.cards.propose(group.id, SAID)
    board.cards.name(group.id, SAID)
    board.cards.name(other.id, "Waiting")
    done = withdrawal.withdraw(study, seat(room, 3).id)
    assert done.searched.holding == ()
    assert SAID.encode() not in bytes_beside(study)
    assert board.desk.follow()
    assert [board.desk.clusters[g.id].name for g in (group, other)] == ["", "Waiting"]
    assert board.cards.proposed(group.id) == []


def test_a_name_for_a_group_in_words_that_somebody_else_said_too_stays(study, room, board):
    with study.act("comment", actor="note-taker", session=room.session.id) as act:
        act.add(Comment(new_id(), room.session.id, "a", SAID, seat=seat(room, 5).id))
    group = board.cards.group(board.cards.write("a card").id)
    board.cards.name(group.id, SAID)
    withdrawal.withdraw(study, seat(room, 3).id)
    board.desk.follow()
    assert board.desk.clusters[group.id].name == SAID

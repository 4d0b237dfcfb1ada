"""A seat withdraws: its words go from rows, log, index and bytes, in every copy, for good."""

from __future__ import annotations

import itertools
import json
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.erasure import Erasure, Verdict
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import ChartEntry, Seat, Session
from focusgroup.store import backup, erasure, purge
from focusgroup.store.drafts import DraftBook
from focusgroup.store.feed import Feed
from focusgroup.store.study_file import StudyFile
from focusgroup.store.tables import TABLES
from focusgroup.store.withdrawn import SeatWithdrawn
from support.studies import FRAME, add_session

ACTOR = "note-taker"


def say(study: StudyFile, seat: Seat, text: str, *, also: str = "", actor: str = ACTOR) -> str:
    row = Comment(new_id(), seat.session, "a", text, seat=seat.id, with_seats=also)
    with study.act("comment", actor=actor, session=seat.session) as act:
        act.add(row, Tag(new_id(), row.id, "element", "people", actor))
    return row.id


def edit(study: StudyFile, comment: str, **said: str | int | None) -> None:
    with study.act("edit", actor=ACTOR, session=study.sessions()[0].id) as act:
        act.set(Comment, comment, **said)


def withdraw(study: StudyFile, seat: Seat) -> Erasure:
    mark, _ = erasure.withdraw_seat(study, seat.id)
    assert purge.finish(study.connection, study.path).complete
    return mark


def every_byte(folder: Path) -> bytes:
    return b"\0".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


@pytest.fixture
def seats(study):
    return study.seats(add_session(study, seats=3).id)


def test_nothing_of_a_withdrawn_seat_is_left_in_any_file_while_the_study_is_open(
    study, seats, tmp_path
):
    first, second, _ = seats
    kept = say(study, second, "the gantry stays where it is")
    gone = say(study, first, "zanzibarine orders are keyed twice")
    edit(study, gone, text="quibblesome orders are keyed twice")
    removed = say(study, first, "velociferous remark taken back")
    study.undo(actor=ACTOR, session=first.session)
    with study.act("debrief", actor=ACTOR, session=first.session) as act:
        act.set(Session, first.session, quotes_to_keep="P2: stays\nP1: zanzibarine orders")
        act.add(ChartEntry(new_id(), first.session, "a", 1.0, "Quibblesome orders are keyed twice"))
    drafts = DraftBook(study.path)
    drafts.save(first.session, ACTOR, "1- half a grommetish line")
    drafts.close()
    backup.make_backup(study.path)
    planted = (b"zanzibarine", b"quibblesome", b"Quibblesome", b"velociferous", b"grommetish")
    before = every_byte(tmp_path)
    assert all(word in before for word in planted)

    mark = withdraw(study, first)

    after = every_byte(tmp_path)
    assert not [word for word in planted if word in after]
    assert b"the gantry stays where it is" in after
    assert [c.id for c in study.comments(first.session)] == [kept]
    assert study.search("zanzibarine") == study.search("quibblesome") == []
    assert study.search("gantry") == [kept]
    assert [s.code for s in study.seats(first.session)] == ["P2", "P3"]
    assert study.sessions()[0].quotes_to_keep == "P2: stays"
    assert (mark.comments, mark.tags, mark.entries, mark.lines) == (2, 1, 1, 1)
    assert {c.id for c in erasure.stubs(study, mark)} == {gone, removed}
    assert all(c.text == "" and c.at_s == 0 for c in erasure.stubs(study, mark))
    assert study.check().good
    study.close()
    assert not [word for word in planted if word in every_byte(tmp_path)]


def test_the_mark_tells_time_scope_and_reason_and_holds_no_words(study, seats):
    say(study, seats[0], "a quaggaish remark")
    mark = withdraw(study, seats[0])
    assert (mark.scope, mark.code, mark.reason) == ("seat", "G1-P1", "asked")
    assert mark.at.startswith("20")
    assert "quaggaish" not in repr(mark)
    assert study.rows(Erasure) == [mark]


def test_the_mark_itself_can_neither_be_undone_nor_removed(study, seats):
    mark = withdraw(study, seats[0])
    assert study.undo(actor="program") is None
    with pytest.raises(SeatWithdrawn), study.act("remove", actor=ACTOR) as act:
        act.remove(Erasure, mark.id)
    assert study.rows(Erasure) == [mark]


def test_bands_and_consents_of_the_seat_go_with_its_words(study, seats):
    with study.act("seat", actor="moderator") as act:
        act.set(Seat, seats[0].id, department="Bilge pumping", tenure="40 years", quote=1)
    withdraw(study, seats[0])
    study.close()
    assert b"Bilge pumping" not in study.path.read_bytes()


def test_undo_and_redo_never_bring_words_or_stubs_back(study, seats):
    first, second, _ = seats
    session = first.session
    one = say(study, second, "mine")
    two = say(study, first, "gone")
    edit(study, two, text="gone too")
    edit(study, one, text="mine, corrected")
    study.undo(actor=ACTOR, session=session)
    withdraw(study, first)
    while study.undo(actor=ACTOR, session=session):
        assert two not in {c.id for c in study.comments(session)}
    assert study.comments(session) == []
    while study.redo(actor=ACTOR, session=session):
        assert two not in {c.id for c in study.comments(session)}
    assert [c.text for c in study.comments(session)] == ["mine, corrected"]
    assert "gone" not in json.dumps(
        study.connection.execute("SELECT fields FROM change").fetchall()
    )
    assert study.check().good


def test_nothing_new_is_written_for_a_withdrawn_seat_and_no_stub_is_filled(study, seats):
    comment = say(study, seats[0], "before")
    withdraw(study, seats[0])
    with pytest.raises(SeatWithdrawn, match="withdrawn"):
        say(study, seats[0], "said later")
    with pytest.raises(SeatWithdrawn):
        say(study, seats[1], "said later, in chorus", also=seats[0].id)
    with pytest.raises(SeatWithdrawn):
        edit(study, comment, text="back again")
    with pytest.raises(SeatWithdrawn), study.act("tag", actor=ACTOR) as act:
        act.add(Tag(new_id(), comment, "element", "people", ACTOR))
    assert b"said later" not in every_byte(study.path.parent)


def test_words_said_with_others_stay_theirs_and_no_longer_name_the_seat(study, seats):
    first, second, third = seats
    comment = say(study, first, "we all say so", also=f"{second.id} {third.id}")
    mark = withdraw(study, first)
    row = study.row(Comment, comment)
    assert (row.seat, row.with_seats, row.text) == (second.id, third.id, "we all say so")
    told = study.connection.execute("SELECT fields FROM change WHERE row_id = ?", (comment,))
    assert all(first.id not in body for (body,) in told)
    assert mark.comments == 0


def test_a_remark_put_down_to_somebody_else_before_stays_with_them(study, seats):
    first, second, _ = seats
    comment = say(study, first, "misheard")
    edit(study, comment, seat=second.id)
    withdraw(study, first)
    assert [c.seat for c in study.comments(first.session)] == [second.id]
    study.undo(actor=ACTOR, session=first.session)
    assert [c.seat for c in study.comments(first.session)] == [second.id], "not back to the seat"
    withdraw(study, second)
    assert study.comments(first.session) == []


def test_a_note_that_repeats_five_words_in_a_row_loses_that_line_only(study, seats):
    session = seats[0].session
    say(study, seats[0], "nobody ever told us that the old list was wrong")
    with study.act("debrief", actor="moderator", session=session) as act:
        act.set(
            Session,
            session,
            surprises="The canteen was loud\nthat the old list was wrong, they said",
            themes="lists of the old kind",
        )
    mark = withdraw(study, seats[0])
    held = study.sessions()[0]
    assert held.surprises == "The canteen was loud"
    assert held.themes == "lists of the old kind"
    assert mark.lines == 1
    study.close()
    assert b"that the old list was wrong" not in every_byte(study.path.parent)


@pytest.mark.parametrize("newer_edit", [False, True])
@pytest.mark.parametrize("mark_first", [False, True])
def test_a_copy_that_still_holds_the_words_cannot_bring_them_back(
    study, seats, tmp_path, newer_edit, mark_first
):
    comment = say(study, seats[0], "flobbering words")
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    there = tmp_path / "there" / study.path.name
    there.parent.mkdir()
    shutil.copy(study.path, there)
    with StudyFile.open(there) as other:
        if newer_edit:
            for n in range(5):
                edit(other, comment, text=f"flobbering words, corrected {n}")
        late = say(other, seats[0], "flobbering words nobody here knows")
        withdraw(study, seats[0])
        one, two = (study, other) if mark_first else (other, study)
        two.merge_from(one)
        one.merge_from(two)
        for copy in (study, other):
            assert copy.comments(seats[0].session) == []
            assert copy.row(Comment, late) is None
            purge.finish(copy.connection, copy.path)
            assert copy.check().good
        assert b"flobbering" not in every_byte(tmp_path)
        assert study.merge_from(other) == other.merge_from(study) == 0
    assert b"flobbering" not in every_byte(tmp_path)


def test_words_that_come_in_by_a_merge_are_never_written_not_even_for_a_moment(
    study, seats, tmp_path
):
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    there = tmp_path / "there" / study.path.name
    there.parent.mkdir()
    shutil.copy(study.path, there)
    withdraw(study, seats[0])
    with StudyFile.open(there) as other:
        say(other, seats[0], "flobbering words")
        study.merge_from(other)
        held = every_byte(study.path.parent).replace(every_byte(there.parent), b"")
        assert b"flobbering" not in held
        assert not purge.owed(study.connection)


def test_a_purge_leaves_row_numbers_so_that_other_windows_follow_on(study, seats):
    for n in range(50):
        say(study, seats[n % 3], f"remark {n}")
    numbers = "SELECT rowid, id FROM change ORDER BY rowid"
    with StudyFile.open(study.path) as window:
        feed = Feed(window)
        before = study.connection.execute(numbers).fetchall()
        withdraw(study, seats[0])
        assert study.connection.execute(numbers).fetchall()[: len(before)] == before
        told = {(c.row_table, c.row_id) for c in feed.news()}
        assert ("seat", seats[0].id) in told
        assert "erasure" in {table for table, _ in told}
        say(study, seats[1], "after")
        assert [c.row_table for c in feed.news()] == ["comment", "tag"]


def test_while_another_window_reads_the_purge_stays_owed_and_is_paid_by_the_next(study, seats):
    say(study, seats[0], "zanzibarine orders")
    reading = sqlite3.connect(study.path, isolation_level=None)
    reading.execute("BEGIN")
    reading.execute("SELECT count(*) FROM comment").fetchone()
    study.connection.execute("PRAGMA busy_timeout = 20")
    erasure.withdraw_seat(study, seats[0].id)
    told = purge.finish(study.connection, study.path)
    assert "reading" in told.owed
    assert study.comments(seats[0].session) == [], "blank at once all the same"
    assert purge.owed(study.connection)
    reading.execute("COMMIT")
    reading.close()
    with StudyFile.open(study.path) as next_one:
        assert not purge.owed(next_one.connection)
    assert b"zanzibarine" not in every_byte(study.path.parent)


def test_a_mark_whose_blanking_was_cut_short_is_carried_out_at_the_next_opening(study, seats):
    """The mark as it came by a restored log, say: only the debt and the mark are there."""
    say(study, seats[0], "zanzibarine orders")
    with study.act("withdrawal", actor="program") as act:
        act.add(Erasure(new_id(), seats[0].session, seat=seats[0].id, code="G1-P1"))
        purge.owe(study.connection)
    study.connection.close()
    assert b"zanzibarine" in every_byte(study.path.parent)
    with StudyFile.open(study.path) as again:
        assert again.comments(seats[0].session) == []
        assert again.check().good
        assert b"zanzibarine" not in every_byte(study.path.parent)


def test_backups_made_before_are_destroyed_and_one_without_the_words_is_made(study, seats):
    say(study, seats[1], "stays")
    say(study, seats[0], "zanzibarine orders")
    before = {backup.make_backup(study.path).path, backup.make_backup(study.path).path}
    withdraw(study, seats[0])
    held = [b.path for b in backup.backups(study.path)]
    assert len(held) == 1
    assert not before & set(held)
    assert backup.content(study.path, held[0]).comments == 1
    assert b"zanzibarine" not in held[0].read_bytes()


def test_a_verdict_takes_the_code_out_of_words_log_and_answer(study, seats):
    first, second, _ = seats
    comment = say(study, second, "no, [P1] is wrong there, P1 never re-keyed; P10 did")
    edit(study, comment, answers=first.id, text="no, [G1-P1] is wrong; P10 did")
    mark = withdraw(study, first)
    erasure.decide(study, mark, "comment", comment, Verdict.CODE)
    row = study.row(Comment, comment)
    assert row.text == "no, [a participant] is wrong; P10 did"
    assert row.answers is None
    told = [
        json.loads(body)
        for (body,) in study.connection.execute(
            "SELECT fields FROM change WHERE row_id = ?", (comment,)
        )
    ]
    assert not [t for t in told if "[P1]" in t.get("text", "") or t.get("answers")]
    study.undo(actor=ACTOR, session=first.session)
    assert "[P1]" not in study.row(Comment, comment).text
    assert study.check().good


def test_a_verdict_withdraws_a_further_comment_whole(study, seats, tmp_path):
    comment = say(study, seats[1], "what P1 did was flobbering")
    mark = withdraw(study, seats[0])
    erasure.decide(study, mark, "comment", comment, Verdict.WITHDRAW)
    purge.finish(study.connection, study.path)
    assert study.comments(seats[0].session) == []
    assert b"flobbering" not in every_byte(tmp_path)


def test_the_search_of_bytes_counts_what_it_read_and_names_what_holds_a_text(study, seats):
    say(study, seats[0], "zanzibarine orders are keyed twice")
    backup.make_backup(study.path)
    told = purge.search_bytes(study.path, ["zanzibarine orders are keyed twice", "short"])
    assert told.texts == 1
    assert told.files >= 3
    assert told.size > study.path.stat().st_size
    assert any(p.parent == backup.folder_of(study.path) for p in told.holding)
    withdraw(study, seats[0])
    again = purge.search_bytes(study.path, ["zanzibarine orders are keyed twice"])
    assert again.holding == ()


# Any order, any number of times

WHAT = ("say", "joint", "edit", "move", "tag", "remove", "undo", "redo", "withdraw", "verdict")
STEPS = st.lists(st.tuples(st.sampled_from(WHAT), st.integers(0, 9), st.integers(0, 2)), max_size=9)


class Play:
    """Plays steps on a copy and remembers which planted word went into which comment."""

    def __init__(self, seats: list[Seat]) -> None:
        self.seats = seats
        self.words: dict[str, set[bytes]] = {}
        self._number = itertools.count()

    def text(self) -> str:
        return f"xq{next(self._number):04d}qx said so"

    def note(self, comment: str, text: str) -> None:
        self.words.setdefault(comment, set()).add(text[:8].encode())

    def on(self, study: StudyFile, steps: list[tuple[str, int, int]]) -> None:
        for what, number, at in steps:
            held = study.comments(self.seats[0].session)
            one = held[number % len(held)] if held else None
            gone = {mark.seat for mark in study.rows(Erasure)}
            seat = self.seats[at]
            if what in {"undo", "redo"}:
                getattr(study, what)(actor=ACTOR, session=seat.session)
            elif what == "withdraw":
                if seat.id not in gone and number < 5:
                    erasure.withdraw_seat(study, seat.id)
            elif what in {"say", "joint"}:
                self._say(study, [s for s in self.seats if s.id not in gone], at, what)
            elif one is not None:
                self._change(study, one, what, seat if seat.id not in gone else None)

    def _say(self, study: StudyFile, left: list[Seat], at: int, what: str) -> None:
        if left:
            text = self.text()
            also = left[(at + 1) % len(left)].id if what == "joint" and len(left) > 1 else ""
            self.note(say(study, left[at % len(left)], text, also=also), text)

    def _change(self, study: StudyFile, one: Comment, what: str, seat: Seat | None) -> None:
        if what == "edit":
            text = self.text()
            edit(study, one.id, text=text)
            self.note(one.id, text)
        elif what == "move" and seat is not None:
            edit(study, one.id, seat=seat.id, with_seats="")
        elif what == "remove":
            edit(study, one.id, deleted=1)
        elif what == "tag":
            with study.act("tag", actor=ACTOR, session=one.session) as act:
                act.add(Tag(new_id(), one.id, "element", "technology", ACTOR))
        elif what == "verdict" and (marks := study.rows(Erasure, "scope = 'seat'")):
            erasure.decide(study, marks[0], "comment", one.id, Verdict.WITHDRAW)


def state(study: StudyFile) -> dict[str, list[tuple]]:
    held = {
        name: study.connection.execute(
            f"SELECT {table.column_list}, deleted FROM {name} ORDER BY id"
        ).fetchall()
        for name, table in TABLES.items()
    }
    held["change"] = study.connection.execute(
        "SELECT id, row_id, fields, erased FROM change ORDER BY id"
    ).fetchall()
    return held


def copy_of(study: StudyFile, folder: Path) -> StudyFile:
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folder.mkdir()
    shutil.copy(study.path, folder / study.path.name)
    return StudyFile.open(folder / study.path.name)


LONG = [HealthCheck.too_slow]


@settings(max_examples=40, deadline=None, suppress_health_check=LONG)
@given(before=STEPS, plays=st.tuples(STEPS, STEPS, STEPS))
def test_copies_with_withdrawals_merge_to_one_state_in_any_order_and_no_word_survives(
    before, plays
):
    merge_in_any_order(before, plays)


@pytest.mark.soak
@settings(max_examples=1000, deadline=None, suppress_health_check=LONG)
@given(before=STEPS, plays=st.tuples(STEPS, STEPS, STEPS))
def test_a_thousand_studies_with_withdrawals_merge_to_one_state(before, plays):
    merge_in_any_order(before, plays)


def merge_in_any_order(before, plays) -> None:
    """Play on three copies, merge them in three orders: one state, and no word in any file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        open_files = []
        base = StudyFile.create(folder / "reset.focusgroup", title="Reset", frame=FRAME)
        play = Play(base.seats(add_session(base, seats=3).id))
        play.on(base, before)
        copies = [copy_of(base, folder / f"copy{n}") for n in range(3)]
        for copy, steps in zip(copies, plays, strict=True):
            play.on(copy, steps)
        a, b, c = copies
        one, two, three = (
            copy_of(each, folder / f"union{each.path.parent.name}") for each in copies
        )
        one.merge_from(b)
        one.merge_from(c)
        two.merge_from(c)
        two.merge_from(a)
        two.merge_from(c)
        c.merge_from(b)
        three.merge_from(a)
        three.merge_from(c)
        open_files += [base, *copies, one, two, three]
        unions = (one, two, three)
        try:
            assert state(one) == state(two) == state(three)
            assert [u.merge_from(v) for u, v in itertools.permutations(unions, 2)] == [0] * 6
            gone = one.connection.execute("SELECT id FROM comment WHERE withdrawn <> ''").fetchall()
            words = [word for (row_id,) in gone for word in play.words[row_id]]
            for union in unions:
                assert union.check().good
                shown = state(union)
                union.rebuild()
                assert state(union) == shown
                purge.finish(union.connection, union.path)
                assert not [w for w in words if w in every_byte(union.path.parent)]
            kept = {c.id: c for c in one.comments(play.seats[0].session)}
            assert all(kept[c].text[:8].encode() in play.words[c] for c in kept)
        finally:
            for each in open_files:
                each.close()

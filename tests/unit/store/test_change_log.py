"""One write path: what is logged is what is shown, undo appends, files merge by union."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.ids import anonymous_id, new_id
from focusgroup.domain.wall import Board, Card, Cluster
from focusgroup.store.errors import OtherStudy, StoreError
from focusgroup.store.feed import Feed
from focusgroup.store.study_file import StudyFile
from focusgroup.store.tables import TABLES
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.record import WORDS, columns
from support.studies import FRAME, add_session


def dump(study_file: StudyFile) -> dict[str, list[tuple]]:
    """Every projected table, deleted rows too, in an order that no insertion decides."""
    return {
        name: study_file.connection.execute(
            f"SELECT {table.column_list}, deleted FROM {name} ORDER BY id"
        ).fetchall()
        for name, table in TABLES.items()
    }


def say(study_file: StudyFile, session: str, text: str, actor: str = "note-taker") -> str:
    row = Comment(new_id(), session, "a", text)
    with study_file.act("comment", actor=actor, session=session) as act:
        act.add(row)
    return row.id


@pytest.mark.parametrize("name", TABLES)
def test_columns_and_defaults_of_each_table_are_those_of_its_record(study, name):
    held = {
        row[1]: row[4] for row in study.connection.execute(f"PRAGMA table_info({name})").fetchall()
    }
    table = TABLES[name]
    assert set(held) == {*table.columns, "deleted"}
    for column, default in table.defaults.items():
        sql = held[column]
        told = None if sql is None else study.connection.execute(f"SELECT {sql}").fetchone()[0]
        assert told == default, column


def test_every_table_is_strict(study):
    strict = dict(study.connection.execute("SELECT name, strict FROM pragma_table_list"))
    assert all(strict[name] for name in ("change", *TABLES))


def test_a_failed_action_leaves_nothing_and_the_next_one_numbers_on(study):
    session = add_session(study)
    with pytest.raises(StoreError), study.act("comment", actor="note-taker") as act:
        act.add(Comment(new_id(), session.id, "a", "kept?"))
        act.add(Comment(new_id(), "no such session", "a", "refused"))
    assert study.comments(session.id) == []
    say(study, session.id, "after")
    seqs = [s for (s,) in study.connection.execute("SELECT seq FROM change ORDER BY rowid")]
    assert seqs == list(range(1, len(seqs) + 1))


def test_undo_takes_back_the_last_action_of_this_person_only(study):
    session = add_session(study)
    mine = say(study, session.id, "mine")
    other = say(study, session.id, "other", actor="moderator")
    undone = study.undo(actor="note-taker", session=session.id)
    assert undone
    assert undone.label == "comment"
    assert [c.id for c in study.comments(session.id)] == [other]
    study.redo(actor="note-taker", session=session.id)
    assert {c.id for c in study.comments(session.id)} == {mine, other}
    assert study.redo(actor="note-taker", session=session.id) is None


def test_undo_of_an_edit_leaves_what_somebody_else_changed_since(study):
    session = add_session(study)
    comment = say(study, session.id, "first")
    with study.act("edit", actor="note-taker", session=session.id) as act:
        act.set(Comment, comment, text="second", valence="weakness")
    with study.act("edit", actor="moderator", session=session.id) as act:
        act.set(Comment, comment, text="third")
    undone = study.undo(actor="note-taker", session=session.id)
    assert undone
    assert undone.left_alone == 1
    row = study.row(Comment, comment)
    assert row
    assert (row.text, row.valence) == ("third", "neutral")


def test_an_edit_is_undone_although_the_comment_itself_was_taken_back_before(study):
    session = add_session(study)
    comment = say(study, session.id, "first")
    with study.act("edit", actor="moderator", session=session.id) as act:
        act.set(Comment, comment, text="second")
    study.undo(actor="note-taker", session=session.id)
    assert study.undo(actor="moderator", session=session.id)
    study.redo(actor="note-taker", session=session.id)
    assert [c.text for c in study.comments(session.id)] == ["first"]


def test_undo_reaches_back_over_a_restart(study):
    session = add_session(study)
    say(study, session.id, "before the restart")
    study.close()
    with StudyFile.open(study.path) as again:
        assert again.undo(actor="note-taker", session=session.id)
        assert again.comments(session.id) == []
        assert again.redo(actor="note-taker", session=session.id)
        assert [c.text for c in again.comments(session.id)] == ["before the restart"]


def test_after_undo_a_new_action_clears_what_could_be_redone(study):
    session = add_session(study)
    say(study, session.id, "one")
    study.undo(actor="note-taker", session=session.id)
    say(study, session.id, "two")
    assert study.redo(actor="note-taker", session=session.id) is None


def test_undo_can_be_walked_all_the_way_back_and_forth(study):
    session = add_session(study)
    ids = [say(study, session.id, f"remark {n}") for n in range(6)]
    while study.undo(actor="note-taker", session=session.id):
        pass
    assert study.comments(session.id) == []
    while study.redo(actor="note-taker", session=session.id):
        pass
    assert sorted(c.id for c in study.comments(session.id)) == sorted(ids)


def test_search_finds_words_in_any_case_and_accent_newest_first(study):
    session = add_session(study)
    first = say(study, session.id, "They re-key every order")
    second = say(study, session.id, "Ré-key again, orders piled up")
    gone = say(study, session.id, "order taken back")
    study.undo(actor="note-taker", session=session.id)
    assert study.search("ORDER") == [second, first]
    assert gone not in study.search("order")
    assert study.search('" OR 1 *') == []
    assert study.search("   ") == []


def test_a_second_window_is_told_what_changed(study):
    session = add_session(study)
    with StudyFile.open(study.path) as window:
        first, second = Feed(window), Feed(window)
        assert first.news() == []
        comment = say(study, session.id, "hello")
        told = first.news()
        assert [(c.row_table, c.row_id, c.actor) for c in told] == [
            ("comment", comment, "note-taker")
        ]
        assert first.news() == []
        assert second.news() == told, "each reader has a place of its own"


WALL = ("board", "card", "type", "cluster", "move", "name")

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["say", "edit", "tag", "remove", "fill", "cell", "drop", "undo", "redo", *WALL]
        ),
        st.integers(0, 7),
        st.sampled_from(["moderator", "note-taker"]),
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
    ),
    max_size=25,
)


def play(study_file: StudyFile, session: str, steps: list[tuple[str, int, str, str]]) -> None:
    for what, number, actor, text in steps:
        held = study_file.comments(session)
        if what in WALL:
            play_wall(study_file, what, number, actor, text)
            continue
        if what == "say" or (what in {"edit", "tag", "remove"} and not held):
            say(study_file, session, text, actor)
        elif what in {"undo", "redo"}:
            getattr(study_file, what)(actor=actor, session=session)
        elif what in {"fill", "cell", "drop"}:
            fill(study_file, session, what, number, actor, text)
        else:
            one = held[number % len(held)]
            with study_file.act(what, actor=actor, session=session) as act:
                if what == "edit":
                    act.set(Comment, one.id, text=text)
                elif what == "tag":
                    act.add(Tag(new_id(), one.id, "element", "people", actor))
                else:
                    act.remove(Comment, one.id)


WORKSHEET_TABLES = tuple(SHEETS)


def fill(
    study_file: StudyFile, session: str, what: str, number: int, actor: str, text: str
) -> None:
    """Add a row to one of all worksheets, change one, or take one away."""
    sheet = SHEETS[WORKSHEET_TABLES[(number * 7 + len(text)) % len(WORKSHEET_TABLES)]]
    held = study_file.rows(sheet.record)
    words = {each.name: text for each in columns(sheet.record) if each.kind in WORDS}
    figures = {e.name: float(number) for e in columns(sheet.record) if e.kind == "percent"}
    with study_file.act(what, actor=actor, session=session) as act:
        if what == "fill" or not held:
            act.add(sheet.record(new_id(), float(number), **words, **figures))
        elif what == "cell":
            act.set(sheet.record, held[number % len(held)].id, position=0.5, **words)
        else:
            act.remove(sheet.record, held[number % len(held)].id)


def play_wall(study_file: StudyFile, what: str, number: int, actor: str, text: str) -> None:
    """Boards, cards of comments and typed ones, groups and moves, in whatever order."""
    boards, clusters = study_file.rows(Board), study_file.rows(Cluster)
    cards, comments = study_file.rows(Card), study_file.rows(Comment)
    row: object = Board(new_id(), text)
    with study_file.act(what, actor=actor, timeless=what == "type") as act:
        if what == "move" and cards:
            place = clusters[number % len(clusters)].id if clusters and number else None
            act.set(Card, cards[number % len(cards)].id, cluster=place, position=number)
            return
        if what == "name" and clusters:
            act.set(Cluster, clusters[number % len(clusters)].id, name=text)
            return
        if boards:
            board = boards[number % len(boards)].id
            if what == "cluster":
                row = Cluster(new_id(), board)
            elif what == "type":
                row = Card(anonymous_id(), board, text)
            elif what == "card" and comments:
                row = Card(new_id(), board, comment=comments[number % len(comments)].id)
        act.add(row)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_replaying_the_log_gives_the_same_tables(steps):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reset.focusgroup"
        with StudyFile.create(path, title="Reset", frame=FRAME) as study_file:
            session = add_session(study_file).id
            play(study_file, session, steps)
            shown = dump(study_file)
            study_file.rebuild()
            assert dump(study_file) == shown
            integrity = "INSERT INTO comment_fts (comment_fts) VALUES ('integrity-check')"
            study_file.connection.execute(integrity)
            assert study_file.connection.execute("PRAGMA foreign_key_check").fetchall() == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=STEPS, left=STEPS, right=STEPS)
def test_two_files_merge_to_one_state_in_any_order_any_number_of_times(before, left, right):
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "here.focusgroup"
        there = Path(folder) / "there.focusgroup"
        with StudyFile.create(here, title="Reset", frame=FRAME) as study_file:
            session = add_session(study_file).id
            play(study_file, session, before)
        shutil.copy(here, there)
        with StudyFile.open(here) as one, StudyFile.open(there) as two:
            play(one, session, left)
            play(two, session, right)
            one.merge_from(two)
            two.merge_from(one)
            assert dump(one) == dump(two)
            assert one.merge_from(two) == 0
            one.rebuild()
            assert dump(one) == dump(two)


def test_another_study_is_not_merged_in(study, tmp_path):
    session = add_session(study)
    say(study, session.id, "of this study")
    before = dump(study)
    with StudyFile.create(tmp_path / "pay.focusgroup", title="Pay", frame=FRAME) as other:
        say(other, add_session(other).id, "of another study")
        for here, there in ((study, other), (other, study)):
            with pytest.raises(OtherStudy, match="different studies, and nothing was changed"):
                here.merge_from(there)
    assert dump(study) == before


def test_a_forked_origin_is_refused_loudly(study, tmp_path):
    session = add_session(study)
    copy = tmp_path / "copy.focusgroup"
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(study.path, copy)
    with StudyFile.open(copy) as other:
        other.log.origin = study.log.origin
        other.log._seq = study.log._seq
        say(study, session.id, "here")
        say(other, session.id, "there")
        with pytest.raises(StoreError):
            study.merge_from(other)
    assert [c.text for c in study.comments(session.id)] == ["here"]


def test_the_file_reads_with_plain_sqlite_and_sqlite_utils(study):
    session = add_session(study)
    say(study, session.id, "readable outside")
    assert "comment" in study.db.table_names()
    with sqlite3.connect(study.path) as plain:
        assert plain.execute("SELECT text FROM comment").fetchone()[0] == "readable outside"

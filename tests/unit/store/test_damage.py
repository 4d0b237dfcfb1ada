"""Files that were damaged or written by somebody else: a sentence, never a traceback, no harm."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import KeptGuide
from focusgroup.room.room import Room
from focusgroup.store.backup import make_backup
from focusgroup.store.damage import Damaged, fields_in
from focusgroup.store.errors import NotAStudy, StoreError, StudyMissing
from focusgroup.store.restore import restore
from focusgroup.store.study_file import StudyFile
from support.studies import FRAME, add_session

DAMAGED = r"\.focusgroup is damaged\. Keep it, and run: focusgroup doctor FILE"


def bytes_of(path):
    return {
        each.name: each.read_bytes() for each in path.parent.iterdir() if "-shm" not in each.name
    }


def write(path, sql, *values):
    """What another program, or a bad disk, does to a study."""
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        with raw:
            raw.execute(sql, values)


def crashed(study, folder):
    """Copy a study with the log of its last writes, as a crash leaves both."""
    for tail in ("", "-wal"):
        shutil.copy(f"{study.path}{tail}", folder / f"crashed.focusgroup{tail}")
    return folder / "crashed.focusgroup"


@pytest.mark.parametrize(
    "body",
    [
        "{", "[]", "5", "null", '{"text": [1]}', '{"at_s": {}}', '{"text": "\\ud800"}',
        '{"strong": 99999999999999999999}', "[" * 100_000, b"{}", 7, None,
    ],
    ids=lambda body: str(body)[:20],
)  # fmt: skip
def test_a_line_of_the_log_that_says_no_plain_fields_is_damage(body):
    with pytest.raises(Damaged):
        fields_in(body)


def test_a_line_of_the_log_may_escape_what_is_a_whole_character():
    assert fields_in('{"text": "\\ud83d\\ude00 \\u0000", "at_s": 1.5, "deleted": null}') == {
        "text": "😀 \0",
        "at_s": 1.5,
        "deleted": None,
    }


@pytest.mark.parametrize("use", [StudyFile.check, StudyFile.rebuild])
def test_a_broken_line_of_the_log_is_told_by_a_sentence(study, use):
    add_session(study)
    study.connection.execute("UPDATE change SET fields = '{\"code\": ' WHERE row_table = 'session'")
    with pytest.raises(NotAStudy, match=DAMAGED):
        use(study)


def test_merging_a_file_with_a_broken_line_changes_nothing(study, tmp_path):
    other = tmp_path / "other.focusgroup"
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(study.path, other)
    with StudyFile.open(other) as second:
        add_session(second, "G7")
        second.connection.execute("UPDATE change SET fields = '7' WHERE row_table = 'session'")
        with pytest.raises(NotAStudy, match=DAMAGED):
            study.merge_from(second)
    assert study.sessions() == []
    assert study.check().good


def copied(study, folder):
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return StudyFile.open(Path(shutil.copy(study.path, folder / "other.focusgroup")))


@pytest.mark.parametrize("lamport", [2**53, 2**63 - 1, -1])
def test_a_place_in_time_beyond_counting_is_merged_into_no_study(study, tmp_path, lamport):
    with copied(study, tmp_path) as second:
        add_session(second, "G7")
        second.connection.execute(
            "UPDATE change SET lamport = ? WHERE row_table = 'seat'", (lamport,)
        )
        with pytest.raises(NotAStudy, match=DAMAGED):
            study.merge_from(second)
    add_session(study)
    assert [s.code for s in study.sessions()] == ["G1"]


def test_a_log_that_stands_beyond_counting_takes_no_more(study):
    study.connection.execute("UPDATE change SET lamport = 9223372036854775807")
    with pytest.raises(NotAStudy, match=DAMAGED):
        add_session(study)


def test_a_merge_refuses_a_value_that_its_column_cannot_hold(study, tmp_path):
    with copied(study, tmp_path) as second:
        add_session(second, "G7")
        second.connection.execute(
            "UPDATE change SET fields = json_set(fields, '$.code', 7) WHERE row_table = 'seat'"
        )
        with pytest.raises(NotAStudy, match=DAMAGED):
            study.merge_from(second)
    assert study.sessions() == []


@pytest.mark.parametrize(
    ("column", "value"), [("valence", "wonderful"), ("kind", ""), ("at_s", 1e300), ("voice", "x")]
)
def test_a_comment_that_this_program_never_wrote_is_damage(study, column, value):
    session = add_session(study)
    with study.act("note", actor="note-taker", session=session.id) as act:
        act.add(Comment(new_id(), session.id, "a", "they ring back", at_s=5.0))
    assert len(study.comments(session.id)) == 1
    study.connection.execute(f'UPDATE comment SET "{column}" = ?', (value,))
    with pytest.raises(NotAStudy, match=DAMAGED):
        study.comments(session.id)


def test_a_kept_guide_that_is_none_is_damage(study):
    session = add_session(study)
    study.connection.execute("UPDATE kept_guide SET body = '{\"id\": 5}'")
    assert study.rows(KeptGuide)
    for read in (study.record, lambda: study.guide_of(session)):
        with pytest.raises(NotAStudy, match=DAMAGED):
            read()


def test_a_study_taken_away_by_a_merge_is_damage(study):
    study.connection.execute("UPDATE study SET deleted = 1")
    with pytest.raises(NotAStudy, match=DAMAGED):
        _ = study.study


@pytest.mark.parametrize(
    "damage",
    [
        "PRAGMA user_version = 99",
        "PRAGMA user_version = 0",
        "PRAGMA application_id = 1",
        "UPDATE study SET deleted = 1",
        "UPDATE study SET frame_json = '{'",
    ],
)
def test_a_refused_study_and_the_log_of_its_last_writes_are_left_as_they_were(
    study, tmp_path, damage
):
    add_session(study)
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    study.connection.execute(damage)
    path = crashed(study, (tmp_path / "copy").mkdir() or tmp_path / "copy")
    before = bytes_of(path)
    assert before["crashed.focusgroup-wal"]
    with pytest.raises(StoreError):
        StudyFile.open(path)
    assert bytes_of(path) == before


def test_the_log_of_last_writes_beside_an_empty_file_is_kept(study, tmp_path):
    session = add_session(study)
    kept = make_backup(study.path)
    with study.act("note", actor="note-taker", session=session.id) as act:
        act.add(Comment(new_id(), session.id, "a", "they ring back at once"))
    path = crashed(study, (tmp_path / "copy").mkdir() or tmp_path / "copy")
    path.write_bytes(b"")
    before = bytes_of(path)
    with pytest.raises(NotAStudy, match=DAMAGED):
        StudyFile.open(path)
    assert bytes_of(path) == before
    done = restore(path, kept.path)
    logs = [p for p in path.parent.iterdir() if p.name == f"{done.kept.name}-wal"]
    assert [p.read_bytes() for p in logs] == [before["crashed.focusgroup-wal"]]


def test_a_page_of_the_log_that_is_gone_refuses_the_file(study):
    add_session(study)
    page = study.connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'change'"
    ).fetchone()[0]
    study.close()
    content = bytearray(study.path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x7f" * 4096
    study.path.write_bytes(content)
    with pytest.raises(NotAStudy, match=DAMAGED):
        StudyFile.open(study.path)
    assert study.path.read_bytes() == content


def test_a_schema_of_broken_letters_is_told_by_a_sentence(study):
    study.close()
    content = study.path.read_bytes()
    assert content.count(b"CREATE TABLE tick") == 1
    study.path.write_bytes(content.replace(b"CREATE TABLE tick", b"CREATE TABLE \xdc\xff\xdc\xff"))
    with pytest.raises(NotAStudy, match=DAMAGED):
        StudyFile.open(study.path)


@pytest.mark.parametrize("name", ["~nobody-here/s.focusgroup", "x" * 5_000 + ".focusgroup", "\0"])
def test_a_path_that_can_be_no_file_is_told_by_a_sentence(name):
    with pytest.raises(StudyMissing, match=r"\.$") as caught:
        StudyFile.open(Path(name))
    assert len(str(caught.value)) < 200


def test_a_session_that_cannot_be_entered_does_not_keep_its_file_from_being_restored(study):
    session = add_session(study)
    kept = make_backup(study.path)
    study.connection.execute("DROP TABLE pulse")
    entered = None
    try:
        entered = Room(study, session.id)
    except StoreError as error:
        told = error  # held on purpose, as a screen holds it that shows the sentence
    study.close()
    assert entered is None
    assert str(told)
    assert restore(study.path, kept.path).kept is not None


def test_a_header_of_noise_is_set_aside_by_a_restore(study):
    add_session(study)
    kept = make_backup(study.path)
    study.close()
    noise = bytes(range(256)) * 16 + study.path.read_bytes()[4096:]
    study.path.write_bytes(noise)
    done = restore(study.path, kept.path)
    assert done.kept is not None
    assert done.kept.read_bytes() == noise
    with StudyFile.open(study.path) as back:
        assert back.check().good
        assert back.frame == FRAME

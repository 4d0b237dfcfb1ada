"""Worksheets in the study file: files from before they were there, and from before some of them."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import pytest

from focusgroup.domain.ids import new_id
from focusgroup.store import schema, sheet_tables
from focusgroup.store.backup import make_backup, verify
from focusgroup.store.salvage import salvage
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.alignment import Tactic, Want
from focusgroup.worksheets.ideal_customers import CustomerLevel
from support.studies import FRAME, add_session


def older(path: Path) -> None:
    """Make a study what the first version of the program wrote."""
    plain = sqlite3.connect(path)
    for table in SHEETS:
        plain.execute(f"DROP TABLE {table}")
    plain.execute("DELETE FROM _sqlite_migrations WHERE name = 'v2_worksheets'")
    plain.execute("PRAGMA user_version = 1")
    plain.commit()
    plain.close()


@pytest.fixture
def path(tmp_path) -> Path:
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=FRAME) as study:
        add_session(study)
    return path


def test_an_older_study_is_copied_then_gets_its_worksheets(path):
    older(path)
    with StudyFile.open(path) as study:
        assert study.rows(Want) == []
        with study.act("new want", actor="analyst") as act:
            act.add(Want(new_id(), name="an answer the same day"))
        assert [s.code for s in study.sessions()] == ["G1"]
        assert study.check().good
    copy = path.with_name("reset.before-v2.focusgroup")
    with sqlite3.connect(copy) as kept:
        assert kept.execute("PRAGMA user_version").fetchone()[0] == 1
        assert not kept.execute("SELECT 1 FROM sqlite_schema WHERE name = 'want'").fetchall()


def test_a_worksheet_declared_later_gets_its_table_and_what_the_log_says_of_it(path):
    """Another laptop with a newer program has filled it in already."""
    with StudyFile.open(path) as study, study.act("new want", actor="analyst") as act:
        act.add(Want("w", name="an answer the same day"))
    with sqlite3.connect(path) as plain:
        plain.execute("DROP TABLE want")
    with StudyFile.open(path) as study:
        assert [row.name for row in study.rows(Want)] == ["an answer the same day"]
        assert study.check().good
    assert not list(path.parent.glob("*.before-*")), "the same version: nothing to keep a copy of"


def test_a_column_declared_later_is_added_and_filled_from_the_log(path):
    with StudyFile.open(path) as study, study.act("levels", actor="analyst") as act:
        act.add(CustomerLevel("l", level="repeat", wanted=30.0, source="a survey"))
    with sqlite3.connect(path) as plain:
        plain.execute("ALTER TABLE customer_level DROP COLUMN wanted")
        plain.execute("ALTER TABLE customer_level DROP COLUMN source")
        assert sheet_tables.missing(plain) == {"customer_level": ["wanted", "source"]}
    with StudyFile.open(path) as study:
        (row,) = study.rows(CustomerLevel)
        assert (row.wanted, row.source) == (30.0, "a survey")
        shown = dataclasses.asdict(row)
        study.rebuild()
        assert dataclasses.asdict(study.rows(CustomerLevel)[0]) == shown


def test_a_file_that_has_all_is_left_alone(path):
    with StudyFile.open(path):
        pass
    with sqlite3.connect(path) as plain:
        before = plain.execute("PRAGMA schema_version").fetchone()[0]
        assert schema.is_current(plain)
    with StudyFile.open(path):
        pass
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA schema_version").fetchone()[0] == before


def test_two_copies_of_which_one_is_older_merge(path, tmp_path):
    there = tmp_path / "there.focusgroup"
    there.write_bytes(path.read_bytes())
    older(there)
    with StudyFile.open(path) as one, StudyFile.open(there) as two:
        with one.act("new tactic", actor="analyst") as act:
            act.add(Tactic("t", name="callbacks"))
        two.merge_from(one)
        assert [row.name for row in two.rows(Tactic)] == ["callbacks"]


def test_tables_are_strict_and_refuse_what_is_no_figure(path):
    with sqlite3.connect(path) as plain, pytest.raises(sqlite3.IntegrityError):
        plain.execute("INSERT INTO customer_level (id, wanted) VALUES ('x', 'a third')")


def test_rows_survive_a_backup_and_a_salvage(path):
    with StudyFile.open(path) as study:
        with study.act("new want", actor="analyst") as act:
            act.add(Want("w", name="an answer the same day"))
        backup = make_backup(path)
        verify(path, backup.path)
    with StudyFile.open(salvage(path).path) as mended:
        assert [row.name for row in mended.rows(Want)] == ["an answer the same day"]


def test_an_older_study_that_is_damaged_is_read_without_the_tables_it_never_had(path):
    older(path)
    with sqlite3.connect(path) as plain:
        plain.execute("UPDATE change SET fields = 'no JSON' WHERE row_table = 'seat'")
    mended = salvage(path)
    assert mended.from_tables
    with StudyFile.open(mended.path) as study:
        assert len(study.seats(study.sessions()[0].id)) == 3

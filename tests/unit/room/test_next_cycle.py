"""A new cycle: what comes along, what does not, and that both studies know of each other."""

from __future__ import annotations

import sqlite3

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import KeptGuide, Seat, Session
from focusgroup.privacy import Person, Scrubber
from focusgroup.room import next_cycle
from focusgroup.room.worksheet_desk import WorksheetDesk
from focusgroup.store.errors import StoreError
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets.cycle import LinkedStudy, told
from focusgroup.worksheets.findings import Weakness
from support.studies import GUIDE, JOINED, add_session


@pytest.fixture
def desk(study) -> WorksheetDesk:
    session = add_session(study)
    with study.act("x", actor="analyst") as act:
        study.keep_guide(act, GUIDE.model_copy(update={"version": "2"}))
        act.add(Comment(new_id(), session.id, "a", "they hang up"), Weakness("w", name="waits"))
    return WorksheetDesk(study, lambda: Scrubber([], []))


@pytest.mark.feature("1.45")
def test_frame_and_guides_come_along_and_nothing_that_was_said(study, desk, tmp_path):
    made = next_cycle.begin(desk, tmp_path / "next.focusgroup", title="Second reset")
    with made:
        assert made.frame == study.frame
        assert made.study.cell_minimum == study.study.cell_minimum
        assert [kept.version for kept in made.rows(KeptGuide)] == ["2"], "the newest alone"
        for record in (Session, Seat, Comment, Weakness):
            assert made.rows(record) == []
        (before,), (after,) = made.rows(LinkedStudy), study.rows(LinkedStudy)
        assert (before.study, before.title) == (study.study.id, study.study.title)
        assert (after.study, after.file_name) == (made.study.id, "next.focusgroup")
        assert b"they hang up" not in made.path.read_bytes()
    assert told(desk.facts) == ["A new cycle goes on from here: “Second reset”."]


def test_where_the_file_cannot_be_made_the_old_study_is_told_nothing(study, desk, tmp_path):
    path = tmp_path / "taken.focusgroup"
    path.write_bytes(b"something else")
    with pytest.raises(StoreError):
        next_cycle.begin(desk, path, title="Second reset")
    assert study.rows(LinkedStudy) == []
    assert path.read_bytes() == b"something else"


def test_where_the_old_study_is_held_the_new_one_stands_and_that_is_said(study, desk, tmp_path):
    holding = sqlite3.connect(study.path, isolation_level=None)
    holding.execute("BEGIN IMMEDIATE")
    study.connection.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(next_cycle.NotToldOfCycle, match="is made and knows this study") as failed:
        next_cycle.begin(desk, tmp_path / "next.focusgroup", title="Second reset")
    holding.execute("ROLLBACK")
    holding.close()
    failed.value.made.close()
    with StudyFile.open(tmp_path / "next.focusgroup") as made:
        assert len(made.rows(LinkedStudy)) == 1
    assert study.rows(LinkedStudy) == []


@pytest.fixture
def knowing(study) -> WorksheetDesk:
    add_session(study)
    people = [Person("G1-P3", "Ysolda", "Marchpane")]
    return WorksheetDesk(study, lambda: Scrubber(people, ["Copper Kettle"]))


@pytest.mark.parametrize(
    ("field", "file", "title", "purpose"),
    [
        ("title", "next", "After Ysolda", ""),
        ("purpose", "next", "Second reset", "what marchpane asked\nof the copper kettle"),
        ("file", "after_ysolda-marchpane", "Second reset", ""),
        ("file", "copper-kettle", "Second reset", ""),
    ],
)
def test_what_names_somebody_of_the_groups_is_refused_and_nothing_is_made(
    study, knowing, tmp_path, field, file, title, purpose
):
    path = tmp_path / f"{file}.focusgroup"
    assert [wrong for wrong, _ in next_cycle.naming(knowing, path, title, purpose)] == [field]
    with pytest.raises(next_cycle.NamesSomebody, match="write it without"):
        next_cycle.begin(knowing, path, title=title, purpose=purpose)
    assert not path.exists()
    assert study.rows(LinkedStudy) == []


def test_a_study_called_after_somebody_is_linked_without_the_name(tmp_path):
    old = StudyFile.create(tmp_path / "ysolda.focusgroup", title="Ysolda's reset", frame=JOINED)
    desk = WorksheetDesk(old, lambda: Scrubber([Person("G1-P3", "Ysolda")]))
    made = next_cycle.begin(desk, tmp_path / "next.focusgroup", title="Second reset")
    (before,) = made.rows(LinkedStudy)
    assert (before.title, before.file_name) == ("[a participant]'s reset", "")
    made.close()
    old.close()
    assert b"solda" not in made.path.read_bytes()

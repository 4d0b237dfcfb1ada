"""focusgroup restore: lists what there is, puts one back, keeps what stood there."""

from __future__ import annotations

from pathlib import Path

import pytest

from focusgroup.cli.main import run
from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.store.backup import make_backup
from focusgroup.store.study_file import StudyFile
from support.studies import FRAME, add_session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A study of two comments, backed up after the first."""
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=FRAME) as study:
        session = add_session(study).id
        for text in ("first", "second"):
            with study.act("comment", actor="note-taker", session=session) as act:
                act.add(Comment(new_id(), session, "a", text))
            make_backup(path)
    return path


def texts(path: Path) -> list[str]:
    with StudyFile.open(path) as study:
        return [c.text for c in study.comments(study.sessions()[0].id)]


def test_without_a_terminal_it_lists_and_changes_nothing(path, capsys):
    assert run(["restore", str(path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Backups of reset.focusgroup, newest first:"
    assert "2 comments, 1 groups" in told[1]
    assert "1 comments, 1 groups" in told[2]
    assert "--number" in told[3]
    assert texts(path) == ["first", "second"]


def test_the_chosen_one_is_put_back_and_the_present_one_kept(path, capsys):
    assert run(["restore", str(path), "--number", "1"]) == 0
    told = capsys.readouterr().out
    assert "is now the backup of" in told
    assert "1 comments" in told
    assert "kept as reset.before-restore.focusgroup" in told
    assert texts(path) == ["first"]
    assert texts(path.with_name("reset.before-restore.focusgroup")) == ["first", "second"]


def test_a_number_that_is_not_listed_is_refused(path, capsys):
    assert run(["restore", str(path), "--number", "3"]) == 1
    assert "There is no backup 3; there are 2, 1." in capsys.readouterr().err


def test_a_study_without_backups_is_told_where_they_would_be(tmp_path, capsys):
    assert run(["restore", str(tmp_path / "none.focusgroup")]) == 1
    assert "There are no backups of none.focusgroup" in capsys.readouterr().err


def test_an_open_study_is_not_replaced(path, capsys):
    with StudyFile.open(path):
        assert run(["restore", str(path), "--number", "2"]) == 1
    assert "open in another window" in capsys.readouterr().err
    assert texts(path) == ["first", "second"]


def test_a_study_that_is_gone_comes_back_from_its_backups(path):
    path.unlink()
    assert run(["restore", str(path), "--number", "2"]) == 0
    assert texts(path) == ["first", "second"]

"""focusgroup doctor: says in sentences what it found, and with --repair what it did."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from focusgroup.cli.main import run
from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.store.backup import make_backup
from focusgroup.store.study_file import StudyFile
from support.studies import JOINED, add_session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        session = add_session(study).id
        for n in range(120):
            with study.act("comment", actor="note-taker", session=session) as act:
                act.add(Comment(new_id(), session, "a", f"remark number {n} on the order desk"))
    return path


def doctor(capsys, *words: str) -> tuple[int, str]:
    code = run(["doctor", *words])
    return code, capsys.readouterr().out


def meddle(path: Path, *statements: str) -> None:
    with StudyFile.open(path) as study:
        study.connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            study.connection.execute(statement)


def texts(path: Path) -> list[str]:
    with StudyFile.open(path) as study:
        assert study.check().good
        return sorted(c.text for s in study.sessions() for c in study.comments(s.id))


def test_a_sound_study_is_said_to_be_sound(path, capsys):
    code, told = doctor(capsys, str(path))
    assert code == 0
    assert "reset.focusgroup: 120 comments, every page is sound" in told
    assert "LOOK" not in told
    assert "no backups yet" in told


def test_the_newest_good_backup_is_named(path, capsys):
    make_backup(path)
    _, told = doctor(capsys, str(path))
    assert "1 backups; the newest good one:" in told
    assert "120 comments" in told.splitlines()[-1]


@pytest.mark.parametrize(
    ("meddling", "found", "mended"),
    [
        (
            "INSERT INTO comment_fts (comment_fts) VALUES ('delete-all')",
            "the search index does not fit",
            "The search index was made anew",
        ),
        (
            "UPDATE comment SET text = 'meddled with' WHERE rowid = 3",
            "1 rows differ from the log",
            "1 rows were made anew from the change log",
        ),
        (
            "DELETE FROM comment WHERE rowid < 9",
            "8 rows differ from the log",
            "8 rows were made anew",
        ),
        (
            "DELETE FROM session",
            "123 rows refer to what is gone",
            "refer to what the log says again",
        ),
    ],
)
def test_what_can_be_mended_is_told_first_and_mended_on_request(
    path, capsys, meddling, found, mended
):
    before = texts(path)
    meddle(path, meddling)
    code, told = doctor(capsys, str(path))
    assert code == 1
    assert found in told
    assert "--repair" in told
    code, told = doctor(capsys, str(path), "--repair")
    assert code == 0
    assert mended in told
    assert texts(path) == before


def test_rows_whose_session_not_even_the_log_knows_get_a_stand_in(path, capsys):
    before = texts(path)
    meddle(path, "DELETE FROM session", "DELETE FROM change WHERE row_table = 'session'")
    code, told = doctor(capsys, str(path), "--repair")
    assert code == 0
    assert "1 stand-ins were made" in told
    assert texts(path) == before


def spoil(path: Path, *pages: int) -> None:
    body = bytearray(path.read_bytes())
    for page in pages:
        body[(page - 1) * 4096 : page * 4096] = random.Random(page).randbytes(4096)
    path.write_bytes(body)


def test_a_damaged_study_is_brought_into_a_new_file_and_the_backup_is_pointed_to(path, capsys):
    before = texts(path)
    make_backup(path)
    last = len(path.read_bytes()) // 4096
    spoil(path, last - 2, last - 4)
    code, told = doctor(capsys, str(path))
    assert code == 1
    assert "damaged" in told
    assert "focusgroup doctor reset.focusgroup --repair" in told
    assert "focusgroup restore reset.focusgroup" in told
    _, told = doctor(capsys, str(path), "--repair")
    assert "reset.focusgroup was left as it is; reset.salvaged.focusgroup was made" in told
    assert "It holds 120 comments" in told
    assert texts(path.with_name("reset.salvaged.focusgroup")) == before


def test_of_a_file_of_which_nothing_can_be_read_the_backup_is_pointed_to(path, capsys):
    make_backup(path)
    path.write_bytes(b"no database at all " * 4000)
    code, told = doctor(capsys, str(path), "--repair")
    assert code == 1
    assert "Nothing of reset.focusgroup can be read any more" in told or "is not a" in told
    assert "the newest good one" in told
    assert not path.with_name("reset.salvaged.focusgroup").exists()

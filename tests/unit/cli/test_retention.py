"""withdraw and close-study on the command line: codes only, asked first, said plainly."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from focusgroup.cli.main import app
from focusgroup.domain.erasure import Decision, Erasure
from focusgroup.domain.session import Session, SessionState
from focusgroup.store.study_file import StudyFile
from support.rooms import session_in
from support.studies import JOINED


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        room = session_in(study)
        room.notes.note("3- quagmirish orders are keyed twice #tech")
        room.notes.note("5>3 that is what seat three forgot")
        room.close()
        yesterday = (date.today() - timedelta(days=1)).isoformat()
        with study.act("recording", actor="moderator") as act:
            act.set(
                Session, room.session.id, state=SessionState.CLOSED,
                recording=1, recording_keeper="the project lead", destroy_by=yesterday,
            )  # fmt: skip
    return path


def run(*words: object, answers: str = ""):
    return CliRunner().invoke(app, [str(w) for w in words], input=answers)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_no_changes_nothing(path):
    before = digest(path)
    told = run("withdraw", path, "G1", "P3", answers="n\n")
    assert told.exit_code == 1
    assert "G1-P3: 1 comment, 1 tag." in told.stdout
    assert "cannot be undone" in told.stdout
    assert "Nothing was changed." in told.stdout
    with StudyFile.open(path) as study:
        assert study.rows(Erasure) == []
    assert digest(path) == before


def test_a_yes_withdraws_in_any_spelling_of_the_codes_and_gives_the_proof(path):
    told = run("withdraw", path, "g1", "p3", answers="y\n")
    assert told.exit_code == 0
    assert "searched byte by byte for 1 text of it: none is left." in told.stdout
    assert "1 note of others to decide on" in told.stdout
    assert b"quagmirish" not in path.read_bytes()
    again = run("withdraw", path, "G1", "P3", "--yes")
    assert again.exit_code == 1
    assert "has withdrawn already" in again.stderr


def test_a_name_typed_by_mistake_is_not_repeated(path):
    told = run("withdraw", path, "G1", "Solveig", "--yes")
    assert told.exit_code == 1
    assert "P1, P2, P3" in told.stderr
    assert "Solveig" not in told.output


def test_close_study_says_what_is_overdue_and_notes_what_was_destroyed(path):
    told = run("close-study", path, answers="y\ny\n")
    assert told.exit_code == 0
    assert "The recording of G1 is overdue" in told.stdout
    assert "Kept by: the project lead" in told.stdout
    assert "Noted as destroyed today: the recording of G1." in told.stdout
    with StudyFile.open(path) as study:
        assert study.sessions()[0].destroyed_on == date.today().isoformat()
        assert len(study.comments(study.sessions()[0].id)) == 2


def test_a_recording_that_nobody_says_is_destroyed_stays_on_the_list(path):
    told = run("close-study", path, "--yes")
    assert "STILL TO DO: The recording of G1 is overdue" in told.stdout
    with StudyFile.open(path) as study:
        assert study.sessions()[0].destroyed_on == ""
        assert study.rows(Decision) == []


def test_the_report_command_keeps_its_record(path, tmp_path):
    told = run("report", path, "--session", "g1", "-o", tmp_path / "out.docx")
    assert told.exit_code == 0
    wrong = run("report", path, "--session", "G7", "-o", tmp_path / "out.docx")
    assert wrong.exit_code == 1
    assert "No session G7" in wrong.stderr
    with StudyFile.open(path) as study:
        from focusgroup.room.exports import reports_made

        assert [m.export.scope for m in reports_made(study)] == ["G1"]

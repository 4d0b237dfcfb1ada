"""What commands print of file names and stored rows sends the terminal no commands."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from focusgroup.store.study_file import StudyFile
from support.rooms import session_in
from support.studies import JOINED

EVIL = "\x1b]0;T\x07\x1b[31m\x9b31m\x1bc\x08\u202e"
COMMANDS = (
    "doctor {}",
    "report {} -o x.docx",
    "restore {}",
    "guide check {}",
    "import-sample {} -o a.focusgroup",
    "privacy eval {}",
    "run {}",
)


def printed(folder: Path, *words: str, typed: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "focusgroup", *words],
        cwd=folder,
        input=typed.encode(),
        capture_output=True,
        check=False,
        env={"FOCUSGROUP_HOME": str(folder), "PATH": "", "LC_ALL": "C.UTF-8"},
    )
    return (done.stdout + done.stderr).decode()


def assert_harmless(said: str) -> None:
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said), ascii(said)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_name_is_told_without_its_escapes(tmp_path, command):
    words = [word.format(f"no{EVIL}thing.focusgroup") for word in command.split()]
    said = printed(tmp_path, *words)
    assert said
    assert_harmless(said)


@pytest.mark.parametrize("command", ["doctor {}", "report {} -o x.docx", "note {} --plain"])
def test_rows_of_another_program_are_told_without_their_escapes(tmp_path, command):
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        room = session_in(study)
        room.notes.note("1 they re-key every order")
        room.close()
    with sqlite3.connect(path) as rows:
        for table, column in (("comment", "text"), ("session", "label"), ("study", "title")):
            rows.execute(f"UPDATE {table} SET {column} = {column} || ?", (EVIL,))
    said = printed(tmp_path, *command.format(path).split(), typed=f"2 and so{EVIL} on\n/quit\n")
    assert said
    assert_harmless(said)

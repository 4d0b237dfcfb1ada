"""SIGKILL in the middle of a session: nothing acknowledged is lost, the half-typed line is back."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from focusgroup.store.study_file import StudyFile
from support.rooms import session_in
from support.studies import JOINED
from support.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]


@pytest.fixture
def study_path(tmp_path: Path) -> Path:
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        room = session_in(study)
        room.agenda.start()
        room.close()
    return path


def kept(path: Path) -> list[str]:
    with StudyFile.open(path) as study:
        assert study.check().good
        return [c.text for c in study.comments(study.sessions()[0].id)]


def test_killing_the_screen_loses_no_comment_that_was_seen_and_no_typed_line(study_path, tmp_path):
    with Terminal("note", str(study_path), home=tmp_path) as terminal:
        terminal.wait_for("what seat 3 said")
        for number in range(5):
            terminal.type(f"{number + 1}- remark number {number} #tech\r")
            terminal.wait_for(f"− remark number {number}")
        terminal.type("6+ and then the half-typed line goes on")
        terminal.wait_for("goes on")
        time.sleep(0.3)
        terminal.read()
        terminal.kill(signal.SIGKILL)
    assert kept(study_path) == [f"remark number {n}" for n in range(5)]
    with Terminal("note", str(study_path), home=tmp_path) as terminal:
        terminal.wait_for("6+ and then the half-typed line goes", "being typed when")
        terminal.press("enter")
        terminal.wait_for("+ and then the half-typed line goes")


_WRITER = """
import sys, json
from pathlib import Path
from focusgroup.room.room import Room
from focusgroup.store.study_file import StudyFile
study = StudyFile.open(Path(sys.argv[1]))
room = Room(study, study.sessions()[0].id, actor=sys.argv[2])
n = 0
while True:
    comment = room.notes.note(f"{1 + n % 6}- remark {n} of {sys.argv[2]} #tech")
    print(comment.id, flush=True)
    n += 1
"""


@pytest.mark.parametrize("writers", [1, 2])
def test_killing_writers_at_random_moments_keeps_every_acknowledged_comment(study_path, writers):
    chance = random.Random(writers)
    acknowledged: set[str] = set()
    for _ in range(6):
        running = [
            subprocess.Popen(
                [sys.executable, "-c", _WRITER, str(study_path), f"writer {n}"],
                stdout=subprocess.PIPE,
                text=True,
            )
            for n in range(writers)
        ]
        for process in running:
            assert process.stdout
            acknowledged.add(process.stdout.readline().strip())
        time.sleep(chance.uniform(0.0, 0.15))
        for process in running:
            os.kill(process.pid, signal.SIGKILL)
        for process in running:
            out, _ = process.communicate()
            acknowledged |= {line for line in out.split("\n")[:-1] if len(line) == 36}
    with StudyFile.open(study_path) as study:
        assert study.check().good
        ids = {c.id for c in study.comments(study.sessions()[0].id)}
    assert acknowledged
    assert acknowledged <= ids


def test_eight_processes_on_one_file_lose_nothing_and_show_no_lock(study_path):
    code = _WRITER.replace("while True:", "for n in range(40):").replace("    n += 1\n", "")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(study_path), f"writer {n}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(8)
    ]
    for process in running:
        _, errors = process.communicate()
        assert errors == ""
    assert len(kept(study_path)) == 320


def test_closing_the_terminal_keeps_everything(study_path, tmp_path):
    with Terminal("note", str(study_path), home=tmp_path) as terminal:
        terminal.wait_for("what seat 3 said")
        terminal.type("1- before the terminal goes\r")
        terminal.wait_for("− before the terminal goes")
        terminal.type("2+ half a line of it")
        terminal.wait_for("half a line of it")
        time.sleep(0.3)
        terminal.read()
        os.close(terminal._master)
        terminal._master = -1
        terminal.process.wait(20)
    assert kept(study_path) == ["before the terminal goes"]
    with StudyFile.open(study_path) as study:
        drafts = study.connection.execute("SELECT text FROM draft").fetchall()
    assert json.dumps(drafts).count("half a line of") == 1

"""SIGKILL in the middle of a withdrawal: whole or not begun, and no byte after the next start."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from focusgroup.domain.erasure import Erasure
from focusgroup.store import backup, erasure, purge
from focusgroup.store.study_file import StudyFile
from support.rooms import session_in
from support.studies import JOINED
from tui.screens.sitting import on_disk

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]

_WITHDRAW = """
import sys
from pathlib import Path
from focusgroup.room import withdrawal
from focusgroup.store.study_file import StudyFile
study = StudyFile.open(Path(sys.argv[1]))
seat = study.seats(study.sessions()[0].id)[2]
print("now", flush=True)
withdrawal.withdraw(study, seat.id)
print("done", flush=True)
"""
_ROUNDS = 12


def planted(path: Path) -> None:
    """A study of 300 comments, 50 of seat 3, with a backup that holds them."""
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        room = session_in(study)
        room.agenda.start()
        for n in range(300):
            seat = n % 6 + 1
            word = "quagmirish" if seat == 3 else "ordinary"
            room.notes.note(f"{seat}- {word} remark number {n} #tech")
        room.close()
        backup.make_backup(path)


def test_killed_at_any_moment_it_is_whole_or_not_begun_and_leaves_no_byte(tmp_path):
    """Moments spread over what one withdrawal takes here; each round is killed somewhere else."""
    chance = random.Random(3)
    source = tmp_path / "source"
    source.mkdir()
    planted(source / "reset.focusgroup")
    begun = 0
    for number in range(_ROUNDS):
        folder = tmp_path / f"round{number}"
        subprocess.run(["cp", "-r", source, folder], check=True)
        path = folder / "reset.focusgroup"
        with subprocess.Popen(
            [sys.executable, "-c", _WITHDRAW, str(path)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout.readline() == "now\n"
            time.sleep(chance.uniform(0.0, 0.12))
            os.kill(process.pid, signal.SIGKILL)
        with StudyFile.open(path) as study:
            marks = study.rows(Erasure)
            left = [c for c in study.comments(study.sessions()[0].id) if "quagmirish" in c.text]
            assert len(left) == (0 if marks else 50)
            assert study.check().good
            if marks:
                begun += 1
                assert not purge.owed(study.connection)
                assert b"quagmirish" not in on_disk(folder), f"open again, round {number}"
        assert not marks or b"quagmirish" not in on_disk(folder), f"closed, round {number}"
    assert begun, "no kill fell behind the commit"


@pytest.mark.parametrize("stage", ["rows", "pages", "index", "backups"])
def test_killed_after_each_stage_the_next_opening_does_the_rest(tmp_path, stage):
    path = tmp_path / "reset.focusgroup"
    planted(path)
    step = {
        "rows": "purge.finish",
        "pages": "purge._index_anew",
        "index": "purge._folded_in",
        "backups": "purge._fresh_backup",
    }[stage]
    code = f"""
import os, signal, sys
from pathlib import Path
from focusgroup.room import withdrawal
from focusgroup.store import purge
from focusgroup.store.study_file import StudyFile
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
study = StudyFile.open(Path(sys.argv[1]))
{step} = die
withdrawal.withdraw(study, study.seats(study.sessions()[0].id)[2].id)
"""
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert b"quagmirish" in on_disk(tmp_path), "not all of it was done yet"
    with StudyFile.open(path) as study:
        assert len(study.rows(Erasure)) == 1
        assert study.check().good
        assert b"quagmirish" not in on_disk(tmp_path)
        with pytest.raises(Exception, match="no such seat"):
            erasure.withdraw_seat(study, study.rows(Erasure)[0].seat)

"""SIGKILL at random moments: every acknowledged comment is there, and the file is in order.

A few rounds here; `make soak` runs some four hundred and prints what they came to.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from focusgroup.store.study_file import StudyFile
from soak.kills import Account, check, kill_moderator, kill_screen, kill_writers
from support.rooms import session_in
from support.studies import JOINED

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]
LONG = pytest.mark.soak


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "study" / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        room = session_in(study)
        room.agenda.start()
        room.agenda.next()
        room.agenda.next()
        room.close()
    return path


@pytest.mark.parametrize("writers", [1, 2])
@pytest.mark.parametrize("rounds", [3, pytest.param(120, marks=LONG)])
def test_writers_killed_lose_no_acknowledged_comment(path, writers, rounds):
    chance = random.Random(writers)
    account = Account(f"{writers} writer{'s' * (writers > 1)} killed")
    for _ in range(rounds):
        kill_writers(path, account, writers, chance)
        check(path, account)
    sys.stdout.write(f"\n{account}\n")
    assert account.acknowledged


@pytest.mark.parametrize("writer", [False, True], ids=["alone", "beside-a-writer"])
@pytest.mark.parametrize("rounds", [2, pytest.param(60, marks=LONG)])
def test_the_screen_killed_loses_no_comment_seen_and_no_half_typed_line(
    path, tmp_path, writer, rounds
):
    chance = random.Random(writer)
    account = Account(f"screen {'and a writer ' if writer else ''}killed")
    for _ in range(rounds):
        kill_screen(path, tmp_path / "home", account, chance, writer=writer)
        check(path, account)
    sys.stdout.write(f"\n{account}\n")
    assert account.acknowledged
    assert account.drafts


@pytest.mark.parametrize("rounds", [2, pytest.param(40, marks=LONG)])
def test_a_killed_session_resumes_at_its_step_and_clock(path, tmp_path, rounds):
    chance = random.Random(rounds)
    account = Account("moderator killed")
    for _ in range(rounds):
        kill_moderator(path, tmp_path / "home", account, chance)
        check(path, account)
    sys.stdout.write(f"\n{account}\n")
    assert account.resumed == rounds

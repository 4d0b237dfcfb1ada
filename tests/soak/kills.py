"""Rounds of SIGKILL on the real program, and the account of what was there afterwards."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from focusgroup.room.room import Room
from focusgroup.store import backup
from focusgroup.store.study_file import StudyFile
from support.terminal import Terminal

_HELD_BACK = 5  # the word in hand, and four before it that may begin a name with it

WRITER = """
import sys
from pathlib import Path
from focusgroup.room.room import Room
from focusgroup.store.study_file import StudyFile
study = StudyFile.open(Path(sys.argv[1]))
room = Room(study, study.sessions()[0].id, actor=sys.argv[2])
n = 0
while True:
    line = f"{1 + n % 6}- remark {n} of {sys.argv[2]} #tech"
    room.save_draft(line)
    comment = room.notes.note(line)
    if n % 7 == 0:
        room.notes.retext(comment.id, f"remark {n} corrected")
    if n % 5 == 0:
        room.beat()
    print(comment.id, flush=True)
    n += 1
"""
SIZE = (150, 40)


@dataclass
class Account:
    """What the rounds of one run came to."""

    name: str
    rounds: int = 0
    kills: int = 0
    acknowledged: set[str] = field(default_factory=set)
    drafts: int = 0  # half-typed lines that were on screen at the kill, all found again
    held_back: int = 0  # words at their ends
    resumed: int = 0
    backups: int = 0
    at: float = field(default_factory=time.monotonic)

    def __str__(self) -> str:
        parts = [
            f"{self.name}: {self.rounds} rounds, {self.kills} kills",
            f"{len(self.acknowledged)} acknowledged comments, 0 lost",
            "0 damaged, log = tables after each round",
        ]
        if self.drafts:
            words = f"{self.held_back} words at their ends held back"
            parts.append(f"{self.drafts} half-typed lines back, {words}")
        parts += [f"{self.resumed} sessions at their step and clock"] if self.resumed else []
        parts += [f"{self.backups} backups, all sound"] if self.backups else []
        return "; ".join(parts) + f" ({time.monotonic() - self.at:.0f} s)"


def check(path: Path, account: Account) -> None:
    """Hold the file against what was acknowledged; fails with what is wrong."""
    account.rounds += 1
    with StudyFile.open(path) as study:
        found = study.check()
        assert found.good, found
        session = study.sessions()[0].id
        held = {c.id for c in study.comments(session)} | {c.text for c in study.comments(session)}
    lost = account.acknowledged - held
    assert not lost, f"{len(lost)} acknowledged comments are lost"
    for each in backup.backups(path):
        backup.verify(path, each.path)
        account.backups = max(account.backups, each.number)


# Writers without a screen


def kill_writers(path: Path, account: Account, count: int, chance: random.Random) -> None:
    """Start writers, kill them at a random moment, and hear what they had acknowledged."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), f"writer {n}"],
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(count)
    ]
    # Some die while they start, most in the midst of writing.
    if chance.random() < 0.1:
        time.sleep(chance.uniform(0.0, 0.6))
    else:
        for process in running:
            assert process.stdout
            account.acknowledged.add(process.stdout.readline().strip())
        time.sleep(chance.uniform(0.0, 0.3))
    for process in running:
        os.kill(process.pid, signal.SIGKILL)
        account.kills += 1
    for process in running:
        out, _ = process.communicate()
        account.acknowledged |= {line for line in out.split("\n")[:-1] if len(line) == 36}
    account.acknowledged.discard("")


# The screen


@contextmanager
def window(path: Path, home: Path, view: str) -> Iterator[Terminal]:
    """The real program on a pseudo-terminal."""
    with Terminal(view, str(path), home=home, size=SIZE) as terminal:
        yield terminal


def seen(terminal: Terminal, account: Account) -> None:
    """Take what stands in the stream as acknowledged."""
    account.acknowledged |= set(re.findall(r"− (mark \d+ of round \d+)\b", terminal.text))


def preview(terminal: Terminal) -> str:
    """The words as they will be kept, above the capture line."""
    rows = terminal.screen.display
    line = next((n for n, row in enumerate(rows) if row.lstrip().startswith("› ")), 0)
    return rows[line - 2].strip() if line else ""


def kill_screen(
    path: Path, home: Path, account: Account, chance: random.Random, *, writer: bool
) -> None:
    """Type into the note-taker's screen and kill it at a random moment, a writer beside it too."""
    beside: list[subprocess.Popen[str]] = []
    if writer:
        beside.append(
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(path), "writer"],
                stdout=subprocess.PIPE,
                text=True,
            )
        )
    half = ""
    with window(path, home, "note") as terminal:
        terminal.wait_for("›", seconds=60)
        if account.rounds % 2:
            half = _type_half_a_line(terminal, account, chance)
        else:
            _type_remarks(terminal, account, chance)
        terminal.kill(signal.SIGKILL)
        account.kills += 1
    for process in beside:
        process.kill()
        account.kills += 1
        out, _ = process.communicate()
        account.acknowledged |= {line for line in out.split("\n")[:-1] if len(line) == 36}
    if half:
        with StudyFile.open(path) as study:
            room = Room(study, study.sessions()[0].id)
            draft = room.load_draft()
            room.save_draft("")  # taken over by this very process, it would be offered next time
            room.close()
        # What may yet become a name or an address is kept only once it is finished: its last word,
        # and words before it that could belong to it.
        typed = f"2+ {half}"
        assert typed.startswith(draft), (half, draft)
        held_back = len(typed.split()) - len(draft.split())
        assert held_back <= _HELD_BACK, (half, draft)
        account.drafts += 1
        account.held_back += held_back


def _type_remarks(terminal: Terminal, account: Account, chance: random.Random) -> None:
    end = time.monotonic() + chance.uniform(0.1, 1.5)
    number = 0
    while time.monotonic() < end:
        terminal.type(f"1- mark {number} of round {account.rounds}\r")
        terminal.read(chance.uniform(0.0, 0.1))
        seen(terminal, account)
        number += 1
    seen(terminal, account)


def _type_half_a_line(terminal: Terminal, account: Account, chance: random.Random) -> str:
    _clear_line(terminal)
    words = f"2+ the half typed line of round {account.rounds} goes on and on and on"
    for character in words[: chance.randint(12, len(words))]:
        terminal.type(character)
        terminal.read(chance.uniform(0.0, 0.02))
    terminal.read(chance.uniform(0.0, 0.2))
    terminal.settle(0.3)  # while the writer holds the file, a line is saved up to 250 ms later
    return preview(terminal)


def _clear_line(terminal: Terminal) -> None:
    """Delete what an earlier kill left in the line."""
    terminal.press("ctrl+e", "ctrl+u")
    end = time.monotonic() + 20
    while preview(terminal) and time.monotonic() < end:
        terminal.press("ctrl+u")
        terminal.read(0.05)


def kill_moderator(path: Path, home: Path, account: Account, chance: random.Random) -> None:
    """Move through the guide and kill: the session resumes at its step and clock."""
    with window(path, home, "run") as terminal:
        terminal.wait_for("gone", "▸", seconds=60)
        for _ in range(chance.randint(0, 2)):
            terminal.press(chance.choice(["f7", "f6"]))
            terminal.read(chance.uniform(0.0, 0.3))
        title, shown = _clock(terminal)
        terminal.kill(signal.SIGKILL)
        killed = time.monotonic()
        account.kills += 1
    with StudyFile.open(path) as study:
        room = Room(study, study.sessions()[0].id)
        run = room.desk.in_hand
        assert run
        # What was on screen is kept; a key pressed just before may have been kept unseen.
        titles = {room.desk.item_of(r).title for r in _neighbours(room, run.position)}
        assert title in titles, (title, titles)
        elapsed = room.clock.elapsed()
        assert shown - 1 <= elapsed <= shown + (time.monotonic() - killed) + 5, (shown, elapsed)
        room.close()
    account.resumed += 1


def _neighbours(room: Room, position: float) -> list:
    runs = room.desk.runs
    at = next(n for n, run in enumerate(runs) if run.position == position)
    return runs[max(0, at - 2) : at + 3]


def _clock(terminal: Terminal) -> tuple[str, int]:
    found = re.search(r"(\d+):(\d\d) gone.*▸ (.+?)  ", terminal.text)
    assert found, terminal.text
    return found[3].strip(), int(found[1]) * 60 + int(found[2])

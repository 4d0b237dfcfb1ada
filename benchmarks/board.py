"""Cards on the wall as felt at the screen: moved and opened, 500 of them against 50."""

from __future__ import annotations

import os
import re
import select
import tempfile
import time
from pathlib import Path

from benchmarks.material import filled_study
from benchmarks.measure import median, p95, show
from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.domain.wall import Card, Cluster
from focusgroup.privacy import Scrubber
from focusgroup.room.wall.boards import make_board
from focusgroup.store.study_file import StudyFile
from support.terminal import PROGRAM, Terminal

SIZE = (100, 30)
GROUPS = 5
QUIET_S = 0.03


def walled_study(path: Path, cards: int) -> int:
    """Make a study whose board holds so many cards, half of them sorted; return how many in one."""
    session = filled_study(path, cards)
    with StudyFile.open(path) as study:
        board = make_board(study, Scrubber(), "What keeps us?", kj=False, session=session).id
        groups = [Cluster(new_id(), board, f"Quay{n}", float(n)) for n in range(GROUPS)]
        in_one = cards // 2 // GROUPS
        with study.act("sorted", actor="wall", session=board) as act:
            act.add(*groups)
            for at, comment in enumerate(study.rows(Comment)):
                group = groups[at // in_one].id if at < in_one * GROUPS else None
                act.add(
                    Card(new_id(), board, comment=comment.id, cluster=group, position=float(at))
                )
    return in_one


def _until(terminal: Terminal, wanted: re.Pattern[bytes]) -> float:
    """Return the seconds until something is drawn."""
    start = time.perf_counter()
    got = bytearray()
    while time.perf_counter() - start < 10:
        if select.select([terminal._master], [], [], 0.5)[0]:
            got += os.read(terminal._master, 65536)
            if wanted.search(got):
                took = time.perf_counter() - start
                terminal._stream.feed(bytes(got))
                return took
    raise AssertionError(f"{wanted.pattern!r} did not come\n{terminal.text}")


def _settle(terminal: Terminal) -> None:
    while terminal.read(QUIET_S):
        pass


def _at_boards(path: Path, home: Path) -> Terminal:
    terminal = Terminal("open", str(path), home=home, size=SIZE, command=PROGRAM)
    terminal.wait_for("G1", "F1")
    terminal.press("k")
    terminal.wait_for("What keeps us?")
    _settle(terminal)
    return terminal


def _opening(terminal: Terminal) -> float:
    terminal.type("\r")
    took = _until(terminal, re.compile(rb"1 Quay0"))
    _settle(terminal)
    return took


def _moves(terminal: Terminal, held: int, rounds: int) -> list[float]:
    """Send cards into the first group; its count tells that one is written and drawn."""
    times = []
    for number in range(1, rounds + 1):
        terminal.type("1")
        times.append(_until(terminal, re.compile(rb" %d\x1b" % (held + number))))
        _settle(terminal)
        time.sleep(0.06)
    return times


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        few, many = home / "few.focusgroup", home / "many.focusgroup"
        held_few, held_many = walled_study(few, 50), walled_study(many, 500)
        with _at_boards(few, home) as one, _at_boards(many, home) as other:
            opened: tuple[list[float], list[float]] = ([], [])
            for _ in range(12):
                for terminal, times in ((one, opened[0]), (other, opened[1])):
                    times.append(_opening(terminal))
                    terminal.press("escape")
                    _settle(terminal)
            _opening(one)
            _opening(other)
            small: list[float] = []
            large: list[float] = []
            for _ in range(4):
                small += _moves(one, held_few + len(small), 5)
                large += _moves(other, held_many + len(large), 5)
    ratio = median(large) / median(small)
    show(
        "a card moved to screen, median, 500 cards against 50",
        f"{ratio:.2f}x ({median(large) * 1e3:.1f} / {median(small) * 1e3:.1f} ms)",
        "<= 1.5x",
        ratio <= 1.5,
    )
    show("   the same, p95", f"{p95(large) / p95(small):.2f}x", "")
    ratio = median(opened[1]) / median(opened[0])
    show(
        "a board opened to screen, median, 500 cards against 50",
        f"{ratio:.2f}x ({median(opened[1]) * 1e3:.1f} / {median(opened[0]) * 1e3:.1f} ms)",
        "<= 3x",
        ratio <= 3,
    )


if __name__ == "__main__":
    main()

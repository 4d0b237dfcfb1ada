"""Cards on the wall as felt at the screen: moved and opened, 500 of them against 50."""

from __future__ import annotations

import os
import re
import select
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from benchmarks.material import filled_study
from benchmarks.measure import median, p95, show
from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.domain.wall import Card, Cluster
from focusgroup.privacy import Scrubber
from focusgroup.room.wall.boards import make_board
from focusgroup.store.study_file import StudyFile
from support.terminal import KEYS, PROGRAM, Terminal

SIZE = (100, 30)
GROUPS = 5
IN_VIEW = 3  # columns, on a terminal of this width
QUIET_S = 0.03
SETTLED_S = 0.06  # a move that is drawn in two goes counts to the second
ROUNDS = 20
CARRIED, IN_HAND = "◆".encode(), "▌".encode()  # a card carried, and one that lies

Put = defaultdict[str, list[float]]


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


@dataclass
class Board:
    """A board on a terminal, and how long each of its inputs took until all of it was drawn."""

    terminal: Terminal
    held: int  # cards in the first group

    def felt(self, typed: str, wanted: bytes) -> float:
        """Send keys or the mouse; return the seconds to the last drawing that follows of it.

        Something wanted must be among what is drawn, so that no move is left out of the figures.
        """
        master, got = self.terminal._master, bytearray()
        start = last = time.perf_counter()
        self.terminal.type(typed)
        while select.select([master], [], [], SETTLED_S if wanted in got else 10)[0]:
            got += os.read(master, 65536)
            last = time.perf_counter()
        self.terminal._stream.feed(bytes(got))  # only now: it takes longer than the drawing
        assert wanted in got, f"{wanted!r} did not come\n{self.terminal.text}"
        return last - start

    def walk(self, *keys: str) -> None:
        """Go somewhere; nobody waits for that here."""
        for key in keys:
            self.terminal.press(key)
            _settle(self.terminal)

    def carried(self, step: str, steps: int) -> tuple[list[float], float]:
        """Carry the card in hand so far; return the times of the steps, and of putting it down."""
        self.felt(" ", CARRIED)
        way = [self.felt(KEYS[step], CARRIED) for _ in range(steps)]
        return way, self.felt(" ", IN_HAND)

    def dragged(self, columns: int) -> tuple[list[float], float]:
        """Drag the card in hand so many columns on; return the same."""
        y, x = next(
            (y, line.index("▌"))
            for y, line in enumerate(self.terminal.screen.display)
            if "▌" in line
        )
        # Columns and lines of a terminal count from 1; 32 is a mouse moved with its button down.
        there = x + 4 + columns * (SIZE[0] // IN_VIEW)
        self.terminal.type(f"\x1b[<0;{x + 4};{y + 1}M")
        _settle(self.terminal)
        way = [self.felt(f"\x1b[<32;{there};{y + 1}M", CARRIED)]
        return way, self.felt(f"\x1b[<0;{there};{y + 1}m", IN_HAND)

    def sent(self) -> list[float]:
        """Send a card into the first group and one out of it again, each by its digit."""
        self.walk("home")
        there = self.felt("1", b" %d\x1b" % (self.held + 1))
        self.walk("right", "end")
        back = self.felt("0", b" %d\x1b" % self.held)
        self.walk("left")
        return [there, back]


def _rounds(board: Board, way: list[float], put: dict[str, list[float]]) -> None:
    """Move a card in each of the ways there are, there and back."""
    put["sent by a digit"] += board.sent()
    board.walk("home")
    for kind, move in (
        ("within a group", lambda there: board.carried("down" if there else "up", 3)),
        ("to the group beside", lambda there: board.carried("right" if there else "left", 1)),
        ("to a group out of view", lambda there: board.carried("right" if there else "left", 5)),
        ("dragged", lambda there: board.dragged(2 if there else -2)),
    ):
        for there in (True, False):
            steps, down = move(there)
            way += steps
            put[kind].append(down)


def _told(what: str, few: list[float], many: list[float], wanted: float | None) -> None:
    """Print median and p95 of a kind of input; both are to be within what is wanted."""
    both = [(of(many), of(few)) for of in (median, p95)]
    figures = [f"{a / b:.2f}x ({a * 1e3:.1f} / {b * 1e3:.1f} ms)" for a, b in both]
    good = None if wanted is None else all(a / b <= wanted for a, b in both)
    show(what, f"{figures[0]}, p95 {figures[1]}", f"<= {wanted}x" if wanted else "", good)


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
            boards = Board(one, held_few), Board(other, held_many)
            ways: tuple[list[float], list[float]] = ([], [])
            puts: tuple[Put, Put] = (defaultdict(list), defaultdict(list))
            for _ in range(ROUNDS):
                for board, way, put in zip(boards, ways, puts, strict=True):
                    _rounds(board, way, put)
    small, large = (list(chain.from_iterable(put.values())) for put in puts)
    _told(f"a card moved to screen, 500 cards against 50, {len(large)} moves", small, large, 1.5)
    for kind, times in puts[0].items():
        _told(f"   {kind}", times, puts[1][kind], None)
    _told("   a step of a carried card", *ways, 1.5)
    _told("a board opened to screen, 500 cards against 50", *opened, 3)


if __name__ == "__main__":
    main()

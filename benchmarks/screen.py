"""Keys and comments as felt at the screen, on a real pseudo-terminal."""

from __future__ import annotations

import os
import select
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.material import filled_study
from benchmarks.measure import fdatasync_s, median, p95, show
from support.terminal import Terminal

SCREEN = (sys.executable, "-m", "benchmarks.note_screen")
SIZE = (100, 30)
QUIET_S = 0.03


def _opened(path: Path, home: Path, *flags: str) -> Terminal:
    terminal = Terminal(str(path), *flags, home=home, size=SIZE, command=SCREEN)
    terminal.wait_for("what seat 3 said", "F1")
    end = time.monotonic() + 9  # the toasts are gone by then
    while time.monotonic() < end:
        terminal.read()
    return terminal


def _until(terminal: Terminal, wanted: str) -> float:
    """Return the seconds until a text comes out of the terminal, drawing included."""
    start = time.perf_counter()
    got = bytearray()
    while time.perf_counter() - start < 5:
        if select.select([terminal._master], [], [], 0.5)[0]:
            got += os.read(terminal._master, 65536)
            if wanted.encode() in got:
                took = time.perf_counter() - start
                terminal._stream.feed(bytes(got))
                return took
    raise AssertionError(f"{wanted!r} did not come\n{terminal.text}")


def _settle(terminal: Terminal) -> None:
    while terminal.read(QUIET_S):
        pass


def _key_times(terminal: Terminal, rounds: int) -> list[float]:
    times = []
    for number in range(rounds):
        letter = "qzxjkvwy"[number % 8]
        terminal.type(letter)
        times.append(_until(terminal, letter))
        _settle(terminal)
        time.sleep(0.06)  # no faster than a person: a burst would measure the queue
        if number % 8 == 7:
            terminal.press("ctrl+u")
            _settle(terminal)
    terminal.press("ctrl+u")
    _settle(terminal)
    return times


def _enter_times(terminal: Terminal, rounds: int) -> list[float]:
    times = []
    for number in range(rounds):
        word = f"zq{number:03d}xv"
        terminal.type(f"{1 + number % 8}- {word} remark")
        time.sleep(0.25)
        _settle(terminal)
        start = time.perf_counter()
        terminal.type("\r")
        _until(terminal, f"{word} remark")
        times.append(time.perf_counter() - start)
        _settle(terminal)
    return times


def keys() -> None:
    """Key to screen with 10,000 comments in the stream against 100, in turn."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        few, many = home / "few.focusgroup", home / "many.focusgroup"
        filled_study(few, 100)
        filled_study(many, 10_000)
        with _opened(few, home) as one, _opened(many, home) as other:
            small: list[float] = []
            large: list[float] = []
            for _ in range(8):
                small += _key_times(one, 25)
                large += _key_times(other, 25)
    ratio = p95(large) / p95(small)
    show(
        "key to screen, p95, 10,000 comments against 100",
        f"{ratio:.2f}x ({p95(large) * 1e3:.1f} / {p95(small) * 1e3:.1f} ms)",
        "<= 1.3x",
        ratio <= 1.3,
    )
    show("   the same, median", f"{median(large) / median(small):.2f}x", "")


def enter() -> None:
    """Enter to visible and durable, against the same screen without storage."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        with_storage, without = home / "a.focusgroup", home / "b.focusgroup"
        filled_study(with_storage, 100)
        filled_study(without, 100)
        sync = median(fdatasync_s(home))
        with _opened(with_storage, home) as one, _opened(without, home, "--no-storage") as other:
            ours: list[float] = []
            bare: list[float] = []
            for _ in range(5):
                ours += _enter_times(one, 16)
                bare += _enter_times(other, 16)
    allowed = 1.5 * p95(bare) + sync
    show(
        "Enter to visible and durable, p95, against storage off",
        f"{p95(ours) / p95(bare):.2f}x ({p95(ours) * 1e3:.1f} / {p95(bare) * 1e3:.1f} ms)",
        f"<= 1.5x + a sync of {sync * 1e3:.2f} ms",
        p95(ours) <= allowed,
    )


def main() -> None:
    """Print the figures."""
    keys()
    enter()


if __name__ == "__main__":
    main()

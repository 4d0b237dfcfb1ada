"""A worksheet of 1,000 rows against one of 10, as felt at the screen of a real pseudo-terminal."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.measure import median, show
from benchmarks.screen import _settle, _until
from focusgroup.domain.ids import new_id
from focusgroup.guide.library import load_frame
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets.measure_audit import Measure
from support.terminal import KEYS, Terminal

SIZE = (100, 30)


def _filled(path: Path, count: int) -> None:
    with (
        StudyFile.create(path, title="Reset", frame=load_frame("crm-joined")) as study,
        study.act("measures", actor="analyst") as act,
    ):
        for number in range(count):
            level = "tactic" if number % 2 else "strategy"
            said = {"level": level, "in_place": "yes", "collected": "partly", "analysed": "no"}
            act.add(Measure(new_id(), float(number), name=f"measure {number:04d} of it", **said))


def _opened(path: Path, home: Path) -> Terminal:
    terminal = Terminal("open", str(path), home=home, size=SIZE)
    terminal.wait_for("No groups yet", "F1")
    terminal.type("s")
    terminal.wait_for("Measure audit")
    terminal.press("down", "down", "down", "enter")
    terminal.wait_for("Put in the four questions")
    terminal.press("tab")
    terminal.wait_for("measure 0003")
    _settle(terminal)
    return terminal


def _scroll_times(terminal: Terminal, rounds: int) -> list[float]:
    """Key to screen of Down and Up within the rows that both worksheets have."""
    times = []
    for number in range(rounds):
        key, wanted = ("down", "measure 0001") if number % 2 == 0 else ("up", "measure 0000")
        start = time.perf_counter()
        terminal.type(KEYS[key])
        _until(terminal, wanted)
        times.append(time.perf_counter() - start)
        _settle(terminal)
        time.sleep(0.05)
    return times


def _edit_times(terminal: Terminal, rounds: int, mark: str) -> list[float]:
    """Ctrl+S in the form to the changed row on screen, written and durable."""
    times = []
    for number in range(rounds):
        terminal.press("enter")
        terminal.wait_for("Change a measure")
        time.sleep(0.4)
        _settle(terminal)
        terminal.press("ctrl+u")
        time.sleep(0.3)  # a binding goes a longer way than a letter typed after it
        _settle(terminal)
        word = f"z{mark}{number:02d}"
        terminal.type(f"{word} ")
        terminal.wait_for(f"{word} ")
        time.sleep(0.1)
        _settle(terminal)
        start = time.perf_counter()
        terminal.type(KEYS["ctrl+s"])
        _until(terminal, "Measures")
        times.append(time.perf_counter() - start)
        terminal.wait_for(word, "F1")
        time.sleep(0.2)
        _settle(terminal)
    return times


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        few, many = home / "few.focusgroup", home / "many.focusgroup"
        _filled(few, 10)
        _filled(many, 1_000)
        with _opened(few, home) as one, _opened(many, home) as other:
            times: dict[str, list[float]] = {"s": [], "S": [], "e": [], "E": []}
            for _ in range(4):
                times["s"] += _scroll_times(one, 20)
                times["S"] += _scroll_times(other, 20)
            for turn in range(3):
                times["e"] += _edit_times(one, 4, f"a{turn}")
                times["E"] += _edit_times(other, 4, f"a{turn}")
    for what, small, large in (
        ("scroll a row", times["s"], times["S"]),
        ("keep an edited row", times["e"], times["E"]),
    ):
        ratio = median(large) / median(small)
        show(
            f"worksheet of 1,000 rows against 10: {what}",
            f"{ratio:.2f}x ({median(large) * 1e3:.1f} / {median(small) * 1e3:.1f} ms)",
            "<= 1.5x",
            ratio <= 1.5,
        )


if __name__ == "__main__":
    main()

"""`--version` against a bare interpreter, first paint against a bare Textual app, memory, size."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from benchmarks.measure import median, show, timed
from support.terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("READY")
Bare().run()
"""


def version() -> None:
    """Compare whole processes, in turn."""
    console = str(Path(sys.executable).with_name("focusgroup"))
    bare, ours = [], []
    for _ in range(25):
        bare.append(timed(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True)))
        ours.append(
            timed(lambda: subprocess.run([console, "--version"], check=True, capture_output=True))
        )
    ratio = median(ours) / median(bare)
    show(
        "focusgroup --version against a bare interpreter",
        f"{ratio:.2f}x ({median(ours) * 1e3:.0f} / {median(bare) * 1e3:.0f} ms)",
        "<= 2.5x",
        ratio <= 2.5,
    )


def _painted(command: tuple[str, ...], words: str, home: Path) -> float:
    start = time.perf_counter()
    with Terminal(home=home, command=command) as terminal:
        terminal.wait_for(words)
        return time.perf_counter() - start


def first_paint() -> None:
    """Compare the time until text stands on a real pseudo-terminal."""
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as name:
        for _ in range(9):
            bare.append(_painted((sys.executable, "-c", BARE), "READY", Path(name)))
            ours.append(_painted((sys.executable, "-m", "focusgroup"), "focusgroup", Path(name)))
    ratio = median(ours) / median(bare)
    show(
        "first paint against a bare Textual app",
        f"{ratio:.2f}x ({median(ours) * 1e3:.0f} / {median(bare) * 1e3:.0f} ms)",
        "<= 1.5x",
        ratio <= 1.5,
    )


def _resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def idle_memory() -> None:
    """Resident memory of the note-taker's view on the sample study, left alone."""
    if not Path("/proc/self/status").exists():
        return
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "s.focusgroup"
        folder = Path(__file__).parent.parent / "src/focusgroup/exchange/sample"
        subprocess.run(
            [sys.executable, "-m", "focusgroup", "import-sample", str(folder), "-o", str(path)],
            check=True,
            capture_output=True,
        )
        for what, words, seen in (
            ("home screen", (), "focusgroup"),
            ("note-taker's view of the sample", ("note", str(path)), "P1"),
        ):
            with Terminal(*words, home=Path(name)) as terminal:
                terminal.wait_for(seen)
                end = time.monotonic() + 4
                while time.monotonic() < end:
                    terminal.read()
                memory = _resident_mb(terminal.process.pid)
            show(f"idle memory, {what}", f"{memory:.0f} MB", "<= 70 MB", memory <= 70)


def install_size() -> None:
    """What pip puts into a new environment for the program without extras."""
    root = Path(__file__).parent.parent
    with tempfile.TemporaryDirectory() as name:
        venv.create(name, with_pip=True)
        python = Path(name) / ("Scripts" if os.name == "nt" else "bin") / "python"
        quiet = {"check": True, "capture_output": True}
        before = _size_mb(Path(name))
        constraints = ["--constraint", str(root / "constraints.txt")]
        subprocess.run(
            [str(python), "-m", "pip", "install", "--no-compile", *constraints, str(root)], **quiet
        )
        size = _size_mb(Path(name)) - before
    show("install without extras", f"{size:.0f} MB", "<= 60 MB", size <= 60)


def _size_mb(folder: Path) -> float:
    return sum(p.lstat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6


def main() -> None:
    """Print the figures."""
    version()
    first_paint()
    idle_memory()
    install_size()


if __name__ == "__main__":
    main()

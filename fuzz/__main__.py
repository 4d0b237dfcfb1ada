"""`python -m fuzz [TARGET ...]`: fuzz each target for FUZZ_SECONDS (60) and print the counts."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = (
    "capture_line",
    "guide_text",
    "masking",
    "study_bytes",
    "imports",
    "settings",
    "report",
    "worksheets",
    "wall",
)
_PROGRESS = re.compile(rb"cov: (\d+) ft: (\d+) corp: (\d+)")
_HANG = 70  # libFuzzer's exit code when one case took too long
_LINE = "{:<14}{:>12}{:>10}{:>8}{:>10}{:>10}{:>8}"


def main(words: list[str]) -> int:
    """Run the named targets, or all; return 1 when one of them crashed or hung."""
    seconds = int(os.environ.get("FUZZ_SECONDS", "60"))
    base = Path(os.environ.get("FUZZ_FOLDER") or tempfile.mkdtemp(prefix="focusgroup-fuzz-"))
    seed = int(os.environ.get("FUZZ_SEED") or secrets.randbelow(2**31 - 1) + 1)
    sys.stdout.write(f"{seconds} s a target, seed {seed}, kept in {base}\n")
    sys.stdout.write(
        _LINE.format("target", "cases", "crashes", "hangs", "corpus", "edges", "CPU s") + "\n"
    )
    bad = False
    for name in words or NAMES:
        bad |= _one(name, base / name, seconds, seed)
    return int(bad)


def _one(name: str, work: Path, seconds: int, seed: int) -> bool:
    work.mkdir(parents=True, exist_ok=True)
    before = _spent()
    with (work / "log").open("wb") as log:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "fuzz.worker", name, str(work), str(seconds), str(seed)],
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    counts = _read(work / "counts.json")
    seen = _PROGRESS.findall((work / "log").read_bytes())
    edges, corpus = (seen[-1][0].decode(), seen[-1][2].decode()) if seen else ("-", "-")
    hangs = int(done.returncode == _HANG)
    crashes = counts["crashes"]
    row = _LINE.format(
        name, f"{counts['cases']:,}", len(crashes), hangs, corpus, edges, f"{_spent() - before:.0f}"
    )
    sys.stdout.write(row + "\n")
    for what, times in crashes.items():
        sys.stdout.write(f"    {what} ({times} times)\n")
    if done.returncode not in {0, _HANG}:
        sys.stdout.write(f"    ended with {done.returncode}: see {work / 'log'}\n")
    sys.stdout.flush()
    return bool(crashes or done.returncode)


def _spent() -> float:
    """Return the seconds of processor time that ended runs have had: a busy machine gives less."""
    told = os.times()
    return told.children_user + told.children_system


def _read(path: Path) -> dict:  # type: ignore[type-arg]
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {"cases": 0, "crashes": {}}
    return told if isinstance(told, dict) else {"cases": 0, "crashes": {}}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

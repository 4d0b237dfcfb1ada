"""Runs one target until its time is over, guided by coverage where atheris is installed."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import os
import random
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

from fuzz.target import Target

HANG_S = 25  # seconds for one case: the slowest honest one takes under two
_ROOM_MB = 3072
_EVERY_S = 1.0  # between two writings of the counts
_PACKAGES = ["focusgroup", "yaml"]


class Tally:
    """Counts cases and keeps each different crash once, with the bytes that bring it about."""

    def __init__(self, target: Target, work: Path) -> None:
        self._target = target
        self._work = work
        self._next = 0.0
        self.cases = 0
        self.crashes: dict[str, int] = {}

    def __call__(self, data: bytes) -> None:
        """Run one case."""
        self.cases += 1
        try:
            self._target.check(data)
        except Exception as error:  # noqa: BLE001 - whatever comes out is the find
            self._keep(error, data)
        if time.monotonic() >= self._next:
            self.write()

    def _keep(self, error: Exception, data: bytes) -> None:
        name = signature(error)
        self.crashes[name] = self.crashes.get(name, 0) + 1
        if self.crashes[name] == 1:
            mark = hashlib.sha256(name.encode()).hexdigest()[:12]
            folder = self._work / "crashes"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{mark}.bin").write_bytes(data)
            (folder / f"{mark}.txt").write_text(
                "".join(traceback.format_exception(error)), "utf-8", "backslashreplace"
            )
            self.write()

    def write(self) -> None:
        """Write the counts down, for whoever started this run."""
        self._next = time.monotonic() + _EVERY_S
        told = {"cases": self.cases, "crashes": self.crashes}
        new = self._work / "counts.new"
        new.write_text(json.dumps(told), "utf-8")
        new.replace(self._work / "counts.json")


def signature(error: BaseException) -> str:
    """Name a crash by its kind and the last places in the code; never by the text it met."""
    frames = traceback.extract_tb(_innermost(error))
    places = [
        f"{Path(f.filename).name}:{f.lineno}"
        for f in frames
        if "focusgroup" in f.filename or "fuzz" in f.filename
    ]
    return f"{type(error).__name__} at {' < '.join(reversed(places[-3:]))}"


def _innermost(error: BaseException) -> TracebackType | None:
    return error.__traceback__


def load(name: str) -> Target:
    """Return a target by the name of its module."""
    found = importlib.import_module(f"fuzz.{name}").TARGET
    assert isinstance(found, Target)
    return found


def _seeded(target: Target, work: Path) -> Path:
    seeds = work / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (seeds / f"{number:04d}").write_bytes(seed)
    words = [f'w{n}="{_escaped(word)}"' for n, word in enumerate(target.words)]
    (work / "words.dict").write_text("\n".join(words) + "\n", "ascii")
    return seeds


def _escaped(word: str) -> str:
    return "".join(
        chr(b) if 32 <= b < 127 and chr(b) not in '"\\' else f"\\x{b:02x}" for b in word.encode()
    )


def run(name: str, work: Path, seconds: int, seed: int) -> None:
    """Fuzz a target for some seconds; counts, corpus and crashes go into `work`."""
    work.mkdir(parents=True, exist_ok=True)
    try:
        import atheris
    except ImportError:
        _unguided(load(name), work, seconds, seed)
        return
    with atheris.instrument_imports(include=_PACKAGES):
        target = load(name)
        seeds = _seeded(target, work)
        (corpus := work / "corpus").mkdir(exist_ok=True)
        tally = Tally(target, work)
        atheris.Setup(
            [
                "fuzz",
                f"-max_total_time={seconds}",
                f"-timeout={HANG_S}",
                f"-rss_limit_mb={_ROOM_MB}",
                f"-max_len={target.longest}",
                f"-dict={work / 'words.dict'}",
                f"-artifact_prefix={work}/",
                f"-seed={seed}",
                "-print_final_stats=1",
                "-len_control=0",  # the seeds are long: cut short they say nothing
                str(corpus),
                str(seeds),
            ],
            tally,
        )
        import atexit

        atexit.register(tally.write)
        atheris.Fuzz()


def _unguided(target: Target, work: Path, seconds: int, seed: int) -> None:
    """Mutate the seeds blindly: less, but honest, where there is no wheel of atheris."""
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    pool = list(target.seeds())
    tally = Tally(target, work)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        case = bytearray(chance.choice(pool))
        for _ in range(chance.randint(1, 6)):
            place = chance.randint(0, len(case))
            word = chance.choice(target.words).encode() if target.words else b""
            piece = chance.choice([bytes([chance.randrange(256)]), word, b""])
            case[place : place + chance.choice([0, 0, 1, 3])] = piece
        tally(bytes(case[: target.longest]))
    tally.write()


if __name__ == "__main__":
    with contextlib.suppress(AttributeError, OSError):
        os.nice(10)
    run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))

"""Taking times: side by side, several rounds, quantiles."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path


def quantile(times: list[float], share: float) -> float:
    """Return the time that `share` of the runs stay below."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def p95(times: list[float]) -> float:
    """Return the 95th percentile."""
    return quantile(times, 0.95)


def median(times: list[float]) -> float:
    """Return the median."""
    return statistics.median(times)


def timed(do: Callable[[], object]) -> float:
    """Return the seconds one call takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def show(what: str, figure: str, wanted: str, good: bool | None = None) -> None:
    """Print one line of the table."""
    mark = {True: "ok  ", False: "OVER", None: "    "}[good]
    print(f"{mark} {what:<58} {figure:<34} wanted {wanted}", flush=True)


def fdatasync_s(folder: Path, rounds: int = 60) -> list[float]:
    """Return the seconds of single 4 KiB appends made durable in a folder."""
    import os

    path = folder / "fdatasync"
    times = []
    with path.open("wb") as file:
        for _ in range(rounds):
            start = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - start)
    path.unlink()
    return times

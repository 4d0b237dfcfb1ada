"""How scheduling grows with the road map: python -m benchmarks scheduling.

Processor time, not the clock's: what takes a millisecond beside what takes ten would otherwise
tell of the machine's other work, which interrupts the longer of the two only.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from benchmarks.measure import show
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.gaps import Gap
from focusgroup.worksheets.outside import CLUSTER, Outside
from focusgroup.worksheets.roadmap import PlanFrame, Task, road_plan
from focusgroup.worksheets.scheduling import Job, schedule

SMALL, LARGE = 100, 1_000
MOST = 15.0  # times the small one's time
ROUNDS = 15
UNITS = tuple(f"Unit {n}" for n in range(12))


def jobs(count: int, *, alike: bool = False) -> list[Job]:
    """Tasks with up to three predecessors; `alike` ones are all done by one unit."""
    rng = random.Random(7)
    return [
        Job(
            f"t{n:05d}",
            rng.randint(0, 15),
            tuple(f"t{rng.randrange(n):05d}" for _ in range(rng.randint(0, 3)) if n),
            rng.randint(0, 200) if rng.random() < 0.2 else 0,
            UNITS[:1] if alike else tuple(rng.sample(UNITS, rng.choice((1, 1, 2)))),
            (float(rng.randint(0, 1)), float(rng.randint(1, 9))),
        )
        for n in range(count)
    ]


def facts(count: int) -> Facts:
    """A road map of so many tasks with gaps, groups and dates, as the screen holds it."""
    rng = random.Random(7)
    gaps = [
        Gap(f"g{n}", n, name=f"gap {n}", impact=str(1 + n % 5), effort=str(1 + n % 4),
            cluster=f"c{n % 20}", due="2030-06-28")
        for n in range(count // 4)
    ]  # fmt: skip
    tasks = [
        Task(job.id, n, name=f"task {n}", gap=f"g{rng.randrange(len(gaps))}", days=float(job.days),
             resource=", ".join(job.resources), after=" ".join(job.after),
             not_before="2027-03-01" if job.not_before else "")
        for n, job in enumerate(jobs(count))
    ]  # fmt: skip
    wall = {CLUSTER: {f"c{n}": Outside(f"group {n}", 1 + n) for n in range(20)}}
    rows = {"task": tasks, "gap": gaps, "plan_frame": [PlanFrame("p", begins="2026-11-30")]}
    return Facts(rows, outside=wall)


def processor_s(do: Callable[[], object]) -> float:
    """Return the seconds of processor time that one call takes."""
    start = time.process_time()
    do()
    return time.process_time() - start


def main() -> None:
    """Show how much longer ten times as many tasks take, turn by turn in one run."""
    ways = (
        ("scheduling 1,000 tasks against 100", lambda n: jobs(n), schedule),
        ("   the same, all by one unit", lambda n: jobs(n, alike=True), schedule),
        ("the whole plan of 1,000 tasks against 100", facts, road_plan),
    )
    for what, make, work in ways:
        small, large = make(SMALL), make(LARGE)
        times: dict[int, list[float]] = {SMALL: [], LARGE: []}
        for _ in range(ROUNDS):
            times[SMALL].append(processor_s(lambda held=small, do=work: do(held)))
            times[LARGE].append(processor_s(lambda held=large, do=work: do(held)))
        # The shortest: what the work costs when nothing else disturbs it.
        few, many = min(times[SMALL]), min(times[LARGE])
        figure = f"{many / few:.1f}x ({few * 1e3:.1f} / {many * 1e3:.1f} ms)"
        show(what, figure, f"{MOST:g}x", many / few <= MOST)

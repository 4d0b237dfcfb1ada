"""A question that repeats for every flip-chart entry (feature row 1.37): pure rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from focusgroup.domain.session import ChartEntry, ItemRun, ItemState


@dataclass
class Spread:
    """How a repeating item's runs must change so that each entry has one."""

    keep: dict[str, dict[str, str | float | None]] = field(default_factory=dict)  # by run id
    new: list[tuple[str, float, float]] = field(default_factory=list)  # entry, position, minutes
    remove: list[str] = field(default_factory=list)


def begun(run: ItemRun) -> bool:
    """Whether the group has been at a run: it then keeps its place, its entry and its minutes."""
    return run.state != ItemState.PENDING or run.used_s > 0


def spread(minutes: float, runs: Sequence[ItemRun], entries: Sequence[ChartEntry]) -> Spread:
    """Return the changes that give each entry its run, in the chart's order.

    `minutes` is the time box of the whole item: what begun runs have not taken is shared out, a
    minute each at least. With no entries one run without an entry stays, so that the question can
    still be asked.
    """
    ordered = sorted(runs, key=lambda r: (r.position, r.id))
    wanted = {entry.id for entry in entries}
    settled = [r for r in ordered if begun(r)]
    waiting = {r.entry: r for r in ordered if not begun(r) and r.entry in wanted}
    spare = [r for r in ordered if not begun(r) and r.entry not in wanted]
    settled_by_entry = {r.entry: r for r in settled if r.entry in wanted}
    first = float(int(min((r.position for r in runs), default=0.0)))
    left = minutes - sum(r.minutes for r in settled)
    open_entries = [e for e in entries if e.id not in settled_by_entry]
    share = max(1.0, round(left / len(open_entries), 1)) if open_entries else minutes
    plan = Spread()
    place = 0
    for run in settled:
        if run.entry not in wanted:
            plan.keep[run.id] = {"position": first + place * 0.001}
            place += 1
    for entry in entries:
        position = first + place * 0.001
        place += 1
        if entry.id in settled_by_entry:
            plan.keep[settled_by_entry[entry.id].id] = {"position": position}
        elif entry.id in waiting or spare:
            run = waiting.get(entry.id) or spare.pop(0)
            plan.keep[run.id] = {"entry": entry.id, "position": position, "minutes": share}
        else:
            plan.new.append((entry.id, position, share))
    if not entries and not settled and spare:
        run = spare.pop(0)
        plan.keep[run.id] = {"entry": None, "position": first, "minutes": minutes}
    plan.remove = [run.id for run in spare]
    return plan

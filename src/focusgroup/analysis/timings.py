"""The guide as it was run: minutes planned and used, what was skipped and why, probes used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.domain.guide import GuideItem
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import ItemRun, ItemState, Session

# A step that was begun has a time, be it nought; one skipped or still to come has none.
_TIMED = frozenset({ItemState.RUNNING, ItemState.DONE})


@dataclass(frozen=True, slots=True)
class Timing:
    """One step of a session; minutes are None where the clock kept none."""

    item: str
    title: str
    entry: str  # the approach a repeated question was asked for, else ""
    planned: float  # minutes the guide gave
    boxed: float | None  # minutes with those added while running
    used: float | None
    state: str
    reason: str  # why skipped
    probes: tuple[str, ...]  # those used, in guide order
    probes_planned: int


def timings(record: StudyRecord, session: Session) -> tuple[Timing, ...]:
    """Return the steps of a session in the order they were run, then those never begun."""
    guide = record.guide_of(session)
    items = {item.id: item for item in guide.items()} if guide else {}
    entry_text = {entry.id: entry.text for entry in record.entries}
    runs = sorted(
        (run for run in record.runs if run.session == session.id),
        key=lambda run: (run.position, run.id),
    )
    used_probes = _probes_used(record, session.id)
    steps = [
        Timing(
            item=run.item,
            title=items[run.item].title if run.item in items else run.item,
            entry=entry_text.get(run.entry or "", ""),
            # A repeated question shares its minutes out over the approaches.
            planned=run.minutes if run.entry else _planned(items.get(run.item), run),
            boxed=run.minutes,
            used=run.used_s / 60 if run.used_s or run.state in _TIMED else None,
            state=run.state,
            reason=run.reason,
            probes=tuple(_texts(items.get(run.item), used_probes.get(run.item, set()))),
            probes_planned=len(items[run.item].probes) if run.item in items else 0,
        )
        for run in runs
    ]
    ran = {run.item for run in runs}
    steps += [_never(item) for key, item in items.items() if key not in ran]
    return tuple(steps)


def minutes_used(record: StudyRecord, session: Session) -> float | None:
    """Return the minutes a session took by its clock, or None where none were kept."""
    seconds = max(session.clock_s, sum(r.used_s for r in record.runs if r.session == session.id))
    return seconds / 60 if seconds > 0 else None


def _planned(item: GuideItem | None, run: ItemRun) -> float:
    return item.minutes if item else run.minutes


def _never(item: GuideItem) -> Timing:
    return Timing(
        item=item.id,
        title=item.title,
        entry="",
        planned=item.minutes,
        boxed=None,
        used=None,
        state=ItemState.PENDING,
        reason="",
        probes=(),
        probes_planned=len(item.probes),
    )


def _probes_used(record: StudyRecord, session_id: str) -> dict[str, set[int]]:
    used: dict[str, set[int]] = {}
    for tick in record.ticks:
        if tick.session == session_id and tick.what == "probe":
            used.setdefault(tick.item, set()).add(tick.number)
    return used


def _texts(item: GuideItem | None, numbers: set[int]) -> Iterator[str]:
    for number, probe in enumerate(item.probes if item else ()):
        if number in numbers:
            yield probe

"""Versions of the map: what one keeps, how two differ, and which weak points come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from focusgroup.worksheets.declare import Grid, OpenPoint, View
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.journey.records import (
    JourneyStage,
    JourneyVersion,
    KeptTouchpoint,
    KeptWeakPoint,
    Touchpoint,
    WeakPoint,
)
from focusgroup.worksheets.record import Record

_NOW = "now"


def kept_along(facts: Facts, version: Record) -> Iterator[Record]:
    """Yield what a new version keeps: the map in words, as it stands."""
    stages = {stage.id: stage.name for stage in facts.rows(JourneyStage)}
    places = {each.id: each.name for each in facts.rows(Touchpoint)}
    for each in facts.rows(Touchpoint):
        yield KeptTouchpoint(
            "",
            name=each.name,
            version=version.id,
            stage=stages.get(each.stage, ""),
            owner=each.owner,
            process=each.process,
            emotion=each.emotion,
            quality=each.quality,
        )
    for weak in facts.rows(WeakPoint):
        yield KeptWeakPoint(
            "",
            name=weak.name,
            version=version.id,
            touchpoint=places.get(weak.touchpoint, ""),
            severity=weak.severity,
        )


@dataclass(frozen=True)
class _Map:
    """A map in words: touchpoints and weak points by their name as it is compared."""

    called: str
    touchpoints: dict[str, KeptTouchpoint]
    weak: dict[str, KeptWeakPoint]


def key_of(name: str) -> str:
    """Return how a name is compared: small letters, single spaces."""
    return " ".join(name.casefold().split())


def called(version: JourneyVersion) -> str:
    """Return what a version is called: its date, else its place among the others."""
    return version.made_on or f"version {version.position + 1:g}"


def _maps(facts: Facts) -> list[_Map]:
    """Return every version, oldest first, and the map as it stands now."""
    found = []
    for version in facts.rows(JourneyVersion):
        touchpoints = [r for r in facts.rows(KeptTouchpoint) if r.version == version.id]
        weak = [r for r in facts.rows(KeptWeakPoint) if r.version == version.id]
        found.append(_map(called(version), touchpoints, weak))
    if found:
        along = list(kept_along(facts, JourneyVersion("")))
        found.append(
            _map(
                _NOW,
                [row for row in along if isinstance(row, KeptTouchpoint)],
                [row for row in along if isinstance(row, KeptWeakPoint)],
            )
        )
    return found


def _map(name: str, touchpoints: list[KeptTouchpoint], weak: list[KeptWeakPoint]) -> _Map:
    return _Map(
        name,
        {key_of(row.name): row for row in touchpoints},
        {key_of(row.name): row for row in weak},
    )


def compared(facts: Facts) -> Iterator[View]:
    """Yield each version beside the next one, and the last beside the map as it stands."""
    maps = _maps(facts)
    for before, after in pairwise(maps):
        rows = tuple(_differences(before, after))
        yield Grid(
            f"From {before.called} to {after.called}",
            ("What", "Name", before.called, after.called),
            rows or (("nothing", "no difference", "", ""),),
            widths=(3, 5, 3, 3),
        )


def _differences(before: _Map, after: _Map) -> Iterator[tuple[str, str, str, str]]:
    for key, row in after.touchpoints.items():
        if key not in before.touchpoints:
            yield "touchpoint", row.name, "", "new"
    for key, row in before.touchpoints.items():
        other = after.touchpoints.get(key)
        if other is None:
            yield "touchpoint", row.name, "", "gone"
        else:
            yield from _changes(row, other)
    yield from _weak_differences(before.weak, after.weak)


def _changes(row: KeptTouchpoint, other: KeptTouchpoint) -> Iterator[tuple[str, str, str, str]]:
    for name, words in _COMPARED:
        old, new = getattr(row, name), getattr(other, name)
        if old != new:
            yield words, row.name, old or "–", new or "–"


def _weak_differences(
    before: dict[str, KeptWeakPoint], after: dict[str, KeptWeakPoint]
) -> Iterator[tuple[str, str, str, str]]:
    for key, weak in after.items():
        old = before.get(key)
        if old is None:
            yield "weak point", weak.name, "", "new"
        else:
            yield "weak point", weak.name, _severity(old), f"still there, {_severity(weak)}"
    for key, weak in before.items():
        if key not in after:
            yield "weak point", weak.name, _severity(weak), "overcome"


_COMPARED = (
    ("stage", "stage"),
    ("owner", "owner"),
    ("process", "process"),
    ("emotion", "emotion"),
    ("quality", "process quality"),
)


def _severity(row: KeptWeakPoint) -> str:
    return f"severity {row.severity or '?'}"


def recurring(facts: Facts) -> Iterator[OpenPoint]:
    """Yield weak points that an earlier version knew already (row 0.19)."""
    known: dict[str, str] = {}
    for version in facts.rows(JourneyVersion):
        for row in facts.rows(KeptWeakPoint):
            if row.version == version.id:
                known.setdefault(key_of(row.name), called(version))
    for weak in facts.rows(WeakPoint):
        since = known.get(key_of(weak.name))
        if since:
            yield OpenPoint(
                "weak_point", f"It is not overcome: it stood there already on {since}.", weak.id
            )

"""Stretches of a text that are replaced: laid together over several passes, and written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from focusgroup.privacy.records import Replacement


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of the text in hand that is to be replaced."""

    start: int
    end: int
    code: str
    kind: str
    certainty: float
    layer: str


def covers(one: Sequence[Replacement], other: Sequence[Replacement], text: str) -> bool:
    """Tell whether every letter and digit that `other` masks is masked by `one`."""
    masked = {at for each in one for at in range(each.start, each.end)}
    return all(
        at in masked or not text[at].isalnum()
        for each in other
        for at in range(each.start, each.end)
    )


def merged(original: str, done: list[Replacement], masks: list[Mask]) -> list[Replacement]:
    """Return earlier and new replacements together, all in places of the original text."""
    # Where the text in hand stands against the original: (place in hand, shift) after each code.
    places, shifts, shift = [0], [0], 0
    for each in done:
        shift += (each.end - each.start) - len(each.code)
        places.append(each.end - shift)
        shifts.append(shift)
    both = list(done)
    for mask in masks:
        moved = shifts[bisect_right(places, mask.start) - 1]
        start, end = mask.start + moved, mask.end + moved
        both.append(
            Replacement(
                start, end, mask.code, mask.kind, mask.certainty, mask.layer, original[start:end]
            )
        )
    return sorted(both, key=lambda each: each.start)


def written_with(original: str, done: Sequence[Replacement]) -> str:
    """Return a text with its replacements, which stand in order, in place."""
    parts, end = [], 0
    for each in done:
        parts += [original[end : each.start], each.code]
        end = each.end
    return "".join([*parts, original[end:]])


def without(original: str, done: Sequence[Replacement], start: int, end: int) -> str:
    """Return a masked text without a stretch, and without the masks that reach into it."""
    kept = [each for each in done if each.end <= start or each.start >= end]
    reached = [each for each in done if each not in kept]
    start = min(start, *(each.start for each in reached), len(original))
    end = max(end, *(each.end for each in reached), start)
    before = [each for each in kept if each.end <= start]
    behind = kept[len(before) :]
    behind = [replace(each, start=each.start - end, end=each.end - end) for each in behind]
    return written_with(original[:start], before) + written_with(original[end:], behind)

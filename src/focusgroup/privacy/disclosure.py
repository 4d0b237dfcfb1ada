"""Checks before anything leaves: small cells, and names that would still be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from focusgroup.privacy.scrubber import Scrubber


@dataclass(frozen=True, slots=True)
class Finding:
    """A place of an export where something that must be masked still stands; not the word."""

    place: str  # as the caller named it: "table 3, row 2"
    start: int  # characters into that place's text
    end: int
    kind: str  # participant, person, email, phone, reference, never_write ...


def scan(parts: Iterable[tuple[str, str]], scrubber: Scrubber) -> tuple[Finding, ...]:
    """Return every place where a known name, phrase or identifying shape is left.

    `parts` are (place, text) pairs in reading order. Place names are the caller's and must
    hold no names themselves.
    """
    return tuple(
        Finding(place, hit.start, hit.end, hit.kind)
        for place, text in parts
        for hit in scrubber.hits(text)
    )


def suppress(counts: Mapping[str, int], minimum: int) -> dict[str, int | None]:
    """Return the counts with small cells as None, and as many more that none can be computed.

    A cell of 1 to minimum - 1 people is hidden. When the total is printed beside the table, a
    single hidden cell is what is left over; so the next smallest cells are hidden too until the
    hidden ones hold at least `minimum` people and leave each other more than one value. A total
    below the minimum must not be printed either; this function cannot see to that.
    Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count of people cannot be negative")
    hidden = {key for key, count in counts.items() if 0 < count < minimum}
    # Nonzero cells from small to large; empty ones last, since hiding them costs the most sense.
    spare = sorted(counts.keys() - hidden, key=lambda key: (counts[key] == 0, counts[key], key))
    for key in spare:
        if not hidden or _is_safe([counts[each] for each in hidden], minimum):
            break
        hidden.add(key)
    return {key: None if key in hidden else count for key, count in counts.items()}


def _is_safe(hidden: list[int], minimum: int) -> bool:
    """Tell whether hidden cells keep each other's value open when their sum is known."""
    total, cells = sum(hidden), len(hidden)
    room = total > cells if 0 not in hidden else total > 0
    return cells > 1 and total >= minimum and room

"""How wide the columns of a grid are: as wide as their words need, where there is room."""

from __future__ import annotations

from collections.abc import Sequence


def fitting(least: Sequence[int], room: int) -> int:
    """Return how many columns fit from the left by what they take at least; one at the fewest."""
    taken = 0
    for count, cells in enumerate(least):
        taken += cells
        if taken > room:
            return max(1, count)
    return len(least)


def shared_out(least: Sequence[int], needed: Sequence[int], room: int) -> list[int]:
    """Return the width of each column: at least `least`, and what is left is shared out.

    The first, by which a row is known, has two shares, every other one. No column becomes wider
    than it needs; where `room` is less than all of `least`, they stay as they are.
    """
    widths = list(least)
    free = room - sum(widths)
    while free > 0:
        wanting = [at for at, cells in enumerate(widths) if cells < needed[at]]
        if not wanting:
            break
        share = max(1, free // (len(wanting) + (0 in wanting)))
        for at in wanting:
            more = min(share if at else 2 * share, needed[at] - widths[at], free)
            widths[at] += more
            free -= more
    return widths

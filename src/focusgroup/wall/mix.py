"""Who takes part, before a round starts: the number and the mix (feature row 3.13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from focusgroup.wall.kj import too_few


@dataclass(frozen=True, slots=True)
class Mix:
    """Who sits at the table, in counts."""

    people: int
    departments: tuple[tuple[str, int], ...]  # largest first; "" is not told
    roles: tuple[tuple[str, int], ...]
    remarks: tuple[str, ...]  # what is to be thought about; nothing is forbidden


def mix_of(seats: Sequence[tuple[str, str]]) -> Mix:
    """Return the mix of (department, role) of each seat."""
    departments = _counted([department for department, _ in seats])
    roles = _counted([role for _, role in seats])
    told = [name for name, _ in departments if name]
    remarks = [too_few(len(seats))]
    if len(told) == 1 and len(seats) > 1:
        remarks.append(f"All come from one department, {told[0]}: others may see other gaps.")
    largest = departments[0] if departments else ("", 0)
    if len(told) > 1 and largest[0] and largest[1] * 2 > len(seats):
        remarks.append(f"More than half come from {largest[0]}: their votes decide.")
    if seats and not told:
        remarks.append("No department is noted for any seat, so the mix cannot be told.")
    known = {name for name, _ in roles if name}
    if known and len(known) == 1 and len(seats) > 1:
        remarks.append(f"All have the same role towards customers: {known.pop()}.")
    return Mix(len(seats), departments, roles, tuple(filter(None, remarks)))


def _counted(names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(name.strip() for name in names)
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))

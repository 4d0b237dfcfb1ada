"""How far a point reaches: comments, people and groups, always the three side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """Frequency beside extensiveness: groups are not samples, so never a share of people."""

    comments: int = 0
    people: int = 0
    groups: int = 0

    @property
    def rank_key(self) -> tuple[int, int, int]:
        """Widest first: how many people said it outranks how often it was said."""
        return (-self.people, -self.groups, -self.comments)


def ranks(keys: Sequence[tuple[float, ...]]) -> list[str]:
    """Return ranks of sorted keys with ties shown, such as 1, 2=, 2=, 4."""
    first: dict[tuple[float, ...], int] = {}
    for place, key in enumerate(keys, start=1):
        first.setdefault(key, place)
    count = Counter(keys)
    return [f"{first[key]}{'=' if count[key] > 1 else ''}" for key in keys]

"""Comments that the study file would not take: masked already, in memory, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.domain.comment import Comment, Tag


@dataclass(frozen=True, slots=True)
class Waiting:
    """One comment as it is to be written, by whom, and in a line for people to read."""

    comment: Comment
    tags: tuple[Tag, ...]
    actor: str
    told: str


class Outbox:
    """What waits to be written. It belongs to the window, so that leaving a view loses nothing."""

    def __init__(self) -> None:
        self._waiting: list[Waiting] = []
        self.rescued = False  # all of it is written elsewhere, so nobody is asked again

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Waiting]:
        return iter(tuple(self._waiting))

    def put(self, waiting: Waiting) -> None:
        """Add a comment at the end."""
        self._waiting.append(waiting)
        self.rescued = False

    def done(self, waiting: Waiting) -> None:
        """Take out a comment that is written now."""
        self._waiting.remove(waiting)

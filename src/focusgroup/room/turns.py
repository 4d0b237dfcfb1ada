"""Who has spoken, how much and how long ago: kept up at each comment, not counted anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from focusgroup.domain.comment import Comment, Voice


@dataclass(slots=True)
class Turns:
    """One seat's turns."""

    turns: int = 0
    words: int = 0
    last_s: float | None = None


class TurnTable:
    """Turns by seat id. Every answer counts, opening round included: this serves moderating."""

    def __init__(self, comments: Iterable[Comment] = ()) -> None:
        self._of: dict[str, Turns] = {}
        self.total = 0
        for comment in comments:
            self.add(comment)

    def add(self, comment: Comment) -> None:
        """Count one comment for every seat that spoke it."""
        if comment.voice != Voice.SEAT:
            return
        for seat in comment.seats:
            turns = self._of.setdefault(seat, Turns())
            turns.turns += 1
            turns.words += len(comment.text.split())
            turns.last_s = max(turns.last_s or 0.0, comment.at_s)
            self.total += 1

    def of(self, seat: str) -> Turns:
        """Return a seat's turns so far."""
        return self._of.get(seat, Turns())

    def share(self, seat: str) -> float:
        """Return a seat's share of all turns, 0 to 1."""
        return self.of(seat).turns / self.total if self.total else 0.0

    def silent_s(self, seat: str, now_s: float, since_s: float = 0.0) -> float:
        """Return for how many seconds a seat has not been heard; `since_s` is its arrival."""
        last = self.of(seat).last_s
        return max(0.0, now_s - (last if last is not None else since_s))

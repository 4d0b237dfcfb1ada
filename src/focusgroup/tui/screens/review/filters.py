"""Which comments are shown: one choice for each side, all of them together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from focusgroup.domain.comment import Comment, Valence

if TYPE_CHECKING:
    from focusgroup.room.review_ledger import CommentLedger


@dataclass(frozen=True, slots=True)
class Filter:
    """Every side that is set must fit; the empty filter lets everything through."""

    untagged: bool = False
    flagged: bool = False
    incomplete: bool = False
    group: str = ""
    item: str = ""
    seat: str = ""
    element: str = ""
    valence: str = ""

    def __bool__(self) -> bool:
        return self != Filter()

    def passes(self, ledger: CommentLedger, comment: Comment) -> bool:
        """Tell whether a comment is shown."""
        return (
            (not self.untagged or ledger.is_untagged(comment.id))
            and (not self.flagged or bool(comment.flags))
            and (not self.incomplete or bool(comment.incomplete))
            and (not self.group or comment.session == self.group)
            and (not self.item or comment.item == self.item)
            and (not self.seat or self.seat in comment.seats)
            and (not self.element or self.element in ledger.elements_of(comment.id))
            and (not self.valence or comment.valence == self.valence)
        )

    def told(self, ledger: CommentLedger) -> str:
        """Return the filter in words, "" when there is none."""
        parts = [
            words
            for on, words in (
                (self.untagged, "untagged"),
                (self.flagged, "flagged"),
                (self.incomplete, "incomplete"),
            )
            if on
        ]
        if self.group in ledger.sessions:
            parts.append(ledger.sessions[self.group].code)
        if self.item:
            titles = (i.title for (_, key), i in ledger.items.items() if key == self.item)
            parts.append(next(titles, self.item))
        if self.seat:
            parts.append(ledger.seat_code(self.seat))
        if self.element:
            parts.append(f"#{self.element}")
        if self.valence:
            parts.append(self.valence)
        return ", ".join(parts)

    def toggled(self, side: str, value: str) -> Filter:
        """Return the filter with one side set, or cleared when it was set to just that."""
        if side == "all":
            return Filter()
        said: dict[str, Any] = {side: "" if getattr(self, side) == value else value}
        if side in {"untagged", "flagged", "incomplete"}:
            said = {side: not getattr(self, side)}
        return replace(self, **said)

    def is_on(self, side: str, value: str) -> bool:
        """Tell whether a choice is part of the filter."""
        if side == "all":
            return not self
        held = getattr(self, side)
        return bool(held) if isinstance(held, bool) else bool(value) and held == value


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the filter list."""

    side: str
    value: str
    words: str


def choices(ledger: CommentLedger) -> list[Choice]:
    """Return everything that can be filtered by, in the order it is looked for."""
    listed = [
        Choice("all", "", "All comments"),
        Choice("untagged", "", "Untagged only"),
        Choice("flagged", "", "Flagged: to look at before the report"),
        Choice("incomplete", "", "To be completed from the recording"),
    ]
    listed += [Choice("valence", v.value, f"{v.sign} {v.value}") for v in Valence]
    listed += [Choice("element", e.key, f"#{e.key}  {e.name}") for e in ledger.frame.elements]
    if ledger.session_id is None:
        groups = sorted(ledger.sessions.values(), key=lambda s: _code(ledger, s.id))
        listed += [Choice("group", s.id, f"Group {s.code} {s.label}".rstrip()) for s in groups]
    asked = {c.item for c in ledger.comments.values()}
    titles = {key: item.title for (_, key), item in ledger.items.items() if key in asked}
    listed += [Choice("item", key, f"Question: {title}") for key, title in titles.items()]
    seats = sorted(ledger.seats.values(), key=lambda s: (_code(ledger, s.session), s.number))
    listed += [Choice("seat", s.id, f"Seat {ledger.seat_code(s.id)}") for s in seats]
    return listed


def _code(ledger: CommentLedger, session_id: str) -> tuple[int, str]:
    code = ledger.sessions[session_id].code
    return len(code), code

"""What the set-up of a group says back: names out of a cell, the mix, the script as read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from focusgroup.domain.guide import Guide, Part
from focusgroup.domain.session import GroupKind
from focusgroup.guide.linter import Severity, lint
from focusgroup.guide.placeholders import fill, recording_sentence
from focusgroup.room.names import NameCard
from focusgroup.room.setup import SeatPlan, SessionPlan
from focusgroup.tui.widgets.seat_table import SeatEntry

_CARD = re.compile(r"^([^()]*)(?:\(([^)]*)\)?)?")
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_PROVISIONAL = re.compile(r"\bP(\d+)\b")


def card_from(text: str) -> NameCard:
    """Read "Ana", "Ana Brook" or "Ana Brook (Annie, AB)": first, last, other names."""
    found = _CARD.match(text.strip())
    words = (found[1] if found else "").split()
    also = tuple(n.strip() for n in ((found[2] if found else "") or "").split(",") if n.strip())
    return NameCard(words[0] if words else "", " ".join(words[1:]), also)


def card_text(card: NameCard) -> str:
    """Return a card as `card_from` reads it."""
    whole = f"{card.first} {card.last}".strip()
    return f"{whole} ({', '.join(card.also)})" if card.also else whole


def seat_plan(entry: SeatEntry) -> SeatPlan:
    """Return a row of the table as part of the plan; its code is given by the shuffle."""
    return SeatPlan(
        card=card_from(entry.name),
        department=entry.department,
        role=entry.role,
        tenure=entry.tenure,
        take_part=entry.take_part,
        record=entry.record,
        quote=entry.quote,
    )


def mix(seats: Iterable[SeatEntry]) -> str:
    """Return how many there are, and of what, such as "8 seats: Sales 3, Service 5 · create 2"."""
    seats = list(seats)
    parts = [f"{len(seats)} seat{'' if len(seats) == 1 else 's'}"]
    for name, unsaid in (("department", "no department"), ("role", "no role"), ("tenure", "")):
        counts = Counter(getattr(seat, name) or unsaid for seat in seats)
        said = [f"{what} {count}" for what, count in sorted(counts.items()) if what]
        if said:
            parts.append(", ".join(said))
    return " · ".join(parts)


def by_chair(sentence: str) -> str:
    """Name chairs where a remark names seats by place: codes are only shuffled afterwards."""
    return _PROVISIONAL.sub(r"chair \1", sentence)


def flowing(text: str) -> str:
    """Return paragraphs as one line each: a guide's lines break where its writer liked."""
    return _LINE_END.sub(" ", text.strip())


def recording_words(plan: SessionPlan) -> str:
    """Return the sentence on recording that the script will hold (feature row 1.31)."""
    return recording_sentence(
        plan.recording, plan.recording_use, plan.recording_keeper, plan.destroy_by
    )


def confidentiality(guide: Guide, plan: SessionPlan, takers: Iterable[NameCard] = ()) -> str:
    """Return the confidentiality part of a guide as it will be read out."""
    values = {
        "moderator": plan.moderator.first,
        "moderator_unit": plan.moderator_unit,
        "note_taker": " and ".join(c.first for c in takers if c.first),
        "note_takers": str(plan.note_takers),
        "length": str(plan.minutes),
        "department": plan.department,
        "recording": recording_words(plan),
    }
    said = [
        text
        for section in guide.sections
        if section.part is Part.CONFIDENTIALITY
        for item in section.items
        for text in (fill(item.say, values)[0], fill(item.ask, values)[0])
        if text.strip()
    ]
    return (
        "\n\n".join(map(flowing, said))
        or "This guide has no confidentiality part: nothing would be read out."
    )


def guide_summary(guide: Guide) -> str:
    """Return what the linter finds, in one line: what is missing first."""
    said = _summary(guide)
    return f"A working session. {said}" if guide.group_kind == GroupKind.WORKSHOP else said


def _summary(guide: Guide) -> str:
    remarks = lint(guide)
    missing = [r for r in remarks if r.severity is Severity.MISSING]
    rest = [r for r in remarks if r.severity is Severity.WARNING]
    if missing:
        more = f" (and {len(missing) - 1} more missing)" if len(missing) > 1 else ""
        return f"Missing: {missing[0].text}{more}"
    if rest:
        more = f" (and {len(rest) - 1} more)" if len(rest) > 1 else ""
        return f"{rest[0].text}{more}"
    return "All five parts are there; nothing needs mending."

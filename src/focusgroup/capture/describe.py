"""What a draft was understood as, in words, for the live preview."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from focusgroup.domain.comment import CommentKind, DraftComment, Valence, Voice
from focusgroup.domain.element import Frame
from focusgroup.domain.session import Seat

Role = Literal["who", "valence", "kind", "element", "aim", "flag", "notice"]

_KINDS = {
    CommentKind.VERBATIM: "word for word",
    CommentKind.OBSERVATION: "your own note",
    CommentKind.QUESTION: "to come back to",
    CommentKind.SUMMARY: "summary check",
}
_VOICES = {
    Voice.ROOM: "the room",
    Voice.UNKNOWN: "speaker not known",
    Voice.TEAM: "the team",
    Voice.SEAT: "",
}


class Chip(NamedTuple):
    """A few words of the preview and what they are about; the words tell it without colour."""

    role: Role
    text: str


def describe(draft: DraftComment, seats: Iterable[Seat], frame: Frame) -> tuple[Chip, ...]:
    """Return the chips of a draft, speaker first and notices last; a paraphrase needs no chip.

    Notices may repeat a word that was typed: show them, never store or log them.
    """
    chips = [Chip("who", _who(draft, seats))]
    if draft.valence is not Valence.NEUTRAL:
        chips.append(Chip("valence", f"{draft.valence.sign} {draft.valence}"))
    if draft.kind in _KINDS:
        chips.append(Chip("kind", _KINDS[draft.kind]))
    for key in draft.elements:
        element = frame.element(key)
        chips.append(Chip("element", element.name if element else key))
    chips += [Chip("aim", f"to {aim}") for aim in draft.aims]
    if draft.hands is not None:
        chips.append(Chip("flag", f"{draft.hands} {'hand' if draft.hands == 1 else 'hands'}"))
    if draft.strong:
        chips.append(Chip("flag", "said with force"))
    if draft.incomplete:
        chips.append(Chip("flag", "to be completed"))
    chips += [Chip("notice", notice) for notice in draft.notices]
    return tuple(chips)


def _who(draft: DraftComment, seats: Iterable[Seat]) -> str:
    if draft.voice is not Voice.SEAT:
        return _VOICES[draft.voice]
    codes = {seat.number: seat.code for seat in seats}
    who = ", ".join(codes.get(number, f"P{number}") for number in draft.seats)
    if draft.answers is None:
        return who
    return f"{who} answering {codes.get(draft.answers, f'P{draft.answers}')}"

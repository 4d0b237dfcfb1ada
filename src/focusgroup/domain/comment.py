"""A captured remark: who by seat, where in the guide, when, how it was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

# How masking writes somebody of the roster: "[P3]", "[G1-P3]" for another group, "[P9 or P10]" of
# whom two share a first name.
_CODE = r"(?:[^\[\]\s]+-)?P\d+"
SPOKEN_OF = re.compile(rf"\[{_CODE}(?: or {_CODE})*\]")
SOMEBODY = "[a participant]"


class Valence(StrEnum):
    """What a remark speaks of; the sign is what a note-taker types behind the seat."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    IDEA = "idea"
    NEUTRAL = "neutral"
    MIXED = "mixed"

    @property
    def sign(self) -> str:
        """The typed sign, which also tells valences apart without colour."""
        return {"strength": "+", "weakness": "-", "idea": "!", "neutral": "·", "mixed": "~"}[self]


class CommentKind(StrEnum):
    """How close the words are to what was said [Krueger & Casey, Practice Hint 5.2]."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    OBSERVATION = "observation"  # the note-taker's own, in (brackets)
    QUESTION = "question"  # to come back to
    SUMMARY = "summary"  # answer to the summary check


class Voice(StrEnum):
    """Who a comment comes from when it is not simply one seat."""

    SEAT = "seat"
    ROOM = "room"
    UNKNOWN = "unknown"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Comment:
    """One remark as stored: its text is masked, always."""

    id: str
    session: str
    item: str  # guide item id
    text: str
    entry: str | None = None  # flip-chart entry it is about
    voice: str = Voice.SEAT
    seat: str | None = None
    with_seats: str = ""  # ids of further seats that said it too, space-separated
    answers: str | None = None  # seat it answers
    at_s: float = 0.0  # session seconds
    at: str = ""  # wall time, for people only
    kind: str = CommentKind.PARAPHRASE
    valence: str = Valence.NEUTRAL
    strong: int = 0
    hands: int | None = None  # counted show of hands
    quotable: int = 1
    incomplete: int = 0  # to be completed from the recording
    check: str = ""  # summary check: confirmed / corrected / added
    masks: str = ""  # kinds of what was replaced, space-separated: a log without the words
    flags: str = ""  # roles and traits to look at before export, space-separated kinds
    withdrawn: str = ""  # id of the withdrawal that left only this stub

    @property
    def seats(self) -> tuple[str, ...]:
        """Ids of every seat that spoke it."""
        return (*((self.seat,) if self.seat else ()), *self.with_seats.split())


class Vocabulary(StrEnum):
    """What a tag's code belongs to."""

    ELEMENT = "element"  # the study's frame
    AIM = "aim"  # create / maintain / expand (feature row 1.38)


AIMS = ("create", "maintain", "expand")


@dataclass(frozen=True, slots=True)
class Tag:
    """One coder's tag on one comment; two coders make two rows, never a conflict."""

    id: str
    comment: str
    vocabulary: str
    code: str
    coder: str


@dataclass(frozen=True, slots=True)
class DraftComment:
    """A typed line, taken apart but not yet masked: lives in memory only."""

    text: str
    voice: Voice = Voice.UNKNOWN
    seats: tuple[int, ...] = ()  # numbers as typed
    answers: int | None = None
    valence: Valence = Valence.NEUTRAL
    kind: CommentKind = CommentKind.PARAPHRASE
    elements: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    strong: bool = False
    hands: int | None = None
    incomplete: bool = False
    notices: tuple[str, ...] = field(default=())  # what was not understood; the text keeps it

    def __repr__(self) -> str:
        """Hide the words: a draft must not reach a log or a traceback."""
        return f"<draft of {len(self.text)} characters>"

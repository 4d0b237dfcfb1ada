"""The mark a line may open with: who spoke, whom they answered, and how it was meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from focusgroup.domain.comment import Valence, Voice

SIGNS = {
    "+": Valence.STRENGTH,
    "-": Valence.WEAKNESS,
    "!": Valence.IDEA,
    "~": Valence.MIXED,
    ":": Valence.NEUTRAL,  # settles that a number is a seat: "3: people told me"
    "·": Valence.NEUTRAL,  # what the preview prints for neutral
}
# Two digits: no table seats a hundred, and "250 customers" is then never a seat.
_NUMBER = r"[pP]?[1-9][0-9]?"
_MARK = re.compile(
    rf"(?P<seats>{_NUMBER}(?:,{_NUMBER})*+)(?:>(?P<answers>{_NUMBER}))?(?P<sign>[-+!~:·])?"
    rf"|(?P<other>[*?])(?P<tone>[-+!~:·])?"
)
_ENDS = re.compile(r"\s|$")
_OPENS = re.compile(r"[\"“„«‘(]")
_ESCAPED = re.compile(r"\\++(?=(?:[pP]?[1-9]|[*?]))")
# What follows a number at the start of a sentence: "3 people told me", "12 years", "2 of us".
# Kept short: "3 customers ring twice" is far more often seat 3 than three customers.
_COUNTED = re.compile(
    r"\s+(?:people|years?|months?|weeks?|days?|hours?|minutes?|mins|seconds?|times?|out\s+of"
    r"|of\s+(?:us|them|the|my|our)|(?:or|to)\s+[0-9]+|per\s?cent|percent|pounds|euros|dollars)(?!\w)",
    re.IGNORECASE,
)
_SPACED_SIGN = re.compile(r"\s[-+!~](?=\s)")


@dataclass(frozen=True, slots=True)
class Mark:
    """Who a line says has spoken, and where in the line its words begin."""

    begins: int = 0
    marked: bool = False
    voice: Voice = Voice.UNKNOWN
    seats: tuple[int, ...] = ()
    answers: int | None = None
    valence: Valence = Valence.NEUTRAL
    notices: tuple[str, ...] = ()


def counts_something(words: str) -> bool:
    """Return whether words that follow a number make it a count rather than a seat."""
    return bool(_COUNTED.match(" " + words))


def _seat(typed: str) -> int:
    return int(typed.lstrip("pP"))


def _unknown(numbers: list[int], seats: Collection[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:3]) + (" …" if len(numbers) > 3 else "")
    there = ", ".join(str(number) for number in sorted(seats)[:12]) or "none yet"
    return f"No seat {shown} here, so it stays in the text; seats: {there}, * the room, ? unknown"


def _seated(found: re.Match[str], line: str, seats: Collection[int] | None) -> Mark:
    numbers = tuple(dict.fromkeys(map(_seat, found["seats"].split(","))))
    answers = _seat(found["answers"]) if found["answers"] else None
    bare = found[0].isdigit()
    if bare and _COUNTED.match(line, found.end()):
        if seats is not None and numbers[0] not in seats:
            return Mark()
        return Mark(notices=(f"{found[0]} is read as a count; for the seat type {found[0]}:",))
    if answers in numbers:
        return Mark(notices=(f"Seat {answers} cannot answer itself, so it stays in the text",))
    if seats is not None:
        asked = (*numbers, *(() if answers is None else (answers,)))
        missing = [number for number in asked if number not in seats]
        if missing:
            return Mark(notices=(_unknown(missing, seats),))
    notices: tuple[str, ...] = ()
    if not found["sign"] and _SPACED_SIGN.match(line, found.end()):
        sign = line[found.end() + 1]
        notices = (f"For a {SIGNS[sign]} type the sign against the seat: {found[0]}{sign}",)
    return Mark(
        found.end(),
        True,
        Voice.SEAT,
        numbers,
        answers,
        SIGNS[found["sign"]] if found["sign"] else Valence.NEUTRAL,
        notices,
    )


def read(line: str, seats: Collection[int] | None) -> Mark:
    r"""Return the mark a line opens with; an escaped one (`\3-`) only loses its backslash.

    `seats` are the numbers at the table, or None when any number from 1 to 99 may be one. A mark
    ends at white space, at the end of the line or, behind a sign, at a quote or bracket.
    """
    found = _MARK.match(line)
    if found is None:
        escaped = _ESCAPED.match(line)
        if escaped and _complete(_MARK.match(line, escaped.end()), line):
            return Mark(begins=1)
        return Mark()
    if not _complete(found, line):
        return Mark()
    if found["other"]:
        voice = Voice.ROOM if found["other"] == "*" else Voice.UNKNOWN
        tone = SIGNS[found["tone"]] if found["tone"] else Valence.NEUTRAL
        return Mark(found.end(), True, voice, valence=tone)
    return _seated(found, line, seats)


def _complete(found: re.Match[str] | None, line: str) -> bool:
    if found is None:
        return False
    signed = found["sign"] or found["tone"] or found["other"]
    end = found.end()
    return bool(_ENDS.match(line, end) or (signed and _OPENS.match(line, end)))


def write(
    voice: Voice, seats: tuple[int, ...], answers: int | None, valence: Valence, words: str
) -> str:
    """Return the mark that reads back as these; "" for the team's own notes."""
    sign = "" if valence is Valence.NEUTRAL else valence.sign
    if voice is Voice.TEAM:
        return ""
    if voice is Voice.ROOM:
        return "*" + sign
    if voice is Voice.UNKNOWN or not seats:
        return "?" + sign
    mark = ",".join(str(seat) for seat in seats)
    if answers is not None:
        mark += f">{answers}"
    return mark + (sign or (":" if mark.isdigit() and counts_something(words) else ""))

"""What a heading of a written guide tells: id, title, minutes, method, and for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from focusgroup.domain.guide import Kind, Method, Part

LONGEST = 500  # characters; nothing longer is a heading or a timing, and patterns stay quick
_HASHES = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_BOLD = re.compile(r"(?:\*\*|__)(?=\S)(.+?)(?<=\S)(?:\*\*|__):?\s*$")
_ID = re.compile(r"([a-z][a-z0-9_-]*(?::[a-z0-9_-]+)?):\s+(\S.*)$")
_ASIDE = re.compile(r"\(([^()]*)\)\s*$")
_MINUTES = re.compile(
    r"(?:about |approx\.? |ca\.? |~ ?)?([0-9]{1,3}(?:[.,][0-9])?)\s*(?:-\s*)?"
    r"(?:min(?:ute)?s?|['′])\.?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"([0-2]?[0-9])[:.h]([0-5][0-9])\s*[-–—]\s*([0-2]?[0-9])[:.h]([0-5][0-9])$")
_TIMING = re.compile(
    r"(?:[-*+]\s+)?(?:(?:duration|time|timing|length)\s*:\s*)?(.+?)\s*\.?$", re.IGNORECASE
)
_METHODS = {
    "flip chart": Method.FLIP_CHART,
    "flip-chart": Method.FLIP_CHART,
    "flipchart": Method.FLIP_CHART,
    "brainstorm": Method.BRAINSTORM,
    "brainstorming": Method.BRAINSTORM,
    "kj": Method.KJ,
    "vote": Method.VOTE,
    "voting": Method.VOTE,
    "discussion": Method.DISCUSS,
}
_OPTIONAL = frozenset(("if time allows", "if there is time", "time permitting", "optional"))

_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (Part.CONFIDENTIALITY, re.compile(r"confiden|privacy|recording|consent|anonym")),
    (Part.HOUSEKEEPING, re.compile(r"house ?-?keeping|ground rules|practical|logistics")),
    (Part.CLOSING, re.compile(r"\bclos(?:e|ing)\b|\bthank|wrap|goodbye|farewell")),
    (Part.QUESTIONS, re.compile(r"question|discussion|topics?\b")),
    (Part.INTRODUCTIONS, re.compile(r"welcome|introduction|introduce|who we are")),
    (Part.PURPOSE, re.compile(r"purpose|why we|overview|objective|aim\b|background")),
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.OPENING, re.compile(r"^opening|round the table|ice-?breaker|warm-?up")),
    (Kind.INTRODUCTORY, re.compile(r"^introductory|^intro\b|first thoughts")),
    (Kind.TRANSITION, re.compile(r"^transition|^bridge")),
    (Kind.SUMMARY, re.compile(r"^summary|get it right|got it right|fair summary")),
    (Kind.ENDING, re.compile(r"^ending|all things considered|anything else|last word")),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart; `asides` is what stood in its brackets and was not understood."""

    level: int  # 0 for a line that is only bold
    title: str
    id: str = ""
    minutes: float | None = None
    method: Method | None = None
    only_for: str = ""
    optional: bool = False
    asides: tuple[str, ...] = ()
    brackets: str = ""  # all that stood in them

    @property
    def whole(self) -> str:
        """The title with its brackets, for a heading that is no item."""
        return f"{self.title} ({self.brackets})" if self.brackets else self.title


def read(line: str) -> Heading | None:
    """Return a Markdown heading or bold-only line taken apart; None for any other line."""
    if len(line) > LONGEST:
        return None
    hashes = _HASHES.match(line)
    bold = None if hashes else _BOLD.match(line.strip())
    if hashes is None and bold is None:
        return None
    level, words = (len(hashes[1]), hashes[2]) if hashes else (0, bold[1] if bold else "")
    words = words.strip("*_ ")
    found = _ID.match(words)
    item_id, words = (found[1], found[2]) if found else ("", words)
    aside = _ASIDE.search(words)
    title = words[: aside.start()].strip() if aside else words.strip()
    if not title:
        return None
    minutes, method, only_for, optional = None, None, "", False
    asides: list[str] = []
    for piece in aside[1].split(",") if aside else []:
        words = piece.strip()
        known = words.casefold()
        if (time := length(words)) is not None and minutes is None:
            minutes = time
        elif known in _METHODS:
            method = _METHODS[known]
        elif known.endswith(" only"):
            only_for = words[: -len(" only")].strip()
        elif known in _OPTIONAL:
            optional = True
        elif words:
            asides.append(words)
    brackets = aside[1].strip() if aside else ""
    return Heading(
        level, title, item_id, minutes, method, only_for, optional, tuple(asides), brackets
    )


def length(words: str) -> float | None:
    """Return minutes from "10 minutes", "~15 min" or "11:25-12:00"; None from anything else."""
    if found := _MINUTES.match(words.strip()):
        return min(float(found[1].replace(",", ".")), 600.0)
    if found := _CLOCK.match(words.strip()):
        start = int(found[1]) * 60 + int(found[2])
        end = int(found[3]) * 60 + int(found[4])
        return min(float((end - start) % (24 * 60)), 600.0)
    return None


def timing(line: str) -> float | None:
    """Return minutes from a line that says nothing else, such as "- Duration: ~15 minutes"."""
    found = _TIMING.match(line.strip()) if len(line) <= LONGEST else None
    return length(found[1]) if found else None


def part(title: str) -> Part | None:
    """Return the part a section's title names, or None."""
    words = title.casefold()
    return next((each for each, pattern in _PARTS if pattern.search(words)), None)


def kind(item_id: str, title: str) -> Kind:
    """Return the kind of question an id or title tells; key when neither does."""
    for each, pattern in _KINDS:
        if pattern.search(item_id) or pattern.search(title.casefold()):
            return each
    return Kind.KEY

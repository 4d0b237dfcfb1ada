"""What goes into the scrubber and what comes out; nothing here shows a name when printed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the roster: the code they are written as, and what they are called."""

    code: str  # "P3", or "G1-P7" for somebody of another group
    first: str = field(repr=False)
    last: str = field(default="", repr=False)
    also: tuple[str, ...] = field(default=(), repr=False)  # nicknames used in the room


@dataclass(frozen=True, slots=True)
class Replacement:
    """One masked stretch; `original` lives in memory only, so that a key can restore it."""

    start: int  # in the cleaned original text
    end: int
    code: str  # as written, brackets included: "[P3]"
    kind: str  # participant, person, email, phone, reference, url, postcode, place, never_write
    certainty: float  # 0 to 1
    layer: str  # pattern, roster, never_write, given_name, capital, neighbours, marked, model
    original: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Spot:
    """A word of a cleaned text that a model takes for a name, and how likely it is one."""

    start: int
    end: int
    certainty: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Flag:
    """A stretch that may tell who somebody is without naming them; never masked."""

    kind: str  # role, trait, small-world
    start: int  # in the masked text
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Where something that should be masked still stands; without the word itself."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """A masked text, what was masked in it, and what a person should look at before export."""

    text: str
    replacements: tuple[Replacement, ...] = ()
    flags: tuple[Flag, ...] = ()

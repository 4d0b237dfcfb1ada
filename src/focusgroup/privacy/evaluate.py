"""Scores a scrubber by what would be written: identifiers left, ordinary talk altered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from focusgroup.domain.text import clean
from focusgroup.privacy.lexicon import fold
from focusgroup.privacy.people import PARTICLES
from focusgroup.privacy.records import Person, Scrubbed
from focusgroup.privacy.scrubber import Scrubber
from focusgroup.privacy.spotted import Spotting
from focusgroup.privacy.tokens import TITLES

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled comment: `spans` are (start, end, kind) of every identifier in it."""

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()

    def __repr__(self) -> str:
        """Hide the words."""
        return f"<example of {len(self.text)} characters, {len(self.spans)} identifiers>"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over a labelled set; the two rates are what the bars are set on."""

    identifying: int = 0  # comments with an identifier
    leaking: int = 0  # of these, comments where a word of one survives
    ordinary: int = 0  # comments without any
    altered: int = 0  # of these, comments changed all the same
    leaks: tuple[int, ...] = ()  # numbers of the leaking examples, from 0
    changes: tuple[int, ...] = ()  # numbers of the altered ones

    def __str__(self) -> str:
        """Tell both rates in one line."""
        return (
            f"{self.leaking} of {self.identifying} comments with an identifier leak"
            f" ({self.leak_rate:.1%}); {self.altered} of {self.ordinary} ordinary ones are altered"
            f" ({self.altered_rate:.1%})"
        )

    @property
    def leak_rate(self) -> float:
        """Share of identifying comments in which something is left."""
        return self.leaking / self.identifying if self.identifying else 0.0

    @property
    def altered_rate(self) -> float:
        """Share of ordinary comments that were changed."""
        return self.altered / self.ordinary if self.ordinary else 0.0


def survives(identifier: str, written: str) -> bool:
    """Tell whether any telling word of an identifier still stands in a written text.

    Titles, particles and single letters tell nobody; case, accents and a plural s do not hide.
    """
    left = {fold(match[0]) for match in _WORD.finditer(_without_codes(written))}
    return any(fold(match[0]) in left for match in _telling(identifier))


def _telling(identifier: str) -> Iterator[re.Match[str]]:
    for match in _WORD.finditer(identifier):
        word = fold(match[0])
        if len(word) > 1 and word not in TITLES and word not in PARTICLES:
            yield match


def leaks_in(example: Example, scrubbed: Scrubbed) -> bool:
    """Tell whether any telling word of an identifier still stands in its place.

    The place counts: in "Mr Price called about the price" the second word is no name. Where the
    written text is not what the replacements say of it, every place counts (`survives`).
    """
    text = clean(example.text)
    spans = [(start, example.text[start:end]) for start, end, _ in example.spans]
    if text != example.text or _rebuilt(text, scrubbed) != scrubbed.text:
        return any(survives(identifier, scrubbed.text) for _, identifier in spans)
    covered = [(each.start, each.end) for each in scrubbed.replacements]
    return any(
        not any(start < at + word.end() and at + word.start() < end for start, end in covered)
        for at, identifier in spans
        for word in _telling(identifier)
    )


def _rebuilt(text: str, scrubbed: Scrubbed) -> str:
    """Return a text with its replacements put in, as they are told."""
    pieces, at = [], 0
    for each in sorted(scrubbed.replacements, key=lambda each: each.start):
        pieces += [text[at : each.start], each.code]
        at = each.end
    return "".join([*pieces, text[at:]])


def _without_codes(written: str) -> str:
    return re.sub(r"\[[^\[\]]{1,40}\]", " ", written)


def evaluate(examples: Iterable[Example], scrubber_for: Callable[[], Scrubber]) -> Figures:
    """Scrub every example with a scrubber of its own, so that none helps another."""
    identifying = ordinary = 0
    leaks: list[int] = []
    changes: list[int] = []
    for number, example in enumerate(examples):
        scrubbed = scrubber_for().scrub(example.text)
        if example.spans:
            identifying += 1
            if leaks_in(example, scrubbed):
                leaks.append(number)
        else:
            ordinary += 1
            if scrubbed.text != clean(example.text):
                changes.append(number)
    return Figures(identifying, len(leaks), ordinary, len(changes), tuple(leaks), tuple(changes))


def lowered(examples: Iterable[Example]) -> Iterator[Example]:
    """Yield the examples as somebody types who never uses the shift key."""
    for example in examples:
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in example.text)
        yield replace(example, text=small)


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A file of examples with the roster and the phrases its room would have had."""

    examples: tuple[Example, ...]
    roster: tuple[Person, ...] = ()
    never_write: tuple[str, ...] = ()

    def scrubber(self, spotter: Spotting | None = None) -> Scrubber:
        """Return a new scrubber for this room, with a model beside the rules if one is given."""
        return Scrubber(self.roster, self.never_write, spotter=spotter)


def read_examples(path: Path) -> LabelledSet:
    """Read a JSONL file of {text, spans: [{start, end, kind}]}.

    A first line {roster: [[code, first, last, nickname ...]], never_write: [...]} is optional.
    Raises ValueError with the line number for a line that is neither.
    """
    examples: list[Example] = []
    roster: tuple[Person, ...] = ()
    never: tuple[str, ...] = ()
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if "text" in row:
                    examples.append(_example(row))
                else:
                    roster = tuple(Person(r[0], r[1], r[2], tuple(r[3:])) for r in row["roster"])
                    never = tuple(row["never_write"])
            except (ValueError, KeyError, TypeError, IndexError):
                # The line may hold a name, so the message tells its number alone.
                raise ValueError(f"line {number}: expected {{text, spans}} as JSON") from None
    return LabelledSet(tuple(examples), roster, never)


def _example(row: Mapping[str, object]) -> Example:
    text, spans = row["text"], row.get("spans") or []
    if not isinstance(text, str) or not isinstance(spans, list):
        raise TypeError
    return Example(text, tuple((int(s["start"]), int(s["end"]), str(s["kind"])) for s in spans))

"""Initials: of a participant by themselves, of anybody where something tells that they are some."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from focusgroup.privacy.cues import ADDRESSED, DOES
from focusgroup.privacy.lexicon import Kind, kind_of, word_set

DOTTED = re.compile(r"(?<![\w.])([A-Z])\.([A-Z])\b\.?(?! ?[A-Z]\w)")
_DOTTED_OF_ANYBODY = re.compile(r"(?<![\w.])([A-Za-z])\. ?([A-Za-z])\.(?: ?([A-Za-z])\.)?(?!\w)")
_CAPITALS = re.compile(r"(?<![\w.'’/&-])([A-Z]{2,4})(?![\w&/]|[.'’-]\w)")
_SMALL = re.compile(r"(?<![\w.'’/&-])([a-z]{2,4})(?![\w&/]|[.'’-]\w)")
TOLD = re.compile(r"\b(?:initial(?:s|l?ed|l?ing)?|signed(?: it| off)?)\b", re.IGNORECASE)
_NEAR = 60  # characters: "it's KAB on the log, that's Kwabena's initials"
_WORD_BEFORE = re.compile(r"([\w'’]+),? $")
_WORD_AFTER = re.compile(r",? ([\w'’]+)")
# Letters and points that are no person: "e.g.", "a.m.", "U.K."
_NOBODY = word_set("eg ie am pm uk us ps nb ad bc ai it hr qa pr id ok tv pc mp ph cv vs")
_LOOK_BACK = 30


class Initials(NamedTuple):
    """A stretch of text that stands for somebody."""

    start: int
    end: int
    letters: str  # small, without points
    known: bool  # a participant's


def find(text: str, known: Callable[[str], bool], *, everybody: bool) -> Iterator[Initials]:
    """Yield initials in a text; `known` tells whether a participant has these letters."""
    for match in DOTTED.finditer(text):
        letters = (match[1] + match[2]).lower()
        if known(letters):
            yield Initials(*match.span(), letters, True)
    told = [match.start() for match in TOLD.finditer(text)]  # in order
    for match in _CAPITALS.finditer(text):
        letters = match[1].lower()
        near = _is_near(match.start(), told)
        if known(letters) and (near or _acts(text, match)):
            yield Initials(*match.span(), letters, True)
        elif everybody and near and not known(letters) and _is_no_word(letters):
            yield Initials(*match.span(), letters, False)
    for match in _SMALL.finditer(text) if told else ():
        near = _is_near(match.start(), told)
        if near and known(match[1]) and not _is_usual(match[1]):
            yield Initials(*match.span(), match[1], True)
    if everybody:
        yield from _of_anybody(text, known)


def _of_anybody(text: str, known: Callable[[str], bool]) -> Iterator[Initials]:
    """Yield "K.D. said", "ask j.p.": with points, beside a word that speaks of people."""
    for match in _DOTTED_OF_ANYBODY.finditer(text):
        letters = "".join(filter(None, match.groups())).lower()
        if letters not in _NOBODY and not known(letters) and _is_beside_people(text, match):
            yield Initials(*match.span(), letters, False)


def _is_near(at: int, told: Sequence[int]) -> bool:
    """Tell whether one of these places, which stand in order, is near."""
    place = bisect_left(told, at - _NEAR)
    return place < len(told) and told[place] <= at + _NEAR


def _is_no_word(letters: str) -> bool:
    return letters not in _NOBODY and not kind_of(letters) & (Kind.PUBLIC | Kind.COMMON)


def _is_usual(letters: str) -> bool:
    """Tell whether these letters are a word of every sentence: "do", "it", "an"."""
    vowels = any(letter in "aeiou" for letter in letters)
    return letters in _NOBODY or (vowels and bool(kind_of(letters) & Kind.COMMON))


def _acts(text: str, match: re.Match[str]) -> bool:
    """Tell whether "ask TB" or "TB said" stands here; "IT said" is a department."""
    return match[0].lower() not in _NOBODY and _is_beside_people(text, match)


def _is_beside_people(text: str, match: re.Match[str]) -> bool:
    before = _WORD_BEFORE.search(text, max(0, match.start() - _LOOK_BACK), match.start())
    after = _WORD_AFTER.match(text, match.end())
    asked = before is not None and before[1].lower() in ADDRESSED - {"i'm"}
    return asked or (after is not None and after[1].lower() in DOES)

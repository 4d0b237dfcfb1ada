"""What a model says of a text, laid over its words: it only ever adds masks to those of rules."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Protocol, TypeAlias

from focusgroup.privacy.lexicon import WORDS, Kind
from focusgroup.privacy.records import Spot
from focusgroup.privacy.tokens import Token

SURELY = 0.9  # of a word of no everyday talk that is a name too, no neighbour need speak
_NEVER = 2.0  # no share is so large
# Of these a model alone is not believed: some neighbour must speak for somebody.
DOUBTED = WORDS | Kind.WORD_NAME | Kind.PUBLIC


Look: TypeAlias = "Future[tuple[Spot, ...]]"  # the names in a text, once it was looked at


class Spotting(Protocol):
    """What a Scrubber asks for likely names: focusgroup.privacy.ner.Spotter."""

    def spots(self, text: str) -> Sequence[Spot]:
        """Return likely names, after waiting a moment at most."""
        ...

    def expect(self, text: str) -> Look | None:
        """Begin to look at a text about to be kept; None when spots() answers at once."""
        ...

    def seen(self, text: str) -> Sequence[Spot] | None:
        """Return likely names of a text looked at already, else None, at once."""
        ...

    def checked(self, text: str) -> tuple[int, tuple[Spot, ...]]:
        """Return how much of a half-typed text was looked at and the names there, at once."""
        ...


def by_word(tokens: Sequence[Token], spots: Sequence[Spot]) -> dict[int, float]:
    """Return how likely each word is a name: by the share of its letters that were spotted."""
    likely: dict[int, float] = {}
    place = 0
    for index, token in enumerate(tokens):
        while place < len(spots) and spots[place].end <= token.start:
            place += 1
        told, at = 0.0, place
        while at < len(spots) and spots[at].start < token.end:
            covered = min(spots[at].end, token.end) - max(spots[at].start, token.start)
            told += covered * spots[at].certainty
            at += 1
        if told:
            likely[index] = told / (token.end - token.start)
    return likely


def least(token: Token, *, known: bool) -> float:
    """Return how likely a word must be a name; `known` if a participant is called so.

    Set on the `tune` set and kept on `choose`: below these the model takes "joy? there is none" for
    a person, and of the everyday words "they vanish" at any height.
    """
    kind = token.kind
    if known:
        return 0.7 if kind & Kind.WORD_NAME else 0.5
    if kind & Kind.WORD_NAME:
        return 0.65
    if kind & Kind.PUBLIC:
        return _NEVER
    if kind & Kind.COMMON:
        return 0.95 if kind & (Kind.GIVEN | Kind.SURNAME) else _NEVER
    return 0.8 if kind & WORDS else 0.35

"""How much the words around a word speak for a name: learned from labelled talk, not laid down.

The turns of speech in `framed` and `neighbours` decide alone and say why. What is left is weighed
here by all that stands within two words on either side. Learned by `python -m benchmarks.context`
from the sets in tests/data/privacy that may be read; it only ever adds a mask.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from zlib import crc32

from focusgroup.privacy.cues import (
    ABOUT,
    ADDRESSED,
    ARTICLES,
    BEFORE,
    DOES,
    HANDLED,
    HOUSEHOLD,
    IS,
    NAMING,
    OWNERS,
    PLACED_IN,
    POINTING,
    PRESENT,
    THING_NOUNS,
    VERB_AFTER,
)
from focusgroup.privacy.lexicon import Kind
from focusgroup.privacy.likeness import likeness
from focusgroup.privacy.tokens import Token

BUCKETS = 1 << 15  # clues share the weights of a table by their checksum; twice as many gain nothing
_ZERO = 128  # a weight is one byte, this one saying nothing
_NAMES = Kind.GIVEN | Kind.WORD_NAME | Kind.SURNAME | Kind.RARE_NAME
_SEEN = Kind.COMMON | Kind.WORD_NAME | Kind.PUBLIC  # words that are a clue themselves
_STEP = 1.5  # of the likeness of letters, in log-odds
_FARTHEST = 6
# How likely a word must be a name to be masked. As typed, the capital has spoken already.
TYPED, SMALL = 0.6, 0.5

_BEFORE = (ADDRESSED, BEFORE, NAMING, OWNERS, ARTICLES, PLACED_IN, POINTING, ABOUT, HANDLED)
_BEHIND = (DOES, IS, PRESENT, HOUSEHOLD, THING_NOUNS, VERB_AFTER)
_SOMEBODY = frozenset({"he", "she", "him", "her", "himself", "herself", "his"})


def is_asked(token: Token) -> bool:
    """Tell whether a word may be a name at all: no usual word in small letters is asked about."""
    if token.code or len(token.key) < 2:
        return False
    if token.kind & _NAMES or not token.kind:
        return True
    return token.cap and not token.starts and token.word != "i"


def is_small(tokens: Sequence[Token]) -> bool:
    """Tell whether a line is typed without any capital, so that none tells anything."""
    return not any(token.cap and token.word != "i" for token in tokens)


def likely(tokens: Sequence[Token], index: int, *, small: bool) -> float:
    """Return how likely a word is somebody's name, from 0 to 1."""
    start, step, weights = _table()
    told = clues(tokens, index, small=small)
    odds = start + step * (sum([weights[at] for at in told]) - _ZERO * len(told))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@cache
def _table() -> tuple[float, float, bytes]:
    """Return (what every word starts with, worth of one step, a weight for each bucket)."""
    raw = files("focusgroup.privacy").joinpath("words", "context.bin").read_bytes()
    start, step = raw[: raw.index(b"\n")].split()
    return float(start), float(step), raw[-BUCKETS:]


def clues(tokens: Sequence[Token], index: int, *, small: bool) -> list[int]:
    """Return the bucket of every clue about a word: itself, its neighbours, and both together."""
    token = tokens[index]
    word, kind, shape = token.word, str(token.kind), _shape(token) + "s" * small
    one, two = _beside(tokens, index - 1), _beside(tokens, index - 2)
    next_, then = _beside(tokens, index + 1), _beside(tokens, index + 2)
    near = _letters(token)
    before, after = token.before.strip()[:1], token.after.strip()[:1]
    told = [
        f"k{kind}", f"s{shape}", f"ks{kind}{shape}", f"l{near}", f"lk{near} {kind}",
        f"lks{near} {kind}{shape}", f"n{min(len(token.key), 6)}", f"3{word[-3:]}",
        f"p{one[0]}", f"f{next_[0]}", f"pp{two[0]}", f"ff{then[0]}",
        f"pk{one[1]}", f"fk{next_[1]}", f"pkk{one[1]} {kind}{shape}", f"fkk{next_[1]} {kind}{shape}",
        f"pw{one[0]} {kind}", f"fw{next_[0]} {kind}", f"ps{one[0]} {shape}", f"fs{next_[0]} {shape}",
        f"pf{one[0]} {next_[0]}", f"ppp{two[0]} {one[0]}", f"fff{next_[0]} {then[0]}",
        f"ppk{two[0]} {one[0]} {kind}", f"ffk{next_[0]} {then[0]} {kind}",
        f"b{before}{kind}", f"a{after}{kind}", f"ba{before} {after} {shape}",
        f"bp{before}{one[0]}", f"af{after}{next_[0]}",
        f"fe{next_[0][-2:]} {kind}", f"pe{one[0][-2:]} {kind}",
    ]  # fmt: skip
    for place, name, classes in (
        (one[0], "P", _BEFORE), (two[0], "Q", _BEFORE), (next_[0], "F", _BEHIND), (then[0], "G", _BEHIND),
    ):
        for number, words in enumerate(classes):
            if place in words:
                told += [f"{name}{number}", f"{name}{number} {kind}{shape}", f"{name}{number} {near}"]
    later = any(each.word in _SOMEBODY for each in tokens[index + 1 : index + 9])
    told += [f"he{later}{kind}{shape}"]
    if token.kind & _SEEN:
        told += [f"w{word}", f"ws{word} {shape}", f"wp{one[0]} {word}", f"wf{word} {next_[0]}"]
    return [crc32(clue.encode()) % BUCKETS for clue in told]


def _shape(token: Token) -> str:
    case = "U" if token.upper else "A" if token.cap else "a"
    return case + "^" * token.starts + "_" * token.glued + token.suffix


def _letters(token: Token) -> int:
    if not token.key.isascii():
        return 0
    return max(-_FARTHEST, min(_FARTHEST, round(likeness(token.key) / _STEP)))


def _beside(tokens: Sequence[Token], index: int) -> tuple[str, str]:
    """Return a neighbour's word, and its kind and shape; signs for a code and for the line's end."""
    if not 0 <= index < len(tokens):
        return "<>", "<>"
    token = tokens[index]
    if token.code:
        return "[]", "[]"
    return token.word, f"{token.kind}{_shape(token)}"

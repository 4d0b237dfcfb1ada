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

BUCKETS = (
    1 << 15
)  # clues share the weights of a table by their checksum; twice as many gain nothing
_ZERO = 128  # a weight is one byte, this one saying nothing
_NAMES = Kind.GIVEN | Kind.WORD_NAME | Kind.SURNAME | Kind.RARE_NAME
_SEEN = Kind.COMMON | Kind.WORD_NAME | Kind.PUBLIC  # words that are a clue themselves
_STEP = 1.5  # of the likeness of letters, in log-odds
_FARTHEST = 6
# How likely a word must be a name; of an everyday word without a telling capital, more so.
TYPED, SMALL, EVERYDAY = 0.4, 0.5, 0.95

_BEFORE = (ADDRESSED, BEFORE, NAMING, OWNERS, ARTICLES, PLACED_IN, POINTING, ABOUT, HANDLED)
_BEHIND = (DOES, IS, PRESENT, HOUSEHOLD, THING_NOUNS, VERB_AFTER)
_LATER = 9  # words
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


def least(token: Token, *, small: bool) -> float:
    """Return how likely a word must be a name.

    Set on `third` and `fourth` while nothing was learned from them: 2.5 % of ordinary talk altered.
    """
    if token.kind & Kind.COMMON and (token.starts or not token.cap):
        return EVERYDAY
    return SMALL if small else TYPED


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
    (one, its), (two, _) = _beside(tokens, index - 1), _beside(tokens, index - 2)
    (next_, whose), (then, _) = _beside(tokens, index + 1), _beside(tokens, index + 2)
    near = _letters(token)
    before, after = token.before.strip()[:1], token.after.strip()[:1]
    told = [
        f"k{kind}", f"s{shape}", f"ks{kind}{shape}", f"l{near}", f"lk{near} {kind}",
        f"lks{near} {kind}{shape}", f"n{min(len(token.key), 6)}", f"3{word[-3:]}",
        f"p{one}", f"f{next_}", f"pp{two}", f"ff{then}",
        f"pk{its}", f"fk{whose}", f"pkk{its} {kind}{shape}", f"fkk{whose} {kind}{shape}",
        f"pw{one} {kind}", f"fw{next_} {kind}", f"ps{one} {shape}", f"fs{next_} {shape}",
        f"pf{one} {next_}", f"ppp{two} {one}", f"fff{next_} {then}",
        f"ppk{two} {one} {kind}", f"ffk{next_} {then} {kind}",
        f"b{before}{kind}", f"a{after}{kind}", f"ba{before} {after} {shape}",
        f"bp{before}{one}", f"af{after}{next_}",
        f"fe{next_[-2:]} {kind}", f"pe{one[-2:]} {kind}",
    ]  # fmt: skip
    told += _told_by_turns(one, two, _BEFORE, f"{kind}{shape}", near)
    told += _told_by_turns(next_, then, _BEHIND, f"{kind}{shape}", near)
    later = any(each.word in _SOMEBODY for each in tokens[index + 1 : index + _LATER])
    told.append(f"he{later}{kind}{shape}")
    if token.kind & _SEEN:
        told += [f"w{word}", f"ws{word} {shape}", f"wp{one} {word}", f"wf{word} {next_}"]
    return [crc32(clue.encode()) % BUCKETS for clue in told]


def _told_by_turns(
    near: str, far: str, turns: tuple[frozenset[str], ...], seen: str, letters: int
) -> list[str]:
    """Return the turns of speech that a neighbour is one of, such as who is told or what does."""
    told = []
    for number, words in enumerate(turns):
        side = f"{number}{'b' if turns is _BEFORE else 'f'}"
        if near in words:
            told += [f"t{side}", f"t{side} {seen}", f"t{side} {letters}"]
        if far in words:
            told += [f"u{side}", f"u{side} {seen}", f"u{side} {letters}"]
    return told


def _shape(token: Token) -> str:
    case = "U" if token.upper else "A" if token.cap else "a"
    return case + "^" * token.starts + "_" * token.glued + token.suffix


def _letters(token: Token) -> int:
    if not token.key.isascii():
        return 0
    return max(-_FARTHEST, min(_FARTHEST, round(likeness(token.key) / _STEP)))


def _beside(tokens: Sequence[Token], index: int) -> tuple[str, str]:
    """Return a neighbour's word, and its kind and shape; signs for a code and the line's end."""
    if not 0 <= index < len(tokens):
        return "<>", "<>"
    token = tokens[index]
    if token.code:
        return "[]", "[]"
    return token.word, f"{token.kind}{_shape(token)}"

"""What may be kept of anything a person types or pastes."""

from __future__ import annotations

import re
import unicodedata

# Line breaks and tabs are how people paste; they become one space in a one-line comment.
_BREAKS = re.compile(r"[\t\r\n\v\f\u0085\u2028\u2029]+")
# Terminal escape sequences: a pasted one must neither recolour the screen nor leave "[31m" behind.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
# Bidirectional overrides can make a line read as another one; marks that only hint stay.
_BIDI_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Characters nobody sees, which would hide "De\u00adnise" from the masking; joiners stay where
# scripts and emoji need them.
_UNSEEN = re.compile(
    "[\u00ad\u200b\u2060\ufeff]+|(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d]+(?=[A-Za-z\u00c0-\u024f])"
    # direction marks, fillers, selectors, invisible operators and tags, where they stand in a word
    "|(?<=\\w)[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200e\u200f\u2061-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]+(?=\\w)"
)


def _storable(char: str) -> bool:
    """Word (XML 1.0) refuses control characters, surrogates and the two non-characters."""
    return unicodedata.category(char) not in {"Cc", "Cs"} and char not in "\ufffe\uffff"


def clean(text: str) -> str:
    """Return text as one composed (NFC) line without escape sequences or control characters."""
    text = _BIDI_OVERRIDES.sub("", _ESCAPES.sub("", _BREAKS.sub(" ", text)))
    if not text.isprintable():
        text = "".join(char for char in text if _storable(char))
    # After the control characters, which may stand between a mark and its letter.
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", text)


def clean_lines(text: str) -> str:
    """Clean a text of several lines, keeping its line ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean(line) for line in lines)

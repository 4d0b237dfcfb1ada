"""What a text shows at a glance, once for all rosters that are asked about it."""

from __future__ import annotations

import re
from functools import lru_cache

from focusgroup.domain.text import clean
from focusgroup.privacy import initials, patterns
from focusgroup.privacy.lexicon import fold
from focusgroup.privacy.tokens import CODE

SPELLED = re.compile(r"(?<![\w'’])(?:[^\W\d_][ .\-]{1,2}){2,19}[^\W\d_](?!\w)")
_CODE = re.compile(CODE)
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_NOT_LETTERS = re.compile(r"[\W_]+")


class Glance:
    """A cleaned text, the words in it, and whether anything in it identifies by its shape."""

    __slots__ = ("_folded", "shaped", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = clean(text)
        bare = _CODE.sub(" ", self.text) if "[" in self.text else self.text
        self._folded = fold(bare)
        self.words = frozenset(_LETTERS.findall(self._folded))
        self.shaped = bool(
            (patterns.may_hold(bare, self.words) and patterns.find(bare))
            or ("." in bare and initials.DOTTED.search(bare))
            or initials.TOLD.search(bare)
            or SPELLED.search(bare)
        )

    def __repr__(self) -> str:
        """Hide the words."""
        return f"<glance at {len(self.text)} characters>"

    def squeezed(self) -> str:
        """Return the folded letters and digits with nothing between them."""
        return _NOT_LETTERS.sub("", self._folded)


@lru_cache(maxsize=1)  # one text, asked for roster by roster; no more is worth holding
def look(text: str) -> Glance:
    """Return the glance at a text; the last one is remembered."""
    return Glance(text)

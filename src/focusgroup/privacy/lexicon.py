"""Word lists: whether this is an ordinary word, a given name, a word that everybody may read."""

from __future__ import annotations

import os
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache, lru_cache, partial
from importlib.resources import files
from pathlib import Path

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
        "ı": "i", "ħ": "h", "ə": "e", "ŋ": "n", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'",
    }
)  # fmt: skip


class Kind:
    """What the lists know of a word, as bits of a plain int: an IntFlag cost half of all time."""

    UNKNOWN = 0
    COMMON = 1  # one of the 40,000 usual words, or a filler or dialect word of talk
    ORDINARY = 2  # a rarer dictionary word
    GIVEN = 4
    WORD_NAME = 8  # a given name that is also a word: its neighbours decide
    SURNAME = 16  # a family name that is no dictionary word
    PUBLIC = 32  # weekdays, months, countries, languages, products, abbreviations
    RARE_NAME = 64  # a first or family name of a national count, and no word
    PLACE = 128  # a town or region that is no word; many are family names too


WORDS = Kind.COMMON | Kind.ORDINARY
_LISTS = {
    "common.txt": Kind.COMMON,
    "ordinary.txt": Kind.ORDINARY,
    "given_names.txt": Kind.GIVEN,
    "names_that_are_words.txt": Kind.WORD_NAME,
    "surnames.txt": Kind.SURNAME,
    "public.txt": Kind.PUBLIC,
    "rare_names.txt": Kind.RARE_NAME,
    "places.txt": Kind.PLACE,
}
# Lists that hold no word of the lists before them: half of the time goes into looking up.
_NO_WORDS = Kind.ORDINARY | Kind.RARE_NAME | Kind.PLACE
_BLOCK = 4_096  # bytes read for one look
_LONGEST_LINES = 256  # bytes that hold two lines of any list
_REMEMBERED = 8_192  # words whose kind is kept; about 1 MB at most
_known: dict[str, int] = {}


def fold(word: str) -> str:
    """Return a word in small letters without accents, one straight apostrophe for all kinds."""
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(char for char in spread if not unicodedata.combining(char))


def word_set(words: str) -> frozenset[str]:
    """Return the words of a space-separated list."""
    return frozenset(words.split())


def key_of(word: str) -> str:
    """Return the form names are compared by: folded, with neither apostrophe nor hyphen."""
    return fold(word).replace("'", "").replace("-", "").replace(" ", "")


class Lines:
    """A sorted list of words, left on the disk: a word is looked for in the one block it may be in.

    Held as bytes the lists took 3 MB. Mapped they took as much, since the system maps 16 pages
    around each one looked at.
    """

    def __init__(self, read: Callable[[int, int], bytes]) -> None:
        """Take a reader of (length, offset) of a file whose every line is ended."""
        self._read = read
        self._starts = [-1]  # of the line end before each block
        self._heads = [b""]  # first word of each block
        while cut := self._cut(self._starts[-1] + _BLOCK):
            self._starts.append(cut[0])
            self._heads.append(cut[1])

    def _cut(self, at: int) -> tuple[int, bytes] | None:
        near = self._read(_LONGEST_LINES, at)
        end = near.find(b"\n")
        head, ended, _ = near[end + 1 :].partition(b"\n")
        return (at + end, head) if end >= 0 and ended else None

    def __contains__(self, word: str) -> bool:
        """Tell whether the list holds a word."""
        wanted = word.encode()
        place = bisect_right(self._heads, wanted) - 1
        start = self._starts[place] + 1
        last = place + 1 == len(self._starts)
        size = _BLOCK + _LONGEST_LINES if last else self._starts[place + 1] + 1 - start
        return b"\n%b\n" % wanted in b"\n" + self._read(size, start)


@cache
def _lines(name: str) -> Lines:
    """Return a shipped list; in memory where the package or the system cannot read in places."""
    source = files("focusgroup.privacy").joinpath("words", name)
    if isinstance(source, Path) and hasattr(os, "pread"):
        return Lines(partial(os.pread, os.open(source, os.O_RDONLY)))
    held = source.read_bytes()
    return Lines(lambda size, at: held[at : at + size])


def kind_of(word: str) -> int:
    """Return what the lists know of a folded word."""
    kind = _known.get(word)
    if kind is None:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        kind = Kind.UNKNOWN
        if len(word) <= 40:
            for name, each in _LISTS.items():
                if kind & WORDS and each & _NO_WORDS:
                    continue
                if word in _lines(name):
                    kind |= each
        _known[word] = kind
    return kind


@lru_cache(maxsize=_REMEMBERED)
def is_slip(word: str) -> bool:
    """Tell whether a usual word appears when one letter is left out or two change places."""
    common = _lines("common.txt")
    for at in range(len(word)):
        if len(word) > 4 and word[:at] + word[at + 1 :] in common:
            return True
        swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        if len(word) > 3 and swapped in common:
            return True
    return False

"""Word lists: whether this is an ordinary word, a given name, a word that everybody may read."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

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


@cache
def _blob(name: str) -> bytes:
    """Return a sorted list as the bytes of its file: 3 MB in all, where sets took 40."""
    return b"\n" + files("focusgroup.privacy").joinpath("words", name).read_bytes()


def holds(blob: bytes, word: str) -> bool:
    """Tell whether a sorted, newline-framed list holds a word, by bisecting its bytes."""
    wanted = word.encode()
    low, high = 0, len(blob) - 1  # both stand on newlines
    while low < high:
        start = blob.rfind(b"\n", low, (low + high) // 2 + 1)
        end = blob.find(b"\n", start + 1)
        line = blob[start + 1 : end]
        if line == wanted:
            return True
        if line < wanted:
            low = end
        else:
            high = start
    return False


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
                if holds(_blob(name), word):
                    kind |= each
        _known[word] = kind
    return kind


@lru_cache(maxsize=_REMEMBERED)
def is_slip(word: str) -> bool:
    """Tell whether a usual word appears when one letter is left out or two change places."""
    common = _blob("common.txt")
    for at in range(len(word)):
        if len(word) > 4 and holds(common, word[:at] + word[at + 1 :]):
            return True
        if len(word) > 3 and holds(
            common, word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        ):
            return True
    return False

"""Phrases that are kept or never written, found whatever their case, hyphens or plural."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from focusgroup.privacy.lexicon import WORDS, Kind, fold, kind_of, word_set
from focusgroup.privacy.tokens import Token

_POSSESSIVE = re.compile(r"['’]s\b")
_WORD = re.compile(r"\w+")
_SAME = {"saint": "st", "mount": "mt"}  # "Saint Brannoc's" is on the list as "St Brannoc's"
_LINKS = frozenset({"and", "n", "the", "of"})  # "Hallam & Stroud" is also "hallam and stroud"
# What a firm, a site or a plan is, which does not tell which one.
_GENERIC = word_set(
    "project projects programme program plan operation foods food depot depots home homes house "
    "housing group limited ltd plc inc company trust bank services service systems system team "
    "teams solutions store stores shop street road lane church school college hospital surgery "
    "clinic centre center hall park court farm foundation association council partners partnership "
    "sons brothers energy water media care health office branch site works tower towers building "
    "square north south east west great new old the and for digital global national international "
    "customer customers department logistics transport motors insurance market green estate"
)
_ENDS = ("", "s", "es")


@cache
def sayings() -> tuple[str, ...]:
    """Return phrases whose names are nobody's: "Bob's your uncle", "Robin Hood"."""
    text = files("focusgroup.privacy").joinpath("words", "sayings.txt").read_text("utf-8")
    return tuple(text.splitlines())


def words_of(phrase: str) -> list[str]:
    """Return the folded words that tell a phrase, linking words left out where others stay."""
    words = [match[0] for match in _WORD.finditer(fold(phrase).replace("'", ""))]
    telling = [_SAME.get(word, word) for word in words if word not in _LINKS]
    return telling or words


class Phrases:
    """A set of phrases that can be found in a row of words."""

    def __init__(self, phrases: Iterable[str] = (), *, near_misses: bool = False) -> None:
        self._near = near_misses
        self._exact: set[str] = set()  # "norwellhomes", and its plural
        self._bare: set[str] = set()  # without the plurals, which hold the phrase itself
        self._capitals: set[str] = set()  # "Saffron" of "Project Saffron": with its capital alone
        self._by_letter: dict[str, list[str]] = {}
        # What a phrase may start with, so that nine words of ten are passed over at a glance: whole
        # words, or first letters where a typing error may be in the word.
        self._starts: set[str] = set()
        self._longest = 0
        for phrase in phrases:
            self.add(phrase)

    def __repr__(self) -> str:
        """Hide the phrases."""
        return f"<{len(self._exact)} forms>"

    def __bool__(self) -> bool:
        """Tell whether there is any phrase."""
        return bool(self._exact)

    def add(self, phrase: str) -> None:
        """Add a phrase, with and without its possessive s; nothing for one without letters."""
        for form in {phrase, _POSSESSIVE.sub("", phrase)}:
            self._add(words_of(form))

    def _add(self, words: list[str]) -> None:
        joined = "".join(words)
        if not joined:
            return
        self._longest = max(self._longest, len(words) + 1)
        self._starts |= {joined[0]} if self._near else {joined, words[0]}
        self._bare.add(joined)
        self._exact.update(joined + end for end in (_ENDS if self._near else ("",)))
        if not self._near:
            return
        self._by_letter.setdefault(joined[0], []).append(joined)
        for size in range(2, len(words)):  # "Harbour & Vale" of "Harbour & Vale Mutual"
            if not _GENERIC.issuperset(words[:size]):
                start = "".join(words[:size])
                self._exact.add(start)
                self._bare.add(start)
        if len(words) > 1:
            alone = 0
            for word in words:  # "Norwell" alone gives "Norwell Homes" away, "Homes" does not
                rare = len(word) > 5 and not kind_of(word) & Kind.COMMON
                if len(word) > 3 and (rare or not kind_of(word) & WORDS):
                    self._add([word])
                    alone += 1
            if not alone:  # no word of it is rare
                self._capitals |= {w for w in words if len(w) > 2 and w not in _GENERIC}
                self._starts |= {word[0] for word in self._capitals}

    def starting(self, prefix: str) -> bool:
        """Tell whether some phrase starts with a prefix of letters."""
        return any(joined.startswith(prefix) for joined in self._exact)

    def unfinished(self, tokens: Sequence[Token]) -> int:
        """Return how many words at the end of a row are the start of a longer phrase."""
        joined, best = "", 0
        for count in range(1, min(len(tokens), self._longest + 2) + 1):
            token = tokens[-count]
            if token.code:
                break
            joined = joined if token.word in _LINKS else token.key + joined
            if any(len(each) > len(joined) and each.startswith(joined) for each in self._exact):
                best = count
        return best if joined else 0

    def within(self, letters: str) -> bool:
        """Tell whether a run of folded letters, spaces left out, holds a phrase exactly."""
        return any(joined in letters for joined in self._bare)

    def may_hold(self, letters: str, words: frozenset[str]) -> bool:
        """Tell whether a text may hold a phrase, or one of its words that count with a capital."""
        return self.within(letters) or not self._capitals.isdisjoint(words)

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Yield (first, last + 1) of the rows of words that are a phrase, longest first."""
        index = 0
        while index < len(tokens):
            end = 0 if tokens[index].code else self._longest_at(tokens, index)
            if end:
                yield index, end
            index = end or index + 1

    def _longest_at(self, tokens: Sequence[Token], index: int) -> int:
        key = _SAME.get(tokens[index].key, tokens[index].key)
        if (key[:1] if self._near else key) not in self._starts:
            return 0
        joined, words, best, near = "", 0, 0, 0
        for place in range(index, min(len(tokens), index + self._longest + 2)):
            token = tokens[place]
            if token.code or (place > index and len(token.before) > 3):
                break
            if place > index and token.word in _LINKS:
                continue
            joined += _SAME.get(token.key, token.key)
            words += 1
            if words > self._longest:
                break
            if joined in self._exact:
                best = place + 1
            elif self._near and self._misses_little(joined, tokens[index : place + 1]):
                # "Dunmer a lot" is one word missed; "Norwel Homes" is two.
                near = place + 1 if len(token.key) > 3 or not (near or best) else near
        token = tokens[index]
        if not (best or near) and token.key in self._capitals and token.cap and not token.starts:
            return index + 1
        return max(best, near)

    def _misses_little(self, joined: str, row: Sequence[Token]) -> bool:
        # A typing error gives a word no dictionary holds; "carton" is not a missed "Barton".
        for token in row:
            if not token.kind & WORDS and token.word not in _LINKS:
                break
        else:
            return False
        size = len(joined)
        close = [
            phrase
            for phrase in self._by_letter.get(joined[0], ())
            if size > 4 and len(phrase) > 4 and abs(len(phrase) - size) <= 2
        ]
        for phrase in close:
            reach = 1 if len(phrase) < 9 else 2
            if OSA.distance(joined, phrase, score_cutoff=reach) <= reach:
                return True
        return False

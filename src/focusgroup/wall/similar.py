"""Cards that say much the same, offered when sorting and never imposed; nothing leaves the machine.

Words weighted by how rare they are on this board (TF-IDF) and compared by cosine: enough to find
"re-key every order" beside "orders are typed twice", with no model and no library.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STEM = 5  # letters that count: "order", "orders" and "ordering" are one word
_LEAST = 0.12  # below this two cards share only a word or two
# Words that tell nothing about what a card is about.
_TELL_NOTHING = """
a about after again all also always an and any are as at be because been before but by can could did
do does doing for from get gets go goes got had has have he her him his how i if in into is it its
just know like make makes me more most much my never no nobody not now of off on one only or other
our out over own people really said same say says she should so some something than that the their
them then there these they thing things this those to too up us very want was way we well were what
when where which while who why will with would you your
"""
_EMPTY = frozenset(_TELL_NOTHING.split())


def words(text: str) -> list[str]:
    """Return the stems that tell what a text is about."""
    found = (word.casefold() for word in _WORD.findall(text))
    return [word[:_STEM] for word in found if word not in _EMPTY and len(word) > 2]


class Likeness:
    """Knows a board's texts by id; answers which others are most like one of them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        counts = {key: Counter(words(text)) for key, text in texts.items()}
        on = Counter(word for held in counts.values() for word in held)
        total = len(counts)
        rare = {word: math.log((1 + total) / (1 + count)) + 1 for word, count in on.items()}
        self._vectors = {
            key: _normal({word: count * rare[word] for word, count in held.items()})
            for key, held in counts.items()
        }
        self.keys = tuple(texts)
        self._with: dict[str, list[str]] = defaultdict(list)
        for key, vector in self._vectors.items():
            for word in vector:
                self._with[word].append(key)

    def like(self, key: str, *, among: Iterable[str] | None = None) -> list[tuple[str, float]]:
        """Return other texts with how alike they are (0 to 1), most alike first."""
        mine = self._vectors.get(key, {})
        scores: dict[str, float] = defaultdict(float)
        for word, weight in mine.items():
            for other in self._with[word]:
                scores[other] += weight * self._vectors[other][word]
        wanted = None if among is None else set(among)
        found = [
            (other, min(1.0, score))
            for other, score in scores.items()
            if other != key and score >= _LEAST and (wanted is None or other in wanted)
        ]
        return sorted(found, key=lambda each: (-each[1], each[0]))


def _normal(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}


def chained(likeness: Likeness) -> list[str]:
    """Return all texts so that each is followed by the one most like it that is still left."""
    left = dict.fromkeys(likeness.keys)
    order: list[str] = []
    while left:
        at: str | None = next(iter(left))
        while at is not None:
            order.append(at)
            del left[at]
            at = next((other for other, _ in likeness.like(at, among=left)), None)
    return order

"""A row of words, each seen with its neighbours, and what has been decided of them so far."""

from __future__ import annotations

from collections.abc import Sequence

from focusgroup.privacy.context import is_small
from focusgroup.privacy.cues import DOES, IS, NOT_NAMED, OWNERS, PLURALS, PRESENT
from focusgroup.privacy.lexicon import WORDS, Kind, word_set
from focusgroup.privacy.tokens import SHORT_TITLES, TITLES, Token


class Row:
    """A row of words with what has been decided of them so far."""

    def __init__(self, text: str, tokens: Sequence[Token], *, shouted: bool) -> None:
        self.text = text
        self.tokens = tokens
        self.shouted = shouted  # capitals tell nothing: a title-case or all-capitals line
        self.named = [token.code for token in tokens]
        self._small: bool | None = None

    @property
    def small(self) -> bool:
        """Whether the line is typed without any capital."""
        if self._small is None:
            self._small = is_small(self.tokens)
        return self._small

    def before(self, index: int) -> Token | None:
        """Return the word just before, None where a sign or the start stands between."""
        token = self.tokens[index]
        if index == 0 or token.starts or token.before.strip(" .&'’\"-"):
            return None
        return self.tokens[index - 1]

    def after(self, index: int) -> Token | None:
        """Return the word just after, None where a sign or the end stands between."""
        if index + 1 >= len(self.tokens) or self.tokens[index].after.strip(" &-"):
            return None
        return self.tokens[index + 1]

    def capital(self, index: int) -> bool:
        """Tell whether the word has a capital that means something."""
        token = self.tokens[index]
        return token.cap and not (self.shouted or token.code)


def said(token: Token) -> str:
    """Return a word with what shortens it: "i'm", "that's"."""
    return f"{token.word}'{token.suffix}" if token.suffix else token.word


_SOMEBODY = frozenset({"he", "she", "him", "her", "himself", "herself"})
_CALLED = word_set(
    "he's she's who's lad lass fella guy man woman girl boy bloke chap kid gent lady fellow "
    "caller colleague"
)
_LATER = 10  # words: "Bill was on the gate that day and he let them all in"


def spoken_of_later(row: Row, index: int) -> bool:
    """Tell whether "he" or "she" follows soon, which somebody just named is spoken of by."""
    return any(token.word in _SOMEBODY for token in row.tokens[index + 1 : index + 1 + _LATER])


def does_something_later(row: Row, index: int) -> bool:
    """Tell whether a verb of people follows soon: "Grace in the surgery does it"."""
    near = row.tokens[index + 1 : index + 6]
    return any(token.word in DOES - {"who", "left", "never", "always"} for token in near)


def is_named_so(row: Row, index: int) -> bool:
    """Tell whether "her name was", "named" or "we call him big" stands before."""
    words = [said(token) for token in row.tokens[max(0, index - 3) : index]]
    if words[-2:] in (["name", "is"], ["name", "was"]) or words[-1:] == ["name's"]:
        return True
    if words[-1:] in (["big"], ["old"], ["young"], ["little"]):
        words.pop()
    if words[-1:] in (["called"], ["named"]) and words[-2:-1] and words[-2] in _CALLED:
        return row.tokens[index].cap
    return words[-2:-1] in (["call"], ["called"], ["calls"]) and words[-1:] in (["him"], ["her"])


def follows_title(row: Row, index: int) -> bool:
    """Tell whether a title stands before: "Mr D. Oyelaran", "councillor whitcombe"."""
    token = row.tokens[index]
    place = index - 1
    first = max(0, index - 3)  # two initials at most: a line of nothing else costs no more
    while (
        place >= first
        and len(row.tokens[place].text) == 1
        and (row.tokens[place].word not in "ai" or place < index - 1)
    ):
        place -= 1
    if place < first:
        return False
    title = row.tokens[place]
    gap = row.tokens[place + 1].before
    if title.word not in TITLES or title.suffix or gap not in {" ", ". ", ".", "_", "-"}:
        return False
    if "." in gap and title.word not in SHORT_TITLES:
        return False
    if token.cap:
        return token.word not in {"i", "i'm"} and (
            title.cap or title.word not in {"miss", "doctor"}
        )
    if title.word in {"mr", "mrs", "ms", "cllr"} and not title.cap:
        if place and row.tokens[place - 1].word in OWNERS | {"the"}:
            return not token.kind & WORDS  # "the mrs says", "the mr abernethy thing"
        return token.word not in NOT_NAMED | DOES | IS | PRESENT
    if title.word in {"miss", "lord", "lady", "sir", "madam", "doctor", "captain"}:
        return not token.kind & WORDS
    rare = not token.kind & Kind.COMMON
    return not token.kind & WORDS or (rare and not title.cap)


def is_plural(token: Token) -> bool:
    """Tell whether a word in small letters may be several of a thing: "winters", "lates"."""
    ends = token.word.endswith("s") and not token.word.endswith(("ss", "us", "is"))
    return len(token.word) > 3 and ends and not token.cap


def is_third_person(token: Token) -> bool:
    """Tell whether a word may say what somebody does: "carries", "sorts"; plurals do not count."""
    word = token.word
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us"))
        and word not in PLURALS
        and not token.cap
    )

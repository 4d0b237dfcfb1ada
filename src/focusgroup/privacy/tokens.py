"""A comment as a row of words, each knowing what stands before and behind it."""

from __future__ import annotations

import re
from itertools import pairwise

from focusgroup.privacy.lexicon import WORDS, Kind, fold, kind_of, word_set

# Signs that join a letter in scripts with combining marks; they never stand alone.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0a81-\u0acd"
    "\u0b01-\u0b4d\u0bbe-\u0bcd\u0c00-\u0c4d\u0d3e-\u0d4d\u0e31-\u0e3a\u0e47-\u0e4e"
)
_LETTER = f"(?:[^\\W\\d_]|[{_MARKS}])"
_SEAT = r"(?:P\d{1,4}|G\d{1,4}-P\d{1,4}|moderator|note-taker)"
CODE = (
    rf"\[{_SEAT}(?: or {_SEAT}){{0,9}}\]"
    r"|\[name \d{1,7}\]|\[(?:e-mail|phone|reference|link|postcode|address|withheld)\]"
)
_WORD = re.compile(rf"({CODE})|{_LETTER}+(?:['’ʼ]{_LETTER}+)*")
_CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_WHOLE = re.compile(r"(?:Mc|Mac|De|Di|Da|La|Le|Van|Von|Fitz|St|O)[A-ZÀ-Þ][^A-ZÀ-Þ]+$")
# Marks that no word borrowed into English has: Vietnamese, Polish, Turkish, Czech, Icelandic.
_UNBORROWED = re.compile(r"[^\x00-\x7fàâäáãåçéèêëíîïñóôöøúùûüœæ’ʼ‘]", re.IGNORECASE)
_BORROWED = word_set("mana maori")
_SHORTENED = frozenset({"s", "ll", "d", "ve", "re", "m"})
_STARTS = frozenset('.!?…:;"“”‘«(—–|•*>')
_GLUE = frozenset(("_", "@", "\\", "/"))
TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend councillor cllr "
    "captain sergeant madam doctor senor senora senorita monsieur madame mme mlle herr frau signor "
    "signora sri shri smt imam rabbi sheikh sheik"
)

# Only these are written with a point: "Oh Lord. Oh dear." holds a sentence's end.
SHORT_TITLES = word_set("mr mrs ms mx dr prof rev cllr")


class Token:
    """One word of a text, or one code already standing in it."""

    __slots__ = (
        "after", "before", "cap", "code", "end", "full_end", "glued", "key", "kind",
        "start", "starts", "suffix", "text", "upper", "word",
    )  # fmt: skip

    def __init__(self, text: str, start: int, *, code: bool = False) -> None:
        self.start = start
        self.code = code  # a replacement made earlier: stays as it is
        self.before = self.after = ""  # what stands between the neighbours
        self.starts = self.glued = False  # opens a sentence; part of a file name or identifier
        self.suffix = ""
        base = text
        if not code and not text.isalpha():
            cut = max(text.rfind("'"), text.rfind("’"), text.rfind("ʼ"))
            if cut > 0 and text[cut + 1 :].lower() in _SHORTENED:
                base, self.suffix = text[:cut], text[cut + 1 :].lower()
        self.text = base
        self.end = start + len(base)  # the possessive stays outside
        self.full_end = start + len(text)
        self.word = "" if code else fold(base)
        self.key = self.word.replace("'", "")
        self.cap = base[:1].isupper()
        self.upper = len(base) > 1 and base.isupper()
        self.kind = Kind.PUBLIC if code else kind_of(self.word)
        if self.kind & WORDS and not base.isascii() and not self.kind & Kind.PUBLIC:
            self.kind = _kind_of_marked(base, self.word, self.kind)

    def __repr__(self) -> str:
        """Hide the word: it may be a name."""
        return f"<word at {self.start}>"


def _kind_of_marked(base: str, word: str, kind: int) -> int:
    """Return the kind of a word with accents: English borrowed some, "dũng" is no word of it."""
    borrowed = word in _BORROWED or not _UNBORROWED.search(base)
    return kind if borrowed else kind & ~WORDS | Kind.RARE_NAME


def _pieces(match: re.Match[str]) -> list[Token]:
    text, start = match[0], match.start()
    if match[1]:
        return [Token(text, start, code=True)]
    if text.islower() or text[1:].islower() or text.isupper() or _WHOLE.match(text):
        return [Token(text, start)]
    tokens = []
    cuts = [0, *(m.start() for m in _CAMEL.finditer(text)), len(text)]
    for low, high in pairwise(cuts):
        tokens.append(Token(text[low:high], start + low))
    return tokens


def split(text: str) -> list[Token]:
    """Return the words of a cleaned text in order, in time linear to its length."""
    tokens: list[Token] = []
    for match in _WORD.finditer(text):
        tokens.extend(_pieces(match))
    end = 0
    previous: Token | None = None
    for token in tokens:
        token.before = gap = text[end : token.start]
        token.starts = previous is None or _opens(gap, previous)
        if previous is not None:
            previous.after = gap
            previous.glued = previous.glued or _is_glue(gap[:1], gap)
        token.glued = _is_glue(gap[-1:], gap)
        end = token.full_end
        previous = token
    if previous is not None:
        previous.after = text[end:]
        previous.glued = previous.glued or _is_glue(previous.after[:1], "")
    return tokens


def _is_glue(sign: str, gap: str) -> bool:
    """Tell whether the sign next to a word makes it part of a file name or identifier."""
    return sign in _GLUE or sign.isdigit() or gap == "."


def _opens(gap: str, previous: Token) -> bool:
    """Tell whether a gap ends a sentence; "Mr. D. Oyelaran" has none."""
    if gap == " " or not _STARTS.intersection(gap):
        return False
    if gap[0] == "." and not _STARTS.intersection(gap[1:]):
        lone = len(previous.text) == 1 and previous.cap and previous.text != "I"
        return not (lone or previous.word in SHORT_TITLES or gap == ".")
    return True

"""Whether a word that is nobody's known name is one: by its letters, its lists and its neighbours.

Every cue is a weight in the same log-odds as the likeness of the letters, so that a plain word
beside "called" and a name beside nothing are weighed on one scale. The weights were set by hand on
the sets `tune`, `choose` and `attack` and on made-up sentences with held-out names.
"""

from __future__ import annotations

import re

from focusgroup.privacy import framed
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
from focusgroup.privacy.lexicon import WORDS, Kind, is_slip, kind_of, word_set
from focusgroup.privacy.likeness import likeness
from focusgroup.privacy.people import singular
from focusgroup.privacy.row import Row, is_named_so, said
from focusgroup.privacy.tokens import Token

# "Hmm", "Yeahhh", "Pfft", "Didnae": sounds and dialect that no list holds in full.
SOUND = re.compile(
    r"(?:[hmpfstgrbkz]{1,6}|.{0,30}(.)\1\1.{0,30}|u+[hmr]{1,6}|e+[hmr]{1,6}|a+[hr]{1,6}"
    r"|o+h+|h+[aeu]+h*|y+e+[ahsp]*|n+a+[hw]+"
    r"|m+h?m+|.{3,30}(?:nae|nnae|n't|in'|(?:[ds]|ve|re|ould)nt))$"
)
_CLAN = re.compile(r"(?:mc|o'|mr|mrs|ms|miss)[a-z]{4,}$")  # "mctavish", "mrtillotson"
_VOWELS = frozenset("aeiouy")
_SIZED = frozenset({"old", "big", "little", "young", "wee", "auld", "poor"})  # "big trev"
_HONOURED = frozenset({"san", "sama", "bhai", "ji", "bey", "jan", "ssi"})  # "tsukamoto-san"
_NAMED_THING = 4  # words back: "a system we have called Zorblax"
# Who is told of between commas: "a consultant in, peregrine vasquez, charged us".
_SOMEBODY = word_set(
    "kid lads girls temp rep consultant contractor engineer technician starter joiner trainee "
    "intern student customer caller agent adviser advisor buyer fitter plumber electrician "
    "builder doctor receptionist cleaner caretaker chef porter pilot vet dentist solicitor "
    "accountant buddy mentor supplier volunteer donor patient resident pensioner gentleman man"
)
_TOLD_OF = word_set(
    "who he she his her whose a an the from said says told came went was left charged in on at our "
    "my one used got had never always did does has wants wanted rang rings"
)
# The least sum of weights at which a word is masked. A capital inside a sentence speaks so loudly
# for a name that only strong evidence against one leaves the word.
SMALL, SMALL_ALONE, OPENING, INSIDE = -1.0, 0.5, -1.0, -6.0


def small(row: Row, index: int) -> float | None:
    """Return how surely an unknown word in small letters is a name, or None."""
    token = row.tokens[index]
    if len(token.key) == 2 and token.starts and framed.works_there(row, index):
        return None if token.kind or token.upper else 0.5  # "li from procurement"

    if token.kind & WORDS or len(token.key) < 3 or SOUND.match(token.word) or token.upper:
        return None
    near = of_neighbours(row, index)
    weight = of_letters(token) + near
    # Of other scripts the letters tell nothing.
    least = SMALL if near > 0 and token.key.isascii() else SMALL_ALONE
    return _certainty(weight) if weight >= least else None


def is_rare_name(token: Token) -> bool:
    """Tell whether a word of no everyday talk is a name too: "peregrine", "amadou"."""
    named = token.kind & (Kind.GIVEN | Kind.SURNAME | Kind.RARE_NAME)
    return bool(named) and not token.kind & (Kind.COMMON | Kind.PUBLIC)


def capital(row: Row, index: int) -> float | None:
    """Return how surely an unknown word with a capital is a name, or None."""
    token = row.tokens[index]
    if token.kind & WORDS or SOUND.match(token.word):
        return None
    if token.upper and token.before[-1:] == "[" and token.after[:1] == "]":
        return None  # "[FIRSTNAME]": a placeholder somebody reads out
    if _derived(token.word):
        return None  # "Noddings are hard to write down"
    if len(token.key) < 3 and (token.glued or token.upper or token.starts):
        return 0.5 if _is_short_person(row, index) else None
    if token.starts:
        weight = of_letters(token) + max(of_neighbours(row, index), -2.0)
        return _certainty(weight) if weight >= OPENING else None
    if is_thing(row, index):
        return None
    weight = min(of_letters(token), 2.0) + of_neighbours(row, index)
    return max(_certainty(weight), 0.6) if weight >= INSIDE else None


def _is_short_person(row: Row, index: int) -> bool:
    """Tell whether a name of two letters opens a sentence about somebody: "Li from", "Ng is"."""
    token, following = row.tokens[index], row.after(index)
    if token.glued or token.upper or SOUND.match(token.word):
        return False
    if following is None:
        return framed.is_apposed(row, index)
    acts = following.word in DOES | IS | PRESENT | {"from", "in", "at", "over", "who"}
    return acts or following.word.endswith("ed") or (following.cap and following.word != "i")


def _certainty(weight: float) -> float:
    return 0.5 if weight < 3 else 0.6 if weight < 6 else 0.7


def _derived(word: str) -> bool:
    """Tell whether a word is made of a dictionary word: "noddings", "unticked", "rekeyed"."""
    one = kind_of(singular(word))
    if word.endswith("s") and one & Kind.PUBLIC and not one & (Kind.GIVEN | Kind.SURNAME):
        return True  # "three Diwalis"
    if word.endswith("ings") and kind_of(word[:-1]) & WORDS:
        return True
    if word.startswith(("re", "un", "mis", "non", "pre", "over")):
        cut = 4 if word.startswith("over") else 3 if word[:3] in {"mis", "non", "pre"} else 2
        return len(word) - cut > 3 and bool(kind_of(word[cut:]) & Kind.COMMON)
    return False


def of_letters(token: Token) -> float:
    """Return the weight of the letters of a word and of the lists that hold it."""
    kind, weight = token.kind, likeness(token.key)
    if not token.key.isascii():
        return 0.0  # the weights were learned of Latin letters
    if not _VOWELS.intersection(token.key):
        # No language, so no evidence: "Xhqzt"; in small letters mostly an abbreviation.
        weight = max(weight, 1.0) if token.cap else min(weight, -3.0)
    elif len(token.key) == 3:
        weight = min(weight, 1.0) - 1
    if kind & Kind.GIVEN:
        return max(weight, 0.0) + 4
    if kind & Kind.SURNAME or _CLAN.match(token.word):
        return max(weight, 0.0) + 3
    if kind & Kind.RARE_NAME:
        return max(weight, -1.0) + 1.5 - 3 * is_slip(token.word)
    one = singular(token.key)
    if one != token.key and kind_of(one) & (Kind.GIVEN | Kind.SURNAME) and not kind_of(one) & WORDS:
        return max(weight, 0.0) + 2  # "the coles"
    if _derived(token.word):
        return min(weight, 0.0) - 3
    return weight - 3 * is_slip(token.word)


def of_neighbours(row: Row, index: int) -> float:
    """Return the weight of what stands around a word."""
    return _of_before(row, index) + _of_after(row, index) + _of_company(row, index)


def _of_before(row: Row, index: int) -> float:
    """Return the weight of the word before."""
    if row.tokens[index].glued:
        return 1.5  # part of a file name or identifier
    if is_named_so(row, index):
        return 6.0
    if _is_in_apposition(row, index):
        return 4.0
    previous = row.before(index)
    if previous is None:
        return 0.0
    word = previous.word
    if word == "it" and index > 1 and row.tokens[index - 2].word in {"call", "calls", "called"}:
        return -3.0  # "we call it zorp": a thing
    if word in NAMING and not previous.suffix:
        return -1.0 if _names_a_thing(row, index - 1) else 6.0
    if word in ARTICLES or word in OWNERS:
        return _of_article(row, index, word)
    if word in _SIZED:
        before = row.before(index - 1)
        return -3.0 if before and before.word in ARTICLES | OWNERS else 2.0
    return _of_verb(previous)


def _is_in_apposition(row: Row, index: int) -> bool:
    """Tell whether "this guy, tucker strunk, who" stands here: who is told of between commas."""
    tokens = row.tokens
    end = index if tokens[index].after.startswith(",") else index + 1
    if end + 1 >= len(tokens) or not tokens[end].after.startswith(","):
        return False
    if end > index and tokens[index].after != " ":
        return False
    start = index if tokens[index].before == ", " else index - 1
    if start < 1 or tokens[start].before != ", ":
        return False
    told = {each.word for each in tokens[max(0, start - 3) : start]}
    return bool(told & (NAMING | _SOMEBODY)) and tokens[end + 1].word in _TOLD_OF


def _of_verb(previous: Token) -> float:
    """Told, with, blame somebody; in something."""
    word, spoken = previous.word, said(previous)
    if spoken in ADDRESSED:
        return 3.0
    if spoken in BEFORE:
        return 2.0
    if word in PLACED_IN:
        return -1.5
    return 1.0 if spoken in POINTING or word in ABOUT or word in HANDLED else 0.0


def _of_article(row: Row, index: int, article: str) -> float:
    """The account of the Okonkwos, an Okonkwo complaint: rarely; a gizmo: mostly."""
    token, following = row.tokens[index], row.after(index)
    if following and following.word in HOUSEHOLD:
        return 1.0
    if article == "the" and token.key.endswith("s") and not token.suffix:
        return 0.0
    return -2.0 if article in OWNERS or article == "the" else -3.0


def _of_after(row: Row, index: int) -> float:
    token, following = row.tokens[index], row.after(index)
    if token.suffix == "s":
        return 1.5
    if token.suffix:
        return 1.0
    if following is None:
        return _of_sign(row, index)
    word = following.word
    if token.after == "-" and word in _HONOURED:
        return 5.0
    previous = row.before(index)
    opens = previous is None or previous.word not in ARTICLES | OWNERS
    if word in {"he", "she", "who", "herself", "himself", "junior", "senior"}:
        return 2.0
    if not opens:
        return -2.0 if word in THING_NOUNS else 0.0
    if word in DOES:
        return 2.5
    if word == "from":
        return 1.5
    if word in IS or word in PRESENT or (word.endswith("ed") and following.kind & Kind.COMMON):
        return 1.0
    return -2.0 if word in THING_NOUNS else 0.0


def _of_sign(row: Row, index: int) -> float:
    """Between commas somebody is named or spoken to: "nesta, who", ", nesta, she says"."""
    token = row.tokens[index]
    beyond = row.tokens[index + 1 : index + 2]
    if token.after != ", ":
        return 0.5 if token.starts and token.after[:1] in {"?", "."} else 0.0
    if beyond and beyond[0].word in {"he", "she", "who", "you"}:
        return 2.5
    if token.before == ", " and beyond and beyond[0].word in DOES:
        return 2.5
    return 1.0 if token.starts or token.before == ", " else 0.0


def _of_company(row: Row, index: int) -> float:
    """Return the weight of names beside a word: "bhavna or thusitha", "wai ming", "j. p. loy"."""
    tokens, token = row.tokens, row.tokens[index]
    marked = token.key.isascii() and not token.text.isascii()  # "dũng"
    weight = _of_file_name(row, index) + 2.0 * marked
    if index and token.before in {". ", "."} and len(tokens[index - 1].key) == 1 and not token.cap:
        weight += 3.0  # "j. p. tillotson"
    if index > 1 and tokens[index - 1].word in {"and", "or"}:
        first = tokens[index - 2]
        if row.named[index - 2] or first.word in {"me", "him", "her", "us"}:
            weight += 2.0
    if index and token.before in {" ", "-"} and row.named[index - 1]:
        weight += 1.5
    beyond = tokens[index + 1 : index + 3]
    if beyond and beyond[0].word in {"and", "or"} and len(beyond) > 1:
        if beyond[1].word in {"i", "me", "him", "her", "his"} or is_plain_name(beyond[1]):
            weight += 2.0
    elif beyond and token.after in {" ", "-"} and is_plain_name(beyond[0]):
        weight += 1.5
    return weight


def _of_file_name(row: Row, index: int) -> float:
    """Return the weight of a name glued to a word: "okafor_denise.pdf"."""
    token = row.tokens[index]
    if not token.glued:
        return 0.0
    if index and token.before in {"_", "-", "."} and row.named[index - 1]:
        return 2.0
    beyond = row.tokens[index + 1 : index + 2]
    return 2.0 if beyond and token.after == "_" and is_plain_name(beyond[0]) else 0.0


def is_plain_name(token: Token) -> bool:
    """Tell whether a word is a name and nothing else, by its list."""
    if token.code:
        return token.text.startswith(("[name", "[P", "[G"))
    return bool(token.kind & (Kind.GIVEN | Kind.SURNAME)) and not token.kind & (
        WORDS | Kind.PUBLIC | Kind.WORD_NAME
    )


def _names_a_thing(row: Row, index: int) -> bool:
    """Tell whether "called" names a system or a form: "a portal called", not "a man called"."""
    if row.tokens[index].word not in {"called", "named"}:
        return False
    near = row.tokens[max(0, index - _NAMED_THING) : index]
    return any(token.word in THING_NOUNS for token in near)


def is_thing(row: Row, index: int) -> bool:
    """Tell whether an unknown capital is a product, a tool or a place: "in Zorblax"."""
    token, previous, following = row.tokens[index], row.before(index), row.after(index)
    if token.suffix == "s" or token.kind & (Kind.GIVEN | Kind.SURNAME):
        return False
    if previous and previous.word in PLACED_IN and not previous.suffix:
        further = following is not None and following.cap and following.word != "i"
        return not further
    article = bool(previous and previous.word in ARTICLES | OWNERS)
    thing = following is not None and following.word in THING_NOUNS - HOUSEHOLD
    if article and following and thing and not following.cap:
        return True
    return (
        bool(previous and previous.word in NAMING and _names_a_thing(row, index - 1))
        and likeness(token.key) < 3.0
    )


def place(row: Row, index: int) -> float | None:
    """Return how surely a town's name is somebody's here, or None: "Preston says", "in Preston"."""
    token, previous, following = row.tokens[index], row.before(index), row.after(index)
    if previous and previous.word in PLACED_IN | {"at", "to", "from", "of", "the"}:
        return None
    does = bool(following and following.word in DOES - {"left", "needs", "works", "always"})
    if does or (previous and said(previous) in ADDRESSED):
        return 0.6
    if index and row.named[index - 1] and token.before == " " and row.tokens[index - 1].cap:
        return 0.6
    if token.kind & Kind.GIVEN and (row.capital(index) or (previous and said(previous) in BEFORE)):
        return 0.6
    return None


def word_surname(row: Row, index: int) -> float | None:
    """Hall, Baker, Ford: a family name where people do things, else the word."""
    token, previous, following = row.tokens[index], row.before(index), row.after(index)
    if is_rare_name(token) and _is_in_apposition(row, index):
        return 0.6  # "this kid, amadou, a temp"
    if not row.capital(index) or token.upper:
        return None
    if previous and previous.word in ARTICLES | OWNERS:
        return None
    does = bool(following and following.word in DOES - {"left", "needs", "works", "always"})
    if does or (previous and said(previous) in ADDRESSED):
        return 0.6
    rare = not token.kind & Kind.COMMON and token.kind & Kind.SURNAME
    if previous and previous.word in PLACED_IN:
        return None
    inside = not token.starts and ((token.kind & Kind.SURNAME and token.suffix == "s") or rare)
    return 0.5 if inside else None


def after_particle(row: Row, index: int) -> bool:
    """Tell whether "der", "von" or "bin" stands before: the family name behind is one."""
    if index == 0 or row.tokens[index].before != " ":
        return False
    before = row.tokens[index - 1]
    if before.word in {"der", "von", "dos", "ibn", "della", "bint"}:
        return True
    unlisted = not row.tokens[index].kind & (WORDS | Kind.PUBLIC)
    return before.word in {"ap", "ab", "bin", "abu"} and unlisted


def opens_with_a_verb(row: Row, index: int) -> bool:
    """Tell whether a name that is a word is a verb at a sentence's start: "Sue us", "Mark the"."""
    token, following = row.tokens[index], row.after(index)
    return bool(
        token.starts
        and not token.suffix
        and following
        and following.word in VERB_AFTER - {"he", "she"}
    )

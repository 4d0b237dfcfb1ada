"""A name that is also a word, in small letters: only a telling neighbour makes a person of it."""

from __future__ import annotations

from collections.abc import Callable

from focusgroup.privacy.cues import (
    BEFORE,
    DETERMINERS,
    DOES,
    IS,
    MASSES,
    MONTH_BEFORE,
    MONTH_NAMES,
    OWNERS,
    PLACED,
    PLACED_IN,
    POINTING,
    SEASONS,
    SPEAKING,
    TO_SOMEBODY,
    TREATED,
    US,
    VERB_AFTER,
    WITH_SOMEBODY,
)
from focusgroup.privacy.framed import VERBS_FIRST, acts_surely, works_there
from focusgroup.privacy.lexicon import WORDS, Kind
from focusgroup.privacy.row import (
    Row,
    does_something_later,
    is_named_so,
    is_third_person,
    said,
    spoken_of_later,
)
from focusgroup.privacy.tokens import Token

# "gave it to summer" is somebody; "gave it to charity" is not.
_DEALT_WITH = frozenset(
    {"summer", "penny", "april", "june", "angel", "sky", "precious", "prince", "jack"}
)


def is_spoken_to(row: Row, index: int) -> bool:
    """Tell whether the words before are "speak to", "thanks to", "it's down to"."""
    previous = row.before(index)
    if previous is None or previous.word != "to" or index < 2:
        return False
    return row.tokens[index - 2].word in SPEAKING


def small_letters(row: Row, index: int, *, known: bool, holds: Callable[[str], bool]) -> bool:
    """In small letters only a telling neighbour makes a person of a word."""
    previous, following = row.before(index), row.after(index)
    if following and not following.kind & WORDS and holds(following.key):
        return True
    if known and (is_spoken_to(row, index) or _and_i(row, index) or is_dealt_with(row, index)):
        return True
    if pronoun_tells(row, index) or (known and _is_known_to_act(row, index)):
        return True
    if row.tokens[index].word in _DEALT_WITH and is_dealt_with(row, index):
        return True
    if previous and (previous.word in DETERMINERS or previous.word == "to"):
        return False
    if row.tokens[index].suffix == "s":
        return known or _is_on_lates(row, index)
    framed = _is_told_by_frame(row, index, known=known) or is_named_so(row, index)
    framed = framed or acts_surely(row, index) or _has_a_place(row, index)
    if framed or _does_or_is_called(row, index, known=known):
        return True
    if not known:
        return _is_in_company(row, index)
    if _is_bare(row, index) or _is_addressed(row, index, following):
        return True
    return _beside_a_name(row, index, holds=holds)


def _has_a_place(row: Row, index: int) -> bool:
    """Tell whether "grace from the showroom", "bill in billing" opens a sentence about somebody."""
    token, following = row.tokens[index], row.after(index)
    if not token.starts or following is None or token.word in SEASONS | MONTH_NAMES | {"will"}:
        return False
    if works_there(row, index) and token.word not in MASSES:
        return True
    verb = token.word in VERBS_FIRST | {"rose", "drew", "hope"}  # "mark in the book when he comes"
    return not verb and following.word in {"from", "in", "at"} and spoken_of_later(row, index)


def _is_known(row: Row, index: int) -> bool:
    """Tell whether a participant is spoken to or acts, where anybody else might be a word."""
    return is_spoken_to(row, index) or _and_i(row, index) or _is_known_to_act(row, index)


def _is_known_to_act(row: Row, index: int) -> bool:
    """Tell whether a participant acts: "as mark was saying", "dawn opens up, she"."""
    token, previous, following = row.tokens[index], row.before(index), row.after(index)
    if following is None or token.suffix or token.word in {"will", "may"}:
        return False
    if previous and previous.word in DETERMINERS | OWNERS | {"of", "to", "in", "i", "we", "they"}:
        return False
    if following.word in IS:
        return token.word not in MASSES or spoken_of_later(row, index)
    return _opens(previous) and is_third_person(following) and spoken_of_later(row, index)


def _is_on_lates(row: Row, index: int) -> bool:
    """Tell whether "jack's on lates" stands here, of a name that is first of all a name."""
    token, following = row.tokens[index], row.after(index)
    if not token.kind & Kind.GIVEN or following is None:
        return False
    previous = row.before(index)
    if previous and said(previous) in {"it's", "that's", "on", "from", "was", "not", "to"}:
        return token.word not in MASSES  # "it's rob's password"
    if not _opens(previous):
        return False
    return following.word in {
        "on",
        "in",
        "at",
        "off",
        "got",
        "been",
        "gone",
        "right",
        "not",
        "never",
    }


def _is_in_company(row: Row, index: int) -> bool:
    """Tell whether a name and a verb stand beside a doubtful one: "shazza and debs have"."""
    following = row.after(index)
    if index > 1 and row.tokens[index - 1].word == "and" and row.named[index - 2]:
        return bool(following and following.word in DOES | {"have", "were", "are", "do", "both"})
    return _opens(row.before(index)) and (_and_a_name(row, index) or _pair_does(row, index))


def pronoun_tells(row: Row, index: int) -> bool:
    """Tell whether a pronoun makes somebody of a word: "gave it to summer, she's", "lost April".

    At a sentence's start with a verb behind, behind a verb of people, or before ", she".
    """
    token, previous, following = row.tokens[index], row.before(index), row.after(index)
    if previous and previous.word in DETERMINERS | OWNERS | PLACED_IN | MONTH_BEFORE:
        return False
    beyond = row.tokens[index + 1 : index + 2]
    spoken = bool(beyond) and beyond[0].word in {"he", "she"}
    if spoken and token.after == ", " and previous is not None:
        return True
    if not spoken_of_later(row, index):
        return False
    if _opens(previous) and following and not token.suffix:
        acts = following.word in IS | {"he", "she"} and token.word not in {"may", "will"}
        if following.word == "left":
            return True  # "joy left and took it with her"
        return acts and (token.word not in MASSES | {"bill"} or not token.starts or row.shouted)
    return bool(previous and said(previous) in TREATED and not token.starts)


def _is_young(row: Row, index: int) -> bool:
    """Tell whether "young", "wee" or "big" stands before and no article: "young faith on the"."""
    previous = row.before(index)
    if previous is None or previous.word not in {"young", "wee", "big", "auld", "poor", "old"}:
        return False
    return index < 2 or row.tokens[index - 2].word not in DETERMINERS | OWNERS


def _is_told_by_frame(row: Row, index: int, *, known: bool) -> bool:
    """Tell whether a turn of speech holds the word: "it's comfort from", "so is nacho"."""
    token, previous, following = row.tokens[index], row.before(index), row.after(index)
    if index == 0 and known and token.after.strip()[:1] in {",", "."}:
        return True  # "hope, webchat": how people say who they are
    if following and _is_young(row, index) and following.word in DOES | PLACED:
        return True
    if previous is None:
        placed = bool(following and following.word in {"in", "at", "on", "over", "from"})
        return placed and does_something_later(row, index) and token.starts
    if said(previous) in {"it's", "i'm", "that's"} and following and following.word == "from":
        return True
    told = following.word if following else ""
    if index > 1 and previous.word == "was" and row.tokens[index - 2].word == "it":
        return told == "who" or (told == "that" and token.word not in MASSES)
    if not known or index < 2:
        return False
    return previous.word in {"is", "was", "did", "does", "has", "can"} and row.tokens[
        index - 2
    ].word in {"so", "neither", "nor"}


def _pair_does(row: Row, index: int) -> bool:
    """Tell whether two doubtful names do something together: "art and frank did that route"."""
    tokens = row.tokens
    if index + 3 >= len(tokens) or tokens[index + 1].word != "and" or tokens[index + 2].starts:
        return False
    verb = tokens[index + 3].word
    name = tokens[index + 2].kind & (Kind.GIVEN | Kind.WORD_NAME)
    return bool(name) and verb in DOES | {"have", "were", "are", "do", "both", "had", "was"}


def _does_or_is_called(row: Row, index: int, *, known: bool) -> bool:
    """Tell whether somebody acts or is spoken of: "joy reckons", "called grace", "mark lyle"."""
    token = row.tokens[index]
    previous, following = row.before(index), row.after(index)
    if following and following.word in DOES:
        if previous and previous.word in {"called", "named"}:
            return True  # "a customer called precious told me"
        return known or (_opens(previous) and following.word not in {"left", "never", "always"})
    if following and following.kind & Kind.SURNAME and not following.kind & WORDS:
        return True
    if previous and said(previous) in BEFORE:
        soft = previous.word in {"like", "know", "knew", "than", "love", "sorry", "cheers", "am"}
        return not (following and following.word in VERB_AFTER) and (known or not soft)
    given = token.kind & Kind.GIVEN and _opens(previous)
    return bool(given and following and following.word in IS)


def is_dealt_with(row: Row, index: int) -> bool:
    """Tell whether "gave it to" or "agree with" stands before, and no object behind."""
    tokens = row.tokens
    previous, following = row.before(index), row.after(index)
    if previous is None or previous.word not in {"to", "with"}:
        return False
    if following and following.word in VERB_AFTER - {"for", "as", "not", "so", "there"}:
        return False
    verbs = TO_SOMEBODY if previous.word == "to" else WITH_SOMEBODY
    return any(token.word in verbs for token in tokens[max(0, index - 4) : index - 1])


def after_and(row: Row, index: int) -> bool:
    """Tell whether a name or "me" and an "and" stand before: "mark and will", "me and rose"."""
    tokens = row.tokens
    if index < 2 or tokens[index - 1].word != "and" or tokens[index].starts:
        return False
    return bool(row.named[index - 2]) or (index == 2 and tokens[0].word in US)


def _is_bare(row: Row, index: int) -> bool:
    """Tell whether a word that needs an article stands without one: "mark is", "rose from it"."""
    token, following = row.tokens[index], row.after(index)
    if after_and(row, index):
        return True
    if following is None or token.word in MASSES or not _opens(row.before(index)):
        return False
    return following.word in IS or following.word == "from"


def _and_i(row: Row, index: int) -> bool:
    """Tell whether "and i" or "and me" follows."""
    words = [token.word for token in row.tokens[index + 1 : index + 3]]
    return words in (["and", "i"], ["and", "me"], ["and", "him"], ["and", "her"])


def _is_addressed(row: Row, index: int, following: Token | None) -> bool:
    """Tell whether somebody is spoken to or pointed at: "you there grace.", "it was mark."."""
    token, previous = row.tokens[index], row.before(index)
    if index == 0 and following and following.word == "from":
        return True
    if token.after.strip()[:1] not in {",", ".", "?", "!"} and token.after:
        return False
    if previous is None:
        return token.before.strip() == "," and following is None
    if previous.word == "and" and token.word in MASSES:
        return False  # "send it off and hope."
    return said(previous) in POINTING


def _opens(previous: Token | None) -> bool:
    joining = {"and", "but", "so", "then", "because", "when", "if", "what", "that"}
    return previous is None or previous.word in joining


def _beside_a_name(row: Row, index: int, *, holds: Callable[[str], bool]) -> bool:
    """Tell whether "and" joins the word to a name: "joy and mark", "[P3] and joy"."""
    tokens = row.tokens
    if index > 1 and tokens[index - 1].word == "and" and row.named[index - 2]:
        return True
    if index + 2 >= len(tokens) or tokens[index + 1].word != "and":
        return False
    return holds(tokens[index + 2].key) or _and_a_name(row, index)


def _and_a_name(row: Row, index: int) -> bool:
    """Tell whether "and" and a name that is no word follow: "ray and stanislav"."""
    tokens = row.tokens
    if index + 2 >= len(tokens) or tokens[index + 1].word != "and":
        return False
    other = tokens[index + 2]
    return bool(other.kind & Kind.GIVEN and not other.kind & WORDS) and not other.starts

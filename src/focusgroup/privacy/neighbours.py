"""Whether a word that is also a name is one here: its neighbours decide (May, Will, Hope)."""

from __future__ import annotations

import re
from collections.abc import Callable

from focusgroup.privacy import framed
from focusgroup.privacy.cues import (
    BEFORE,
    CALLED,
    COUNTED,
    DETERMINERS,
    DOES,
    EXCLAIMED,
    FAMILY,
    IS,
    MASSES,
    MONTH_BEFORE,
    MONTH_NAMES,
    MONTHS,
    NOT_BASE,
    PLACED,
    PLACED_IN,
    PRONOUNS,
    SEASONS,
    VERB_AFTER,
)
from focusgroup.privacy.lexicon import WORDS, Kind
from focusgroup.privacy.participants import is_participant, names_somebody
from focusgroup.privacy.row import (
    Row,
    does_something_later,
    is_third_person,
    said,
    spoken_of_later,
)
from focusgroup.privacy.small_letters import (
    after_and,
    is_dealt_with,
    is_spoken_to,
    pronoun_tells,
    small_letters,
)
from focusgroup.privacy.tokens import Token
from focusgroup.privacy.towns import TOWN_NAMES

_DAY = re.compile(r"\d(?:st|nd|rd|th)?(?: of)? $")
_WITH_WILL = frozenset({"with", "can", "could", "did", "does", "about", "like"})
_DAY_AFTER = re.compile(r"\s+(?:the\s+)?['’]?\d")


def is_person(row: Row, index: int, *, known: bool, holds: Callable[[str], bool]) -> bool:
    """Tell whether a name that is a word means a person here; `known` if somebody has it."""
    token = row.tokens[index]
    if token.glued and known:
        return True
    word = token.word
    if (known and is_participant(row, index, holds)) or names_somebody(row, index):
        return True
    if framed.is_time(row, index):
        return False
    if word in MONTH_NAMES and _is_month(row, index):
        return False
    if word == "will":
        return _will(row, index, known=known, holds=holds)
    if row.capital(index):
        # Nobody begins with a capital behind a semicolon but for a name.
        clause = row.text[: token.start].rstrip()[-1:] == ";"
        if token.starts and not (known and clause):
            return _opening(row, index, known=known)
        return _inside(row, index, known=known)
    return small_letters(row, index, known=known, holds=holds)


def _is_month(row: Row, index: int) -> bool:
    token = row.tokens[index]
    previous, following = row.before(index), row.after(index)
    lead = row.text[max(0, token.start - 8) : token.start]
    if _DAY.search(lead) or _DAY_AFTER.match(token.after):
        return True
    if previous and previous.word in MONTH_BEFORE and not token.suffix:
        return True
    near = [each.word for each in (previous, following) if each]
    far = []
    if near and following and following.word in {"and", "or", "to"}:
        far = [each.word for each in row.tokens[index + 2 : index + 3] if each.cap]
    if previous and previous.word in {"and", "or", "to", "from"} and index > 1:
        far.append(row.tokens[index - 2].word)
    return bool(MONTHS.intersection(near + far) - {token.word})


def _will(row: Row, index: int, *, known: bool, holds: Callable[[str], bool]) -> bool:
    """Will: after it a verb in its base form makes the word, any other verb the person."""
    token = row.tokens[index]
    previous, following = row.before(index), row.after(index)
    capital = row.capital(index)
    if capital and following and following.cap and holds(following.key):
        return True
    if previous and said(previous) in PRONOUNS | DETERMINERS:
        return False
    if known and previous and previous.word in _WITH_WILL and not previous.suffix:
        return True  # "i'm with will on", "can will answer"
    if token.suffix or following is None:
        return (known or capital) if token.suffix else _will_alone(row, index, known=known)
    acts = following.word in NOT_BASE or (previous is None and framed.acts(row, index))
    if acts or holds(following.key) or (known and after_and(row, index)):
        return True  # "Will will do it", "will would have"
    if is_spoken_to(row, index) or (capital and _habit(row, index)):
        return True
    if following.word in VERB_AFTER:
        return False
    if capital and token.starts:
        return _is_surname(following) or following.word in {"from", "and", "in", "over"}
    if capital:
        return True
    called = bool(previous and said(previous) in CALLED)
    return called or bool(_is_surname(following) and previous and said(previous) in BEFORE)


def _habit(row: Row, index: int) -> bool:
    """Tell whether "always knows" follows, where "always know" would make a verb of will."""
    following, beyond = row.tokens[index + 1], row.after(index + 1)
    return following.word in {"always", "never", "just", "only"} and bool(
        beyond and beyond.word in DOES and beyond.word.endswith("s")
    )


def _will_alone(row: Row, index: int, *, known: bool) -> bool:
    """Will before a sign or the end: "Will, engineers", "ask will."; not "Yes I will."."""
    token, previous = row.tokens[index], row.before(index)
    if row.capital(index):
        return not token.after.strip().startswith("?") or not token.starts
    if previous is None:
        return known and index == 0 and token.after.strip()[:1] in {",", "."}
    pointed = known and said(previous) in {"was", "it's", "that's"}
    return pointed or said(previous) in CALLED


def _is_surname(token: Token) -> bool:
    return not token.code and not token.kind & (WORDS | Kind.GIVEN | Kind.PUBLIC | Kind.WORD_NAME)


def _opening(row: Row, index: int, *, known: bool) -> bool:
    """A capital at the start of a sentence tells nothing; what follows does."""
    token, following = row.tokens[index], row.after(index)
    if token.suffix:
        return known or token.word not in SEASONS | MONTH_NAMES
    if following is None:
        return known or (
            token.after.strip()[:1] in {",", "."}
            and token.word not in SEASONS | MONTH_NAMES | EXCLAIMED
        )
    if token.kind & Kind.PUBLIC and not known and token.word not in MONTH_NAMES:
        told = token.word in TOWN_NAMES and following.word in DOES
        named = following.cap and following.kind & (Kind.SURNAME | Kind.RARE_NAME | Kind.GIVEN)
        if named and not following.kind & (WORDS | Kind.PUBLIC):
            return True  # "German Aguilar"
        return told or spoken_of_later(row, index)  # "Sage says one balance"
    if following.word in DOES or (following.word in IS and _is_of_a_person(row, index, known)):
        return True
    if following.word in {"he", "she"} and token.word not in {"may", "might"}:
        return True  # "Nacho he explain it very good"
    if framed.acts(row, index) and following.word not in IS | {"he", "she"}:
        return True
    return _opens_with_a_name(row, index, following, known=known)


def _opens_with_a_name(row: Row, index: int, following: Token, *, known: bool) -> bool:
    """Tell whether a second name or a place behind a capital makes somebody of it."""
    if known and is_third_person(following):
        return True
    if following.cap and following.word != "i":
        return not following.kind & Kind.PUBLIC or bool(following.kind & Kind.WORD_NAME)
    if following.word in {"and", "or"} and index + 2 < len(row.tokens):
        other = row.tokens[index + 2]
        return other.cap and (not other.kind & Kind.PUBLIC or bool(other.kind & Kind.WORD_NAME))
    if following.word in PLACED:
        told = does_something_later(row, index) or spoken_of_later(row, index)
        told = told or framed.works_there(row, index) or _chases_later(row, index)
        return known or following.word in {"from", "over"} or told
    return False


def _chases_later(row: Row, index: int) -> bool:
    """Tell whether "Precious in finance chases them" stands here; seasons and virtues also do."""
    token = row.tokens[index]
    near = row.tokens[index + 2 : index + 6]
    return token.word not in SEASONS | MASSES and any(map(is_third_person, near))


def _is_of_a_person(row: Row, index: int, known: bool) -> bool:
    """Tell whether "Bill was", "Hope is" speaks of somebody; "Hope is not a process" does not."""
    word = row.tokens[index].word
    if known:
        told = [token.word for token in row.tokens[index + 2 : index + 4]]
        thing = told[:1] in (["no"], ["all"]) or told in (["not", "a"], ["not", "the"])
        return not (word in MASSES and thing)
    return spoken_of_later(row, index) or word not in MASSES | COUNTED


def _inside(row: Row, index: int, *, known: bool) -> bool:
    """A capital inside a sentence means a person, unless an article stands before it."""
    token = row.tokens[index]
    previous, following = row.before(index), row.after(index)
    if token.upper and not known:
        return False
    if token.kind & Kind.PUBLIC and not known:  # April, Georgia, Alexa
        if previous and previous.word in PLACED_IN:
            return False
        does = bool(following and following.word in DOES)
        told = bool(previous and said(previous) in BEFORE) or pronoun_tells(row, index)
        told = told or is_dealt_with(row, index)
        return does or told or (token.suffix == "s" and token.word not in MONTH_NAMES)
    if previous and previous.word in PLACED_IN and token.suffix != "s" and not known:
        return False  # "it comes up in Merlin"
    if previous is None and token.word in EXCLAIMED:
        return False
    if previous and previous.word in DETERMINERS:
        counted = previous.word in {"one", "another"} and token.word not in MONTHS
        return known and (counted or bool(following and following.word in DOES))
    if previous and previous.word in FAMILY:
        return known
    return True

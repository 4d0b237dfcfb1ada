"""Whether a word that is also a name is one here: its neighbours decide (May, Will, Hope)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from focusgroup.privacy.cues import (
    BEFORE,
    CALLED,
    DETERMINERS,
    DOES,
    FAMILY,
    IS,
    MASSES,
    MONTH_BEFORE,
    MONTH_NAMES,
    MONTHS,
    NOT_BASE,
    NOT_NAMED,
    PLACED,
    PLURALS,
    POINTING,
    PRONOUNS,
    SEASONS,
    SPEAKING,
    TO_SOMEBODY,
    US,
    VERB_AFTER,
    WITH_SOMEBODY,
)
from focusgroup.privacy.lexicon import WORDS, Kind
from focusgroup.privacy.tokens import SHORT_TITLES, TITLES, Token

_DAY = re.compile(r"\d(?:st|nd|rd|th)?(?: of)? $")
_DAY_AFTER = re.compile(r"\s+(?:the\s+)?['’]?\d")


class Row:
    """A row of words with what has been decided of them so far."""

    def __init__(self, text: str, tokens: Sequence[Token], *, shouted: bool) -> None:
        self.text = text
        self.tokens = tokens
        self.shouted = shouted  # capitals tell nothing: a title-case or all-capitals line
        self.named = [token.code for token in tokens]

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


def is_person(row: Row, index: int, *, known: bool, holds: Callable[[str], bool]) -> bool:
    """Tell whether a name that is a word means a person here; `known` if somebody has it."""
    token = row.tokens[index]
    if token.glued and known:
        return True
    word = token.word
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
    return _small(row, index, known=known, holds=holds)


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
    if token.suffix or following is None:
        return (known or capital) if token.suffix else _will_alone(row, index, known=known)
    if following.word in NOT_BASE or holds(following.key) or (known and _after_and(row, index)):
        return True
    if _is_spoken_to(row, index) or (capital and _habit(row, index)):
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


def _is_spoken_to(row: Row, index: int) -> bool:
    """Tell whether the words before are "speak to", "thanks to", "it's down to"."""
    previous = row.before(index)
    if previous is None or previous.word != "to" or index < 2:
        return False
    return row.tokens[index - 2].word in SPEAKING


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
        return known or token.word not in SEASONS
    if following is None:
        return known or (
            token.after.strip()[:1] in {",", "."} and token.word not in SEASONS | MONTH_NAMES
        )
    if following.word in DOES or (following.word in IS and known):
        return True
    if known and _is_third_person(following):
        return True
    if following.cap and following.word != "i":
        return not following.kind & Kind.PUBLIC or bool(following.kind & Kind.WORD_NAME)
    if following.word in {"and", "or"} and index + 2 < len(row.tokens):
        other = row.tokens[index + 2]
        return other.cap and (not other.kind & Kind.PUBLIC or bool(other.kind & Kind.WORD_NAME))
    if following.word in PLACED:
        return known or following.word in {"from", "over"}
    return False


def _is_third_person(token: Token) -> bool:
    """Tell whether a word may say what somebody does: "carries", "sorts"; plurals do not count."""
    word = token.word
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us"))
        and word not in PLURALS
        and not token.cap
    )


def _inside(row: Row, index: int, *, known: bool) -> bool:
    """A capital inside a sentence means a person, unless an article stands before it."""
    token = row.tokens[index]
    previous, following = row.before(index), row.after(index)
    if token.upper and not known:
        return False
    if token.kind & Kind.PUBLIC and not known:  # April, Georgia, Alexa
        does = bool(following and following.word in DOES)
        return does or bool(previous and said(previous) in BEFORE) or token.suffix == "s"
    if previous and previous.word in DETERMINERS:
        return bool(following and following.word in DOES and known)
    if previous and previous.word in FAMILY:
        return known
    return True


def _small(row: Row, index: int, *, known: bool, holds: Callable[[str], bool]) -> bool:
    """In small letters only a telling neighbour makes a person of a word."""
    token = row.tokens[index]
    previous, following = row.before(index), row.after(index)
    if following and not following.kind & WORDS and holds(following.key):
        return True
    if known and (_is_spoken_to(row, index) or _and_i(row, index) or _is_dealt_with(row, index)):
        return True
    if previous and (previous.word in DETERMINERS or previous.word == "to"):
        return False
    if token.suffix == "s":
        return known
    if index == 0 and known and token.after.strip()[:1] in {",", "."}:
        return True  # "hope, webchat": how people say who they are
    if _does_or_is_called(row, index, known=known) or is_named_so(row, index):
        return True
    if not known:
        return _opens(previous) and _and_a_name(row, index)
    if _is_bare(row, index):
        return True
    return _is_addressed(row, index, following) or _beside_a_name(row, index, holds=holds)


def _does_or_is_called(row: Row, index: int, *, known: bool) -> bool:
    """Tell whether somebody acts or is spoken of: "joy reckons", "called grace", "mark lyle"."""
    token = row.tokens[index]
    previous, following = row.before(index), row.after(index)
    if following and following.word in DOES:
        return known or (_opens(previous) and following.word not in {"left", "never", "always"})
    if following and following.kind & Kind.SURNAME and not following.kind & WORDS:
        return True
    if previous and said(previous) in BEFORE:
        soft = previous.word in {"like", "know", "knew", "than", "love", "sorry", "cheers", "am"}
        return not (following and following.word in VERB_AFTER) and (known or not soft)
    given = token.kind & Kind.GIVEN and _opens(previous)
    return bool(given and following and following.word in IS)


def _is_dealt_with(row: Row, index: int) -> bool:
    """Tell whether "gave it to" or "agree with" stands before, and no object behind."""
    tokens = row.tokens
    previous, following = row.before(index), row.after(index)
    if previous is None or previous.word not in {"to", "with"}:
        return False
    if following and following.word in VERB_AFTER - {"for", "as", "not", "so", "there"}:
        return False
    verbs = TO_SOMEBODY if previous.word == "to" else WITH_SOMEBODY
    return any(token.word in verbs for token in tokens[max(0, index - 4) : index - 1])


def _after_and(row: Row, index: int) -> bool:
    """Tell whether a name or "me" and an "and" stand before: "mark and will", "me and rose"."""
    tokens = row.tokens
    if index < 2 or tokens[index - 1].word != "and" or tokens[index].starts:
        return False
    return bool(row.named[index - 2]) or (index == 2 and tokens[0].word in US)


def _is_bare(row: Row, index: int) -> bool:
    """Tell whether a word that needs an article stands without one: "mark is", "rose from it"."""
    token, following = row.tokens[index], row.after(index)
    if _after_and(row, index):
        return True
    if following is None or token.word in MASSES or not _opens(row.before(index)):
        return False
    return following.word in IS or following.word == "from"


def is_named_so(row: Row, index: int) -> bool:
    """Tell whether "her name was", "named" or "we call him big" stands before."""
    words = [said(token) for token in row.tokens[max(0, index - 3) : index]]
    if words[-2:] in (["name", "is"], ["name", "was"]) or words[-1:] == ["name's"]:
        return True
    if words[-1:] in (["big"], ["old"], ["young"], ["little"]):
        words.pop()
    return words[-2:-1] in (["call"], ["called"], ["calls"]) and words[-1:] in (["him"], ["her"])


def _and_i(row: Row, index: int) -> bool:
    """Tell whether "and i" or "and me" follows."""
    words = [token.word for token in row.tokens[index + 1 : index + 3]]
    return words in (["and", "i"], ["and", "me"], ["and", "him"], ["and", "her"])


def said(token: Token) -> str:
    """Return a word with what shortens it: "i'm", "that's"."""
    return f"{token.word}'{token.suffix}" if token.suffix else token.word


def _is_addressed(row: Row, index: int, following: Token | None) -> bool:
    """Tell whether somebody is spoken to or pointed at: "you there grace.", "it was mark."."""
    token, previous = row.tokens[index], row.before(index)
    if index == 0 and following and following.word == "from":
        return True
    if token.after.strip()[:1] not in {",", ".", "?", "!"} and token.after:
        return False
    if previous is None:
        return token.before.strip() == "," and following is None
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


def follows_title(row: Row, index: int) -> bool:
    """Tell whether a title stands before: "Mr D. Oyelaran", "councillor whitcombe"."""
    token = row.tokens[index]
    place = index - 1
    first = max(0, index - 3)  # two initials at most: a line of nothing else costs no more
    while (
        place >= first and len(row.tokens[place].text) == 1 and row.tokens[place].word not in "ai"
    ):
        place -= 1
    if place < first:
        return False
    title = row.tokens[place]
    gap = row.tokens[place + 1].before
    if title.word not in TITLES or title.suffix or gap not in {" ", ". ", "."}:
        return False
    if "." in gap and title.word not in SHORT_TITLES:
        return False
    if token.cap:
        return token.word not in {"i", "i'm"} and (
            title.cap or title.word not in {"miss", "doctor"}
        )
    if title.word in {"mr", "mrs", "ms", "cllr"} and not title.cap:
        return token.word not in NOT_NAMED
    if title.word in {"miss", "lord", "lady", "sir", "madam", "doctor", "captain"}:
        return not token.kind & WORDS
    rare = not token.kind & Kind.COMMON
    return not token.kind & WORDS or (rare and not title.cap)

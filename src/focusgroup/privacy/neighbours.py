"""Whether a word that is also a name is one here: its neighbours decide (May, Will, Hope)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from focusgroup.privacy.lexicon import WORDS, Kind, word_set
from focusgroup.privacy.tokens import TITLES, Token

# What people do, so that the word before it is a person: "Hope said", "joy reckons".
DOES = word_set(
    "said says told tells asked asks reckons reckoned thinks thought knows knew rang rings phones "
    "phoned emails emailed texted goes went comes came wants wanted got gets made makes keeps kept "
    "runs ran writes wrote trained taught trains showed shows sent fixed spotted handles took "
    "takes gave gives retired joined works worked lives lived sat nods nodded laughs laughed "
    "agrees agreed never always who reckon left does did cried signed leads led likes liked loves "
    "loved hates hated needs needed uses used answered answers replied explained mentioned "
    "deals dealt looks looked sorts sorted built drives drove sits covers covered"
)
# Less telling: "Summer is" and "Hope was" may be the word.
IS = word_set(
    "is was has had isn't wasn't hasn't would could should can can't won't will doesn't "
    "didn't might must do don't just also still"
)
# What stands before a name and hardly before the word.
BEFORE = word_set(
    "ask asked asking asks tell told telling tells thank thanks thanked rang ring phoned phone "
    "emailed email texted called named met meet hi hello hey dear i'm im am boss manager "
    "supervisor colleague brother sister wife husband mate friend lad bloke guy chap daughter "
    "son mum dad nan uncle auntie aunt cousin partner neighbour driver nurse apprentice temp "
    "deputy trainer temp director sir than knew know like blame poor bless love cheers sorry"
)
# After these an unknown word in small letters is a name: "called tunde", "my boss oyin".
NAMING = word_set(
    "called named boss manager supervisor colleague brother sister wife husband mate friend lad "
    "bloke chap daughter son uncle auntie aunt cousin deputy mr mrs ms miss dr councillor cllr "
    "lady fella woman girl guy neighbour neighbor nurse driver trainer director tenant teacher "
    "partner client landlord landlady ms"
)
DETERMINERS = word_set(
    "a an the this that these those some any no every each one two its his her their your such "
    "much more most less whatever full free real big little good bad great pure sheer own "
    "other another same first last next right wrong too very quite"
)
FAMILY = word_set("my our")  # "our Hope" is a person as often as a hope
MONTHS = word_set(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
MONTH_NAMES = word_set("april may june august jan")
SEASONS = word_set("summer winter autumn dawn sunny star sky stormy art")
_MONTH_BEFORE = word_set(
    "in since by until till til during before after early late mid last next this every of each "
    "through between around about come end start"
)
_VERB_AFTER = word_set(
    "you we i it they he she that this there the a an my your our his her their someone somebody "
    "anyone anybody everyone everybody people customers not be so for to these those do us me "
    "them as of no any all everything something anything nothing"
)
_PRONOUNS = word_set("i you he she it we they nobody somebody everyone someone")
# "will was", "will said": no base verb can stand there, so Will is somebody.
_NOT_BASE = DOES - {"always", "never", "reckon", "left"} | word_set(
    "is was has had isn't wasn't hasn't hadn't does doesn't did didn't who"
)
_CALLED = BEFORE - {"i'm", "than", "know", "dad", "mum", "knew", "love", "like"}
_SPEAKING = word_set(
    "speak spoke speaking talk talked talking thanks listen listened said write wrote over down "
    "according back up next"
)
_POINTING = word_set("you there was it's that's is say said says by from with and about for")
_NOT_NAMED = word_set("and or is was for who the a an i to in of that so but has had as at if ones")
_PLACED = word_set("from in over at on with and & or")
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
        if token.starts:
            return _opening(row, index, known=known)
        return _inside(row, index, known=known)
    return _small(row, index, known=known, holds=holds)


def _is_month(row: Row, index: int) -> bool:
    token = row.tokens[index]
    previous, following = row.before(index), row.after(index)
    lead = row.text[max(0, token.start - 8) : token.start]
    if _DAY.search(lead) or _DAY_AFTER.match(token.after):
        return True
    if previous and previous.word in _MONTH_BEFORE and not token.suffix:
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
    if previous and said(previous) in _PRONOUNS | DETERMINERS:
        return False
    if token.suffix:
        return known or capital
    if following is None:
        return _will_alone(row, index, known=known)
    if following.word in _NOT_BASE or holds(following.key):
        return True
    if _is_spoken_to(row, index) or (capital and _habit(row, index)):
        return True
    if following.word in _VERB_AFTER:
        return False
    if capital and token.starts:
        return _is_surname(following) or following.word in {"from", "and", "in", "over"}
    if capital:
        return True
    called = bool(previous and said(previous) in _CALLED)
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
    return row.tokens[index - 2].word in _SPEAKING


def _will_alone(row: Row, index: int, *, known: bool) -> bool:
    """Will before a sign or the end: "Will, engineers", "ask will."; not "Yes I will."."""
    token, previous = row.tokens[index], row.before(index)
    if row.capital(index):
        return not token.after.strip().startswith("?") or not token.starts
    if previous is None:
        return known and index == 0 and token.after.strip()[:1] in {",", "."}
    pointed = known and said(previous) in {"was", "it's", "that's"}
    return pointed or said(previous) in _CALLED


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
    if following.cap and following.word != "i":
        return not following.kind & Kind.PUBLIC or bool(following.kind & Kind.WORD_NAME)
    if following.word in {"and", "or"} and index + 2 < len(row.tokens):
        other = row.tokens[index + 2]
        return other.cap and (not other.kind & Kind.PUBLIC or bool(other.kind & Kind.WORD_NAME))
    if following.word in _PLACED:
        return known or following.word in {"from", "over"}
    return False


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
    if known and (_is_spoken_to(row, index) or _and_i(row, index)):
        return True
    if previous and (previous.word in DETERMINERS or previous.word == "to"):
        return False
    if token.suffix == "s":
        return known
    if index == 0 and known and token.after.strip()[:1] in {",", "."}:
        return True  # "hope, webchat": how people say who they are
    if _does_or_is_called(row, index, known=known):
        return True
    return known and (
        _is_addressed(row, index, following) or _beside_a_name(row, index, holds=holds)
    )


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
        return not (following and following.word in _VERB_AFTER) and (known or not soft)
    given = token.kind & Kind.GIVEN and _opens(previous)
    return bool(given and following and following.word in IS)


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
    return said(previous) in _POINTING


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
    other = tokens[index + 2]
    return holds(other.key) or bool(other.kind & Kind.GIVEN and not other.kind & WORDS)


def follows_title(row: Row, index: int) -> bool:
    """Tell whether a title stands before: "Mr D. Oyelaran", "councillor whitcombe"."""
    token = row.tokens[index]
    place = index - 1
    while place >= 0 and len(row.tokens[place].text) == 1 and row.tokens[place].word not in "ai":
        place -= 1  # initials
    if place < 0 or place < index - 3:
        return False
    title = row.tokens[place]
    gap = row.tokens[place + 1].before
    if title.word not in TITLES or title.suffix or gap not in {" ", ". ", "."}:
        return False
    if token.cap:
        return token.word not in {"i", "i'm"} and (
            title.cap or title.word not in {"miss", "doctor"}
        )
    if title.word in {"mr", "mrs", "ms", "cllr"} and not title.cap:
        return token.word not in _NOT_NAMED
    if title.word in {"miss", "lord", "lady", "sir", "madam", "doctor", "captain"}:
        return not token.kind & WORDS
    rare = not token.kind & Kind.COMMON
    return not token.kind & WORDS or (rare and not title.cap)

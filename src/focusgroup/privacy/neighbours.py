"""Whether a word that is also a name is one here: its neighbours decide (May, Will, Hope)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from focusgroup.privacy.lexicon import WORDS, Kind
from focusgroup.privacy.tokens import TITLES, Token


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What people do, so that the word before it is a person: "Hope said", "joy reckons".
DOES = _set(
    "said says told tells asked asks reckons reckoned thinks thought knows knew rang rings phones "
    "phoned emails emailed texted goes went comes came wants wanted got gets made makes keeps kept "
    "runs ran writes wrote trained taught trains showed shows sent fixed spotted handles took "
    "takes gave gives retired joined works worked lives lived sat nods nodded laughs laughed "
    "agrees agreed never always who reckon left does did cried signed leads led likes liked loves "
    "loved hates hated needs needed uses used answered answers replied explained mentioned "
    "deals dealt looks looked sorts sorted built drives drove sits covers covered"
)
# Less telling: "Summer is" and "Hope was" may be the word.
IS = _set(
    "is was has had isn't wasn't hasn't would could should can can't won't will doesn't "
    "didn't might must do don't just also still"
)
# What stands before a name and hardly before the word.
BEFORE = _set(
    "ask asked asking asks tell told telling tells thank thanks thanked rang ring phoned phone "
    "emailed email texted called named met meet hi hello hey dear i'm im am boss manager "
    "supervisor colleague brother sister wife husband mate friend lad bloke guy chap daughter "
    "son mum dad nan uncle auntie aunt cousin partner neighbour driver nurse apprentice temp "
    "deputy trainer temp director sir than knew know like blame poor bless love cheers sorry"
)
# After these an unknown word in small letters is a name: "called tunde", "my boss oyin".
NAMING = _set(
    "called named boss manager supervisor colleague brother sister wife husband mate friend lad "
    "bloke chap daughter son uncle auntie aunt cousin deputy mr mrs ms miss dr councillor cllr "
    "lady fella woman girl guy"
)
DETERMINERS = _set(
    "a an the this that these those some any no every each one two its his her their your such "
    "much more most less what whatever full free real big little good bad great pure sheer own "
    "other another same first last next right wrong so too very quite"
)
FAMILY = _set("my our")  # "our Hope" is a person as often as a hope
SUBJECTS = _set("i you he she it we they this that there who what which someone everyone nobody")
MONTHS = _set(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
MONTH_NAMES = _set("april may june august jan")
SEASONS = _set("summer winter autumn dawn sunny star sky stormy art")
_MONTH_BEFORE = _set(
    "in since by until till til during before after early late mid last next this every of each "
    "through between around about come end start"
)
_VERB_AFTER = _set(
    "you we i it they he she that this there the a an my your our his her their someone somebody "
    "anyone anybody everyone everybody people customers not be so for to these those do us me "
    "them as of no any all everything something anything nothing"
)
_PLACED = _set("from in over at on with and & or")
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
    if near and following and following.word in {"and", "or", "to", "or"}:
        far = [each.word for each in row.tokens[index + 2 : index + 3] if each.cap]
    if previous and previous.word in {"and", "or", "to", "from"} and index > 1:
        far.append(row.tokens[index - 2].word)
    return bool(MONTHS.intersection(near + far) - {token.word})


def _will(row: Row, index: int, *, known: bool, holds: Callable[[str], bool]) -> bool:
    token = row.tokens[index]
    previous, following = row.before(index), row.after(index)
    if token.suffix:
        return known or row.capital(index)
    if following and (following.word in DOES or holds(following.key)) and not (
        previous and previous.word in SUBJECTS
    ):
        return following.word not in {"always", "never"} or row.capital(index)
    if not row.capital(index):
        return bool(previous and previous.word in BEFORE - {"i'm", "than", "know", "dad", "mum"}) and not (
            following and following.word in _VERB_AFTER
        ) or bool(following and previous and following.kind == Kind.UNKNOWN and previous.word in BEFORE)
    if previous and previous.word in SUBJECTS:
        return False
    if following is None:
        return not token.after.strip().startswith("?") or not token.starts
    if token.starts:
        if following.cap and not following.kind & (WORDS | Kind.GIVEN | Kind.PUBLIC):
            return True
        return following.word in IS - {"do", "will", "just", "also", "still"} or following.word in {
            "from", "and", "in"
        }
    return following.word not in _VERB_AFTER or known


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
    if following.cap and not following.starts and following.word not in {"i", "i'm"}:
        return True
    if following.word in {"and", "or"} and index + 2 < len(row.tokens):
        return row.tokens[index + 2].cap and not row.tokens[index + 2].kind & Kind.PUBLIC
    if following.word in _PLACED:
        return known or following.word == "from"
    return False


def _inside(row: Row, index: int, *, known: bool) -> bool:
    """A capital inside a sentence means a person, unless an article stands before it."""
    token = row.tokens[index]
    previous, following = row.before(index), row.after(index)
    if token.upper and not known:
        return False
    if token.word in MONTH_NAMES and not known:
        does = bool(following and following.word in DOES)
        return does or bool(previous and previous.word in BEFORE)
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
    if previous and (previous.word in DETERMINERS or previous.word == "to"):
        return False
    if token.suffix == "s":
        return known
    opens = previous is None or previous.word in {"and", "but", "so", "then", "because", "when", "if"}
    if following and following.word in DOES and (known or following.word not in {"left", "never"}):
        return opens or known
    if previous and previous.word in BEFORE and not previous.suffix == "d":
        soft = previous.word in {"like", "know", "knew", "than", "love", "sorry", "cheers", "am"}
        return not (following and following.word in _VERB_AFTER) and (known or not soft)
    if row.tokens[index].kind & Kind.GIVEN and opens and following and following.word in IS:
        return True
    return known and _beside_a_name(row, index)


def _beside_a_name(row: Row, index: int) -> bool:
    """Tell whether "and" joins the word to a name: "joy and mark", "[P3] and joy"."""
    tokens = row.tokens
    if index > 1 and tokens[index - 1].word == "and" and row.named[index - 2]:
        return True
    return bool(
        index + 2 < len(tokens)
        and tokens[index + 1].word == "and"
        and tokens[index + 2].kind & Kind.GIVEN
        and not tokens[index + 2].kind & WORDS
    )


def follows_title(row: Row, index: int) -> bool:
    """Tell whether a title stands before: "Mr D. Oyelaran", "councillor whitcombe"."""
    token = row.tokens[index]
    place = index - 1
    while place >= 0 and len(row.tokens[place].text) == 1 and row.tokens[place].cap:
        place -= 1  # initials
    if place < 0 or place < index - 3:
        return False
    title = row.tokens[place]
    gap = row.tokens[place + 1].before
    if title.word not in TITLES or title.suffix or gap not in {" ", ". ", "."}:
        return False
    if token.cap:
        return token.word not in {"i", "i'm"} and (title.cap or title.word not in {"miss", "doctor"})
    if title.word in {"miss", "lord", "lady", "sir", "madam", "doctor", "captain", "ms"}:
        return not token.kind & WORDS
    return not title.cap and not token.kind & Kind.COMMON or not token.kind & WORDS

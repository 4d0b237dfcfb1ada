"""Whether a name that is also a word, a town or a tongue is none here, by its frame."""

from __future__ import annotations

import re

from focusgroup.privacy.cues import (
    ADDRESSED,
    ARTICLES,
    BEFORE,
    DOES,
    EXCLAIMED,
    IS,
    MASSES,
    MONTH_NAMES,
    MONTHS,
    NOT_BASE,
    OWNERS,
    PLACED_IN,
    PLURALS,
    PRESENT,
    SEASONS,
)
from focusgroup.privacy.lexicon import WORDS, Kind, word_set
from focusgroup.privacy.row import (
    Row,
    does_something_later,
    is_named_so,
    is_plural,
    is_third_person,
    said,
    spoken_of_later,
)
from focusgroup.privacy.tokens import TITLES, Token
from focusgroup.privacy.towns import (
    OF_THINGS,
    TOWN_NAMES,
    is_street,
    is_told_of,
    is_town,
    is_town_first,
)

_TONGUES = word_set("german danish brit")
_VOICES = frozenset({"alexa", "siri", "cortana", "bixby"})
# Past forms that do not end in "ed" and that hardly anything but people does.
PAST = word_set(
    "bought brought chose drew fell felt forgot found heard held hung lent lost met paid put rode "
    "sang saw shook sold spent spoke stood stole swore threw thought told understood woke won wore "
    "caught cut dealt broke drank ate slept won hid swam flew meant misread quit read "
    "rewrote set shut sent"
)
OBJECTS = word_set(
    "the a an it them me him her us my his our their your every all everyone everybody everything "
    "this that these those up out off about at home me both each half"
)
# Of the given names that are words those that English has as words.
_ENGLISH = word_set(
    "abbey ally basil bob carol carter clem cole cooper dean dick dixie dom drew eve fay gene "
    "glen hazel heather holly iris ivy jack jade jay jock josh kit laurel lily mac max melody "
    "mike misty nick pat patty perry piper poppy randy ray rex rob roman rowan ruby sandy serena "
    "sherry sierra stu sue tucker val verity violet walker wally warren willow"
)
_HOW = word_set(
    "slow fast quick old new big small cold warm hot hard soft dull bright dark light red green "
    "blue amber yellow pink brown black white grey wrong late thin thick loud cheap sad mad tired"
)
_HOW_ENDS = re.compile(r"(?:(?<!r)(?<!it)(?<!c)(?<!p)(?<!om)y|ful|less|ish|able|ible|ous)$")
_COUNTS = word_set("one two three four five six seven eight nine ten twelve twenty fifty hundred")
# What is done to a thing by somebody's hand.
_DONE_TO = word_set(
    "put sent bought brought chose drew found held read rewrote said sold spent threw told typed "
    "wrote"
)
_MODALS = word_set("will would can can't could couldn't should shouldn't might must won't wouldn't")
_DEPARTMENTS = word_set(
    "accounts admin billing collections complaints compliance delivery despatch dispatch "
    "facilities finance fulfilment hr it legal lettings logistics maintenance marketing "
    "operations payroll planning procurement production purchasing quality reception repairs "
    "recruitment returns sales service stores support switchboard technical training transport "
    "warehouse workshop"
)
_APPOSED = frozenset({"who", "she", "he", "whose", "my", "our"})
VERBS_FIRST = word_set("sue chase mark bill grant skip pierce wade miss guy")
_OF_TIMES = word_set(
    "month months season seasons year years quarter week weeks quiet quieter quietest busy busier "
    "busiest worst hot cold dead holiday holidays spring summer autumn winter hectic dreadful rush"
)
_ABSTRACT = SEASONS | MASSES | MONTH_NAMES | EXCLAIMED


def is_word_here(row: Row, index: int) -> bool:
    """Tell whether a name that is nobody's of the roster is a word, a town or a tongue here."""
    token = row.tokens[index]
    if token.word in _TONGUES:
        return not is_told_of(row, index)
    if token.word in _VOICES:
        return not _is_no_machine(row, index)
    if token.word in TOWN_NAMES and (is_town(row, index) or is_town_first(row, index)):
        return True
    if not token.kind & Kind.WORD_NAME or token.suffix or token.glued:
        return False
    if is_street(row, index):
        return True
    return opens_as_word(row, index) or is_time(row, index)


def _is_no_machine(row: Row, index: int) -> bool:
    """Tell whether Alexa is somebody: "Alexa knows" and "ask Alexa" are said of the machine."""
    previous, following = row.before(index), row.after(index)
    if previous and previous.word in {"ask", "asked", "asking", "asks"}:
        return False
    told = bool(following and following.word in DOES and not following.word.endswith("s"))
    return told or spoken_of_later(row, index) or bool(index and row.named[index - 1])


_SIZED = word_set("big wee little young old auld mad lanky")
_BIG_THINGS = word_set(
    "data brother ben apple bang mac deal boss smoke screen picture pharma tech issue lottery bus "
    "shop red blue green yellow white black one two three four five six house team day street room"
)


def is_nicknamed(row: Row, index: int) -> bool:
    """Tell whether a word with a capital is what somebody is called: "we call him Tiny"."""
    token, previous = row.tokens[index], row.before(index)
    if not row.capital(index) or token.starts or previous is None or token.word in TITLES:
        return False
    if previous.word == "nicknamed" or _is_sized(row, index, previous):
        return True
    return previous.word in {"him", "her", "called", "named"} and is_named_so(row, index)


def _is_sized(row: Row, index: int, previous: Token) -> bool:
    """Tell whether "Big Tone" or "Wee Eck" stands here: both with a capital, and no "Big Data"."""
    token, before = row.tokens[index], row.before(index - 1)
    if previous.word not in _SIZED or not previous.cap or token.word in _BIG_THINGS:
        return False
    place = token.kind & (Kind.PUBLIC | Kind.PLACE) or token.word in TOWN_NAMES
    article = bool(before and before.word in ARTICLES)
    return not place and not article and not (token.kind & Kind.COMMON and token.word.endswith("s"))


def is_apposed(row: Row, index: int) -> bool:
    """Tell whether ", who", ", she" or the like says that somebody was named."""
    beyond = row.tokens[index + 1 : index + 2]
    return bool(beyond) and row.tokens[index].after == ", " and beyond[0].word in _APPOSED


def is_time(row: Row, index: int) -> bool:
    """Tell whether a month's or season's name is a time: "May is our worst month, then June"."""
    token, following = row.tokens[index], row.after(index)
    if token.word not in MONTH_NAMES | SEASONS or token.suffix == "s":
        return False
    previous = row.before(index)
    if (following and following.word in DOES - OF_THINGS) or spoken_of_later(row, index):
        return False
    if previous and said(previous) in BEFORE:
        return False
    beyond = row.after(index + 1) if following else None
    if following and beyond and following.word in {"is", "was"} and beyond.word == "when":
        return True
    opens = previous is None and bool(following and following.word in IS | {"was", "were", "has"})
    near = row.tokens[max(0, index - 6) : index + 7]
    times = MONTHS - {"may", "mar", token.word}
    if any(each.word in times and each is not token for each in near):
        return True
    return opens and any(each.word in _OF_TIMES for each in row.tokens[index + 1 : index + 7])


def acts(row: Row, index: int) -> bool:
    """Tell whether the word behind says what somebody does: "bought", "keeps the"."""
    following = row.after(index)
    if following is None:
        return False
    word = following.word
    token, beyond = row.tokens[index], row.after(index + 1)
    if token.word == "will":
        return word in NOT_BASE | _MODALS
    if token.word in _ABSTRACT and not token.kind & Kind.GIVEN:
        return word in DOES - OF_THINGS or bool(beyond and _acts_on(word, beyond))
    if word in PLURALS - DOES | {"calls", "works", "needs", "runs", "rings"}:
        return bool(beyond and beyond.word in OBJECTS)
    if word.endswith("n't") or word in DOES | IS | PRESENT | PAST | {"he", "she", "who"}:
        return True
    if word.endswith("ed") and following.kind & Kind.COMMON and len(word) > 4:
        return True
    ends = beyond is None and following.after.strip()[:1] in {"", ".", "!", "?"}
    return is_third_person(following) and bool(ends or (beyond and beyond.word in OBJECTS))


def _acts_on(verb: str, beyond: Token) -> bool:
    """Tell whether seasons and virtues do no such thing: "Hope put it", "Summer does winters"."""
    if verb in _DONE_TO:
        return beyond.word in OBJECTS - {"up", "out", "off", "about", "at"}
    wonders = beyond.word in {"wonders", "things", "miracles", "tricks"}
    return verb in {"does", "covers", "runs"} and is_plural(beyond) and not wonders


def works_there(row: Row, index: int) -> bool:
    """Tell whether the place of somebody's work follows: "Bill in billing"."""
    token, following, beyond = row.tokens[index], row.after(index), row.after(index + 1)
    if following is None or beyond is None or token.word in SEASONS | MONTH_NAMES:
        return False
    if following.word not in {"in", "from", "at", "on", "over"}:
        return False
    if beyond.word == "the" and token.word not in MASSES:
        beyond = row.after(index + 2)
    return beyond is not None and beyond.word in _DEPARTMENTS


def acts_surely(row: Row, index: int) -> bool:
    """Tell whether a word opens a sentence and a verb that nobody but people does is behind it.

    It tells in small letters too: "drew forgot", "lance reads the notes", "nick always checks".
    """
    token, following, beyond = row.tokens[index], row.after(index), row.after(index + 1)
    if not (token.starts or index == 0) or following is None or token.word in _ABSTRACT:
        return False
    done = following.word.endswith("ed") and bool(beyond and beyond.word in OBJECTS)
    if done and not token.kind & Kind.PUBLIC and token.word != "will":
        return True  # "bill checked it twice"
    if token.kind & Kind.PUBLIC or token.word in VERBS_FIRST or token.word == "will":
        return False
    word = following.word
    if word in {"always", "never", "only", "just", "usually"}:
        return bool(beyond and is_third_person(beyond))
    if word in {"from", "in", "at", "on"}:
        return bool(token.kind & Kind.GIVEN) and _acts_later(row, index)
    if word in PAST or word.endswith("n't"):
        return True
    return is_third_person(following) and bool(beyond and beyond.word in OBJECTS)


def _may_open_as_word(row: Row, index: int) -> bool:
    """Tell whether a name stands first, is a word of English, and the word behind it is whole."""
    token = row.tokens[index]
    if row.before(index) is not None or not (token.starts or index == 0) or token.after == "-":
        return False
    if token.kind & Kind.GIVEN and token.word not in _ENGLISH:
        return False
    return index + 2 != len(row.tokens) or bool(row.tokens[-1].after)


def opens_as_word(row: Row, index: int) -> bool:
    """Tell whether a name that is a word opens as the word: "Carol singers", "Max two"."""
    token = row.tokens[index]
    if not _may_open_as_word(row, index) or spoken_of_later(row, index):
        return False
    if any(each.word == token.word and not each.cap for each in row.tokens[index + 1 :]):
        return token.cap and not acts(row, index)
    following = row.after(index)
    if following is None:
        return _opens_a_list(row, index)
    word = following.word
    if row.shouted or acts(row, index) or (following.cap and token.cap):
        return False
    if token.kind & Kind.GIVEN:
        return _is_of_a_thing(row, index, following)
    if word in {"and", "or"}:
        return not _in_company(row, index + 2)
    if word in {"in", "on", "at", "with", "over", "for", "from"}:
        told = does_something_later(row, index) or spoken_of_later(row, index)
        told = told or works_there(row, index)
        return not (told or word == "from" or _acts_later(row, index))
    return word not in {"here", "there", "again", "too", "as", "i", "you", "whose", "please"}


def _is_of_a_thing(row: Row, index: int, following: Token) -> bool:
    """Tell whether what follows makes a word of a name: "Max two", "Heather and moss".

    Where nothing does, the name stays one: "Carol upstairs does them by hand".
    """
    if following.word in _COUNTS:
        return True
    if following.word in {"and", "or"}:
        return not _in_company(row, index + 2)
    things = is_third_person(following) and not following.kind & Kind.GIVEN
    return things and following.after.startswith(",")


def _acts_later(row: Row, index: int) -> bool:
    """Tell whether a verb and what it is done to follow: "Max in the warehouse scans it"."""
    for place in range(index + 2, min(index + 6, len(row.tokens) - 1)):
        beyond = row.after(place)
        if is_third_person(row.tokens[place]) and beyond and beyond.word in OBJECTS:
            return True
    return False


def _opens_a_list(row: Row, index: int) -> bool:
    """Tell whether commas part words that say how something is: "Sandy, slow, full of holes"."""
    tokens = row.tokens
    if index + 1 >= len(tokens) or tokens[index].after != ", ":
        return False
    other = tokens[index + 1]
    plain = other.kind & Kind.COMMON and not other.kind & (Kind.GIVEN | Kind.WORD_NAME)
    # "Sandy, payroll, since April" is how somebody says who they are.
    how = other.word in _HOW or bool(_HOW_ENDS.search(other.word))
    return bool(plain) and how and other.after == ", " and not other.cap


def _in_company(row: Row, index: int) -> bool:
    """Tell whether the word behind "and" may be somebody: "Carol and Jim", "Ivy and the girls"."""
    if index >= len(row.tokens):
        return True
    token = row.tokens[index]
    known = token.kind & (Kind.GIVEN | Kind.WORD_NAME | Kind.SURNAME) or not token.kind & WORDS
    pronoun = token.word in {"i", "me", "him", "her", "his", "my", "the", "a", "our", "one", "two"}
    return token.cap or bool(known) or pronoun


def looks_like_a_person(row: Row, index: int) -> bool:
    """Tell whether some neighbour speaks for somebody: what a model says is believed only then."""
    token, previous = row.tokens[index], row.before(index)
    if is_word_here(row, index):
        return False
    if token.glued or token.suffix == "s" or acts(row, index):
        return token.word not in _ABSTRACT or acts(row, index)
    beyond = row.tokens[index + 1 : index + 2]
    if beyond and token.after == ", " and beyond[0].word in _APPOSED:
        return True
    if index and row.named[index - 1]:
        return True
    if previous is None:
        surely = (
            token.kind & Kind.GIVEN and not token.kind & Kind.PUBLIC and not _is_placed(row, index)
        )
        return bool(surely) or spoken_of_later(row, index) or _in_named_company(row, index)
    if token.kind & Kind.PUBLIC:
        return said(previous) in ADDRESSED or spoken_of_later(row, index)
    return previous.word not in ARTICLES | OWNERS | PLACED_IN | {"of", "more", "not"}


def _is_placed(row: Row, index: int) -> bool:
    """Tell whether "on", "and" or a sign follows, as it does behind holly, heather and ruby."""
    following = row.after(index)
    return following is None or following.word in {"on", "and", "or", "about", "in", "with"}


def _in_named_company(row: Row, index: int) -> bool:
    following = row.after(index)
    if following is None or following.word not in {"and", "or"} or index + 2 >= len(row.tokens):
        return False
    other = row.tokens[index + 2]
    return other.word in {"i", "me"} or bool(other.kind & (Kind.GIVEN | Kind.WORD_NAME))

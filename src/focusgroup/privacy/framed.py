"""Whether a name that is also a word, a town or a tongue is none here, by its frame."""

from __future__ import annotations

import re
from itertools import pairwise

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

# First names that are towns, counties or countries too.
TOWN_NAMES = word_set(
    "abilene adelaide alexandria arlington ashford ashton asia athens augusta aurora austin "
    "bailey berlin boston bradford bradley brent brisbane bristol brooklyn burton camden carlisle "
    "carolina carson chad charlotte chelsea chester cheyenne china clayton clifton columbus cuba "
    "dallas darwin dayton denver derby devon douglas durham egypt elgin florence france francisco "
    "geneva georgia hamilton hastings holland houston hudson hull india ireland israel jackson "
    "jersey jordan kent kenya kerry kingston lancaster leicester lewis lexington lima lincoln "
    "lisbon london lourdes lydia madison manila melbourne melrose memphis mercia milan montgomery "
    "montreal nancy nelson newton odessa olympia orlando oxford paris perth petra phoenix preston "
    "princeton raleigh regina reno rio roma rome ross sahara salem salvador samara santiago "
    "savannah shannon siena sierra sofia stafford stanley stirling sutton sydney tampa tennessee "
    "texas toledo trent trenton troy tyrone valencia venice verona victoria vienna virginia "
    "warren warwick washington wellington weston whitney winchester windsor york zaire"
)
# Of these hardly anybody is called: only a verb of people or "told" makes somebody of them.
_TOWNS_FIRST = word_set(
    "asia athens augusta berlin boston bradford brisbane bristol camden china columbus cuba "
    "denver derby durham egypt geneva holland houston hull india ireland israel kent kenya "
    "lancaster leicester lima lisbon london manila melbourne memphis milan montreal "
    "odessa oxford paris perth rome salem sydney tampa tennessee texas toledo trenton "
    "venice vienna washington wellington windsor york zaire"
)
_TONGUES = word_set("german danish brit")
_VOICES = frozenset({"alexa", "siri", "cortana", "bixby"})
_TOWN_NOUNS = word_set(
    "office offices branch branches site sites depot depots desk team teams store stores shop "
    "warehouse hub time airport station region area market people lot crowd side end number line "
    "showroom plant factory campus centre center clinic surgery library customers contract"
)
_BARE_NOUNS = word_set("office branch depot site store warehouse time airport station hub centre")
_MOTION = word_set(
    "go goes going went gone move moves moved moving travel travelled travels drive drives drove "
    "driving fly flies flew flying commute commutes ship ships shipped shipping deliver delivers "
    "delivered delivery deliveries parcel parcels train trains flight flights trip trips relocate "
    "relocated live lives lived living based born coach ferry bus road miles freight orders office "
    "offices branch depot warehouse van vans lorry pallet pallets"
)
# Past forms that do not end in "ed" and that hardly anything but people does.
_PAST = word_set(
    "bought brought chose drew fell felt forgot found heard held hung lent lost met paid put rode "
    "sang saw shook sold spent spoke stood stole swore threw thought told understood woke won wore "
    "caught cut dealt broke drank ate slept won hid swam flew meant misread quit read "
    "rewrote set shut sent"
)
_OBJECTS = word_set(
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
_STREETS = word_set("street road avenue square crescent terrace")
_NEAR_A_COUNTRY = 7  # words: "Chad was missing from the country list"
_APPOSED = frozenset({"who", "she", "he", "whose", "my", "our"})
_VERBS_FIRST = word_set("sue chase mark bill grant skip pierce wade miss guy")
_OF_TIMES = word_set(
    "month months season seasons year years quarter week weeks quiet quieter quietest busy busier "
    "busiest worst hot cold dead holiday holidays spring summer autumn winter hectic dreadful rush"
)
_ABSTRACT = SEASONS | MASSES | MONTH_NAMES | EXCLAIMED
# What seasons, months and virtues do too: of them these verbs make nobody.
_OF_THINGS = word_set(
    "comes came goes went gets got makes made takes took keeps kept never always looks looked "
    "needs needed covers covered runs ran works worked left did does gave gives brings"
)


def is_word_here(row: Row, index: int) -> bool:
    """Tell whether a name that is nobody's of the roster is a word, a town or a tongue here."""
    token = row.tokens[index]
    if token.word in _TONGUES:
        return not _is_told_of(row, index)
    if token.word in _VOICES:
        return not _is_no_machine(row, index)
    if token.word in TOWN_NAMES and (is_town(row, index) or _is_town_first(row, index)):
        return True
    if not token.kind & Kind.WORD_NAME or token.suffix or token.glued:
        return False
    if _is_street(row, index):
        return True
    return opens_as_word(row, index) or is_time(row, index)


def _is_told_of(row: Row, index: int) -> bool:
    """Tell whether somebody is spoken to or acts: "ask Paris", "Sydney said", "Sydney, she"."""
    previous, following = row.before(index), row.after(index)
    if previous and said(previous) in ADDRESSED | {"called", "named"}:
        return True
    if following and _does_as_a_town_does(row, index, following):
        return False
    if index and row.named[index - 1] and row.tokens[index].before == " ":
        return True
    if following and following.cap and following.word != "i" and not following.kind & Kind.PUBLIC:
        return not row.shouted and not following.kind & WORDS
    acts = following and following.word in DOES - _OF_THINGS - {"handles", "uses", "deals", "sits"}
    return bool(acts) or spoken_of_later(row, index)


def _does_as_a_town_does(row: Row, index: int, following: Token) -> bool:
    """Tell whether a town of no other use does the same: "Paris wants it, Brussels wants it"."""
    near = row.tokens[max(0, index - 10) : index + 10]
    name = row.tokens[index].word
    return any(
        verb.word == following.word and town.word != name and _is_plain_town(town)
        for town, verb in pairwise(near)
    )


def _is_no_machine(row: Row, index: int) -> bool:
    """Tell whether Alexa is somebody: "Alexa knows" and "ask Alexa" are said of the machine."""
    previous, following = row.before(index), row.after(index)
    if previous and previous.word in {"ask", "asked", "asking", "asks"}:
        return False
    told = bool(following and following.word in DOES and not following.word.endswith("s"))
    return told or spoken_of_later(row, index) or bool(index and row.named[index - 1])


def is_nicknamed(row: Row, index: int) -> bool:
    """Tell whether a word with a capital is what somebody is called: "we call him Tiny"."""
    token, previous = row.tokens[index], row.before(index)
    if not row.capital(index) or token.starts or previous is None or token.word in TITLES:
        return False
    if previous.word == "nicknamed":
        return True
    return previous.word in {"him", "her"} and is_named_so(row, index)


def is_apposed(row: Row, index: int) -> bool:
    """Tell whether ", who", ", she" or the like says that somebody was named."""
    beyond = row.tokens[index + 1 : index + 2]
    return bool(beyond) and row.tokens[index].after == ", " and beyond[0].word in _APPOSED


def _is_street(row: Row, index: int) -> bool:
    """Tell whether a street is named: "on Victoria Street"; "Diane Lane" is somebody."""
    token, previous, following = row.tokens[index], row.before(index), row.after(index)
    if previous is None or not token.cap or token.suffix:
        return False
    if token.word in {"lane", "close", "rise", "street", "way"}:
        person = Kind.GIVEN | Kind.WORD_NAME | Kind.SURNAME | Kind.RARE_NAME
        known = previous.code or previous.word in TITLES or previous.kind & person
        return previous.cap and bool(previous.kind & Kind.COMMON) and not known
    road = following is not None and following.cap and following.word in _STREETS
    return road and previous.word in PLACED_IN | ARTICLES | {"on", "at", "off", "to", "from", "of"}


def _is_town_first(row: Row, index: int) -> bool:
    return row.tokens[index].word in _TOWNS_FIRST and not _is_told_of(row, index)


def is_town(row: Row, index: int) -> bool:
    """Tell whether a town's name is a town here: "in Florence", "the Austin office"."""
    token, previous, following = row.tokens[index], row.before(index), row.after(index)
    if previous and previous.word in PLACED_IN and token.suffix != "s":
        return True
    if following and not token.suffix:
        article = bool(previous and previous.word in ARTICLES | OWNERS)
        if following.word in (_TOWN_NOUNS if article else _BARE_NOUNS):
            return True
    if previous and previous.word in {"to", "from", "at", "through"}:
        near = row.tokens[max(0, index - 4) : index - 1]
        if any(each.word in _MOTION for each in near):
            return True
    near = row.tokens[max(0, index - _NEAR_A_COUNTRY) : index + _NEAR_A_COUNTRY]
    if any(each.word in {"country", "countries"} for each in near):
        return not spoken_of_later(row, index)
    return _is_among_towns(row, index)


def _is_among_towns(row: Row, index: int) -> bool:
    """Tell whether a list of towns holds the word, or the row at least three of them."""
    tokens = row.tokens
    beyond = row.tokens[index + 3 : index + 4]
    if spoken_of_later(row, index) or (beyond and beyond[0].word in DOES - _OF_THINGS):
        return False  # "Georgia and Sydney joined"
    for step in (-1, 1):
        at = index
        while 0 <= at + step < len(tokens):
            at += step
            word = tokens[at].word
            if word in {"and", "or", "to", "nor"}:
                continue
            gap = tokens[at + 1].before if step < 0 else tokens[at].before
            joined = gap == ", " or tokens[at - step].word in {"and", "or", "to", "nor"}
            if not joined or not (_is_plain_town(tokens[at]) or word in TOWN_NAMES):
                break
            if _is_plain_town(tokens[at]):
                return True
    towns = sum(each.word in TOWN_NAMES or _is_plain_town(each) for each in tokens)
    beside = {each.word for each in (*tokens[max(0, index - 1) : index], *tokens[index + 1 :][:1])}
    return towns > 2 and bool(beside & {"and", "or"})


def _is_plain_town(token: Token) -> bool:
    """Tell whether a word is a town or country and nobody's first name."""
    if token.word in _TOWNS_FIRST:
        return True
    person = Kind.GIVEN | Kind.WORD_NAME | WORDS
    return bool(token.kind & (Kind.PUBLIC | Kind.PLACE)) and not (token.kind & person or token.code)


def is_time(row: Row, index: int) -> bool:
    """Tell whether a month's or season's name is a time: "May is our worst month, then June"."""
    token, following = row.tokens[index], row.after(index)
    if token.word not in MONTH_NAMES | SEASONS or token.suffix == "s":
        return False
    previous = row.before(index)
    if (following and following.word in DOES - _OF_THINGS) or spoken_of_later(row, index):
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
        return word in DOES - _OF_THINGS or bool(beyond and _acts_on(word, beyond))
    if word in PLURALS - DOES | {"calls", "works", "needs", "runs", "rings"}:
        return bool(beyond and beyond.word in _OBJECTS)
    if word.endswith("n't") or word in DOES | IS | PRESENT | _PAST | {"he", "she", "who"}:
        return True
    if word.endswith("ed") and following.kind & Kind.COMMON and len(word) > 4:
        return True
    ends = beyond is None and following.after.strip()[:1] in {"", ".", "!", "?"}
    return is_third_person(following) and bool(ends or (beyond and beyond.word in _OBJECTS))


def _acts_on(verb: str, beyond: Token) -> bool:
    """Tell whether seasons and virtues do no such thing: "Hope put it", "Summer does winters"."""
    if verb in _DONE_TO:
        return beyond.word in _OBJECTS - {"up", "out", "off", "about", "at"}
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
    done = following.word.endswith("ed") and bool(beyond and beyond.word in _OBJECTS)
    if done and not token.kind & Kind.PUBLIC and token.word != "will":
        return True  # "bill checked it twice"
    if token.kind & Kind.PUBLIC or token.word in _VERBS_FIRST or token.word == "will":
        return False
    word = following.word
    if word in {"always", "never", "only", "just", "usually"}:
        return bool(beyond and is_third_person(beyond))
    if word in {"from", "in", "at", "on"}:
        return bool(token.kind & Kind.GIVEN) and _acts_later(row, index)
    if word in _PAST or word.endswith("n't"):
        return True
    return is_third_person(following) and bool(beyond and beyond.word in _OBJECTS)


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
        if is_third_person(row.tokens[place]) and beyond and beyond.word in _OBJECTS:
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

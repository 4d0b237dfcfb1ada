"""Whether a name that is a town, a country or a street too is the place here, by its frame."""

from __future__ import annotations

from itertools import pairwise

from focusgroup.privacy.cues import ADDRESSED, ARTICLES, DOES, OWNERS, PLACED_IN
from focusgroup.privacy.lexicon import WORDS, Kind, word_set
from focusgroup.privacy.row import Row, said, spoken_of_later
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
_STREETS = word_set("street road avenue square crescent terrace")
_NEAR_A_COUNTRY = 7  # words: "Chad was missing from the country list"
# What seasons, months and virtues do too: of them these verbs make nobody.
OF_THINGS = word_set(
    "comes came goes went gets got makes made takes took keeps kept never always looks looked "
    "needs needed covers covered runs ran works worked left did does gave gives brings"
)
_BEFORE_A_TOWN = frozenset(
    {"in", "at", "from", "of", "to", "the", "our", "near", "for", "into", "via"}
)


def is_street(row: Row, index: int) -> bool:
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


def _does_as_a_town_does(row: Row, index: int, following: Token) -> bool:
    """Tell whether a town of no other use does the same: "Paris wants it, Brussels wants it"."""
    near = row.tokens[max(0, index - 10) : index + 10]
    name = row.tokens[index].word
    return any(
        verb.word == following.word and town.word != name and _is_plain_town(town)
        for town, verb in pairwise(near)
    )


def is_town_first(row: Row, index: int) -> bool:
    """Tell whether a name that is first of all a town is one here."""
    return row.tokens[index].word in _TOWNS_FIRST and not is_told_of(row, index)


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
    if spoken_of_later(row, index) or (beyond and beyond[0].word in DOES - OF_THINGS):
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


def is_told_of(row: Row, index: int) -> bool:
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
    acts = following and following.word in DOES - OF_THINGS - {"handles", "uses", "deals", "sits"}
    return bool(acts) or spoken_of_later(row, index)


def is_first_like_a_town(row: Row, index: int) -> bool:
    """Tell whether a town's name is a first one before a family name: "Chelsea Cuffy"."""
    token, before = row.tokens[index], row.before(index)
    town = token.kind & Kind.PLACE or token.word in TOWN_NAMES
    named = token.kind & (Kind.GIVEN | Kind.WORD_NAME | Kind.SURNAME) and not token.starts
    placed = bool(before and before.word in _BEFORE_A_TOWN)
    return bool(token.cap and (town or named)) and not placed and not token.upper

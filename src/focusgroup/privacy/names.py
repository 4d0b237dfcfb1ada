"""Which words of a row are names of people: roster, given names, unknown capitals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from focusgroup.privacy import context, framed, strangers, weighed
from focusgroup.privacy import spotted as by_model
from focusgroup.privacy.cues import AFTER_HYPHEN, BEFORE, DETERMINERS, DOES, PLACED_IN, TWO_INITIALS
from focusgroup.privacy.lexicon import WORDS, Kind, is_slip, kind_of
from focusgroup.privacy.neighbours import is_person
from focusgroup.privacy.participants import is_rare_surname, is_two_of
from focusgroup.privacy.people import PARTICLES, People, singular
from focusgroup.privacy.row import Row, follows_title, is_named_so, said
from focusgroup.privacy.tokens import TITLES, Token
from focusgroup.privacy.towns import TOWN_NAMES, is_first_like_a_town

_AFTER_EPONYM = frozenset({"law", "laws", "disease", "syndrome", "razor", "day", "principle"})
_MOTHERS = frozenset({"um", "umm", "oum", "abu"})  # "Um Kulthoum"
_LONGEST = 8  # words in one name; a longer run is a list
_FAMILY_NAMES = Kind.SURNAME | Kind.RARE_NAME | Kind.GIVEN | Kind.WORD_NAME
_JOINS = frozenset({" ", "-", "", ". ", ".", "‑", "–"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a word counts as a name, and how surely."""

    layer: str
    certainty: float
    key: str  # the name as known, where a typing error was mended


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words that make one name."""

    first: int
    last: int  # index of its last word
    keys: tuple[str, ...]
    surname: bool
    layer: str
    certainty: float


def _verdict(layer: str, certainty: float | None, token: Token) -> Verdict | None:
    return None if certainty is None else Verdict(layer, certainty, token.key)


def _is_a_tag(token: Token) -> bool:
    """Tell whether "#" stands right before small letters: a tag, or one with a typing error."""
    return token.before.endswith("#") and not token.cap


class Judge:
    """Judges the words of one row; nothing here changes who is known."""

    def __init__(
        self,
        people: People,
        row: Row,
        *,
        everybody: bool = True,
        spotted: Mapping[int, float] | None = None,
    ) -> None:
        self._people = people
        self._row = row
        self._spotted = spotted or {}  # how likely a model takes the word of an index for a name
        self._everybody = everybody  # False: only people known by name, for the export rescan
        self._blocked: set[int] = set()

    def names(self, blocked: set[int]) -> list[Span]:
        """Return the names in the row; words of `blocked` are left alone."""
        self._blocked = blocked
        row = self._row
        spans: list[Span] = []
        verdicts: dict[int, Verdict] = {}
        for index, token in enumerate(row.tokens):
            if index in blocked or token.code:
                continue
            verdict = (
                self._verdict(index, token)
                or self._by_model(index, token)
                or self._by_context(index, token)
            )
            if verdict is not None:
                verdicts[index] = verdict
                row.named[index] = True
        index = 0
        while index < len(row.tokens):
            if index in verdicts:
                span = self._grown(index, verdicts, spans[-1].last if spans else -1)
                spans.append(span)
                index = span.last
            index += 1
        return spans

    def _verdict(self, index: int, token: Token) -> Verdict | None:
        kind, people = token.kind, self._people
        if (
            not kind & Kind.WORD_NAME
            and kind & Kind.COMMON
            and not token.cap
            and not people.holds(token.key)
            and not (index and self._row.tokens[index - 1].word in TITLES)
        ):
            if self._is_plural_first(index, token):
                return Verdict("roster", 0.8, singular(token.key))
            return None  # nine words of ten end here
        known = self._known_key(index, token)
        if known is not None:
            return known
        if not self._everybody or len(token.key) == 1 or self._is_public(index, token):
            return None
        if _is_a_tag(token):
            return None
        if self._titled(index, token) or strangers.after_particle(self._row, index):
            return Verdict("neighbours", 0.9, token.key)
        if kind & Kind.PUBLIC and not kind & Kind.WORD_NAME:
            return None
        return self._of_a_stranger(index, token)

    def _of_a_stranger(self, index: int, token: Token) -> Verdict | None:
        """Judge a word that nobody known is called by."""
        row, kind = self._row, token.kind
        if framed.is_word_here(row, index):
            return None
        if framed.is_nicknamed(row, index):
            return Verdict("neighbours", 0.7, token.key)
        if kind & Kind.WORD_NAME:
            return self._word_name(index, token)
        if kind & WORDS and (kind & Kind.SURNAME or not kind & Kind.COMMON):
            return _verdict("neighbours", strangers.word_surname(row, index), token)
        if kind & Kind.PLACE:
            return _verdict("neighbours", strangers.place(row, index), token)
        if kind & Kind.GIVEN:
            return self._given(index, token)
        if row.capital(index) and (not token.upper or len(token.key) > 5):
            return _verdict("capital", strangers.capital(row, index), token)
        return _verdict("neighbours", strangers.small(row, index), token)

    def _by_model(self, index: int, token: Token) -> Verdict | None:
        """What a model takes for a name and no rule does; the commoner the word, the surer."""
        certainty = self._spotted.get(index)
        if certainty is None or len(token.key) < 2 or self._is_public(index, token):
            return None
        if _is_a_tag(token):
            return None
        known = self._people.holds_participant(token.key)
        if token.kind & Kind.WORD_NAME and self._weighs(index, known=known, likely=certainty):
            return Verdict("model", min(certainty, 0.95), token.key)
        if certainty < by_model.least(token, known=known):
            return None
        doubted = token.kind & by_model.DOUBTED or token.word in TOWN_NAMES
        if certainty >= by_model.SURELY and strangers.is_rare_name(token):
            doubted = 0
        if doubted and not framed.looks_like_a_person(self._row, index):
            return None
        return Verdict("model", min(certainty, 0.95), token.key)

    def _by_context(self, index: int, token: Token) -> Verdict | None:
        """What no turn of speech decided: weighed by all that stands around it."""
        if not self._everybody or not context.is_asked(token) or _is_a_tag(token):
            return None
        if self._is_public(index, token) or token.kind & Kind.PUBLIC:
            return None
        if token.word in TOWN_NAMES or framed.is_word_here(self._row, index):
            return None
        if token.cap and strangers.is_thing(self._row, index):
            return None
        if self._people.holds_participant(token.key) or (
            token.kind in {0, Kind.RARE_NAME} and is_slip(token.word)
        ):
            return None  # who is in the room was weighed as such; "teh systme" is no stranger
        tokens, small = self._row.tokens, self._row.small
        certainty = context.likely(tokens, index, small=small)
        if certainty < context.least(token, small=small):
            return None
        return Verdict("context", certainty, token.key)

    def _known_key(self, index: int, token: Token) -> Verdict | None:
        people, key = self._people, token.key
        if people.holds(key) or people.holds_family(key):
            if len(key) == 1:
                return None
            if token.kind & (WORDS | Kind.WORD_NAME | Kind.PUBLIC):
                return self._known_word(index, token)
            return Verdict("roster", 0.99, key)
        if self._is_plural_first(index, token):
            return Verdict("roster", 0.8, singular(key))
        if people.joined(key) and not token.kind & WORDS:
            return Verdict("roster", 0.9, key)
        if len(key) > 3 and not token.kind & ~(Kind.SURNAME | Kind.RARE_NAME):
            near = people.near(key)
            if near is not None:
                return Verdict("roster", 0.85, near)
        return None

    def _is_plural_first(self, index: int, token: Token) -> bool:
        one = singular(token.key)
        known = len(one) > 2 and one != token.key and self._people.holds_participant(one)
        return known and is_two_of(self._row, index)

    def _known_word(self, index: int, token: Token) -> Verdict | None:
        """A known name that is a word; a family name such as Cook wants its capital too."""
        row = self._row
        following, before = row.after(index), row.before(index)
        if following and self._people.pair(token.key, following.key):
            return Verdict("roster", 0.95, token.key)  # "bill frost"
        if before and self._people.pair(before.key, token.key):
            return Verdict("roster", 0.95, token.key)
        if token.kind & Kind.WORD_NAME or len(token.key) < 4:
            known = self._people.holds_participant(token.key)
            person = is_person(row, index, known=known, holds=self._people.holds)
            person = person or self._weighs(index, known=known)
            return Verdict("roster", 0.9, token.key) if person else None
        after_name = index > 0 and row.named[index - 1] and token.before in _JOINS
        previous = row.before(index)
        plural = self._people.holds_family(token.key)
        article_before = bool(previous and previous.word in DETERMINERS)
        if is_rare_surname(row, index):
            return Verdict("roster", 0.85, token.key)  # "doing a Farthing", "j. cook"
        article = article_before and not plural  # "in the Park"
        if row.capital(index) and not article and (not token.starts or after_name):
            return Verdict("roster", 0.9, token.key)
        the_coles = plural and article_before and not token.kind & Kind.COMMON
        if after_name or the_coles or self._titled(index, token):
            return Verdict("roster", 0.9, token.key)
        person = is_person(row, index, known=True, holds=self._people.holds)
        return Verdict("roster", 0.8, token.key) if person else None

    def _weighs(self, index: int, *, known: bool, likely: float = 0.0) -> bool:
        """Tell whether enough speaks for somebody, where no turn of speech decides alone."""
        token = self._row.tokens[index]
        if not known and (token.kind & Kind.PUBLIC or token.word in TOWN_NAMES):
            return False  # months, towns and machines do much of what people do
        least = (weighed.KNOWN if known else weighed.UNKNOWN) - weighed.OF_MODEL * likely
        return weighed.weight(self._row, index, self._people.holds) >= least

    def _titled(self, index: int, token: Token) -> bool:
        title = self._row.tokens[index - 1] if index else None
        doubted = token.kind & Kind.PUBLIC and title and not title.cap
        if doubted and title and title.word not in {"mr", "mrs", "ms", "cllr"}:
            return False  # "see the doctor Monday"
        if token.cap and token.word in PARTICLES and index + 1 < len(self._row.tokens):
            return False
        return follows_title(self._row, index)

    def _is_public(self, index: int, token: Token) -> bool:
        """Tell whether a word is part of a public one: "Wi-Fi", "McDonald's", "Murphy's law"."""
        row = self._row
        if token.suffix == "s":
            following, previous = row.after(index), row.before(index)
            in_days_of = bool(previous and previous.word in PLACED_IN)  # "in Derek's day"
            if following and following.word in _AFTER_EPONYM and not in_days_of:
                return True
            return bool(kind_of(f"{token.word}'s") & Kind.PUBLIC)
        for left in (index - 1, index):
            if left >= 0 and left + 1 < len(row.tokens) and row.tokens[left + 1].before == "-":
                pair = f"{row.tokens[left].word}-{row.tokens[left + 1].word}"
                if kind_of(pair) & (Kind.PUBLIC | WORDS):
                    return True
        return False

    def _word_name(self, index: int, token: Token) -> Verdict | None:
        row = self._row
        # Jack, Heather: only small letters doubt, and "Sue us", "in Merlin".
        doubted = strangers.opens_with_a_verb(row, index) or self._in_something(index)
        if token.kind & Kind.GIVEN and row.capital(index) and not doubted:
            return Verdict("given_name", 0.85, token.key)
        if is_person(row, index, known=False, holds=self._people.holds):
            return Verdict("neighbours", 0.7, token.key)
        if self._weighs(index, known=False):
            return Verdict("neighbours", 0.6, token.key)
        if not token.kind & Kind.SURNAME:
            return None
        return _verdict("neighbours", strangers.word_surname(row, index), token)

    def _in_something(self, index: int) -> bool:
        """Tell whether "in" or "into" stands before: nobody is meant, but for "in Rose's queue"."""
        previous = self._row.before(index)
        inside = bool(previous and previous.word in PLACED_IN)
        return inside and self._row.tokens[index].suffix != "s"

    def _given(self, index: int, token: Token) -> Verdict | None:
        row = self._row
        if token.cap:
            if token.upper and len(token.key) < 4 and not row.shouted:
                return None  # "JO" is rare, "ADA" and "SAL" are abbreviations
            return Verdict("given_name", 0.9, token.key)
        if len(token.key) > 3 or self._leaning(index) or strangers.of_neighbours(row, index) >= 1:
            return Verdict("given_name", 0.8, token.key)
        return None

    def _leaning(self, index: int) -> bool:
        """Tell whether a neighbour speaks for a person, in small letters."""
        row = self._row
        previous, following = row.before(index), row.after(index)
        if (previous and said(previous) in BEFORE) or is_named_so(row, index):
            return True
        if previous and previous.word == "and" and index > 1 and row.named[index - 2]:
            return True
        return bool((following and following.word in DOES) or row.tokens[index].suffix == "s")

    def _grown(self, index: int, verdicts: dict[int, Verdict], floor: int) -> Span:
        """Return the whole name around a word: initials, particles, further names."""
        row = self._row
        first = self._from(index, floor)
        last = index
        while last - first < _LONGEST:
            after = self._further(last, verdicts)
            if after is None:
                break
            last = after
        inside = [verdicts[place] for place in range(first, last + 1) if place in verdicts]
        keys = tuple(
            verdicts[place].key if place in verdicts else row.tokens[place].key
            for place in range(first, last + 1)
        )
        best = max(inside, key=lambda verdict: verdict.certainty)
        plural = first > 0 and row.tokens[first - 1].word == "the" and keys[-1].endswith("s")
        surname = plural or follows_title(row, index)
        return Span(first, last, keys, surname, best.layer, best.certainty)

    def _from(self, index: int, floor: int) -> int:
        """Step back over initials and particles: "J Cole", "van der Berg", "El-Amrani"."""
        row = self._row
        first = index
        while first - 1 > floor and index - first < _LONGEST and first - 1 not in self._blocked:
            token, gap = row.tokens[first - 1], row.tokens[first].before
            if token.code or token.suffix or gap not in _JOINS:
                break
            initial = (
                len(token.key) == 1
                and token.word not in {"i", "a"}
                and (token.cap or (gap != "-" and follows_title(row, first - 1)))
            )
            initial = initial or (gap == " " and token.word in TWO_INITIALS)
            initial = initial or (token.cap and not token.starts and token.word in _MOTHERS)
            dotted = len(token.key) == 1 and token.cap and gap == ". "
            particle = token.word in PARTICLES - {"y", "e", "las", "al", "st", "le", "den"} or (
                token.word in PARTICLES and (gap == "-" or (token.cap and not token.starts))
            )
            hyphened = gap in {"-", ""} and token.cap
            plain = Kind.COMMON | Kind.PUBLIC | Kind.WORD_NAME
            rare = gap == " " and token.cap and not token.kind & plain
            given = gap == " " and token.kind & Kind.GIVEN and not token.kind & WORDS
            rare = rare or bool(given and token.cap == row.tokens[first].cap)
            rare = rare or bool(first < index and token.cap and token.word == "jan")  # van der Berg
            rare = rare or (gap == " " and is_first_like_a_town(row, first - 1))
            if not (initial or dotted or particle or hyphened or (rare and self._everybody)):
                break
            first -= 1
        return first

    def _further(self, last: int, verdicts: dict[int, Verdict]) -> int | None:
        """Return the index of the next word of the same name, or None."""
        tokens = self._row.tokens
        if tokens[last].suffix or last + 1 >= len(tokens):
            return None
        place = last + 1
        while place < len(tokens) and place - last < 4 and tokens[place].word in PARTICLES:
            if tokens[place].before not in _JOINS or tokens[place].suffix or place in self._blocked:
                return None
            place += 1
        if place >= len(tokens) or place in self._blocked or tokens[place].before not in _JOINS:
            return None
        token = tokens[place]
        if token.code or (token.starts and token.before.strip()):
            return None
        if place in verdicts:
            return place if self._same_name(last, place, verdicts) else None
        return place if self._is_further(place, token, particles=place > last + 1) else None

    def _same_name(self, last: int, place: int, verdicts: dict[int, Verdict]) -> bool:
        """Two names side by side are one person, unless both are known as different people."""
        tokens = self._row.tokens
        if tokens[place].before == "" and not tokens[place].cap:
            return False
        both = last in verdicts and verdicts[last].layer == verdicts[place].layer == "roster"
        return tokens[last].cap == tokens[place].cap or tokens[place].before == "-" or not both

    def _is_pure(self, place: int) -> bool:
        """Tell whether a word is no word but a name: behind its hyphen stands the rest of it."""
        return not self._row.tokens[place].kind & (WORDS | Kind.PUBLIC | Kind.WORD_NAME)

    def _is_further(self, place: int, token: Token, *, particles: bool) -> bool:
        if not self._everybody and not self._people.holds(token.key):
            return False
        if len(token.key) == 1:
            follows_on = token.after[:1] in {".", ",", ""} or token.word != "a"
            return token.cap and token.word != "i" and follows_on
        gap = token.before
        if gap in {"", "-"}:
            korean = gap == "-" and len(token.key) < 4 and token.word not in AFTER_HYPHEN
            smiths = kind_of(singular(token.key)) & Kind.SURNAME  # "the okonkwo-smiths"
            double = gap == "-" and token.word not in AFTER_HYPHEN and self._is_pure(place - 1)
            return token.cap or korean or double or bool(smiths) or not token.kind & WORDS
        if gap != " ":
            return False
        if particles and token.cap and self._row.tokens[place - 1].before == " ":
            return not token.upper  # "Ferreira da Costa", whatever shop is called so
        if particles and token.kind & _FAMILY_NAMES and not token.kind & Kind.COMMON:
            return True  # "ferreira da costa"
        if self._row.capital(place):
            return not token.upper and not token.kind & Kind.PUBLIC and token.word != "i'm"
        if self._row.tokens[place - 1].cap and not self._row.shouted:
            return False  # "Sandra" with a capital makes no name of the small word behind it
        if token.kind & Kind.SURNAME and not token.kind & (Kind.COMMON | Kind.PUBLIC):
            return True  # "len farrow"
        return (
            not token.kind & (WORDS | Kind.PUBLIC)
            and not strangers.SOUND.match(token.word)
            and not particles
        )

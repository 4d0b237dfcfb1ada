"""Masks a comment in memory before the only write; layer by layer, surest first."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence

from focusgroup.domain.text import clean, clean_lines
from focusgroup.privacy import draft, initials, patterns
from focusgroup.privacy.flags import flags_in
from focusgroup.privacy.glance import SPELLED, Glance, look
from focusgroup.privacy.lexicon import WORDS, Kind, key_of, kind_of
from focusgroup.privacy.masks import Mask, covers, merged, without, written_with
from focusgroup.privacy.names import Judge
from focusgroup.privacy.people import PARTICLES, People, singular
from focusgroup.privacy.phrases import Phrases, sayings, words_of
from focusgroup.privacy.records import Hit, Person, Replacement, Scrubbed, Spot
from focusgroup.privacy.row import Row
from focusgroup.privacy.spotted import Look, Spotting, by_word
from focusgroup.privacy.tokens import Token, split

_REMEMBERED = 8_192  # words of texts rescanned
_NUMBERED = re.compile(r"\[name (\d{1,7})\]")
# A name masked in one pass may speak for its neighbour in the next; more than 3 was never seen.
_PASSES = 8


class Scrubber:
    """Masks texts for one group, so that the same person has the same code all through."""

    def __init__(
        self,
        roster: Iterable[Person] = (),
        never_write: Iterable[str] = (),
        *,
        keep: Iterable[str] = (),
        next_number: int = 1,
        spotter: Spotting | None = None,
    ) -> None:
        self._spotter = spotter
        self._people = People(roster, next_number)
        self._never = Phrases(never_write, near_misses=True)
        # What a guide calls its products must not bring back the name of somebody in the room.
        known = self._people.holds
        self._keep = Phrases(s for s in sayings() if not all(map(known, words_of(s))))
        for phrase in keep:
            if not any(map(known, words_of(phrase))):
                self._keep.add(phrase)
        self._kept_by_hand: list[str] = []
        self._marked_by_hand: list[tuple[str, str]] = []
        self._staying = Phrases()  # in the text in hand alone
        self._marked = Phrases()
        self._marked_codes: dict[str, str] = {}
        self._whole = self._people.whole_names()
        self._harmless: set[str] = set()  # for the rescan; emptied when somebody is met
        self._harmless_for = 0

    def __repr__(self) -> str:
        """Hide every name and phrase."""
        return f"<scrubber, next number {self.next_number}>"

    @property
    def next_number(self) -> int:
        """The number the next unknown person gets; give it to a Scrubber that goes on."""
        return self._people.next_number

    def scrub(self, text: str, *, staying: Iterable[str] = ()) -> Scrubbed:
        """Return the text as it may be written: cleaned, masked, with what was masked in it.

        Words of `staying` stay in this text alone: a person has looked at them here. Never raises
        for any string. Scrubbing the result again changes nothing but those. The result is at most
        40 characters longer for each replacement.
        """
        text = clean(text)
        self._staying = Phrases(staying)
        try:
            return self._scrubbed(text, self._spotter.spots(text) if self._spotter else ())
        finally:
            self._staying = Phrases()

    def _scrubbed(self, text: str, spots: Sequence[Spot]) -> Scrubbed:
        for match in _NUMBERED.finditer(text):
            self._people.reserve(int(match[1]))
        if spots:
            # A name more beside them may group words otherwise; the rules' masks must all stay.
            with self._people.tentative():
                alone = self._passes(text, ())
            with self._people.tentative():
                if not covers(self._passes(text, spots), alone, text):
                    spots = ()
        done = self._passes(text, spots)
        written = written_with(text, done)
        return Scrubbed(written, tuple(done), flags_in(written))

    def _passes(self, text: str, spots: Sequence[Spot]) -> list[Replacement]:
        original = text
        done: list[Replacement] = []
        for _ in range(_PASSES):
            masks = self._masks(text, everybody=True, spots=spots)
            if not masks:
                break
            spots = ()  # they tell places of the text as it was
            done = merged(original, done, masks)
            text = written_with(original, done)
        return done

    def expect(self, text: str) -> Look | None:
        """Begin to look for names in a text about to be scrubbed; None when scrub() waits not."""
        return self._spotter.expect(text) if self._spotter else None

    def preview(self, text: str) -> Scrubbed:
        """Return what scrub() would, without anybody becoming known by a half-typed name."""
        text = clean(text)
        seen = self._spotter.seen(text) if self._spotter else None  # no key waits for a model
        with self._people.tentative():
            return self._scrubbed(text, seen or ())

    def reserve(self, next_number: int) -> None:
        """Leave the numbers below `next_number` to whoever another window gave them."""
        self._people.reserve(next_number - 1)

    def go_on_from(self, before: Scrubber) -> None:
        """Take over what another scrubber of this run learnt, where this one does not know better.

        Strangers keep their numbers, and what a person corrected stays corrected.
        """
        self._people.take_over(before._people)
        for phrase in before._kept_by_hand:
            self.keep_word(phrase)
        for phrase, code in before._marked_by_hand:
            self.mask_word(phrase, code)

    def scrub_draft(self, text: str, behind: int = 0) -> str:
        """Return what may be saved of a half-typed line; what is unsure is held back.

        That is its end, and the word in hand where the last key was typed inside the line, with
        `behind` characters behind it. Nobody becomes known by a half-typed word, and no number is
        used up.
        """
        text = clean(text)
        hole = draft.in_hand(text, behind, self._starts_a_name, self._unfinished)
        length = draft.safe_length(text, self._starts_a_name, self._unfinished)
        spots: tuple[Spot, ...] = ()
        if self._spotter:
            checked, spots = self._spotter.checked(text)
            length = min(
                length, checked if checked == len(text) else text.rfind(" ", 0, checked) + 1
            )
        with self._people.tentative():
            kept = [spot for spot in spots if spot.end <= length]
            saved = self._scrubbed(text[:length], kept)
        if hole is None:
            return saved.text.rstrip()
        return without(text[:length], saved.replacements, *hole).rstrip()

    def looked_at(self, text: str) -> bool:
        """Tell whether the model, if there is one, has looked at each line of a half-typed text."""
        spotter, lines = self._spotter, clean_lines(text).split("\n")
        return spotter is None or all(spotter.checked(each)[0] >= len(each) for each in lines)

    def scrub_left(self, text: str) -> str:
        """Return what may be saved of a text that somebody has left: what scrub() would write.

        While the model still looks at it, its unsure end is held back: no key waits for that.
        """
        text = clean(text)
        return self.scrub(text).text if self.looked_at(text) else self.scrub_draft(text)

    def _starts_a_name(self, prefix: str) -> bool:
        people = self._people
        return (
            people.starting(prefix) or self._never.starting(prefix) or self._marked.starting(prefix)
        )

    def _unfinished(self, tokens: Sequence[Token]) -> int:
        return max(self._never.unfinished(tokens), self._marked.unfinished(tokens))

    def keep_word(self, phrase: str) -> bool:
        """Mask this phrase no more in this run: what the restore key does. Tell whether it may.

        A participant's name and a phrase never to be written stay masked everywhere else.
        """
        words = words_of(phrase)
        listed = self._never.within("".join(words)) if words else True
        if listed or any(map(self._is_of_a_participant, words)):
            return False
        self._keep.add(phrase)
        self._kept_by_hand.append(phrase)
        return True

    def _is_of_a_participant(self, word: str) -> bool:
        people = self._people
        near = None if kind_of(word) & WORDS else people.near(word)
        forms = {word, singular(word), near or word}
        return any(map(people.holds_participant, forms)) or people.joined(word) is not None

    def mask_word(self, phrase: str, code: str | None = None) -> str:
        """Mask from now on a phrase that was missed, in small letters too; return its code."""
        keys = [key for key in (key_of(word) for word in clean(phrase).split()) if key]
        if not keys:
            return ""
        code = self._people.assign(keys, code)
        self._marked.add(phrase)
        self._marked_by_hand.append((phrase, code))
        self._marked_codes["".join(keys)] = code
        return code

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Return where known names, never-write phrases or identifying shapes stand in a text.

        For the rescan before export: strangers' names are not searched, since headings and
        prose of a report are full of capitals. No hit holds the word.
        """
        glance = look(text)
        if not self._may_hold_known(glance):
            return ()
        masks = self._masks(glance.text, everybody=False)
        return tuple(Hit(mask.start, mask.end, mask.kind) for mask in masks)

    def _may_hold_known(self, glance: Glance) -> bool:
        """Tell whether a rescan must look closer: six texts of seven are passed at a glance.

        Only dictionary words that are nobody's name, and none of the shapes, leave nothing to find.
        """
        if glance.shaped or self._whole:
            return True
        if self._harmless_for != self._people.size or len(self._harmless) > _REMEMBERED:
            self._harmless.clear()
            self._harmless_for = self._people.size
        new = glance.words - self._harmless
        if new:
            fine = set(filter(self._is_harmless, new))
            self._harmless |= fine
            if len(fine) < len(new):
                return True
        if not (self._never or self._marked):
            return False
        squeezed = glance.squeezed()
        return self._never.may_hold(squeezed, glance.words) or self._marked.within(squeezed)

    def _is_harmless(self, word: str) -> bool:
        people = self._people
        if people.holds(word) or people.holds_family(word) or people.joined(word):
            return False
        return bool(kind_of(word) & (WORDS | Kind.PUBLIC)) or len(word) < 3

    def _masks(self, text: str, *, everybody: bool, spots: Sequence[Spot] = ()) -> list[Mask]:
        """Return what to replace, in order and without overlaps."""
        tokens = split(text)
        spoken_for, blocked = self._kept(tokens)
        masks = self._by_shape(text, spoken_for)
        taken = [(mask.start, mask.end) for mask in masks]
        masks += self._by_phrase(tokens, taken)
        masks += self._by_whole_name(text, taken)
        masks += self._by_initials(text, taken, everybody=everybody)
        masks += self._by_spelling(text, taken, everybody=everybody)
        for index, token in enumerate(tokens):
            if _overlaps(taken, token.start, token.end):
                blocked.add(index)
        row = Row(text, tokens, shouted=_is_shouted(tokens))
        spotted = by_word(tokens, spots) if spots else None
        judge = Judge(self._people, row, everybody=everybody, spotted=spotted)
        spans = judge.names(blocked)
        for span in spans:
            code = self._code(span.keys, surname=span.surname, everybody=everybody)
            start, end = tokens[span.first].start, tokens[span.last].end
            kind = self._people.kind(code)
            masks.append(Mask(start, end, code, kind, span.certainty, span.layer))
        return sorted(masks, key=lambda mask: mask.start)

    def _code(self, keys: Sequence[str], *, surname: bool, everybody: bool) -> str:
        joined = self._people.joined("".join(keys))
        if joined is not None:
            return joined
        if not everybody:
            with self._people.tentative():
                return self._people.code_for(keys, surname=surname)
        return self._people.code_for(keys, surname=surname)

    def _kept(self, tokens: Sequence[Token]) -> tuple[list[tuple[int, int]], set[int]]:
        """Return the stretches and the words that stay: the keep-list and earlier codes."""
        stretches = [(token.start, token.end) for token in tokens if token.code]
        kept: set[int] = set()
        for phrases in filter(None, (self._keep, self._staying)):
            for first, end in phrases.find(tokens):
                if first and tokens[first].before == " " and tokens[first - 1].word in PARTICLES:
                    continue  # "María de los Ángeles" is no city
                stretches.append((tokens[first].start, tokens[end - 1].end))
                kept.update(range(first, end))
        return sorted(stretches), kept

    def _by_shape(self, text: str, kept: list[tuple[int, int]]) -> list[Mask]:
        masks = []
        for found in patterns.find(text):
            for start, end in _outside(kept, found.start, found.end):
                masks.append(Mask(start, end, found.code, found.kind, found.certainty, "pattern"))
        return masks

    def _by_phrase(self, tokens: Sequence[Token], taken: list[tuple[int, int]]) -> list[Mask]:
        masks: list[Mask] = []
        for phrases in (self._marked, self._never):
            if not phrases:
                continue
            for first, end in phrases.find(tokens):
                start, stop = tokens[first].start, tokens[end - 1].end
                if _overlaps(taken, start, stop):
                    continue
                if phrases is self._marked:
                    joined = "".join(token.key for token in tokens[first:end])
                    code = self._marked_codes.get(joined.replace("-", ""), "[withheld]")
                    masks.append(Mask(start, stop, code, self._people.kind(code), 1.0, "marked"))
                else:
                    masks.append(
                        Mask(start, stop, "[withheld]", "never_write", 0.95, "never_write")
                    )
                insort(taken, (start, stop))
        return masks

    def _by_initials(
        self, text: str, taken: list[tuple[int, int]], *, everybody: bool
    ) -> list[Mask]:
        """Mask "D.O." where a participant has these initials; other pairs are U.K. and P.S."""
        masks: list[Mask] = []
        known = self._people.initials
        for each in initials.find(text, lambda one: known(one) is not None, everybody=everybody):
            if _overlaps(taken, each.start, each.end):
                continue
            code = known(each.letters) or self._code([each.letters], surname=False, everybody=True)
            layer = "roster" if each.known else "neighbours"
            masks.append(Mask(each.start, each.end, code, self._people.kind(code), 0.7, layer))
            insort(taken, (each.start, each.end))
        return masks

    def _by_spelling(
        self, text: str, taken: list[tuple[int, int]], *, everybody: bool
    ) -> list[Mask]:
        """Mask a name spelled out: "D-E-N-I-S-E", "V e i t c h"."""
        masks: list[Mask] = []
        for match in SPELLED.finditer(text):
            key = key_of("".join(char for char in match[0] if char.isalpha()))
            named = everybody and kind_of(key) & (Kind.GIVEN | Kind.SURNAME)
            if (self._people.holds(key) or named) and not _overlaps(taken, *match.span()):
                code = self._code([key], surname=False, everybody=everybody)
                kind = self._people.kind(code)
                masks.append(Mask(*match.span(), code, kind, 0.8, "roster"))
                insort(taken, match.span())
        return masks

    def _by_whole_name(self, text: str, taken: list[tuple[int, int]]) -> list[Mask]:
        """Mask roster names in scripts that put no spaces between words."""
        masks: list[Mask] = []
        for name, code in self._whole:
            for match in re.finditer(re.escape(name), text):
                if not _overlaps(taken, *match.span()):
                    masks.append(Mask(*match.span(), code, "participant", 0.95, "roster"))
                    insort(taken, match.span())
        return masks


def _overlaps(stretches: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a stretch overlaps one of a sorted list."""
    place = bisect_right(stretches, (start, end))
    return (place > 0 and stretches[place - 1][1] > start) or (
        place < len(stretches) and stretches[place][0] < end
    )


def _outside(kept: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a stretch outside the kept ones, where they hold a letter or digit."""
    if not _overlaps(kept, start, end):
        return [(start, end)]
    return []


def _is_shouted(tokens: Sequence[Token]) -> bool:
    """Tell whether capitals mean nothing here: a title-case or all-capitals line."""
    long = [token for token in tokens if len(token.text) > 3 and not token.code]
    words = [token for token in long if token.kind & 3]
    return len(words) > 3 and sum(token.cap for token in words) > 0.7 * len(words)


def scrub(
    text: str,
    roster: Sequence[tuple[str, str, str]] = (),
    never_write: Sequence[str] = (),
) -> Scrubbed:
    """Mask one text without any screen: `roster` holds (code, first name, last name).

    Returns the masked text and, for each replacement, its kind, certainty and layer.
    """
    people = [Person(code, first, last) for code, first, last in roster]
    return Scrubber(people, never_write).scrub(text)

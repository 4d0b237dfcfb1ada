"""Who is who: the same person keeps the same code all through a group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from focusgroup.privacy.lexicon import fold, key_of, word_set
from focusgroup.privacy.records import Person
from focusgroup.privacy.tokens import TITLES

PARTICLES = word_set(
    "de la las los del della di da do dos das du des le van von der den dem ter ten te zu zum bin "
    "ibn bint al el ap ab mac mc st san santa y e"
)
_PARTS = str.maketrans(dict.fromkeys("-–‑'’_/", " "))


@dataclass(slots=True)
class _Known:
    """Somebody with a code; a name learned in the room may be completed later."""

    code: str
    participant: bool
    firsts: set[str] = field(default_factory=set)
    lasts: set[str] = field(default_factory=set)

    def restore(self, firsts: set[str], lasts: set[str]) -> None:
        """Go back to these names."""
        self.firsts, self.lasts = firsts, lasts

    def fits(self, keys: Sequence[str]) -> bool:
        """Tell whether every part of a name is one of this person's, initials included."""
        for key in keys:
            if key in self.firsts or key in self.lasts:
                continue
            if singular(key) in self.lasts or (not self.lasts and singular(key) in self.firsts):
                continue
            names = self.firsts | self.lasts
            if not (len(key) == 1 and any(name.startswith(key) for name in names)):
                return False
        return True


def singular(key: str) -> str:
    """Return a family's name from its plural: "coles" to "cole", "joneses" to "jones"."""
    if key.endswith(("ses", "xes", "zes", "ches", "shes")):
        return key[:-2]
    return key[:-1] if key.endswith("s") else key


def _forms(name: str) -> set[str]:
    """Return the folded forms a name may stand for alone: whole, and each telling part.

    "Dr Jean-Luc" gives jeanluc, jean and luc; neither the title nor a particle tells anybody.
    """
    words = [word for word in name.split() if fold(word).strip(".") not in TITLES]
    parts = [key_of(part) for part in (*words, *" ".join(words).translate(_PARTS).split())]
    telling = {part for part in parts if len(part) > 1 and part not in PARTICLES}
    return (telling | {key_of("".join(words))}) - {""}


def _initials_of(first: str, last: str) -> set[str]:
    """Return the initials somebody may sign with: "Kwabena Asante-Boadu" with ka, kb and kab."""
    firsts, lasts = (
        "".join(key[0] for key in map(key_of, name.translate(_PARTS).split()) if key)
        for name in (first, last)
    )
    if not firsts or not lasts:
        return set()
    return {a + b for a in (firsts, firsts[0]) for b in (lasts, lasts[0], lasts[-1])}


class People:
    """Everybody known in this run, by every form of their name."""

    def __init__(self, roster: Iterable[Person], next_number: int) -> None:
        self.next_number = max(1, next_number)
        self._known: list[_Known] = []
        self._undo: list[Callable[[], object]] | None = None
        self._by_key: dict[str, list[_Known]] = {}
        self._initials: dict[str, str] = {}  # "do", written D.O.
        self._joined: dict[str, str] = {}  # "jfarrow", "omarhaddad": as in file names
        self._fuzzy: dict[int, list[str]] = {}  # by length
        self._whole: list[tuple[str, str]] = []  # names of scripts that do not part words
        for person in roster:
            self._enrol(person)

    def __repr__(self) -> str:
        """Hide the names."""
        return f"<{len(self._known)} people>"

    def _enrol(self, person: Person) -> None:
        known = _Known(f"[{person.code}]", participant=True)
        for name in (person.first, *person.also):
            known.firsts |= _forms(name)
        known.lasts |= _forms(person.last)
        self._known.append(known)
        for key in known.firsts | known.lasts:
            self._index(key, known)
        self._whole += [
            (fold(name), known.code)
            for name in (person.first + person.last, person.first, person.last, *person.also)
            if len(name) > 1
            and not any(char.isascii() or char.lower() != char.upper() for char in name)
        ]
        first, last = key_of(person.first), key_of(person.last)
        for letters in _initials_of(person.first, person.last):
            self._initials.setdefault(letters, known.code)
        if len(first) > 1 and len(last) > 1:
            for joined in (
                first + last,
                first[0] + last,
                last + first[0],
                first + last[0],
                last + first,
            ):
                if len(joined) > 3:
                    self._joined.setdefault(joined, known.code)

    def _index(self, key: str, known: _Known) -> None:
        same = self._by_key.setdefault(key, [])
        if any(each is known for each in same):
            return
        same.append(known)
        near = self._fuzzy.setdefault(len(key), []) if len(key) > 3 else []
        near.append(key)
        if self._undo is not None:
            self._undo.append(lambda: self._forget(key))

    def _forget(self, key: str) -> None:
        self._by_key[key].pop()
        if not self._by_key[key]:
            del self._by_key[key]
        if len(key) > 3:
            self._fuzzy[len(key)].pop()

    @contextmanager
    def tentative(self) -> Iterator[None]:
        """Forget afterwards who was met inside: a half-typed line makes nobody known."""
        number, outer = self.next_number, self._undo
        self._undo = []
        try:
            yield
        finally:
            while self._undo:
                self._undo.pop()()
            self._undo = outer
            self.next_number = number

    @property
    def size(self) -> int:
        """Number of forms known; it grows when somebody is met."""
        return len(self._by_key)

    def holds(self, key: str) -> bool:
        """Tell whether a key is a name of somebody known."""
        return key in self._by_key

    def holds_participant(self, key: str) -> bool:
        """Tell whether a key is a name of somebody of the roster."""
        return any(known.participant for known in self._by_key.get(key, ()))

    def pair(self, first: str, last: str) -> bool:
        """Tell whether two keys are the first and the last name of one person known."""
        return any(
            first in known.firsts and last in known.lasts for known in self._by_key.get(first, ())
        )

    def holds_family(self, key: str) -> bool:
        """Tell whether a key is the plural of a known last name."""
        if len(key) < 4 or not key.endswith("s"):
            return False
        one = singular(key)
        return any(one in (known.lasts or known.firsts) for known in self._by_key.get(one, ()))

    def joined(self, key: str) -> str | None:
        """Return the code of "jfarrow" or "omarhaddad", or None."""
        return self._joined.get(key)

    def initials(self, letters: str) -> str | None:
        """Return the code of a participant with these initials, or None."""
        return self._initials.get(letters)

    def whole_names(self) -> Sequence[tuple[str, str]]:
        """Return names, longest first, written in scripts that put no spaces between words."""
        return sorted(self._whole, key=lambda pair: -len(pair[0]))

    def starting(self, prefix: str) -> bool:
        """Tell whether a known name starts with a prefix, or a near miss of it."""
        return any(key.startswith(prefix) for key in self._by_key)

    def near(self, key: str) -> str | None:
        """Return the known name a typing error away (two for eight letters and more), or None."""
        reach = 1 if len(key) < 8 else 2
        best: tuple[int, str] | None = None
        for length in range(len(key) - reach, len(key) + reach + 1):
            for name in self._fuzzy.get(length, ()):
                cutoff = 1 if min(len(name), len(key)) < 8 else 2
                distance = OSA.distance(key, name, score_cutoff=cutoff)
                # At four letters one edit makes another name (Will, Bill); the first must hold.
                if distance > cutoff or (len(name) < 5 and name[0] != key[0]):
                    continue
                if best is None or distance < best[0]:
                    best = (distance, name)
        return best[1] if best else None

    def kind(self, code: str) -> str:
        """Return "participant" for a code of the roster, else "person"."""
        return "person" if code.startswith("[name ") else "participant"

    def code_for(self, keys: Sequence[str], *, surname: bool = False) -> str:
        """Return the code of the person with these name parts, known or new.

        `surname` says that a part alone is a family name: after a title, or in the plural.
        """
        parts = [key for key in keys if key not in PARTICLES] or list(keys)
        whole = "".join(parts)
        for wanted in (parts, [whole]):
            fitting = self._fitting(wanted)
            if fitting:
                return self._one_code(fitting)
        known = self._completed(parts) or self._new()
        self._learn(known, parts, surname=surname)
        return known.code

    def _fitting(self, parts: Sequence[str]) -> list[_Known]:
        seen: list[_Known] = []
        for key in parts:
            for known in (*self._by_key.get(key, ()), *self._by_key.get(singular(key), ())):
                if known.fits(parts) and not any(each is known for each in seen):
                    seen.append(known)
        return seen

    def _one_code(self, fitting: list[_Known]) -> str:
        """Two participants of one name cannot be told apart; a stranger is the first one met."""
        codes = [known.code for known in fitting if known.participant]
        if not codes:
            return fitting[0].code
        # Joined into one pair of brackets, so that no reader takes one for the other.
        return "[" + " or ".join(code.strip("[]") for code in codes[:3]) + "]"

    def _completed(self, parts: Sequence[str]) -> _Known | None:
        """Return the person whose last name becomes known: "Sandra", later "Sandra Veitch"."""
        if len(parts) < 2:
            return None
        for known in self._by_key.get(parts[0], ()):
            if parts[0] in known.firsts and not known.lasts:
                return known
        for known in self._by_key.get(parts[-1], ()):
            initials = {name for name in known.firsts if len(name) == 1}
            alone = not known.firsts or known.firsts == {parts[-1]} or parts[0][0] in initials
            if alone and not known.participant:
                return known
        return None

    def _new(self) -> _Known:
        known = self._add(_Known(f"[name {self.next_number}]", participant=False))
        self.next_number += 1
        return known

    def _add(self, known: _Known) -> _Known:
        self._known.append(known)
        if self._undo is not None:
            self._undo.append(self._known.pop)
        return known

    def _learn(self, known: _Known, parts: Sequence[str], *, surname: bool) -> None:
        if self._undo is not None:
            firsts, lasts = set(known.firsts), set(known.lasts)
            self._undo.append(lambda: known.restore(firsts, lasts))
        if len(parts) == 1 and surname:
            known.lasts |= {singular(parts[0]), parts[0]}
        elif len(parts) == 1:
            known.firsts.add(parts[0])
        else:
            known.firsts -= set(parts[1:])
            known.firsts.add(parts[0])
            known.lasts |= set(parts[1:])
        for key in known.firsts | known.lasts:
            if len(key) > 1:
                self._index(key, known)

    def take_over(self, other: People) -> None:
        """Know the strangers whom another run of masks has met, by the numbers they have there.

        One who turns out to be of this roster is known by the roster alone.
        """
        for known in other._known:
            names = known.firsts | known.lasts
            if known.participant or any(map(self.holds_participant, names)):
                continue
            mine = self._add(_Known(known.code, participant=False))
            mine.restore(set(known.firsts), set(known.lasts))
            for key in names:
                if len(key) > 1:
                    self._index(key, mine)
        self.next_number = max(self.next_number, other.next_number)

    def assign(self, keys: Sequence[str], code: str | None) -> str:
        """Give a name that a person pointed at its code, or a new one."""
        if code is None:
            return self.code_for(keys)
        code = code if code.startswith("[") else f"[{code}]"
        known = next((each for each in self._known if each.code == code), None)
        if known is None:
            known = self._add(_Known(code, participant=not code.startswith("[name ")))
        self._learn(known, list(keys), surname=False)
        return code

    def reserve(self, number: int) -> None:
        """Keep a number that already stands in a text from being given to somebody else."""
        if number < 100_000:  # a typed "[name 9999999]" shall not use the numbers up
            self.next_number = max(self.next_number, number + 1)

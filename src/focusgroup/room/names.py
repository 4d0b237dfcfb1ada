"""First names and other words that must never be written: in memory, for this run only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from focusgroup.domain.guide import Guide
from focusgroup.privacy import Person, Scrubber, keep_words
from focusgroup.privacy.spotted import Spotting

Each = TypeVar("Each")


@dataclass(frozen=True, slots=True, repr=False)
class NameCard:
    """What stands on the card in front of a seat."""

    first: str = ""
    last: str = ""
    also: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.first or self.last)

    def __repr__(self) -> str:
        return "<name card>"


@dataclass(repr=False)
class NameCards:
    """The cards of one session's table, by seat code, and what else must stay out of the file."""

    cards: dict[str, NameCard] = field(default_factory=dict)
    moderator: NameCard = field(default_factory=NameCard)
    note_takers: list[NameCard] = field(default_factory=list)
    elsewhere: list[Person] = field(default_factory=list)  # people of other groups
    never_write: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<{len(self.cards)} name cards>"

    @property
    def know_seats(self) -> bool:
        """Whether anybody at the table is known by name."""
        return any(self.cards.values())

    def joined(self, other: NameCards) -> NameCards:
        """Return what both know; where they differ, this one's card counts."""
        own = {code: card for code, card in self.cards.items() if card}
        return NameCards(
            cards=dict(sorted({**other.cards, **own}.items())),
            moderator=self.moderator or other.moderator,
            note_takers=_once([*self.note_takers, *other.note_takers]),
            elsewhere=_once([*self.elsewhere, *other.elsewhere]),
            never_write=_once([*self.never_write, *other.never_write]),
        )

    def people(self) -> list[Person]:
        """Return everybody a scrubber must know by name."""
        people = [Person(code, c.first, c.last, c.also) for code, c in self.cards.items() if c]
        if self.moderator:
            people.append(Person("moderator", self.moderator.first, self.moderator.last))
        people += [Person("note-taker", c.first, c.last, c.also) for c in self.note_takers if c]
        return people + self.elsewhere

    def scrubber(
        self,
        guide: Guide | None = None,
        glossary: Iterable[str] = (),
        next_number: int = 1,
        spotter: Spotting | None = None,
    ) -> Scrubber:
        """Return a scrubber that knows these names and keeps the guide's product names."""
        keep = set(glossary)
        if guide is not None:
            keep |= keep_words(_spoken_in_questions(guide))
        return Scrubber(
            self.people(),
            self.never_write,
            keep=sorted(keep),
            next_number=next_number,
            spotter=spotter,
        )


def _once(each: list[Each]) -> list[Each]:
    return list(dict.fromkeys(each))


def _spoken_in_questions(guide: Guide) -> list[str]:
    """Titles, questions and probes; scripts are left out, for people are named in them."""
    return [text for item in guide.items() for text in (item.title, item.ask, *item.probes) if text]


def packed(names: NameCards) -> str:
    """Return cards as one text, for another window's memory or an encrypted study."""
    return json.dumps(asdict(names), ensure_ascii=False)


def unpacked(body: str) -> NameCards | None:
    """Return the cards of a packed text; None when it is none."""
    try:
        told: dict[str, Any] = json.loads(body)
        return NameCards(
            cards={code: _card(card) for code, card in told["cards"].items()},
            moderator=_card(told["moderator"]),
            note_takers=[_card(card) for card in told["note_takers"]],
            elsewhere=[
                Person(str(p["code"]), str(p["first"]), str(p["last"]), _words(p["also"]))
                for p in told["elsewhere"]
            ],
            never_write=[str(word) for word in told["never_write"]],
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _words(told: list[Any]) -> tuple[str, ...]:
    return tuple(map(str, told))


def _card(told: dict[str, Any]) -> NameCard:
    return NameCard(str(told["first"]), str(told["last"]), _words(told["also"]))

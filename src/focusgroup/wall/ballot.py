"""What a ballot may say, and when a round may be opened and counted.

After [18F-dot] and [Dotmocracy]: the same number of dots each, nothing new on the list once the
vote is open, and no tally before everybody has voted, lest people follow the crowd.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from focusgroup.domain.wall import VotingKind

RANKS = 3
_ALIKE = 85  # of 100: "Promises to customers" and "Promises"; not "Calls" and "Calendars"
Marks = Mapping[str, int]  # dots, or points of a rank, by id of the group


@dataclass(frozen=True, slots=True)
class BallotRules:
    """What was agreed before the vote began."""

    kind: str
    options: tuple[str, ...]
    dots: int = RANKS
    several: bool = False  # whether one option may have more than one dot of a voter

    @property
    def ranks(self) -> tuple[int, ...]:
        """Points to give when ranking: 3, 2, 1, or fewer where there are fewer options."""
        return tuple(range(RANKS, RANKS - min(RANKS, len(self.options)), -1))


def usual_dots(options: int) -> int:
    """Return the usual number of dots: a third of the options, three to five."""
    return max(3, min(5, round(options / 3)))


def wrong(marks: Marks, rules: BallotRules) -> str:
    """Return the sentence that refuses a ballot, or ""."""
    if any(option not in rules.options for option in marks):
        return "That group was not on the list when the voting opened. Nothing new comes on it now."
    given = [count for count in marks.values() if count]
    if any(count < 0 for count in given):
        return "A ballot holds no fewer than no dots."
    if rules.kind == VotingKind.RANK:
        return _wrong_ranks(given, rules)
    return _wrong_dots(given, rules)


def _wrong_ranks(given: Sequence[int], rules: BallotRules) -> str:
    wanted = rules.ranks
    if sorted(given, reverse=True) == list(wanted):
        return ""
    told = ", ".join(map(str, wanted))
    return f"Rank {len(wanted)} groups: {told} points, each once."


def _wrong_dots(given: Sequence[int], rules: BallotRules) -> str:
    spent = sum(given)
    if spent > rules.dots:
        return f"{spent} dots are spent, and there are {rules.dots}. Take {spent - rules.dots} off."
    if not spent:
        return f"No dot is spent yet: there are {rules.dots}."
    if not rules.several and any(count > 1 for count in given):
        return "One dot on a group: it was agreed before that several on one are not allowed."
    return ""


def not_ready(names: Sequence[str], voters: int) -> str:
    """Return why a round may not be opened on groups of these names, or ""."""
    if len(names) < 2:
        return "There must be two groups or more to vote on."
    unnamed = sum(not name.strip() for name in names)
    if unnamed:
        words = "1 group has" if unnamed == 1 else f"{unnamed} groups have"
        return f"{words} no name yet. A group needs a name before anybody votes on it."
    doubles = [n for n, count in Counter(map(same_words, names)).items() if count > 1]
    if doubles:
        return "Two groups have the same name, which splits votes: give one another name."
    return "" if voters else "Nobody is to vote: say which seats take part."


def sound_alike(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return pairs of names that may mean the same: similar options split votes between them."""
    return [
        (one, other)
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if fuzz.token_set_ratio(same_words(one), same_words(other)) >= _ALIKE
    ]


def same_words(text: str) -> str:
    """Return a name as it counts for telling word-for-word duplicates."""
    return " ".join(text.casefold().split()).strip(" .!?,;:")


def distinct(names: Iterable[str]) -> list[str]:
    """Return names without word-for-word duplicates, the first of each kept in order."""
    first: dict[str, str] = {}
    for name in names:
        key = same_words(name)
        if key:
            first.setdefault(key, name.strip())
    return list(first.values())


def may_cast(seat: str, voters: Iterable[str], cast: Iterable[str]) -> str:
    """Return why a seat may not cast a ballot, or ""."""
    if seat not in set(voters):
        return "That seat does not vote in this round."
    if seat in set(cast):
        return "That seat has voted already. To vote again, open a new round."
    return ""


def may_count(voters: Iterable[str], cast: Iterable[str]) -> str:
    """Return why a round may not be counted yet, or ""."""
    waiting = len(set(voters) - set(cast))
    if not set(voters):
        return "Nobody votes in this round: call it off."
    if not waiting:
        return ""
    words = "1 seat has" if waiting == 1 else f"{waiting} seats have"
    return f"{words} not voted yet, and nothing is counted before. x takes a seat off that left."

"""The findings board: strengths first, weaknesses ranked, and what follows (1.04, 1.41 to 1.46)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from focusgroup.domain.reach import Reach, ranks
from focusgroup.worksheets.actions import unanswered
from focusgroup.worksheets.declare import (
    Grid,
    Offer,
    OpenPoint,
    Points,
    Sheet,
    View,
    Worksheet,
    lacking,
)
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.finding_votes import (
    Votes,
    beside_the_field,
    of_the_wall,
    votes_on,
    where_from,
)
from focusgroup.worksheets.outside import CLUSTER, NOUNS
from focusgroup.worksheets.record import (
    Choices,
    Record,
    anywhere,
    choice,
    column,
    comments,
    lines,
    link,
    number,
    text,
)

CAUSES: Choices = (
    ("shifted", "customers' needs shifted"),
    ("drift", "drift in what staff do"),
    ("unknown", "unknown"),
)
LEVELS: Choices = (("strategy", "strategy"), ("tactic", "tactic"), ("tool", "tool"))
BY_REACH, BY_HAND, BY_VOTES = "reach", "hand", "votes"
RANKINGS: Choices = (
    (BY_REACH, "people, groups, comments"),
    (BY_HAND, "by hand"),
    (BY_VOTES, "votes"),
)
# How the order of the weaknesses came about, as screen and report state it.
METHODS = {
    BY_REACH: "Ranked by the number of people who said it, then of groups, then of comments; "
    "equal numbers share a rank.",
    BY_HAND: "Ranked by hand.",
    BY_VOTES: "Ranked by votes, those of the wall's last ballot where no figure was set by hand; "
    "equal votes share a rank, and those without votes stand last.",
}
RESET = "reset"
DECISIONS: Choices = ((RESET, "major reset"), ("tactics", "tactics and tools"))


@dataclass(frozen=True, slots=True)
class Strength(Record):
    """Something that works, and how that will be acknowledged (rows 1.42 and 1.43)."""

    name: str = text("Strength", "what works, in one sentence", needed=True)
    marking: str = lines("How we will mark it", "what is done so that people see it is valued")
    evidence: str = comments()
    quotes: str = comments("To quote", "of these; none chosen: the report takes the best")
    rests_on: str = anywhere("Rests on", "measures, touchpoints or other rows behind it")
    offer: str = ""  # of which offer it was made, as `key_of` gives it


@dataclass(frozen=True, slots=True)
class Weakness(Record):
    """Something that does not work, its likely cause and what it concerns."""

    name: str = text("Weakness", "what does not work, in one sentence", needed=True)
    cause: str = choice("Cause", CAUSES, "have needs shifted, or what staff do drifted?")
    level: str = choice("Concerns", LEVELS, "a strategy, a tactic or a tool?")
    cluster: str = link("Group", CLUSTER, "the group of the wall it comes from, with its votes")
    votes: float | None = number("Votes by hand", "empty: those of the wall's ballot count")
    evidence: str = comments()
    quotes: str = comments("To quote", "of these; none chosen: the report takes the best")
    rests_on: str = anywhere("Rests on", "measures, touchpoints or other rows behind it")
    note: str = lines("Note", "what the cause rests on")
    offer: str = ""  # of which offer it was made, as `key_of` gives it


@dataclass(frozen=True, slots=True)
class FindingsDecision(Record):
    """What the findings call for, and how they were ranked."""

    decision: str = choice("Decision", DECISIONS, "most lists concern tactics and tools")
    reason: str = lines("Reason", "why this and not the other")
    ranking: str = choice("Ranked by", RANKINGS, "how the weaknesses come into their order")


@dataclass(frozen=True, slots=True)
class SetAside(Record):
    """An offer that is no finding, and why; taken away, it is offered again."""

    name: str = text("Offered", "what another worksheet offered", needed=True)
    reason: str = lines("Why not", "why it is no finding", needed=True)
    offer: str = ""  # which offer, as `key_of` gives it


Finding = Strength | Weakness


# Order


@dataclass(frozen=True, slots=True)
class Ranked:
    """A weakness in its place; ties show in the rank, such as 2=."""

    row: Weakness
    rank: str
    reach: Reach
    votes: Votes


def method_of(facts: Facts) -> str:
    """Return how the weaknesses are ranked; by reach while nobody has chosen."""
    decided = facts.first(FindingsDecision)
    chosen = decided.ranking if decided else ""
    return chosen if chosen in METHODS else BY_REACH


def reach_of(facts: Facts, finding: Finding) -> Reach:
    """Return how far the comments behind a finding reach."""
    return facts.reach(finding.evidence.split())


def ranked(facts: Facts) -> list[Ranked]:
    """Return the weaknesses in their order (row 1.44)."""
    method = method_of(facts)
    rows = [Ranked(row, "", reach_of(facts, row), votes_on(facts, row))
            for row in facts.rows(Weakness)]  # fmt: skip

    def key(place: int, each: Ranked) -> tuple[float, ...]:
        if method == BY_HAND:
            return (float(place),)
        if method == BY_VOTES:
            return (-(each.votes.figure or 0.0),)
        return each.reach.rank_key

    keyed = [(key(n, each), each) for n, each in enumerate(rows)]
    keyed.sort(key=lambda each: each[0])  # stable: within a tie as they stand
    places = ranks([each[0] for each in keyed])
    return [replace(each, rank=rank) for rank, (_, each) in zip(places, keyed, strict=True)]


# Where a finding comes from

_RESTING = frozenset({"rests_on", "cluster"})  # links to what stands behind a finding


def origin(facts: Facts, finding: Finding) -> str:
    """Return what a finding rests on, such as "measure, comments"; "" for nothing (row 1.41)."""
    places = [place for asked, place in facts.links(finding) if asked.name in _RESTING]
    kinds = [
        NOUNS.get(table, table.replace("_", " "))
        for table, row in places
        if facts.living((table, row))
    ]
    if any(each in facts.comments for each in finding.evidence.split()):
        kinds.append("comments")
    return ", ".join(dict.fromkeys(kinds))


def key_of(offer: Offer) -> str:
    """Return what tells an offer from every other."""
    return f"{offer.table}:{offer.row}:{offer.sentence}"


def untaken(facts: Facts, offers: Iterable[Offer]) -> list[Offer]:
    """Return the offers that no finding was made of yet and nobody set aside."""
    taken = {row.offer for row in facts.rows(Strength)}
    taken |= {row.offer for row in facts.rows(Weakness)}
    taken |= {row.offer for row in facts.rows(SetAside)}
    grouped = {row.cluster for row in facts.rows(Weakness)}  # linked by hand counts as well
    return [
        offer
        for offer in offers
        if key_of(offer) not in taken and not (offer.table == CLUSTER and offer.row in grouped)
    ]


def worded(facts: Facts, offer: Offer) -> str:
    """Return an offer as a finding says it."""
    row, group = facts.row(offer.table, offer.row), facts.outside(offer.table, offer.row)
    if group is not None and group.title:
        return group.title  # what people called it says more than that it was voted on
    return f"{facts.title(row)}: {offer.sentence}" if row else offer.sentence


# Checks


def _founded(facts: Facts) -> Iterator[OpenPoint]:
    for table, rows in (("strength", facts.rows(Strength)), ("weakness", facts.rows(Weakness))):
        for row in rows:
            if not origin(facts, row):
                yield OpenPoint(table, "Nothing stands behind it: link a comment or a row.", row.id)


def _decided(facts: Facts) -> Iterator[OpenPoint]:
    if not facts.count("weakness"):
        return
    row = facts.first(FindingsDecision)
    if row is None or not row.decision:
        yield OpenPoint(
            "findings_decision",
            "Nobody decided yet: a major reset, or tactics and tools?",
            row.id if row else "",
        )
    elif not row.reason:
        yield OpenPoint("findings_decision", "It is decided without a reason.", row.id)


def _voted(facts: Facts) -> Iterator[OpenPoint]:
    if method_of(facts) == BY_VOTES:
        yield from (
            OpenPoint("weakness", "The order is by votes and it has none.", row.id)
            for row in facts.rows(Weakness)
            if votes_on(facts, row).figure is None
        )


# Pages


def in_order(facts: Facts, least: int = 0) -> Grid:
    """Return the ranked weaknesses with the method stated.

    Points of fewer ballots than `least` are left out, as the report does on the wall.
    """
    cause, level = column(Weakness, "cause"), column(Weakness, "level")
    votes = method_of(facts) == BY_VOTES
    return Grid(
        "Weaknesses, ranked",
        ("Rank", "Weakness", "Cause", "Concerns", "Origin", *(("Votes",) if votes else ()),
         "People", "Groups", "Comments"),
        tuple(
            (
                each.rank,
                each.row.name,
                cause.words(each.row.cause) or "?",
                level.words(each.row.level) or "?",
                origin(facts, each.row) or "?",
                *((each.votes.shown(least),) if votes else ()),
                *(f"{n:,}" if n else "–" for n in
                  (each.reach.people, each.reach.groups, each.reach.comments)),
            )
            for each in ranked(facts)
        ),
        note=METHODS[method_of(facts)],
        widths=(1, 5, 2.4, 1.7, 2.2, *((1.6,) if votes else ()), 1.5, 1.5, 2),
        numbers=frozenset(range(5, 9 if votes else 8)),
    )  # fmt: skip


def by_cause(facts: Facts) -> Grid:
    """Return how many weaknesses have which cause, by what they concern (1.04 and 1.46)."""
    count = Counter((row.cause, row.level) for row in facts.rows(Weakness))
    levels = (*(key for key, _ in LEVELS), "")
    causes = (*CAUSES, ("", "not said"))

    def line(title: str, keys: tuple[str, ...]) -> tuple[str, ...]:
        cells = [sum(count[cause, level] for cause in keys) for level in levels]
        return (title, *map(str, cells), str(sum(cells)))

    return Grid(
        "Weaknesses by cause and by what they concern",
        ("Cause", "Strategy", "Tactic", "Tool", "Not said", "All"),
        (
            *(line(words, (key,)) for key, words in causes),
            line("all", tuple(key for key, _ in causes)),
        ),
        widths=(4, 2, 2, 2, 2, 1.5),
        numbers=frozenset(range(1, 6)),
        total=True,
    )


def _ranking(facts: Facts) -> Iterator[View]:
    if facts.count("weakness"):
        yield in_order(facts)
    found = where_from(facts, facts.rows(Weakness))
    if found is not None:
        yield found


def _causes(facts: Facts) -> Iterator[View]:
    if facts.count("weakness"):
        yield by_cause(facts)
    strengths = facts.rows(Strength)
    if strengths:
        yield Points(
            "Strengths, and how we will mark them",
            tuple((row.name, row.marking or "not said yet") for row in strengths),
        )


WORKSHEET = Worksheet(
    key="findings",
    title="Findings board",
    phase=3,
    place=0,
    about="What phases 1 and 2 found: strengths first, then weaknesses in their order, and the "
    "decision.",
    sheets=(
        Sheet(
            Strength,
            "Strengths",
            "strength",
            "Begin with what works: write down each strength, then how it will be marked.",
            ("name", "marking", "evidence", "rests_on"),
            checks=(lacking(Strength, "marking", "Nobody said how it will be marked."),),
        ),
        Sheet(
            Weakness,
            "Weaknesses",
            "weakness",
            "Write down each weakness, or take what the other worksheets offer.",
            ("name", "cause", "level", "evidence", "rests_on", "cluster", "votes"),
            checks=(
                lacking(
                    Weakness,
                    "cause",
                    "Have needs shifted, or what staff do? Unknown is an answer too.",
                ),
                lacking(
                    Weakness, "level", "Say whether it concerns a strategy, a tactic or a tool."
                ),
            ),
            filter_by="level",
            beside=(("votes", beside_the_field),),
        ),
        Sheet(
            FindingsDecision,
            "Decision",
            "decision",
            "Decide once the findings stand: a major reset, or tactics and tools?",
            ("decision", "reason", "ranking"),
            single=True,
        ),
        Sheet(
            SetAside,
            "Set aside",
            "offer set aside",
            "What the other worksheets offer and is no finding is listed here with the reason.",
            ("name", "reason"),
        ),
    ),
    views=(("ranking", _ranking), ("causes", _causes)),
    checks=(_founded, _voted, unanswered, _decided),
    offering=of_the_wall,
    printed=False,
)

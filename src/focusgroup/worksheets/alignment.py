"""Whether tactics serve strategies and strategies what customers want (rows 1.03, 1.06, 1.17)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
from focusgroup.worksheets.record import (
    FIVE,
    Choices,
    Record,
    choice,
    comments,
    lines,
    links,
    text,
)

CONTRIBUTIONS: Choices = (
    ("contributes", "contributes"),
    ("neutral", "neutral"),
    ("detracts", "detracts"),
)
_SATISFIED = "how satisfied customers are with it: 1 not at all, 5 fully"


@dataclass(frozen=True, slots=True)
class Goal(Record):
    """What the organisation wants to reach."""

    name: str = text("Goal", "what the organisation wants to reach", needed=True)
    note: str = lines("Note")


@dataclass(frozen=True, slots=True)
class Want(Record):
    """Something customers want."""

    name: str = text("Customers want", "in their words, such as: one person who knows my case",
                     needed=True)  # fmt: skip
    source: str = text("Known from", "a survey, complaints, the groups, a guess")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class Strategy(Record):
    """A strategy and the wants it answers."""

    name: str = text("Strategy", "how the organisation means to win and keep customers",
                     needed=True)  # fmt: skip
    wants: str = links("Answers", "want", "what customers want that it answers")
    goals: str = links("Serves", "goal", "goals of the organisation it serves")
    satisfaction: str = choice("Satisfaction", FIVE, _SATISFIED)
    satisfaction_from: str = text("Known from", "how that satisfaction is known")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class Tactic(Record):
    """A tactic, the strategies it carries out, and what it does for goals."""

    name: str = text("Tactic", "what is done, such as: callback within a day", needed=True)
    strategies: str = links("Carries out", "strategy")
    satisfaction: str = choice("Satisfaction", FIVE, _SATISFIED)
    satisfaction_from: str = text("Known from", "how that satisfaction is known")
    contribution: str = choice(
        "To the goals", CONTRIBUTIONS, "what comparing the two kinds of measures shows"
    )
    goals: str = links("Which goals", "goal", "the goals it was compared with")
    reason: str = lines("Reason", "what shows it")
    evidence: str = comments()


def _unlinked(facts: Facts) -> Iterator[OpenPoint]:
    """Yield each want, strategy and tactic that nothing connects (row 1.03)."""
    answered = {w for s in facts.rows(Strategy) for w in s.wants.split()}
    carried = {s for t in facts.rows(Tactic) for s in t.strategies.split()}
    for want in facts.rows(Want):
        if want.id not in answered:
            yield OpenPoint("want", "No strategy answers this want.", want.id)
    for strategy in facts.rows(Strategy):
        if not facts.linked(Want, strategy.wants):
            yield OpenPoint("strategy", "This strategy answers no want.", strategy.id)
        if strategy.id not in carried:
            yield OpenPoint("strategy", "No tactic carries this strategy out.", strategy.id)
    for tactic in facts.rows(Tactic):
        if not facts.linked(Strategy, tactic.strategies):
            yield OpenPoint("tactic", "This tactic carries out no strategy.", tactic.id)


def _chain(facts: Facts) -> Iterator[View]:
    """Yield tactic, strategy and want side by side, and what is not linked."""
    rows = []
    for tactic in facts.rows(Tactic):
        strategies = facts.linked(Strategy, tactic.strategies)
        wants = dict.fromkeys(w.name for s in strategies for w in facts.linked(Want, s.wants))
        names = "; ".join(s.name for s in strategies)
        rows.append((tactic.name, names or "none", "; ".join(wants) or "none"))
    if rows:
        yield Grid(
            "From tactic to strategy to want",
            ("Tactic", "carries out", "which answers"),
            tuple(rows),
            widths=(4, 4, 4),
        )
    loose = tuple(_loose(facts))
    if loose:
        yield Points("Not linked", loose)


def _loose(facts: Facts) -> Iterator[tuple[str, str]]:
    for point in _unlinked(facts):
        row = facts.row(point.table, point.row)
        if row is not None:
            yield facts.title(row), point.sentence


def _contributions(facts: Facts) -> Iterator[View]:
    """Yield each tactic classed against the goals, with its reason (row 1.17)."""
    words = {"": "not classed", **dict(CONTRIBUTIONS)}
    rows = tuple(
        (
            tactic.name,
            words.get(tactic.contribution, tactic.contribution),
            "; ".join(goal.name for goal in facts.linked(Goal, tactic.goals)),
            tactic.reason,
        )
        for key in ("contributes", "neutral", "detracts", "")
        for tactic in facts.rows(Tactic)
        if tactic.contribution == key
    )
    if rows:
        yield Grid(
            "What each tactic does for the goals",
            ("Tactic", "To the goals", "Goals", "Reason"),
            rows,
            widths=(3, 2, 3, 5),
        )


def _satisfaction(facts: Facts) -> Iterator[View]:
    """Yield satisfaction with the strategies and with each tactic (row 1.06)."""
    rated: list[Strategy | Tactic] = [*facts.rows(Strategy), *facts.rows(Tactic)]
    rows = tuple(
        (
            "strategy" if isinstance(row, Strategy) else "tactic",
            row.name,
            f"{row.satisfaction} of 5" if row.satisfaction else "not known",
            row.satisfaction_from,
        )
        for row in rated
    )
    if rows:
        yield Grid(
            "Customer satisfaction with strategies and tactics",
            ("Level", "Name", "Satisfaction", "Known from"),
            rows,
            widths=(2, 5, 2.2, 4),
        )


def _offers(facts: Facts) -> Iterator[Offer]:
    """Yield each tactic that works for the goals or against them (row 1.17)."""
    for row in facts.rows(Tactic):
        if row.contribution == "detracts":
            yield Offer("tactic", row.id, "It detracts from the goals.", "tactic")
        if row.contribution == "contributes":
            yield Offer("tactic", row.id, "It contributes to the goals.", strength=True)


_RATED = "Customer satisfaction with it is not known."

WORKSHEET = Worksheet(
    key="alignment",
    title="Strategy alignment",
    phase=1,
    place=10,
    about="What customers want, the strategies meant to answer it, and the tactics that carry "
    "them out.",
    sheets=(
        Sheet(
            Goal,
            "Goals",
            "goal",
            "Write down what the organisation wants to reach: tactics are held against it.",
            ("name", "note"),
        ),
        Sheet(
            Want,
            "Wants",
            "want",
            "Write down what customers want, one line each.",
            ("name", "source", "evidence"),
        ),
        Sheet(
            Strategy,
            "Strategies",
            "strategy",
            "Write down each strategy and link the wants it answers.",
            ("name", "wants", "goals", "satisfaction", "evidence"),
            checks=(lacking(Strategy, "satisfaction", _RATED),),
        ),
        Sheet(
            Tactic,
            "Tactics",
            "tactic",
            "Write down each tactic and link the strategies it carries out.",
            ("name", "strategies", "contribution", "satisfaction", "goals", "evidence"),
            filter_by="contribution",
            checks=(
                lacking(Tactic, "satisfaction", _RATED),
                lacking(Tactic, "contribution", "Nobody said whether it contributes or detracts."),
                lacking(
                    Tactic,
                    "reason",
                    "It is classed without a reason.",
                    when=lambda row: bool(getattr(row, "contribution", "")),
                ),
            ),
        ),
    ),
    views=(("chain", _chain), ("contribution", _contributions), ("satisfaction", _satisfaction)),
    checks=(_unlinked,),
    offering=_offers,
)

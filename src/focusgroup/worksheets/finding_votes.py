"""The votes on a weakness: its group's in the wall's last ballot, or a figure by hand (1.44)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from focusgroup.domain.wall import BoardKind
from focusgroup.worksheets.declare import Grid, Offer
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.outside import CLUSTER, Ballot

# Boards whose groups say what is missing; those of ideas, say, are no weaknesses.
_SPEAKING = frozenset({BoardKind.GAP, BoardKind.CURRENT})
VOTED_ON = "It was voted on at the wall."
_TWO_SCALES = (
    "These figures come from more than one round or way of voting: they are no common scale."
)


class VotedOn(Protocol):
    """A weakness, as far as its votes are concerned."""

    @property
    def name(self) -> str:
        """What does not work."""

    @property
    def cluster(self) -> str:
        """Id of the group of the wall it comes from."""

    @property
    def votes(self) -> float | None:
        """The figure typed by hand."""


@dataclass(frozen=True, slots=True)
class Votes:
    """What counts as the votes on a weakness: the figure by hand where there is one."""

    by_hand: float | None = None
    ballot: Ballot | None = None

    @property
    def figure(self) -> float | None:
        """The figure that weaknesses are ranked by; None without any."""
        if self.by_hand is not None:
            return self.by_hand
        return None if self.ballot is None else float(self.ballot.points)

    def shown(self, least: int = 0) -> str:
        """Return the figure for a cell; points of fewer ballots than `least` are a dash.

        Of very few ballots they would tell what each person thinks.
        """
        if self.by_hand is not None:
            return f"{self.by_hand:g} by hand"
        return _points(self.ballot, least) if self.ballot else "–"

    def source(self, least: int = 0) -> str:
        """Return where the figure comes from, with the ballot's where it stands over that."""
        if self.ballot is None:
            return "by hand" if self.by_hand is not None else ""
        if self.by_hand is None:
            return f"ballot: {self.ballot.method}"
        return (
            f"by hand, over the {_points(self.ballot, least)} of the ballot: {self.ballot.method}"
        )


def _points(ballot: Ballot, least: int) -> str:
    return str(ballot.points) if ballot.ballots >= least else "–"


def votes_on(facts: Facts, row: VotedOn) -> Votes:
    """Return the votes on a weakness; those of the wall follow its last counted round."""
    group = facts.outside(CLUSTER, row.cluster)
    return Votes(row.votes, group.ballot if group else None)


def beside_the_field(facts: Facts, row: VotedOn) -> str:
    """Return what the form says under the figure by hand: what the ballot gave, if there is one."""
    ballot = votes_on(facts, row).ballot
    return f"empty: the {ballot.points} of the ballot, {ballot.method}" if ballot else ""


def where_from(facts: Facts, rows: Iterable[VotedOn], least: int = 0) -> Grid | None:
    """Return each figure with the round it comes from, or None where nobody voted."""
    found = [(row, votes_on(facts, row)) for row in rows]
    told = [(row, votes) for row, votes in found if votes.figure is not None]
    if not told:
        return None
    scales = {
        "" if votes.by_hand is not None or votes.ballot is None else votes.ballot.voting
        for _, votes in told
    }
    few = any(votes.ballot and votes.ballot.ballots < least for _, votes in told)
    notes = (
        "Points of a ballot are those of the weakness's group on the wall.",
        _TWO_SCALES if len(scales) > 1 else "",
        "Points of so few ballots are left out." if few else "",
    )
    return Grid(
        "Votes on weaknesses, and where they come from",
        ("Weakness", "Votes", "From", "Ballots that named it"),
        tuple(
            (
                row.name,
                votes.shown(least),
                votes.source(least),
                _named(votes.ballot, least),
            )
            for row, votes in told
        ),
        note=" ".join(filter(None, notes)),
        widths=(4.5, 1.8, 4.5, 2.2),
    )


def _named(ballot: Ballot | None, least: int) -> str:
    if ballot is None or ballot.ballots < least:
        return "–"
    return f"{ballot.named} of {ballot.ballots}"


def of_the_wall(facts: Facts) -> Iterator[Offer]:
    """Yield the groups that people voted on as what stands between, or as how it is."""
    for group, _ in facts.linkable(CLUSTER):
        found = facts.outside(CLUSTER, group)
        if found and found.ballot and found.ballot.points and found.kind in _SPEAKING:
            yield Offer(CLUSTER, group, VOTED_ON)

"""Counting a round: points, ties, and groups that everybody agreed are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from focusgroup.domain.wall import ClusterJoin, Tally, final, joined_to
from focusgroup.wall.ballot import Marks


@dataclass(frozen=True, slots=True)
class Standing:
    """One group's place; equal points share a rank, and `tied` says so."""

    rank: int
    points: int
    ballots: int
    clusters: tuple[str, ...]  # the group, and those joined to it
    tied: bool = False

    @property
    def cluster(self) -> str:
        """The group that the others were joined to."""
        return self.clusters[0]


def count(ballots: Iterable[Marks], options: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return (points, ballots that named it) of each option, whatever order ballots come in."""
    points = dict.fromkeys(options, 0)
    named = dict.fromkeys(options, 0)
    for ballot in ballots:
        for option, given in ballot.items():
            if option in points and given > 0:
                points[option] += given
                named[option] += 1
    return {option: (points[option], named[option]) for option in options}


def standings(tallies: Iterable[Tally], joins: Iterable[ClusterJoin] = ()) -> list[Standing]:
    """Return a closed round's result, most points first; joined groups add up."""
    into = joined_to(joins)
    parts: dict[str, list[Tally]] = {}
    for tally in tallies:
        parts.setdefault(final(tally.cluster, into), []).append(tally)
    sums = [
        (
            sum(t.points for t in held),
            # Of joined groups one ballot may have named several: the most is certain.
            max(t.ballots for t in held),
            (cluster, *sorted(t.cluster for t in held if t.cluster != cluster)),
        )
        for cluster, held in parts.items()
    ]
    sums.sort(key=lambda each: (-each[0], -each[1], each[2]))
    every = [points for points, _, _ in sums]
    return [
        Standing(every.index(points) + 1, points, ballots, clusters, every.count(points) > 1)
        for points, ballots, clusters in sums
    ]


def refused_join(cluster: str, into: str, joins: Iterable[ClusterJoin]) -> str:
    """Return why two groups cannot be joined, or ""."""
    held = joined_to(joins)
    if final(cluster, held) == final(into, held):
        return "These are one group already."
    return ""


def not_agreed(agreed: int, present: int) -> str:
    """Return why groups stay apart after a show of hands, or ""."""
    if not present:
        return "Nobody is there to agree."
    if agreed > present:
        return f"{agreed} cannot agree where {present} take part."
    if agreed < present:
        return f"{agreed} of {present} agree: the groups stay apart, for all must agree."
    return ""

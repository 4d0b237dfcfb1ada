"""A small road map for tests: gaps, tasks, and groups of the wall."""

from __future__ import annotations

from focusgroup.domain.wall import Board, Card, Cluster, Tally, Voting, VotingState, Wall
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.gaps import Gap
from focusgroup.worksheets.outside import ELEMENT, Outsiders, elements, walled
from focusgroup.worksheets.roadmap import PlanFrame, Task
from support.worksheets import facts_of

GAPS = (
    Gap("g1", 0, name="promises get lost", element="process", current="kept in heads",
        desired="one list", impact="5", effort="4", owner="Contact centre", action="build a list",
        due="2027-02-26", cluster="c1", origin="kj"),
    Gap("g2", 1, name="nobody calls back", element="people", current="days", desired="one day",
        impact="5", effort="2", owner="Billing", action="a rota", origin="journey"),
)  # fmt: skip

TASKS = (
    Task("t1", 0, name="Make requirements", gap="g1", resource="Contact centre", days=10,
         product="no"),
    Task("t2", 1, name="One list for promises", gap="g1", resource="IT, Contact centre", days=15,
         after="t1", product="yes"),
    Task("t3", 2, name="Rota for callbacks", gap="g2", resource="Billing", days=3),
    Task("t4", 3, name="Bills in plain words", gap="g2", resource="Billing", days=5,
         not_before="2026-12-01", product="yes"),
    Task("t5", 4, name="All in use", gap="g1", milestone="yes", after="t2 t3"),
)  # fmt: skip

PLAN = PlanFrame("p", begins="2026-11-30", note="From keeping orders to keeping promises.")


def wall(**points: int) -> Outsiders:
    """The wall's groups with so many points each and a card in each, as facts hold them."""
    return walled(
        Wall(
            boards=(Board("b"),),
            clusters=tuple(Cluster(name, "b", f"group {name}") for name in points),
            cards=tuple(
                Card(f"card of {name}", "b", comment=f"comment of {name}", cluster=name)
                for name in points
            ),
            votings=(counted("v"),),
            tallies=tuple(tally(name, given, "v") for name, given in points.items()),
        )
    )


def counted(key: str, number: int = 1, **fields: object) -> Voting:
    """A closed round of board b."""
    return Voting(key, "b", number=number, state=VotingState.CLOSED, **fields)


def tally(cluster: str, points: int, voting: str, ballots: int = 1) -> Tally:
    """What a group got in a round."""
    return Tally(f"{voting} {cluster}", voting, cluster, points, ballots)


def road(*rows, points: dict[str, int] | None = None, frame=None, **beside) -> Facts:
    """Facts with a road map, and a wall where points are given."""
    outside = {ELEMENT: elements(frame), **(wall(**points) if points else {})}
    return facts_of(*rows, outside=outside, frame=frame, **beside)

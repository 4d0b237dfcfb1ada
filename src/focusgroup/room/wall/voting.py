"""Voting on groups, one secret ballot a seat on one keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from focusgroup.domain.ids import new_id
from focusgroup.domain.wall import ClusterJoin, Step, Voting, VotingKind
from focusgroup.room.wall.desk import NotNow, WallDesk
from focusgroup.store import ballots
from focusgroup.store.history import PROGRAM
from focusgroup.wall import ballot, counting
from focusgroup.wall.ballot import BallotRules, Marks
from focusgroup.wall.counting import Standing
from focusgroup.wall.kj import Deed


def rules_of(voting: Voting) -> BallotRules:
    """Return what was agreed before a round began."""
    return BallotRules(voting.kind, voting.groups, voting.dots, bool(voting.several))


class VotingDesk:
    """The rounds of voting on one board."""

    def __init__(self, desk: WallDesk) -> None:
        self._desk = desk

    def options(self) -> list[tuple[str, str]]:
        """Return (id, name) of the groups there are to vote on: groups, never cards (row 3.07)."""
        return [(g.cluster.id, g.cluster.name) for g in self._desk.arrangement().filled]

    def open(
        self, voters: Sequence[str], *, kind: str = VotingKind.RANK, dots: int = 3,
        several: bool = False,
    ) -> Voting:  # fmt: skip
        """Open a round; what is voted on is fixed from now on. Raises NotNow."""
        with self._desk.file.act("voting opened", actor=PROGRAM) as act:
            self._desk.follow()
            if self._desk.voting is not None:
                raise NotNow("A voting is open already: close it first, or call it off.")
            self._desk.allow(Deed.VOTE)
            options = self.options()
            if why := ballot.not_ready([name for _, name in options], len(voters)):
                raise NotNow(why)
            voting = Voting(
                new_id(),
                self._desk.board_id,
                kind,
                number=max((v.number for v in self._desk.votings), default=0) + 1,
                dots=dots,
                several=int(several),
                options=" ".join(key for key, _ in options),
                voters=" ".join(voters),
            )
            act.add(voting)
        self._desk.follow()
        return voting

    def cast(self, seat: str, marks: Marks) -> None:
        """Put a seat's ballot in; raises BallotRefused, and the ballot is as it was."""
        voting = self._now()

        def refuse(held: Voting, done: set[str]) -> str:
            why = ballot.may_cast(seat, self._voters(held), done)
            return why or ballot.wrong(marks, rules_of(held))

        ballots.cast(self._desk.file, voting.id, seat, marks, refuse=refuse)

    def waiting(self) -> list[str]:
        """Return the seats that have not voted in the open round."""
        voting = self._now()
        done = ballots.seats_that_cast(self._desk.file, voting.id)
        return [seat for seat in self._voters(voting) if seat not in done]

    def _voters(self, voting: Voting) -> list[str]:
        """Return who still is to vote: not whoever has withdrawn meanwhile."""
        gone = set()
        if self._desk.board.session:
            gone = {s.id for s in self._desk.file.withdrawn_seats(self._desk.board.session)}
        return [seat for seat in voting.seats if seat not in gone]

    def excuse(self, seat: str) -> None:
        """Take a seat off a round that it will not vote in; raises NotNow."""
        with self._desk.file.act("seat taken off a voting", actor=PROGRAM) as act:
            self._desk.follow()
            voting = self._now()
            if seat in ballots.seats_that_cast(self._desk.file, voting.id):
                raise NotNow("That seat has voted already, and its ballot cannot be told apart.")
            left = [each for each in voting.seats if each != seat]
            act.set(Voting, voting.id, voters=" ".join(left))
        self._desk.follow()

    def close(self) -> None:
        """Count the open round once all have voted; raises BallotRefused before."""
        voting = self._now()

        def refuse(held: Voting, done: set[str]) -> str:
            return ballot.may_count(self._voters(held), done)

        def count(cast: list[dict[str, int]], held: Voting) -> Mapping[str, tuple[int, int]]:
            return counting.count(cast, held.groups)

        ballots.close(self._desk.file, voting.id, refuse=refuse, count=count)
        self._desk.follow()

    def call_off(self) -> None:
        """End the open round without a count."""
        ballots.call_off(self._desk.file, self._now().id)
        self._desk.follow()

    def _now(self) -> Voting:
        voting = self._desk.voting
        if voting is None:
            raise NotNow("No voting is open: v opens one.")
        return voting

    # What came of it

    def result(self, voting: Voting | None = None) -> list[Standing]:
        """Return the standings of a closed round, the last one by default; [] before any."""
        closed = self._desk.closed
        held = voting or (closed[-1] if closed else None)
        if held is None:
            return []
        mine = [t for t in self._desk.tallies if t.voting == held.id]
        return counting.standings(mine, self._desk.joins)

    def join(self, cluster: str, into: str, agreed: int, present: int) -> str:
        """Keep the answer to whether two groups are the same; return why they stay apart, or "".

        They are joined, and their points added, only if everybody agreed. Raises NotNow.
        """
        with self._desk.act("groups joined") as act:
            self._desk.allow(Deed.JOIN)
            if self._desk.board.step == Step.FREE and not self._desk.closed:
                raise NotNow("Groups are joined once votes are counted; before, move the cards.")
            if why := counting.refused_join(cluster, into, self._desk.joins):
                raise NotNow(why)
            why = counting.not_agreed(agreed, present)
            if agreed > present or not present:
                raise NotNow(why)
            act.add(ClusterJoin(new_id(), self._desk.board_id, cluster, into, agreed, present))
        return why

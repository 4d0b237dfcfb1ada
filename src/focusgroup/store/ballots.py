"""Ballots without names: beside the change log, with no time, no order and no seat in them.

That a seat has voted is kept apart from what was voted, and only while the round is open. A round
that closes leaves its count in the log; the ballots stay in this file and no merge takes them.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from focusgroup.domain.ids import anonymous_id
from focusgroup.domain.wall import Tally, Voting, VotingState
from focusgroup.store import purge
from focusgroup.store.damage import fields_in
from focusgroup.store.errors import StoreError, told_plainly
from focusgroup.store.history import PROGRAM

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile

_TALLY = uuid.UUID("5f1d7c0e-6c0b-4b8e-9a53-0d6f3a1f7a11")


class BallotRefused(StoreError):
    """A ballot or a count that the round's rules do not allow; str() is the sentence to show."""


def cast(
    study_file: StudyFile,
    voting: str,
    seat: str,
    marks: Mapping[str, int],
    *,
    refuse: Callable[[Voting, set[str]], str],
) -> None:
    """Put a ballot in the box; raises BallotRefused with what `refuse` says of it.

    `refuse` is asked under the write lock with the round as it stands and the seats that have
    voted, so that two windows cannot both take one seat's ballot.
    """
    connection = study_file.connection
    study_file.log.place.check()
    with told_plainly(study_file.path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            round_ = _open_round(study_file, voting)
            if why := refuse(round_, seats_that_cast(study_file, voting)):
                raise BallotRefused(why)
            given = {option: count for option, count in sorted(marks.items()) if count}
            _mix_in(study_file, voting, json.dumps(given))
            connection.execute("INSERT INTO ballot_cast VALUES (?, ?)", (voting, seat))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _mix_in(study_file: StudyFile, voting: str, marks: str) -> None:
    """Lay a ballot down among the others of its round by its key, not behind them.

    Within a page SQLite lays rows down as they come; a file that is lost or set aside in the middle
    of a round would tell the order, and people vote seat by seat.
    """
    connection = study_file.connection
    held = connection.execute("SELECT id, voting, marks FROM ballot WHERE voting = ?", (voting,))
    box = sorted([*held.fetchall(), (anonymous_id(), voting, marks)])
    connection.execute("DELETE FROM ballot WHERE voting = ?", (voting,))
    connection.executemany("INSERT INTO ballot VALUES (?, ?, ?)", box)


def _open_round(study_file: StudyFile, voting: str) -> Voting:
    held = study_file.row(Voting, voting)
    if held is None or held.state != VotingState.OPEN:
        raise BallotRefused("This round is closed: no further ballot is taken. Open a new round.")
    return held


def seats_that_cast(study_file: StudyFile, voting: str) -> set[str]:
    """Return the seats that have voted in an open round."""
    with told_plainly(study_file.path):
        rows = study_file.connection.execute(
            "SELECT seat FROM ballot_cast WHERE voting = ?", (voting,)
        )
        return {str(row[0]) for row in rows}


def _ballots(study_file: StudyFile, voting: str) -> list[dict[str, int]]:
    rows = study_file.connection.execute(
        "SELECT marks FROM ballot WHERE voting = ? ORDER BY id", (voting,)
    )
    return [
        {option: given for option, given in fields_in(body).items() if type(given) is int}
        for (body,) in rows
    ]


def close(
    study_file: StudyFile,
    voting: str,
    *,
    refuse: Callable[[Voting, set[str]], str],
    count: Callable[[list[dict[str, int]], Voting], Mapping[str, tuple[int, int]]],
) -> None:
    """Count a round and close it for good; raises BallotRefused with what `refuse` says."""
    with study_file.act("voting closed", actor=PROGRAM) as act:
        round_ = _open_round(study_file, voting)
        if why := refuse(round_, seats_that_cast(study_file, voting)):
            raise BallotRefused(why)
        ballots = _ballots(study_file, voting)
        for cluster, (points, named) in count(ballots, round_).items():
            # One id in every copy of the study: two counts of one round are one row, not two.
            tally = str(uuid.uuid5(_TALLY, f"{voting} {cluster}"))
            act.add(Tally(tally, voting, cluster, points, named))
        act.set(Voting, voting, state=VotingState.CLOSED, ballots=len(ballots))
        _forget_seats(study_file, voting)
    purge.finish(study_file.connection, study_file.path)


def call_off(study_file: StudyFile, voting: str) -> None:
    """End an open round without a count; its ballots are thrown away."""
    with study_file.act("voting called off", actor=PROGRAM) as act:
        _open_round(study_file, voting)
        act.set(Voting, voting, state=VotingState.CALLED_OFF)
        study_file.connection.execute("DELETE FROM ballot WHERE voting = ?", (voting,))
        _forget_seats(study_file, voting)
    purge.finish(study_file.connection, study_file.path)


def _forget_seats(study_file: StudyFile, voting: str) -> None:
    study_file.connection.execute("DELETE FROM ballot_cast WHERE voting = ?", (voting,))
    # The log of last writes holds each ballot's page in the order they were cast, and within a page
    # SQLite lays rows down as they come, whatever their keys: both are overwritten afterwards.
    purge.owe(study_file.connection, purge.BALLOTS)

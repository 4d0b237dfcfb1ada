"""Everything of the wall as read from the study file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from focusgroup.domain.wall import (
    Board,
    Card,
    Cluster,
    ClusterJoin,
    ClusterName,
    KjStep,
    Placement,
    Tally,
    Voting,
    Wall,
)
from focusgroup.store.damage import fields_in
from focusgroup.store.errors import told_plainly

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile

_BOARDS = "board IN (SELECT id FROM board WHERE deleted = 0)"
_MOVES = (
    "SELECT row_id, fields, origin FROM change WHERE row_table = 'card' AND verb = 'do' "
    "AND instr(fields, '\"cluster\"') AND row_id IN (SELECT id FROM card WHERE {where}) "
    "ORDER BY lamport, id"
)


def wall_of(study_file: StudyFile) -> Wall:
    """Return every living row of the wall; cheap where a study has none."""
    wall = wall_as_it_stands(study_file)
    if not wall.boards:
        return wall
    of_clusters = "cluster IN (SELECT id FROM cluster WHERE deleted = 0)"
    return replace(
        wall,
        names=tuple(study_file.rows(ClusterName, of_clusters, order="id")),
        steps=tuple(study_file.rows(KjStep, _BOARDS, order="began, id")),
        placements=tuple(_moves(study_file, "deleted = 0", ())),
    )


def wall_as_it_stands(study_file: StudyFile) -> Wall:
    """Return boards, cards, groups and votes without the trail of how they came about."""
    boards = study_file.rows(Board, order="id")
    if not boards:
        return Wall()
    return Wall(
        boards=tuple(boards),
        cards=tuple(study_file.rows(Card, _BOARDS, order="position, id")),
        clusters=tuple(study_file.rows(Cluster, _BOARDS, order="position, id")),
        joins=tuple(study_file.rows(ClusterJoin, _BOARDS, order="id")),
        votings=tuple(study_file.rows(Voting, _BOARDS, order="number, id")),
        tallies=tuple(study_file.rows(Tally, order="id")),
    )


def placements(study_file: StudyFile, board: str) -> list[Placement]:
    """Return every move of a board's cards, oldest first: the log forgets none."""
    return _moves(study_file, "board = ?", (board,))


def placements_of(study_file: StudyFile, card: str) -> list[Placement]:
    """Return the moves of one card, oldest first."""
    return _moves(study_file, "id = ?", (card,))


def _moves(study_file: StudyFile, where: str, parameters: Iterable[str]) -> list[Placement]:
    with told_plainly(study_file.path):
        found = study_file.connection.execute(_MOVES.format(where=where), tuple(parameters))
        told = [(card, fields_in(body), hand) for card, body, hand in found]
    return [
        Placement(card, cluster if isinstance(cluster, str) else None, hand)
        for card, said, hand in told
        if "cluster" in said
        for cluster in (said["cluster"],)
    ]

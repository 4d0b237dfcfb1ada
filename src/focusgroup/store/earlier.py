"""Cards and flip-chart lines of an earlier study, read from its file and changing nothing in it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from focusgroup.domain.session import ChartEntry, Study
from focusgroup.domain.wall import Board, Card, Cluster
from focusgroup.store.connection import reading
from focusgroup.store.tables import select


@dataclass(frozen=True, slots=True)
class EarlierCard:
    """A card as it lay: its words, the group it lay in, and where it comes from."""

    text: str = field(repr=False)
    group: str = field(default="", repr=False)
    source: str = field(default="", repr=False)


def cards_in(path: Path) -> list[EarlierCard]:
    """Return what another study's wall and flip charts hold; raises StoreError."""
    with reading(path) as connection:
        title = next((study.title for study in select(connection, Study)), "")
        found = _cards(connection, title) if _has_wall(connection) else []
        lines = select(connection, ChartEntry, order="session, item, position, id")
        found += [EarlierCard(line.text, "flip chart", title) for line in lines if line.text]
    return found


def _has_wall(connection: sqlite3.Connection) -> bool:
    """Tell whether the file was written since there is a wall."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'card'").fetchone()
    return found is not None


def _cards(connection: sqlite3.Connection, title: str) -> list[EarlierCard]:
    boards = {board.id for board in select(connection, Board)}
    groups = {cluster.id: cluster.name for cluster in select(connection, Cluster)}
    said = dict(
        connection.execute(
            "SELECT id, text FROM comment WHERE deleted = 0 AND id IN (SELECT comment FROM card)"
        ).fetchall()
    )
    cards = select(connection, Card, order="board, position, id")
    return [
        EarlierCard(text, groups.get(card.cluster or "", ""), title)
        for card in cards
        if card.board in boards
        for text in (card.text or str(said.get(card.comment, "")),)
        if text
    ]

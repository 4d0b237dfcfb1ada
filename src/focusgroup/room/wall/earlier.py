"""Cards of earlier work, pulled out again: marked old, beside the new ones (feature row 1.48)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from focusgroup.domain.comment import SOMEBODY, SPOKEN_OF
from focusgroup.domain.ids import new_id
from focusgroup.domain.wall import Board, Card
from focusgroup.room.wall.desk import NotNow, WallDesk
from focusgroup.store import earlier
from focusgroup.store.earlier import EarlierCard
from focusgroup.wall.kj import Deed

# The code of another study's seat would mean a seat of this one here, and so would a number.
_SOMEBODY = re.compile(rf"{SPOKEN_OF.pattern}|\[name \d+\]")


class EarlierDesk:
    """What was put up before: on another board of this study, or in another study's file."""

    def __init__(self, desk: WallDesk) -> None:
        self._desk = desk

    def boards(self) -> list[Board]:
        """Return the other boards of this study, newest first."""
        held = self._desk.file.rows(Board, order="created_at DESC, id")
        return [board for board in held if board.id != self._desk.board_id]

    def of_board(self, board: Board) -> list[Card]:
        """Return another board's cards; they keep their comments when brought here."""
        return self._desk.file.rows(Card, "board = ?", (board.id,), order="position, id")

    def of_file(self, path: Path) -> list[EarlierCard]:
        """Return the cards and flip-chart lines of another study's file; raises StoreError.

        The file is read only. Seats of that study are nobody's code here.
        """
        try:
            if path.exists() and path.samefile(self._desk.file.path):
                raise NotNow("That is this study: choose one of its boards instead.")
            told = earlier.cards_in(path)
        except OSError as error:  # a name no file system takes, a folder that may not be entered
            raise NotNow(f"That file cannot be read: {error.strerror}.") from None
        return [
            EarlierCard(_SOMEBODY.sub(SOMEBODY, card.text), card.group, card.source)
            for card in told
        ]

    def bring(self, cards: Iterable[EarlierCard]) -> list[Card]:
        """Put cards of another study up, marked old; every word is masked with this study's names.

        A card that is here word for word already is passed over.
        """
        made = [
            Card(
                new_id(),
                self._desk.board_id,
                self._desk.masked(card.text),
                old=1,
                source=self._desk.masked(card.source),
            )
            for card in cards
        ]
        return self._put_up(made)

    def bring_kept(self, cards: Iterable[Card], board: Board) -> list[Card]:
        """Put cards of another board of this study up, marked old; links to comments stay."""
        source = board.question
        return self._put_up(
            [
                Card(new_id(), self._desk.board_id, card.text, card.comment, old=1, source=source)
                for card in cards
            ]
        )

    def _put_up(self, made: list[Card]) -> list[Card]:
        with self._desk.act("cards of earlier work") as act:
            self._desk.allow(Deed.ADD)
            here = {(c.text, c.comment) for c in self._desk.cards.values()}
            fresh: list[Card] = []
            last = max((c.position for c in self._desk.cards.values()), default=0.0)
            for card in made:
                key = (card.text, card.comment)
                if key not in here and any(key):
                    here.add(key)
                    fresh.append(replace(card, position=last + 1.0 + len(fresh)))
            act.add(*fresh)
        return fresh

"""What every part of one board works on: its rows, kept fresh in memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from focusgroup.domain.comment import Comment
from focusgroup.domain.session import Seat
from focusgroup.domain.text import clean
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
    VotingState,
    joined_to,
)
from focusgroup.store import wall_rows
from focusgroup.store.errors import StoreError
from focusgroup.store.feed import Feed
from focusgroup.wall import kj
from focusgroup.wall.board import Arrangement, arranged, is_contested

if TYPE_CHECKING:
    from focusgroup.privacy import Scrubber
    from focusgroup.store.change_log import Act
    from focusgroup.store.history import Undone
    from focusgroup.store.study_file import StudyFile

HAND = "wall"  # whose actions undo takes back here: this window's, on this board
_OWN = frozenset(
    ("board", "card", "cluster", "cluster_name", "cluster_join", "voting", "tally", "kj_step")
)
_ELSEWHERE = frozenset(("comment", "seat", "erasure"))


class NotNow(StoreError):
    """Something the rules of the round do not allow; str() is the sentence to show."""


class WallDesk:
    """One board's rows. Everything that writes goes through `act` and then `refresh`."""

    def __init__(
        self,
        study_file: StudyFile,
        board_id: str,
        scrubber: Scrubber | Callable[[], Scrubber],
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.file = study_file
        self.board_id = board_id
        self._scrubber = scrubber
        self.now = now
        self.frame = study_file.frame
        # Before anything is read: what is written meanwhile is read twice rather than never.
        self._feed = Feed(study_file)
        self._untold = False
        self._gone = False  # the board was taken away; undo elsewhere may bring it back
        self.reload()

    # Rows

    def reload(self) -> None:
        """Read every row of the board anew."""
        self.board = self._load_board()
        mine, order = ("board = ?", (self.board_id,)), "position, id"
        self.cards = {c.id: c for c in self.file.rows(Card, *mine, order=order)}
        self.moves: dict[str, list[Placement]] = {}
        for move in wall_rows.placements(self.file, self.board_id):
            self.moves.setdefault(move.card, []).append(move)
        self._reload_groups()
        self._reload_people()

    def _load_board(self) -> Board:
        board = self.file.row(Board, self.board_id)
        self._gone = board is None
        if board is None:
            raise StoreError("This board was taken away in another window. Go back to the list.")
        return board

    def _reload_groups(self) -> None:
        mine = ("board = ?", (self.board_id,))
        inside = "cluster IN (SELECT id FROM cluster WHERE board = ?)"
        counted = "voting IN (SELECT id FROM voting WHERE board = ?)"
        self.clusters = {c.id: c for c in self.file.rows(Cluster, *mine, order="position, id")}
        self.names = self.file.rows(ClusterName, inside, (self.board_id,), order="id")
        self.joins = self.file.rows(ClusterJoin, *mine, order="id")
        self.votings = self.file.rows(Voting, *mine, order="number, id")
        self.tallies = self.file.rows(Tally, counted, (self.board_id,), order="id")
        self.steps = self.file.rows(KjStep, *mine, order="began, id")

    def _reload_people(self) -> None:
        session = self.board.session
        self.seats: list[Seat] = self.file.seats(session) if session else []
        told = "id IN (SELECT comment FROM card WHERE board = ? AND deleted = 0)"
        self.comments = {c.id: c for c in self.file.rows(Comment, told, (self.board_id,))}

    def refresh(self, touched: Iterable[tuple[str, str]]) -> None:
        """Read rows again that this or another window has changed."""
        rows = set(touched)
        tables = {name for name, _ in rows}
        if tables & {"erasure", "comment"}:
            self.reload()
            return
        for name, row_id in rows:
            if name == "card":
                self._refresh_card(row_id)
        if "board" in tables:
            self.board = self._load_board()
        if tables & (_OWN - {"card", "board"}):
            self._reload_groups()
        if tables & {"seat", "board"}:
            self._reload_people()

    def _refresh_card(self, card_id: str) -> None:
        card = self.file.row(Card, card_id)
        if card is None or card.board != self.board_id:
            self.cards.pop(card_id, None)
            return
        self.cards[card_id] = card
        self.moves[card_id] = wall_rows.placements_of(self.file, card_id)
        if card.comment and card.comment not in self.comments:
            comment = self.file.row(Comment, card.comment)
            if comment is not None:
                self.comments[comment.id] = comment

    @contextmanager
    def act(self, label: str, *, timeless: bool = False) -> Iterator[Act]:
        """Open one undoable action of this window on this board, and take it over."""
        with self.file.act(label, actor=HAND, session=self.board_id, timeless=timeless) as act:
            self._untold = self.follow()  # the screen still has to hear of it
            yield act
            last = self.file.log.last_number()
        self._feed.pass_over(last)
        self.refresh(act.touched)

    def follow(self) -> bool:
        """Take over what others wrote; return whether anything changed since this was asked.

        Raises StoreError for as long as the board is taken away: what goes onto it is seen nowhere.
        """
        changes = [c for c in self._feed.news() if c.row_table in _OWN | _ELSEWHERE]
        if self._gone:
            self.reload()
            self._untold = True
        elif changes:
            self.refresh((c.row_table, c.row_id) for c in changes)
        changed, self._untold = bool(changes) or self._untold, False
        return changed

    def undo(self) -> Undone | None:
        """Take back this window's last action on this board; raises NotNow while people vote."""
        self._not_while_voting()
        return self._stepped(self.file.undo(actor=HAND, session=self.board_id))

    def redo(self) -> Undone | None:
        """Do again what was taken back last; raises NotNow while people vote."""
        self._not_while_voting()
        return self._stepped(self.file.redo(actor=HAND, session=self.board_id))

    def _not_while_voting(self) -> None:
        self.follow()
        if self.voting is not None:
            raise NotNow("The voting is open, and the groups stay as they are until it is closed.")

    def _stepped(self, undone: Undone | None) -> Undone | None:
        if undone is not None:
            self.refresh(undone.touched)
        return undone

    # What is to be seen

    def text_of(self, card: Card) -> str:
        """Return a card's words: its own, or those of the comment as it stands now."""
        if card.text or not card.comment:
            return card.text
        comment = self.comments.get(card.comment)
        return comment.text if comment is not None else ""

    def arrangement(self) -> Arrangement:
        """Return where the cards lie; a group joined to another lies in it."""
        into = joined_to(self.joins)
        living = [c for c in self.clusters.values() if c.id not in into]
        if not into:
            return arranged(living, self.cards.values())
        cards = [
            replace(c, cluster=into[c.cluster]) if c.cluster in into else c
            for c in self.cards.values()
        ]
        return arranged(living, cards)

    def contested(self, card_id: str) -> bool:
        """Whether a card was moved again and again."""
        return is_contested(self.moves.get(card_id, ()))

    @property
    def voting(self) -> Voting | None:
        """The round that is open."""
        return next((v for v in self.votings if v.state == VotingState.OPEN), None)

    @property
    def closed(self) -> list[Voting]:
        """Rounds that were counted, oldest first."""
        return [v for v in self.votings if v.state == VotingState.CLOSED]

    def facts(self) -> kj.Facts:
        """Return what the steps ask of the board."""
        filled = self.arrangement().filled
        return kj.Facts(
            question=self.board.question,
            voters=len(self.seats),
            cards=len(self.cards),
            groups=len(filled),
            unnamed=sum(not group.cluster.name for group in filled),
            voted=bool(self.closed),
            voting=self.voting is not None,
        )

    # Rules

    @property
    def scrubber(self) -> Scrubber:
        """What masks typed words, asked for anew: names may have been learnt since it was open."""
        return self._scrubber() if callable(self._scrubber) else self._scrubber

    def allow(self, deed: kj.Deed) -> None:
        """Raise NotNow where the step, or an open voting, does not allow something."""
        why = kj.refused(self.board.step, deed, voting=self.voting is not None)
        if why:
            raise NotNow(why)

    def masked(self, text: str) -> str:
        """Return typed words as they may be written: one masked line."""
        return self.scrubber.scrub(clean(text)).text.strip()

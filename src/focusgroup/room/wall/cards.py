"""Cards and groups: put up, moved, split, named; each typed word is masked before it is written."""

from __future__ import annotations

from collections.abc import Iterable

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import anonymous_id, new_id
from focusgroup.domain.wall import Card, Cluster, ClusterName
from focusgroup.room.wall.desk import NotNow, WallDesk
from focusgroup.wall.ballot import distinct, same_words
from focusgroup.wall.board import between
from focusgroup.wall.kj import Deed
from focusgroup.wall.similar import Likeness, chained

_GONE = "That card was taken off in another window."


class CardDesk:
    """What is done with the cards of one board."""

    def __init__(self, desk: WallDesk) -> None:
        self._desk = desk

    # Putting up

    def write(self, text: str, cluster: str | None = None) -> Card | None:
        """Put up a typed card; None when it holds no words.

        Its id and its line in the log tell no time: beside a seating order it would tell who wrote.
        """
        masked = self._desk.masked(text)
        if not masked:
            return None
        with self._desk.act("card", timeless=True) as act:
            self._desk.allow(Deed.ADD)
            card = Card(
                anonymous_id(), self._desk.board_id, masked,
                cluster=cluster, position=self._last(cluster),
            )  # fmt: skip
            act.add(card)
        return card

    def bring(self, comments: Iterable[Comment]) -> list[Card]:
        """Make cards of comments that are not on the board yet; the link to each is kept."""
        with self._desk.act("cards from comments") as act:
            self._desk.allow(Deed.ADD)
            here = {card.comment for card in self._desk.cards.values()}
            made: list[Card] = []
            last = self._last(None)
            for comment in comments:
                if comment.id not in here:
                    here.add(comment.id)
                    position = last + len(made)
                    made.append(
                        Card(
                            new_id(),
                            self._desk.board_id,
                            comment=comment.id,
                            position=position,
                        )
                    )
            act.add(*made)
        return made

    def _last(self, cluster: str | None) -> float:
        held = [c.position for c in self._desk.cards.values() if c.cluster == cluster]
        return max(held, default=0.0) + 1.0

    def reword(self, card_id: str, text: str) -> str:
        """Give a card other words; return them as written."""
        masked = self._desk.masked(text)
        with self._desk.act("card reworded") as act:
            self._desk.allow(Deed.ADD)
            card = self._card(card_id)
            if not masked and not card.comment:
                raise NotNow("A card needs words; x takes it off.")
            comment = self._desk.comments.get(card.comment or "")
            if comment is not None and masked == comment.text:
                masked = ""  # as it was said: it goes on following its comment
            act.set(Card, card_id, text=masked)
        return masked

    def take_off(self, card_id: str) -> None:
        """Take a card off; undo brings it back, and its comment stays where it is."""
        with self._desk.act("card taken off") as act:
            self._desk.allow(Deed.ADD)
            self._card(card_id)
            act.remove(Card, card_id)

    def _card(self, card_id: str) -> Card:
        card = self._desk.cards.get(card_id)
        if card is None:
            raise NotNow(_GONE)
        return card

    # Sorting

    def move(self, card_id: str, cluster: str | None, at: int | None = None) -> None:
        """Put a card into a group, or out of all (None), at a place among its cards."""
        with self._desk.act("card moved") as act:
            self._desk.allow(Deed.MOVE)
            card = self._card(card_id)
            if cluster is not None and cluster not in self._desk.clusters:
                raise NotNow("That group was taken away in another window.")
            lie = self._desk.arrangement()
            held = [
                c
                for c in (
                    lie.loose
                    if cluster is None
                    else next((g.cards for g in lie.groups if g.cluster.id == cluster), ())
                )
                if c.id != card_id
            ]
            place = len(held) if at is None else max(0, min(at, len(held)))
            said = {"position": between(held, place)}
            # A card that only changes its place among the same cards was not contested.
            if card.cluster == cluster:
                act.set(Card, card_id, **said)
            else:
                act.set(Card, card_id, cluster=cluster, **said)

    def group(self, *card_ids: str) -> Cluster:
        """Make a new group of cards, wherever they lie."""
        with self._desk.act("new group") as act:
            self._desk.allow(Deed.MOVE)
            last = max((c.position for c in self._desk.clusters.values()), default=0.0)
            cluster = Cluster(new_id(), self._desk.board_id, position=last + 1.0)
            act.add(cluster)
            for at, card_id in enumerate(card_ids):
                self._card(card_id)
                act.set(Card, card_id, cluster=cluster.id, position=1.0 + at)
        return cluster

    def together(self, card_id: str, others: Iterable[str]) -> None:
        """Put other cards to a card: into its group, or into a new one where it lies alone."""
        card = self._card(card_id)
        if card.cluster is None or card.cluster not in self._desk.clusters:
            self.group(card_id, *others)
            return
        with self._desk.act("cards put together") as act:
            self._desk.allow(Deed.MOVE)
            last = self._last(card.cluster)
            for at, other in enumerate(others):
                self._card(other)
                act.set(Card, other, cluster=card.cluster, position=last + at)

    def move_group(self, cluster: str, by: int) -> None:
        """Move a whole group to the left (below zero) or right."""
        with self._desk.act("group moved") as act:
            self._desk.allow(Deed.MOVE)
            ordered = [g.cluster for g in self._desk.arrangement().groups]
            at = next((n for n, c in enumerate(ordered) if c.id == cluster), None)
            if at is None:
                raise NotNow("That group was taken away in another window.")
            to = max(0, min(at + by, len(ordered) - 1))
            ordered.insert(to, ordered.pop(at))
            for number, each in enumerate(ordered, start=1):
                if each.position != number:
                    act.set(Cluster, each.id, position=float(number))

    def dissolve(self, cluster: str) -> None:
        """Take a group away; its cards lie loose again and none is lost."""
        with self._desk.act("group taken away") as act:
            self._desk.allow(Deed.MOVE)
            if cluster not in self._desk.clusters:
                raise NotNow("That group was taken away in another window.")
            act.remove(Cluster, cluster)
            for card in self._desk.cards.values():
                if card.cluster == cluster:
                    act.set(Card, card.id, cluster=None)

    def like(self, card_id: str, most: int = 12) -> list[tuple[Card, float]]:
        """Return cards that say much the same and lie elsewhere, most alike first: an offer."""
        card = self._card(card_id)
        texts = {c.id: self._desk.text_of(c) for c in self._desk.cards.values()}
        elsewhere = [
            c.id
            for c in self._desk.cards.values()
            if c.id != card_id and (c.cluster is None or c.cluster != card.cluster)
        ]
        found = Likeness(texts).like(card_id, among=elsewhere)[:most]
        return [(self._desk.cards[key], score) for key, score in found]

    def put_near(self) -> int:
        """Put loose cards that say much the same next to each other; return how many moved.

        They stay loose: it is an offer for the eye, and people make the groups.
        """
        with self._desk.act("similar cards put near") as act:
            self._desk.allow(Deed.MOVE)
            loose = self._desk.arrangement().loose
            ordered = chained(Likeness({c.id: self._desk.text_of(c) for c in loose}))
            moved = 0
            for position, card in enumerate(ordered, start=1):
                if self._desk.cards[card].position != position:
                    act.set(Card, card, position=float(position))
                    moved += 1
        return moved

    # Naming

    def propose(self, cluster: str, text: str) -> ClusterName | None:
        """Keep a name that somebody wrote for a group; a word-for-word duplicate is dropped."""
        masked = self._desk.masked(text)
        if not masked:
            return None
        if same_words(masked) in {same_words(name) for name in self.proposed(cluster)}:
            return None
        with self._desk.act("name for a group", timeless=True) as act:
            self._desk.allow(Deed.NAME)
            proposal = ClusterName(anonymous_id(), cluster, masked)
            act.add(proposal)
        return proposal

    def proposed(self, cluster: str) -> list[str]:
        """Return the different names written for a group, in an order that tells nobody."""
        return sorted(
            distinct(name.text for name in self._desk.names if name.cluster == cluster),
            key=str.casefold,
        )

    def name(self, cluster: str, text: str) -> str:
        """Give a group its name; return it as written."""
        masked = self._desk.masked(text)
        with self._desk.act("group named") as act:
            self._desk.allow(Deed.NAME)
            if cluster not in self._desk.clusters:
                raise NotNow("That group was taken away in another window.")
            act.set(Cluster, cluster, name=masked)
        return masked

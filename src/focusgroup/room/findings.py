"""What the findings board does beyond filling rows in: offers, links, quotes and the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from focusgroup.domain.ids import new_id
from focusgroup.store.errors import ChangedMeanwhile
from focusgroup.worksheets import offers
from focusgroup.worksheets.findings import (
    BY_HAND,
    Finding,
    FindingsDecision,
    SetAside,
    Strength,
    Weakness,
    key_of,
    method_of,
    ranked,
    untaken,
    worded,
)
from focusgroup.worksheets.outside import CLUSTER
from focusgroup.worksheets.record import column

if TYPE_CHECKING:
    from focusgroup.room.worksheet_desk import WorksheetDesk
    from focusgroup.worksheets.declare import Offer


class FindingsBoard:
    """The findings of one study, changed through its worksheets' desk."""

    def __init__(self, desk: WorksheetDesk) -> None:
        self._desk = desk

    # Offers

    def offered(self) -> list[tuple[Offer, str]]:
        """Return what other worksheets offer and nobody has taken, with its words."""
        facts = self._desk.facts
        return [(offer, worded(facts, offer)) for offer in untaken(facts, offers(facts))]

    def take(self, wanted: Sequence[Offer]) -> list[Finding]:
        """Make a finding of each offer; one that another window took meanwhile is passed over.

        Words, level, origin and the comments of the row come along. Raises StoreError.
        """
        desk = self._desk
        with desk.act("take an offer") as act:
            facts = desk.facts
            free = {key_of(offer) for offer in untaken(facts, wanted)}
            made = [
                self._made(offer, n)
                for n, offer in enumerate(each for each in wanted if key_of(each) in free)
            ]
            act.add(*made)
        return made

    def set_aside(self, offer: Offer, reason: str) -> None:
        """Say why an offer is no finding; the reason is masked. Raises NotAsAsked or StoreError.

        Words of the offer are those of a row, masked when that was written.
        """
        desk = self._desk
        told = str(desk.masked(SetAside, {"reason": reason})["reason"])
        with desk.act("set an offer aside") as act:
            if not untaken(desk.facts, [offer]):
                raise ChangedMeanwhile("Another window has taken over or set aside this offer.")
            place = desk.next_position("set_aside")
            name = worded(desk.facts, offer)
            act.add(SetAside(new_id(), place, name=name, reason=told, offer=key_of(offer)))

    def _made(self, offer: Offer, number: int) -> Finding:
        facts = self._desk.facts
        group = facts.outside(CLUSTER, offer.row) if offer.table == CLUSTER else None
        if group is not None:
            return Weakness(
                new_id(),
                self._desk.next_position("weakness") + number,
                name=worded(facts, offer),
                cluster=offer.row,
                evidence=" ".join(each for each in group.comments if each in facts.comments),
                offer=key_of(offer),
            )
        levels = dict(column(Weakness, "level").choices)
        row = facts.row(offer.table, offer.row)
        behind = facts.links(row) if row is not None else ()
        said = [row_id for _, (table, row_id) in behind if table == "comment"]
        told: dict[str, Any] = {
            "name": worded(facts, offer),
            "evidence": " ".join(dict.fromkeys(said)),
            "rests_on": f"{offer.table}:{offer.row}",
            "offer": key_of(offer),
        }
        if offer.strength:
            return Strength(new_id(), self._desk.next_position("strength") + number, **told)
        place = self._desk.next_position("weakness") + number
        level = offer.level if offer.level in levels else ""
        return Weakness(new_id(), place, level=level, **told)

    # Comments

    def link(self, finding: Finding, comment_id: str) -> Finding:
        """Link a comment to a finding as shown, or take the link off with its quote."""
        linked = comment_id in finding.evidence.split()

        def turned(now: Finding) -> dict[str, str]:
            ids = _with(now.evidence, comment_id, not linked)
            quotes = [each for each in now.quotes.split() if each in ids]
            return {"evidence": " ".join(ids), "quotes": " ".join(quotes)}

        return self._set("link a comment", finding, turned)

    def quote(self, finding: Finding, comment_id: str) -> Finding:
        """Choose a comment of a finding as shown for the report, or leave it out again."""
        chosen = comment_id in finding.quotes.split()

        def turned(now: Finding) -> dict[str, str]:
            return {"quotes": " ".join(_with(now.quotes, comment_id, not chosen))}

        return self._set("choose a quote", finding, turned)

    def _set(
        self, label: str, finding: Finding, turned: Callable[[Finding], dict[str, str]]
    ) -> Finding:
        """Change a finding as it stands by now: what another window linked meanwhile stays."""
        record = type(finding)
        with self._desk.act(label) as act:
            now = self._desk.file.row(record, finding.id)
            if now is None:
                raise ChangedMeanwhile("Another window has taken this finding away.")
            said = {name: ids for name, ids in turned(now).items() if ids != getattr(now, name)}
            if said:
                act.set(record, finding.id, **said)
        return replace(now, **said)  # type: ignore[arg-type]

    # Order

    def by_hand(self, weakness: Weakness, step: int) -> bool:
        """Rank a weakness one higher (-1) or lower (1); from now on the order is by hand.

        The order as it is shown is kept, whatever it was by before. Returns whether it could.
        """
        desk = self._desk
        with desk.act("rank by hand") as act:
            rows = [each.row for each in ranked(desk.facts)]
            at = next((n for n, row in enumerate(rows) if row.id == weakness.id), -1)
            to = at + step
            if at < 0 or not 0 <= to < len(rows):
                return False
            rows.insert(to, rows.pop(at))
            for number, row in enumerate(rows):
                if row.position != float(number):
                    act.set(Weakness, row.id, position=float(number))
            if method_of(desk.facts) != BY_HAND:
                decided = desk.facts.first(FindingsDecision)
                if decided is None:
                    act.add(FindingsDecision(new_id(), ranking=BY_HAND))
                else:
                    act.set(FindingsDecision, decided.id, ranking=BY_HAND)
        return True


def _with(ids: str, comment_id: str, wanted: bool) -> list[str]:
    """Return ids with one among them, at their end if it is new, or without it."""
    held = ids.split()
    if wanted:
        return held if comment_id in held else [*held, comment_id]
    return [each for each in held if each != comment_id]

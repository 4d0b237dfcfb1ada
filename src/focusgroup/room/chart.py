"""Flip-chart lists, kept in order and changed while people watch (feature row 1.36)."""

from __future__ import annotations

from focusgroup.domain.guide import Method
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import ChartEntry, ItemRun
from focusgroup.privacy import Scrubber
from focusgroup.room.desk import Desk
from focusgroup.room.rounds import spread
from focusgroup.room.wall.boards import opens_wall
from focusgroup.store.change_log import Act

ANSWERS = ("yes", "partly", "no")


class FlipChart:
    """The lists of one session. Each entry is masked before it is written."""

    def __init__(self, desk: Desk, scrubber: Scrubber) -> None:
        self._desk = desk
        self._scrubber = scrubber

    def chart_in_hand(self) -> str:
        """Return the item whose chart is on view: the one in hand, or the one it repeats for."""
        run = self._desk.in_hand
        item = self._desk.guide.item(run.item) if run else None
        if item is None:
            return ""
        if item.way in {Method.FLIP_CHART, Method.BRAINSTORM} and not opens_wall(
            self._desk.guide, item
        ):
            return item.id
        return item.repeat_for or ""

    def add(self, item: str, text: str) -> ChartEntry | None:
        """Put a line at the end of a chart; None when it holds no words."""
        masked = self._scrubber.scrub(text).text.strip()
        if not masked:
            return None
        with self._desk.act("flip-chart entry") as act:
            held = self._desk.entries(item)
            position = held[-1].position + 1 if held else 1.0
            entry = ChartEntry(new_id(), self._desk.session_id, item, position, masked)
            act.add(entry)
            self._spread(act, item, [*held, entry])
        self._desk.refresh(act.touched)
        return entry

    def edit(self, entry_id: str, text: str) -> str:
        """Give a line other words; return them as written."""
        masked = self._scrubber.scrub(text).text.strip()
        if masked:
            with self._desk.act("edit a flip-chart entry") as act:
                act.set(ChartEntry, entry_id, text=masked)
            self._desk.refresh(act.touched)
        return masked

    def move(self, entry_id: str, by: int) -> None:
        """Move a line up (below zero) or down the list."""
        with self._desk.act("move a flip-chart entry") as act:
            entry = self._desk.entry(entry_id)
            if entry is None:
                return
            held = self._desk.entries(entry.item)
            at = held.index(entry)
            to = min(max(at + by, 0), len(held) - 1)
            if to == at:
                return
            held.insert(to, held.pop(at))
            for number, each in enumerate(held, start=1):
                if each.position != number:
                    act.set(ChartEntry, each.id, position=float(number))
            self._spread(act, entry.item, held)
        self._desk.refresh(act.touched)

    def remove(self, entry_id: str) -> None:
        """Take a line off; comments about it stay, and undo brings it back."""
        with self._desk.act("remove a flip-chart entry") as act:
            entry = self._desk.entry(entry_id)
            if entry is None:
                return
            rest = [e for e in self._desk.entries(entry.item) if e.id != entry_id]
            act.remove(ChartEntry, entry_id)
            self._spread(act, entry.item, rest)
        self._desk.refresh(act.touched)

    def judge(self, run_id: str, *, working: str, helpful: str, why: str) -> None:
        """Keep a group's answers on one approach: working, helpful (yes / partly / no), why."""
        if not {working, helpful} <= {"", *ANSWERS}:
            raise ValueError(f"expected one of {', '.join(ANSWERS)} or nothing")
        with self._desk.act("answers on an approach") as act:
            act.set(
                ItemRun,
                run_id,
                working=working,
                helpful=helpful,
                why=self._scrubber.scrub(why).text.strip(),
            )
        self._desk.refresh(act.touched)

    def _spread(self, act: Act, chart: str, entries: list[ChartEntry]) -> None:
        for item in self._desk.guide.items():
            if item.way is not Method.EACH or item.repeat_for != chart:
                continue
            runs = [r for r in self._desk.runs if r.item == item.id]
            plan = spread(item.minutes, runs, entries)
            for run_id, said in plan.keep.items():
                act.set(ItemRun, run_id, **said)
            for run_id in plan.remove:
                act.remove(ItemRun, run_id)
            for entry_id, position, minutes in plan.new:
                act.add(
                    ItemRun(
                        new_id(),
                        self._desk.session_id,
                        item.id,
                        entry=entry_id,
                        position=position,
                        minutes=minutes,
                    )
                )

"""Leaving a step of the three phases out, with its reason, and taking it up again (row 1.02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.domain.ids import new_id
from focusgroup.worksheets.phases import SkippedStep

if TYPE_CHECKING:
    from focusgroup.room.worksheet_desk import WorksheetDesk


def skip(desk: WorksheetDesk, step: str, reason: str) -> None:
    """Leave a step out; the reason is masked before it is written. Raises StoreError."""
    told = str(desk.masked(SkippedStep, {"reason": reason})["reason"])
    with desk.act("leave a step out") as act:
        act.add(SkippedStep(new_id(), desk.next_position("skipped_step"), reason=told, step=step))


def take_up(desk: WorksheetDesk, step: str) -> None:
    """Take a step up that was left out. Raises StoreError."""
    with desk.act("take a step up") as act:
        for row in desk.facts.rows(SkippedStep):
            if row.step == step:
                act.remove(SkippedStep, row.id)

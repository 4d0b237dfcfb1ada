"""Leading a KJ round: the step in hand, its time, and who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.domain.ids import new_id
from focusgroup.domain.wall import Board, KjStep, Step
from focusgroup.room.wall.desk import NotNow, WallDesk
from focusgroup.wall import kj
from focusgroup.wall.mix import Mix, mix_of

if TYPE_CHECKING:
    from focusgroup.store.change_log import Act


class StepDesk:
    """The stepper of one board."""

    def __init__(self, desk: WallDesk) -> None:
        self._desk = desk

    @property
    def rule(self) -> kj.StepRule | None:
        """The rule of the step in hand; None on a free board."""
        return kj.rule(self._desk.board.step)

    def left(self) -> float:
        """Return the seconds left of this step, below zero when it is over time."""
        board = self._desk.board
        return kj.left(board.step, board.began, self._desk.now())

    def go_on(self) -> Step:
        """Go to the next step; raises NotNow with what is missing."""
        with self._desk.act("next step") as act:
            board = self._desk.board
            to = kj.following(board.step)
            if to is None:
                raise NotNow("This was the last step. w on the study's screen writes the report.")
            if why := kj.stays(board.step, self._desk.facts()):
                raise NotNow(why)
            self._enter(act, to)
        return to

    def go_back(self) -> Step:
        """Go back a step; what was done stays. Raises NotNow."""
        with self._desk.act("step back") as act:
            board = self._desk.board
            to = kj.before(board.step)
            why = kj.goes_back(board.step, self._desk.facts())
            if to is None or why:
                raise NotNow(why or "This board has no steps.")
            self._enter(act, to)
        return to

    def _enter(self, act: Act, to: Step) -> None:
        began = self._desk.now()
        act.set(Board, self._desk.board_id, step=to, began=began)
        act.add(KjStep(new_id(), self._desk.board_id, to, began))

    def add_minutes(self, by: float) -> None:
        """Give the step in hand more time, or less; when it began stays on record."""
        with self._desk.act("minutes of a step") as act:
            board = self._desk.board
            if kj.rule(board.step) is None:
                raise NotNow("A free board has no steps, and so no time.")
            act.set(Board, board.id, began=board.began + 60 * by)

    def ask(self, question: str) -> str:
        """Change the focus question; return it as written."""
        masked = self._desk.masked(question)
        with self._desk.act("focus question") as act:
            if self._desk.voting is not None:
                raise NotNow("A voting is open: the question stays until it is closed.")
            if self._desk.cards and self._desk.board.step not in {Step.FREE, Step.QUESTION}:
                raise NotNow("Cards answer the question already: it stays as it was asked.")
            act.set(Board, self._desk.board_id, question=masked)
        return masked

    def mix(self) -> Mix:
        """Return number and mix of who takes part (feature row 3.13)."""
        return mix_of([(s.department, s.role) for s in self._desk.seats])

"""The boards of a study: made, listed, found again for a guide's step, taken away."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from focusgroup.domain.guide import Guide, GuideItem, Method
from focusgroup.domain.ids import new_id
from focusgroup.domain.text import clean
from focusgroup.domain.wall import Board, BoardKind, KjStep, Step, Voting, VotingState
from focusgroup.room.wall.cards import CardDesk
from focusgroup.room.wall.desk import HAND, NotNow, WallDesk
from focusgroup.room.wall.earlier import EarlierDesk
from focusgroup.room.wall.steps import StepDesk
from focusgroup.room.wall.voting import VotingDesk
from focusgroup.store.change_log import utc_now

if TYPE_CHECKING:
    from focusgroup.privacy import Scrubber
    from focusgroup.store.history import Undone
    from focusgroup.store.study_file import StudyFile

_NEW = "new board"


class WallRoom:
    """One board in one window: its rows, cards, steps and votes."""

    def __init__(
        self,
        study_file: StudyFile,
        board_id: str,
        scrubber: Scrubber | Callable[[], Scrubber],
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.desk = WallDesk(study_file, board_id, scrubber, now=now)
        self.cards = CardDesk(self.desk)
        self.steps = StepDesk(self.desk)
        self.votes = VotingDesk(self.desk)
        self.earlier = EarlierDesk(self.desk)


def boards(study_file: StudyFile) -> list[Board]:
    """Return the boards, oldest first."""
    return study_file.rows(Board, order="created_at, id")


def make_board(
    study_file: StudyFile,
    scrubber: Scrubber,
    question: str,
    *,
    kj: bool = True,
    kind: str = BoardKind.OPEN,
    element: str = "",
    session: str | None = None,
    item: str = "",
    now: Callable[[], float] = time.time,
) -> Board:
    """Make a board with its focus question, masked; raises NotNow without one."""
    masked = scrubber.scrub(clean(question)).text.strip()
    if not masked:
        raise NotNow("Write the focus question: what shall the cards answer?")
    board = Board(
        id=new_id(),
        question=masked,
        kind=kind,
        element=element,
        step=Step.QUESTION if kj else Step.FREE,
        began=now(),
        session=session,
        item=item,
        created_at=utc_now(),
    )
    with study_file.act(_NEW, actor=HAND) as act:
        if session and item:  # asked under the lock: two windows at one step make one board
            held = study_file.rows(Board, "session = ? AND item = ?", (session, item))
            if held:
                return held[0]
        act.add(board)
        if kj:
            act.add(KjStep(new_id(), board.id, Step.QUESTION, board.began))
    return board


def opens_wall(guide: Guide, item: GuideItem) -> bool:
    """Tell whether a step of a guide is done on the wall.

    A brainstorm that a later question repeats for is kept as a flip-chart list instead.
    """
    if item.way is Method.BRAINSTORM:
        return not any(each.repeat_for == item.id for each in guide.items())
    return item.way in {Method.KJ, Method.VOTE}


def board_for(study_file: StudyFile, scrubber: Scrubber, session: str, item: GuideItem) -> Board:
    """Return the board of a guide's step in a session; the first time it is made.

    A vote is on the groups that this session made before it.
    """
    held = study_file.rows(Board, "session = ?", (session,), order="created_at, id")
    mine = [board for board in held if board.item == item.id]
    if mine or (held and item.way is Method.VOTE):
        return mine[0] if mine else held[-1]
    return make_board(
        study_file,
        scrubber,
        item.ask or item.title,
        kj=item.way is Method.KJ,
        session=session,
        item=item.id,
    )


def take_away(study_file: StudyFile, board_id: str) -> None:
    """Take a board away with its cards; undo brings it back. Raises NotNow while people vote."""
    with study_file.act("board taken away", actor=HAND) as act:
        if study_file.rows(Voting, "board = ? AND state = ?", (board_id, VotingState.OPEN)):
            raise NotNow("A voting is open on that board: close it first, or call it off.")
        act.remove(Board, board_id)


def step(study_file: StudyFile, *, back: bool) -> Undone | None:
    """Take back what was done in the list of boards, or do it again; None when nothing is left.

    Raises NotNow where that could take a board away from people who vote on it.
    """
    if study_file.rows(Voting, "state = ? AND board IN (SELECT id FROM board WHERE deleted = 0)",
                       (VotingState.OPEN,)) and (
        not back or study_file.undoable(actor=HAND) == _NEW
    ):  # fmt: skip
        raise NotNow("A voting is open on a board: close it first, or call it off.")
    turn = study_file.undo if back else study_file.redo
    return turn(actor=HAND)

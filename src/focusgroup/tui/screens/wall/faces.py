"""What the board shows, made from the desk's rows: plain values for the widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.domain.wall import Board, BoardKind, Card, Step, Voting
from focusgroup.tui.widgets.card_board import BoardColumn, CardFace
from focusgroup.tui.widgets.cells import minutes_and_seconds
from focusgroup.wall import kj
from focusgroup.wall.mix import Mix

if TYPE_CHECKING:
    from focusgroup.domain.element import Frame
    from focusgroup.room.wall.boards import WallRoom
    from focusgroup.room.wall.desk import WallDesk

KINDS = {kind: kind.value for kind in BoardKind}
NO_NAME = "(no name)"
CONTESTED, OLD = "⇄", "◷"
GONE = "(its comment was taken away)"


def columns(desk: WallDesk) -> list[BoardColumn]:
    """Return the cards in no group, then the groups."""
    lie = desk.arrangement()
    rule = kj.rule(desk.board.step)
    unsorted = rule is not None and kj.number(rule.step) < kj.number(Step.NAMING)
    shown = [BoardColumn("", "not sorted" if unsorted else "alone", _faces(desk, lie.loose))]
    for group in lie.groups:
        name = group.cluster.name or NO_NAME
        shown.append(BoardColumn(group.cluster.id, name, _faces(desk, group.cards)))
    return shown


def _faces(desk: WallDesk, cards: tuple[Card, ...]) -> tuple[CardFace, ...]:
    return tuple(
        CardFace(
            card.id,
            desk.text_of(card) or GONE,
            (CONTESTED if desk.contested(card.id) else "") + (OLD if card.old else ""),
        )
        for card in cards
    )


def column_words(column: BoardColumn) -> str:
    """Return what a group is told by: its name, or the words of its first card."""
    if column.title != NO_NAME or not column.cards:
        return column.title
    return f"{NO_NAME} {column.cards[0].text}"


def about(board: Board, frame: Frame) -> str:
    """Return a board's kind and element in a few words, "" for an open one of none."""
    element = frame.element(board.element)
    kind = "" if board.kind == BoardKind.OPEN else KINDS[BoardKind(board.kind)]
    return " · ".join(filter(None, (kind, element.name if element else "")))


def step_line(room: WallRoom) -> str:
    """Return the step in hand with its time left."""
    rule = room.steps.rule
    if rule is None:
        return "free board"
    left = room.steps.left()
    time = (
        f"{minutes_and_seconds(left)} left" if left >= 0 else f"{minutes_and_seconds(-left)} over"
    )
    silent = " · nobody speaks" if rule.silent else ""
    return f"Step {kj.number(rule.step)} of {len(kj.STEPS)} · {rule.title}{silent} · {time}"


def say_line(room: WallRoom) -> str:
    """Return what the moderator says at this step, or who takes part."""
    rule = room.steps.rule
    voting = room.desk.voting
    if voting is not None:
        waiting = len(room.votes.waiting())
        return (
            f"Voting is open: {waiting} of {len(voting.seats)} have not voted. v goes on with it."
        )
    if rule is None:
        return "Put cards up, sort them into groups, name the groups, vote: in any order."
    return mix_line(room.steps.mix()) if rule.step is Step.GROUP else rule.say


def mix_line(mix: Mix) -> str:
    """Return number and mix of who takes part, and what is to be thought about."""
    if not mix.people:
        return "This board belongs to no group, so number and mix cannot be looked at here."
    parts = [
        ", ".join(f"{name or 'not told'} {count}" for name, count in counted)
        for counted in (mix.departments, mix.roles)
    ]
    told = f"{mix.people} take part. Departments: {parts[0]}. Roles: {parts[1]}."
    return " ".join((told, *(f"! {remark}" for remark in mix.remarks)))


def round_words(voting: Voting) -> str:
    """Return how a round is voted in."""
    if voting.kind == "rank":
        return f"Round {voting.number}: rank the most important, 3, 2 and 1 points"
    several = "several on one allowed" if voting.several else "one on a group"
    return f"Round {voting.number}: {voting.dots} dots each, {several}"


def seat_words(desk: WallDesk, seat: str) -> str:
    """Return what a voter is called: the seat's code, or the number given where there is none."""
    return next((s.code for s in desk.seats if s.id == seat), seat)

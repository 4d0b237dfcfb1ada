"""What was done on the wall: groups with their names, points, ties, cards and the trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from focusgroup.analysis.spoken_of import flags_of
from focusgroup.domain.wall import (
    Board,
    BoardKind,
    Card,
    Placement,
    Voting,
    VotingKind,
    VotingState,
)
from focusgroup.report.blocks import Block, Bullets, Heading, PageBreak, Paragraph, Table
from focusgroup.report.outline.closing import NOT_QUOTED
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import in_words, minutes_words, number
from focusgroup.wall import kj
from focusgroup.wall.board import Arrangement, Group, is_contested
from focusgroup.wall.counting import Standing
from focusgroup.wall.priority import closed_rounds, lie_of, result_of
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.outside import CLUSTER
from focusgroup.worksheets.thread import ahead

_KINDS = {
    BoardKind.OPEN: "",
    BoardKind.CURRENT: "The situation now",
    BoardKind.DESIRED: "The situation wished for",
    BoardKind.GAP: "The gap between now and then",
}
_NO_NAME = "A group without a name"
_GONE = "Its comment is not part of this report."


def wall(source: Source) -> Iterator[Block]:
    """Yield every board; nothing where there is none."""
    boards = source.record.wall.boards
    if not boards:
        return
    yield PageBreak()
    yield Heading("The wall: cards, groups and votes")
    yield Paragraph(
        "Cards were put up, sorted into groups, and the groups named after sorting. People voted "
        "on groups, never on cards, in ballots that carry no name."
    )
    for board in sorted(boards, key=lambda board: _place(source, board)):
        yield from _Board(source, board).blocks()


def _place(source: Source, board: Board) -> tuple[int, int]:
    """Put the situation now, the one wished for and the gap of one element side by side."""
    elements = [element.key for element in source.record.frame.elements]
    at = elements.index(board.element) + 1 if board.element in elements else 0
    return at, list(_KINDS).index(BoardKind(board.kind))


class _Board:
    """One board with what belongs to it."""

    def __init__(self, source: Source, board: Board) -> None:
        self._source = source
        self._board = board
        held = source.record.wall
        self._joins = [j for j in held.joins if j.board == board.id]
        self._votings = [v for v in held.votings if v.board == board.id]
        self._cards = [c for c in held.cards if c.board == board.id]
        self._clusters = {c.id: c for c in held.clusters if c.board == board.id}
        self._comments = {c.id: c for c in source.record.comments}
        ids = {c.id for c in self._cards}
        self._moves: dict[str, list[Placement]] = {}
        for move in held.placements:
            if move.card in ids:
                self._moves.setdefault(move.card, []).append(move)

    def blocks(self) -> Iterator[Block]:
        """Yield the board."""
        yield Heading(self._board.question, level=2)
        if about := self._about():
            yield Paragraph(about)
        lie = lie_of(self._source.record.wall, self._board.id)
        if not self._cards:
            yield Paragraph("No card is on this board.")
            return
        closed = closed_rounds(self._source.record.wall, self._board.id)
        for voting in reversed(closed):
            yield from self._result(voting, lie, last=voting is closed[-1])
        last = result_of(self._source.record.wall, closed[-1]) if closed else []
        yield from self._groups(lie, last)
        yield from self._trail(lie)

    def _about(self) -> str:
        parts = [_KINDS[BoardKind(self._board.kind)]]
        element = self._source.record.frame.element(self._board.element)
        parts.append(f"element: {element.name}" if element else "")
        session = self._source.record.session_by_id.get(self._board.session or "")
        parts.append(f"group {session.code}" if session else "")
        told = "; ".join(filter(None, parts))
        return f"{told[:1].upper()}{told[1:]}." if told else ""

    # Votes

    def _result(self, voting: Voting, lie: Arrangement, *, last: bool) -> Iterator[Block]:
        cards = {g.cluster.id: len(g.cards) for g in lie.groups}
        # Of very few ballots the points would tell what each person thinks.
        told = voting.ballots >= self._source.record.study.cell_minimum
        rows = tuple(
            (
                f"{each.rank} (tie)" if each.tied else str(each.rank),
                self._name(each),
                str(each.points) if told else "–",
                f"{each.ballots} of {voting.ballots}" if told else "–",
                str(cards.get(each.cluster, 0)),
            )
            for each in result_of(self._source.record.wall, voting)
        )
        if not rows:
            return
        if not last:
            yield Paragraph("This round was voted on again; the later one counts.")
        few = "" if told else " Points of so few ballots are left out."
        yield Table(
            title=f"Round {voting.number} of voting: {_way(voting)}",
            header=("Rank", "Group", "Points", "Ballots", "Cards"),
            rows=rows,
            widths=(1.6, 7.4, 1.5, 1.9, 1.4),
            numbers=frozenset({2, 3, 4}),
            note=f"Ballots: how many of all ballots named the group. Ties share a rank.{few}",
        )

    def _name(self, standing: Standing) -> str:
        names = [self._clusters[c].name for c in standing.clusters if c in self._clusters]
        first, *joined = [name or _NO_NAME for name in names] or [_NO_NAME]
        return f"{first} (joined with: {'; '.join(joined)})" if joined else first

    # Groups and cards

    def _groups(self, lie: Arrangement, order: list[Standing]) -> Iterator[Block]:
        place = {each.cluster: at for at, each in enumerate(order)}
        groups = sorted(lie.filled, key=lambda g: place.get(g.cluster.id, len(place)))
        for group in groups:
            yield Heading(group.cluster.name or _NO_NAME, level=3)
            yield Paragraph(self._reach(group))
            if resting := self._resting_on(group):
                yield Paragraph(resting)
            yield Bullets(tuple(map(self._card, group.cards)))
        if lie.loose:
            yield Heading("Cards in no group", level=3)
            yield Bullets(tuple(map(self._card, lie.loose)))

    def _reach(self, group: Group) -> str:
        linked = [self._comments[c.comment] for c in group.cards if c.comment in self._comments]
        seats = {seat for comment in linked for seat in comment.seats}
        if not linked:
            return f"{number(len(group.cards), 'card').capitalize()}."
        people = f" from {number(len(seats), 'person')}" if seats else ""
        return (
            f"{number(len(group.cards), 'card')}, {number(len(linked), 'comment')}{people} "
            "behind them."
        )

    def _resting_on(self, group: Group) -> str:
        """Return the gaps, tasks and other rows that the thread leads forward to."""
        facts = self._source.facts
        places = dict.fromkeys(step.place for step in ahead(facts, (CLUSTER, group.cluster.id)))
        told = [f"{SHEETS[table].noun} “{facts.named(table, row)}”" for table, row in places]
        return f"On it rest: {'; '.join(told)}." if told else ""

    def _card(self, card: Card) -> tuple[str, str]:
        marks = [
            words
            for holds, words in (
                (bool(card.old), f"from earlier work: {card.source}".removesuffix(": ")),
                (is_contested(self._moves.get(card.id, ())), "contested"),
            )
            if holds
        ]
        more = f" ({'; '.join(marks)})" if marks else ""
        if not card.comment:
            return "", f"{card.text}{more}"
        comment = self._comments.get(card.comment)
        if comment is None:
            return "", f"{_GONE}{more}"  # nor can it be told whether it may be quoted
        rules = self._source.rules
        if not rules.allows(comment):
            return f"{rules.code(comment)}.", f"{NOT_QUOTED}{more}"
        shown = comment
        if card.text:  # reworded: it may tell a role that the comment does not
            shown = replace(comment, text=card.text, flags=flags_of(card.text, comment.flags))
        return f"{rules.code(shown)}.", f"{rules.words(shown)}{more}"

    # The trail

    def _trail(self, lie: Arrangement) -> Iterator[Block]:
        yield Heading("How the groups came about", level=3)
        moved = sum(len(moves) for moves in self._moves.values())
        contested = sum(is_contested(moves) for moves in self._moves.values())
        proposed = Counter(n.cluster for n in self._source.record.wall.names)
        names = sum(proposed[c] for c in self._clusters)
        told = [
            f"{number(len(self._cards), 'card')}, {number(moved, 'move')}, of which "
            f"{in_words(contested, 'card')} contested by repeated moves; "
            f"{number(len(lie.filled), 'group')}, {number(len(lie.loose), 'card')} alone.",
            f"{number(names, 'name')} written in silence for the groups." if names else "",
            *(self._asked(j.cluster, j.into, j.agreed, j.present) for j in self._joins),
            *(
                f"Round {v.number} was called off without a count."
                for v in self._votings
                if v.state == VotingState.CALLED_OFF
            ),
        ]
        yield Bullets((*self._steps(), *(("", line) for line in told if line)))

    def _asked(self, cluster: str, into: str, agreed: int, present: int) -> str:
        names = [self._clusters[c].name for c in (cluster, into) if c in self._clusters]
        ended = "joined" if agreed == present else "left apart"
        return f"“{'” and “'.join(names)}”: {agreed} of {present} agreed, {ended}."

    def _steps(self) -> Iterator[tuple[str, str]]:
        steps = [s for s in self._source.record.wall.steps if s.board == self._board.id]
        for at, step in enumerate(steps):
            rule = kj.rule(step.step)
            if rule is None:
                continue
            ended = steps[at + 1].began if at + 1 < len(steps) else None
            took = minutes_words((ended - step.began) / 60) if ended is not None else ""
            silent = ", in silence" if rule.silent else ""
            planned = f"planned {rule.minutes:g} minutes{silent}"
            yield f"{rule.title}.", f"{planned}; took {took}." if took else f"{planned}."


def _way(voting: Voting) -> str:
    if voting.kind == VotingKind.RANK:
        return "each ranked three, 3, 2 and 1 points"
    several = "several on one allowed" if voting.several else "one on a group"
    return f"{voting.dots} dots each, {several}"

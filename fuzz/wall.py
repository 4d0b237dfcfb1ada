"""The wall: cards, groups, steps and ballots from two windows, in any order, are kept or refused.

A case is a list of deeds, each a byte for what is done, three for where, and a text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from focusgroup.domain.wall import Card, VotingKind, VotingState
from focusgroup.guide.library import load_frame, load_guide
from focusgroup.privacy import Scrubber
from focusgroup.report.outline import build
from focusgroup.report.scope import ReportScope
from focusgroup.room.names import NameCard
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.room.wall.boards import make_board
from focusgroup.room.wall.cards import CardDesk
from focusgroup.room.wall.desk import WallDesk
from focusgroup.room.wall.steps import StepDesk
from focusgroup.room.wall.voting import VotingDesk
from focusgroup.store.errors import StoreError
from focusgroup.store.study_file import StudyFile
from fuzz.study_bytes import folder
from fuzz.target import Target, deeds_of, hold_sayable, text_of

_MOST = 24
_SEATS = 4
_GONE = "gone"  # an id that stands for a row another window took away
Deed = tuple[int, int, int, int, bytes]


@dataclass(frozen=True)
class _Window:
    """One terminal at the board."""

    desk: WallDesk
    cards: CardDesk
    steps: StepDesk
    voting: VotingDesk


@functools.cache
def _study() -> bytes:
    """Make a study with a session of four seats, as bytes: a case begins from a copy."""
    with folder() as place:
        path = place / "s.focusgroup"
        with StudyFile.create(path, title="Fuzzed", frame=load_frame("crm-joined")) as study:
            seats = [
                SeatPlan(NameCard(f"Wren{n}"), "Desk", "manage", "1-3 years", True, True, True)
                for n in range(_SEATS)
            ]
            plan = SessionPlan(label="Wall", minutes=60, moderator_unit="outside", seats=seats)
            make_session(study, plan, load_guide("gap-workshop"))
        return path.read_bytes()


def check_deeds(kj: bool, deeds: Iterable[Deed]) -> None:
    """Assert that each deed is done or refused, and that both windows and the file then agree."""
    with folder() as place:
        path = place / "s.focusgroup"
        path.write_bytes(_study())
        with StudyFile.open(path) as one, StudyFile.open(path) as two:
            windows = _sit_down(one, two, kj=kj)
            for what, first, second, third, said in deeds:
                try:
                    _DEEDS[(what >> 1) % len(_DEEDS)](windows[what & 1], first, second, third, said)
                except StoreError as error:
                    hold_sayable(error)
            _hold_agreed(path, windows)


def _sit_down(one: StudyFile, two: StudyFile, *, kj: bool) -> tuple[_Window, _Window]:
    session = one.sessions()[0].id
    board = make_board(one, Scrubber(), "What keeps us apart?", session=session, kj=kj)
    return tuple(_window(each, board.id) for each in (one, two))  # type: ignore[return-value]


def _window(study_file: StudyFile, board: str) -> _Window:
    desk = WallDesk(study_file, board, Scrubber(), now=lambda: 0.0)
    return _Window(desk, CardDesk(desk), StepDesk(desk), VotingDesk(desk))


def _card(at: _Window, number: int) -> str:
    held = sorted(at.desk.cards)
    return held[number % len(held)] if held and number < 250 else _GONE


def _group(at: _Window, number: int) -> str:
    held = sorted(at.desk.clusters)
    return held[number % len(held)] if held and number < 250 else _GONE


def _write(at: _Window, first: int, second: int, _third: int, said: bytes) -> None:
    at.cards.write(text_of(said) or "x", _group(at, first) if second % 3 == 0 else None)


def _move(at: _Window, first: int, second: int, third: int, _said: bytes) -> None:
    at.cards.move(_card(at, first), _group(at, second) if third % 3 else None, third % 9)


def _together(at: _Window, first: int, second: int, third: int, _said: bytes) -> None:
    if third % 2:
        at.cards.group(*dict.fromkeys((_card(at, first), _card(at, second))))
    else:
        at.cards.together(_card(at, first), [_card(at, second)])


def _name(at: _Window, first: int, second: int, _third: int, said: bytes) -> None:
    (at.cards.name if second % 2 else at.cards.propose)(_group(at, first), text_of(said))


def _take_off(at: _Window, first: int, second: int, third: int, said: bytes) -> None:
    if second % 4 == 0:
        at.cards.dissolve(_group(at, first))
    elif second % 4 == 1:
        at.cards.move_group(_group(at, first), third % 5 - 2)
    elif second % 4 == 2:
        at.cards.reword(_card(at, first), text_of(said))
    else:
        at.cards.take_off(_card(at, first))


def _sort(at: _Window, first: int, second: int, _third: int, _said: bytes) -> None:
    if second % 2:
        at.cards.put_near()
    elif at.desk.cards:
        at.cards.like(_card(at, first % 250))


def _step(at: _Window, first: int, second: int, third: int, said: bytes) -> None:
    if second % 4 == 0:
        at.steps.go_back()
    elif second % 4 == 1:
        at.steps.add_minutes(third - 100.0)
    elif second % 4 == 2 and first % 2:
        at.steps.ask(text_of(said))
    else:
        at.steps.go_on()


def _open(at: _Window, first: int, second: int, third: int, _said: bytes) -> None:
    kind = VotingKind.DOTS if first % 2 else VotingKind.RANK
    voters = [seat.id for seat in at.desk.seats][: third % (_SEATS + 1)]
    at.voting.open(voters, kind=kind, dots=second % 6, several=first % 4 > 1)


def _cast(at: _Window, first: int, second: int, third: int, said: bytes) -> None:
    """A ballot of any figures, or (an even `second`) one that fits a ranking."""
    seat = at.desk.seats[first % _SEATS].id
    options = at.desk.voting.groups if at.desk.voting is not None else ()
    given = said if second % 2 else bytes([3, 2, 1])
    start = third % max(1, len(options))
    turned = (*options[start:], *options[:start])
    at.voting.cast(seat, dict(zip(turned, given, strict=False)))


def _end(at: _Window, first: int, second: int, _third: int, _said: bytes) -> None:
    if second % 4 == 0:
        at.voting.call_off()
    elif second % 4 == 1:
        at.voting.excuse(at.desk.seats[first % _SEATS].id)
    else:
        at.voting.close()


def _join(at: _Window, first: int, second: int, third: int, _said: bytes) -> None:
    at.voting.join(_group(at, first), _group(at, second), third % 5, third // 5 % 5)


def _turn(at: _Window, first: int, _second: int, _third: int, _said: bytes) -> None:
    (at.desk.redo if first % 3 == 0 else at.desk.undo)()


_DEEDS: tuple[Callable[[_Window, int, int, int, bytes], None], ...] = (
    _write, _write, _move, _together, _name, _take_off, _sort, _step,
    _open, _cast, _end, _join, _turn,
)  # fmt: skip


def _hold_agreed(path: Path, windows: tuple[_Window, ...]) -> None:
    """Both windows show what the file holds; every card lies once; rounds count what was cast."""
    for window in windows:
        window.desk.follow()
        desk = window.desk
        kept = {each.id: each for each in desk.file.rows(Card, "board = ?", (desk.board_id,))}
        assert desk.cards == kept, "a window shows other cards"
        lie = desk.arrangement()
        lying = [c.id for g in lie.groups for c in g.cards] + [c.id for c in lie.loose]
        assert sorted(lying) == sorted(kept), "a card is lost, or lies twice"
        assert sum(v.state == VotingState.OPEN for v in desk.votings) <= 1
        for voting in desk.closed:
            _hold_counted(window, voting.id)
    with StudyFile.open(path) as fresh:
        assert fresh.check().good, "the tables and the log do not agree"
        build(fresh.record(), ReportScope(), today=date(2026, 11, 23), checked=False)


def _hold_counted(window: _Window, voting_id: str) -> None:
    voting = next(v for v in window.desk.votings if v.id == voting_id)
    points = sum(t.points for t in window.desk.tallies if t.voting == voting_id)
    most = voting.dots if voting.kind == VotingKind.DOTS else 6
    assert points <= most * voting.ballots, "more was counted than could be given"
    assert voting.ballots <= _SEATS


def check(data: bytes) -> None:
    """Take the first byte for the kind of board, and the rest as deeds."""
    check_deeds(bool(data and data[0] % 2), deeds_of(data[1:], most=_MOST))


def _deed(what: int, first: int = 0, second: int = 0, third: int = 0, said: bytes = b"") -> bytes:
    return bytes([2 * what, first, second, third]) + said


def _seeds() -> Iterable[bytes]:
    cards = [_deed(0, 0, 1, 0, text) for text in (b"One", b"Two", b"Three", b"\x1b[2J", b"=1+1")]
    on = [_deed(7, 0, 3)] * 2
    grouped = [_deed(3, 0, 1, 1), _deed(3, 2, 3, 1), _deed(3, 4, 4, 1)]
    named = [_deed(4, n, 1, 0, b"Group %d" % n) for n in range(3)]
    votes = [_deed(9, n, 0, n, b"") for n in range(_SEATS)]
    opened = [_deed(8, 0, 3, _SEATS)]
    free = [*cards, *grouped, *named, *opened, *votes, _deed(10, 0, 2), _deed(11, 0, 1, 24)]
    dots = [*cards, *grouped, *named, _deed(8, 3, 3, 4), _deed(9, 0, 1, 0, b"\x03\x09"), *votes]
    yield b"\0" + b"\x1e".join(free)
    yield b"\0" + b"\x1e".join([*free, _deed(12, 1), _deed(12, 1), _deed(12, 0)])
    yield b"\0" + b"\x1e".join(dots)
    yield b"\1" + b"\x1e".join([*on, *cards, _deed(7, 0, 3), *grouped, _deed(7, 0, 3), *named])
    yield b"\1" + b"\x1e".join([*cards, *on, _deed(7, 0, 0), _deed(2, 255, 255, 1), _deed(5, 0, 0)])
    for what in range(len(_DEEDS)):
        yield b"\0" + b"\x1e".join([*cards, *grouped, _deed(what, 1, 2, 3, b"x"), _deed(what)])


TARGET = Target("wall", check, _seeds, longest=400, words=("\x1e", "One", "Mr Abernethy"))

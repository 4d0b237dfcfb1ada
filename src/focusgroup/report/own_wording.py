"""What every report says whatever was said in the groups.

A participant called Page must not stop the report for its footer, nor one called Rel for the .rels
files inside it. So the report of a study in which every text is a dash is written once; what stands
in it is nobody's name. Digits count as 0, so that "Table 3" is known from "Table 1".
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from focusgroup.domain.comment import AIMS, Comment, CommentKind, Tag, Valence, Vocabulary
from focusgroup.domain.element import Element, Frame
from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Kind, Method, Part
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import ChartEntry, GroupKind, Seat, Session, Study
from focusgroup.domain.wall import (
    Board,
    BoardKind,
    Card,
    Cluster,
    ClusterJoin,
    ClusterName,
    KjStep,
    Placement,
    Step,
    Tally,
    Voting,
    VotingKind,
    VotingState,
    Wall,
)
from focusgroup.report.outline import build
from focusgroup.report.scope import ReportScope
from focusgroup.worksheets import SHEETS, WORKSHEETS
from focusgroup.worksheets.declare import Sheet
from focusgroup.worksheets.phases import SkippedStep
from focusgroup.worksheets.record import WORDS, Record, columns

_DIGITS = re.compile(r"\d+")
_DASH = "–"
_DAY = date(2000, 1, 1)


def is_own(text: str) -> bool:
    """Return whether a text, digits aside, stands in every report."""
    return _DIGITS.sub("0", text) in _wording()


@lru_cache(maxsize=1)
def _wording() -> frozenset[str]:
    # Loaded here, not with the program: Word's library takes as long as the first screen.
    from focusgroup.report import readback, word

    texts: set[str] = set()
    for record in (_dashes(), _skipping(), StudyRecord(study=Study("", _DASH), frame=_frame())):
        for checked in (True, False):
            outline = build(record, ReportScope(), today=_DAY, checked=checked)
            texts.update(text for _, text in outline.places())
        with tempfile.TemporaryFile() as file:
            word.write_docx(outline, file, created=_DAY)
            file.seek(0)
            texts.update(text for _, text in readback.texts(file))
    return frozenset(_DIGITS.sub("0", text) for text in texts)


def _frame() -> Frame:
    return Frame(id="none", name=_DASH, elements=(Element(key="none", name=_DASH, hotkey="n"),))


def _guide() -> Guide:
    items = (
        GuideItem(id="a", title=_DASH, method=Method.FLIP_CHART, minutes=1, probes=(_DASH,)),
        GuideItem(id="b", title=_DASH, method=Method.EACH, minutes=1, repeat_for="a"),
        GuideItem(id="o", title=_DASH, kind=Kind.OPENING, minutes=1),
    )
    section = GuideSection(part=Part.QUESTIONS, title=_DASH, items=items)
    return Guide(id="none", title=_DASH, sections=(section,))


def _dashes() -> StudyRecord:
    """Return two groups with a comment of every kind and valence, each text a dash."""
    sessions = tuple(
        Session(id=code, code=code, guide="none", kind=kind)
        for code, kind in (("G1", "staff"), ("G2", GroupKind.WORKSHOP))
    )
    seats = tuple(
        Seat(id=f"{session.id}-{n}", session=session.id, code=f"P{n}", department=_DASH, quote=1)
        for session in sessions
        for n in range(1, 8)
    )
    comments = tuple(
        Comment(
            id=f"{seat.id} {kind} {valence} {item}",
            session=seat.session,
            item=item,
            text=_DASH,
            seat=seat.id,
            kind=kind,
            valence=valence,
        )
        for seat in (seats[0], seats[7])
        for kind in CommentKind
        for valence in Valence
        for item in ("a", "b", "o")
    )
    tags = tuple(
        Tag(f"{comment.id} {code}", comment.id, vocabulary, code, "coder")
        for comment in comments
        for vocabulary, code in (
            (Vocabulary.ELEMENT, "none"),
            *((Vocabulary.AIM, aim) for aim in AIMS),
        )
    )
    return StudyRecord(
        study=Study("", _DASH),
        frame=_frame(),
        sessions=sessions,
        seats=seats,
        comments=comments,
        tags=tags,
        entries=tuple(ChartEntry(s.id, s.id, "a", 1.0, _DASH) for s in sessions),
        guides={"none": _guide()},
        worksheets={table: tuple(_rows(sheet)) for table, sheet in SHEETS.items()},
        wall=_wall(comments),
    )


def _wall(comments: tuple[Comment, ...]) -> Wall:
    """Return boards of every kind with a round of every kind, and each step once."""
    boards = tuple(
        Board(f"{kind} {element}", _DASH, kind, element, Step.TALLY, session="G1")
        for kind in BoardKind
        for element in ("", "none")
    )
    here = boards[0].id
    clusters = tuple(Cluster(n, here, name) for n, name in (("a", _DASH), ("b", "")))
    cards = [
        Card(f"{cluster} {n} {old}", here, _DASH, comment, cluster, old=old, source=source)
        for cluster in ("a", None)
        for n, comment in enumerate((None, comments[0].id, "elsewhere"))
        for old, source in ((0, ""), (1, ""), (1, _DASH))
    ]
    return Wall(
        boards=boards,
        cards=(*cards, Card("lone", here, _DASH, cluster="b")),
        clusters=clusters,
        names=(ClusterName("name", "a", _DASH),),
        joins=(ClusterJoin("asked", here, "a", "b", 1, 2),),
        votings=tuple(
            Voting(
                f"{kind} {several} {n} {ballots}", here, kind, n, state, 3, several, ballots=ballots
            )
            for kind in VotingKind
            for several in (0, 1)
            for n, state in ((1, VotingState.CLOSED), (2, VotingState.CALLED_OFF))
            for ballots in (1, 9)
        ),
        tallies=tuple(
            Tally(f"{kind} {several} {ballots} {c}", f"{kind} {several} 1 {ballots}", c, n, n)
            for kind in VotingKind
            for several in (0, 1)
            for ballots in (1, 9)
            for n, c in enumerate(("a", "b"), start=1)
        ),
        steps=tuple(KjStep(step, here, step, 60.0 * at) for at, step in enumerate(Step)),
        placements=tuple(Placement(cards[0].id, c, "here") for c in ("a", "b", "a")),
    )


def _skipping() -> StudyRecord:
    """Return a study whose steps are all left out."""
    rows = tuple(SkippedStep(each.key, step=each.key, reason=_DASH) for each in WORKSHEETS)
    return StudyRecord(Study("", _DASH), _frame(), worksheets={"skipped_step": rows})


def _rows(sheet: Sheet) -> Iterator[Record]:
    """Yield a row of a worksheet for each answer its columns can have, and one without any."""
    asked = columns(sheet.record)
    yield sheet.record("blank")
    for number in range(max([1, *(len(each.choices) for each in asked)])):
        said = {each.name: _DASH for each in asked if each.kind in WORDS}
        said |= {e.name: e.choices[number % len(e.choices)][0] for e in asked if e.choices}
        yield sheet.record(f"{number}", **said)  # type: ignore[arg-type]

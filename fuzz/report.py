"""The report: any text in any place of a study gives a sound .docx that runs and hides nothing."""

from __future__ import annotations

import io
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx_integrity import check as faults_of

from focusgroup.domain.comment import Comment, CommentKind, Tag, Valence, Voice
from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Method, Part
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import ChartEntry, ItemRun, ItemState, Seat, Session, Study
from focusgroup.domain.wall import (
    Board,
    Card,
    Cluster,
    ClusterJoin,
    ClusterName,
    KjStep,
    Step,
    Tally,
    Voting,
    VotingState,
    Wall,
)
from focusgroup.guide.library import load_frame
from focusgroup.report.errors import ExportRefused, ReportError
from focusgroup.report.gate import write_report
from focusgroup.report.readback import texts
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.record import WORDS, ColumnKind, Record, Value, columns
from fuzz.masking import room
from fuzz.target import Target

TODAY = date(2026, 11, 23)
FRAME = load_frame("crm-joined")
_FIELDS = re.compile(r"\s*(?:TOC|PAGE|NUMPAGES|SEQ|REF|PAGEREF|STYLEREF|DATE)\b[^\r\n]*")
_FIGURES = (ColumnKind.NUMBER, ColumnKind.PERCENT)
_NAME = re.compile(r"\bHallowtree\b")  # "Hallowtreerang" is nobody's name
_ACTIVE = ("vbaProject", "oleObject", "activeX", "attachedTemplate", "afChunk")


def record_of(pieces: list[str]) -> StudyRecord:
    """Return a study that says the given texts wherever a person can have typed one.

    Titles are never empty, for a guide without one is refused before.
    """
    said = cycle(pieces or [""])
    item = GuideItem(
        id="a", title=next(said) or "x", minutes=9, method=Method.FLIP_CHART, ask=next(said)
    )
    each = GuideItem(
        id="b",
        title=next(said) or "x",
        minutes=9,
        method=Method.EACH,
        repeat_for="a",
        ask=next(said),
    )
    section = GuideSection(part=Part.QUESTIONS, title=next(said) or "x", items=(item, each))
    guide = Guide(id="g", title=next(said) or "x", description=next(said), sections=(section,))
    sessions = [
        Session(
            id=f"s{n}", code=f"G{n}", guide="g", label=next(said), place=next(said), recording=1,
            moderator_unit=next(said), recording_use=next(said), recording_keeper=next(said),
            destroy_by=next(said), started_at=next(said), themes=next(said), surprises=next(said),
            contrasts=next(said), quotes_to_keep=next(said), guide_changes=next(said),
            clock_s=600.0, state="closed",
        )
        for n in (1, 2)
    ]  # fmt: skip
    seats = [
        Seat(f"s{g}p{n}", f"s{g}", f"P{n}", n, next(said), "manage", next(said), 1, 1, 1)
        for g in (1, 2)
        for n in range(1, 7)
    ]
    entries = [ChartEntry(f"e{n}", "s1", "a", float(n), next(said)) for n in (1, 2)]
    runs = [
        ItemRun("r1", "s1", "a", state=ItemState.DONE),
        ItemRun("r2", "s1", "b", "e1", 1.0, ItemState.DONE, working="yes", why=next(said)),
        ItemRun("r3", "s2", "b", None, 2.0, ItemState.SKIPPED, reason=next(said)),
    ]
    seat_of = cycle(seats)
    comments = []
    for n, (kind, valence) in enumerate([(k, v) for k in CommentKind for v in Valence]):
        seat = next(seat_of)
        comments.append(
            Comment(
                f"c{n}", seat.session, "a" if n % 2 else "b", next(said), seat=seat.id,
                entry="e1" if n % 3 == 0 and seat.session == "s1" else None,
                voice=Voice.SEAT, at_s=float(n), kind=kind, valence=valence, strong=n % 2,
                flags="role" if n % 5 == 0 else "",
            )
        )  # fmt: skip
    comments.sort(key=lambda comment: (comment.session, comment.at_s))
    keys = cycle(element.key for element in FRAME.elements)
    tags = [Tag(f"t{n}", c.id, "element", next(keys), "a") for n, c in enumerate(comments)]
    return StudyRecord(
        study=Study("study", next(said), next(said), glossary=next(said)),
        frame=FRAME, sessions=tuple(sessions), seats=tuple(seats), comments=tuple(comments),
        tags=tuple(tags), runs=tuple(runs), entries=tuple(entries), guides={"g": guide},
        worksheets={name: _rows(name, said) for name in SHEETS}, wall=_wall(said),
    )  # fmt: skip


def _rows(table: str, said: Iterator[str]) -> tuple[Record, ...]:
    """Return two rows of a worksheet: every word as given, every link to the first row."""
    record = SHEETS[table].record
    rows = []
    for number in range(2):
        values: dict[str, Value] = {}
        for each in columns(record):
            if each.kind in WORDS:
                values[each.name] = next(said)
            elif each.choices:
                values[each.name] = each.choices[number % len(each.choices)][0]
            elif each.kind in _FIGURES:
                values[each.name] = 3.0 + number
            elif each.kind is ColumnKind.DATE:
                values[each.name] = TODAY.isoformat()
            elif each.kind is ColumnKind.COMMENTS:
                values[each.name] = "c1 c2"
            elif each.to in SHEETS and (each.to != table or number):
                values[each.name] = f"{each.to}0"
        rows.append(record(f"{table}{number}", float(number), **values))
    return tuple(rows)


def _wall(said: Iterator[str]) -> Wall:
    """Return a board with two groups of a card each, one made from a comment, voted on once."""
    groups = ("k0", "k1")
    return Wall(
        boards=(Board("b", next(said), session="s1", step=Step.TALLY),),
        cards=(Card("w0", "b", next(said), cluster="k0", old=1, source=next(said)),
               Card("w1", "b", comment="c1", cluster="k1")),
        clusters=tuple(Cluster(key, "b", next(said), float(n)) for n, key in enumerate(groups)),
        names=(ClusterName("n", "k0", next(said)),),
        joins=(ClusterJoin("j", "b", "k0", "k1", 3, 6),),
        votings=(Voting("v", "b", state=VotingState.CLOSED, options="k0 k1", ballots=6),),
        tallies=(Tally("t0", "v", "k0", 12, 4), Tally("t1", "v", "k1", 6, 2)),
        steps=(KjStep("q", "b", Step.TALLY),),
    )  # fmt: skip


def check_report(pieces: list[str]) -> None:
    """Assert that a study of such texts is written, opens again and holds nothing that runs."""
    with tempfile.TemporaryDirectory(prefix="fuzz-report-") as place:
        path = Path(place) / "report.docx"
        try:
            write_report(record_of(pieces), path, names=None, today=TODAY)
        except ReportError as error:
            raise AssertionError("the report was refused") from error
        content = path.read_bytes()
        assert faults_of(str(path)) == []
        _check_gate(record_of(pieces), path)
    document = docx.Document(io.BytesIO(content))
    assert any(p.style is not None and p.style.name == "Title" for p in document.paragraphs)
    for _, text in texts(io.BytesIO(content)):
        assert not any(unicodedata.category(c) == "Cc" and c not in "\t\n" for c in text)
    _check_parts(content)


def _check_gate(record: StudyRecord, path: Path) -> None:
    """Searched for names, the same study is written again or leaves the file that stood there."""
    before = path.read_bytes()
    try:
        write_report(record, path, names=room(), today=TODAY)
    except ExportRefused as error:
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path], "a half-written file is left"
        assert error.places
        assert not any(_NAME.search(place) for place in error.places)


def _check_parts(content: bytes) -> None:
    """No field, formula, link or object is made of what somebody said."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert not any(word in name for word in _ACTIVE)
            raw = archive.read(name)
            if name.endswith((".xml", ".rels")):
                assert b'TargetMode="External"' not in raw, "a typed link became a link"
                for code in parse_xml(raw).iter(qn("w:instrText")):
                    assert _FIELDS.fullmatch(code.text or ""), "a typed text became a field"
            elif name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(raw)) as book:
                    assert all(b"<f>" not in book.read(each) for each in book.namelist())


def check(data: bytes) -> None:
    """Take bytes for texts, a line feed between each two."""
    check_report(
        [piece.replace("\x1e", "\n") for piece in data.decode("utf-8", "replace").split("\n")]
    )


def _seeds() -> Iterable[bytes]:
    for text in (
        "We ring back the same day.",
        "Wren Hallowtree rang\nNorwell Homes\nwell",
        '=HYPERLINK("http://x.example","y")\n+1+1\n-2\n@SUM(A1)\n=cmd|calc',
        "\x1b[31mred\x1b[0m\n\x00\x07\x08\n\u202eback\n\ud7ff\ufffe",
        "</w:t><w:br/>\n&amp;<!--\n]]>\n{ TOC \\o }\n%s {0}",
        "<w:instrText>DDEAUTO c</w:instrText>\nשלום\n👩‍👩‍👧‍👦\ne\u0301\u0301",
        "x" * 400 + "\n \n\n\x1e\x1e\t",
    ):
        yield text.encode("utf-8", "surrogatepass")


TARGET = Target(
    "report",
    check,
    _seeds,
    longest=800,
    words=(
        "\x1b[",
        "</w:t>",
        "]]>",
        "&#0;",
        "=1+1",
        "{ DDE ",
        "\u202e",
        "\ufffe",
        "\x1e",
        "http://",
    ),
)

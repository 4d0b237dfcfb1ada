"""Study records for tests: a small builder, and the sample study with its names left out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from focusgroup.domain.comment import Comment, CommentKind, Tag, Valence, Vocabulary, Voice
from focusgroup.domain.element import Element, Frame
from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Kind, Method, Part
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import ChartEntry, ItemRun, ItemState, Seat, Session, Study, Tick

SAMPLE = Path(__file__).parents[2] / "src/focusgroup/exchange/sample"

FRAME = Frame(
    id="crm-joined",
    name="People, process, procedures, technology, programs, systems",
    elements=tuple(
        Element(key=key, name=key.capitalize(), hotkey=hotkey)
        for key, hotkey in [
            ("people", "p"),
            ("process", "c"),
            ("procedures", "r"),
            ("technology", "t"),
            ("programs", "g"),
            ("systems", "s"),
        ]
    ),
)


def guide(**changes: Any) -> Guide:
    """A short strategy-reset guide with every part."""
    items = {
        "intro": GuideItem(
            id="intro", title="Welcome", kind=Kind.SCRIPT, method="script", minutes=5
        ),
        "opening": GuideItem(id="opening", title="Round the table", kind=Kind.OPENING, minutes=6),
        "a": GuideItem(
            id="a",
            title="What we do now",
            method=Method.FLIP_CHART,
            minutes=15,
            ask="What approach or approaches does your department use to do this?",
            probes=("Who taught you that?", "Is it written down anywhere?"),
        ),
        "b": GuideItem(
            id="b",
            title="Is it working?",
            method=Method.EACH,
            minutes=25,
            repeat_for="a",
            ask="Do you believe it is working? Has it been helpful to you in your contacts with "
            "customers? Why or why not?",
        ),
        "c": GuideItem(
            id="c",
            title="What should change",
            minutes=20,
            ask="What should the organisation do to create, maintain and expand relationships?",
        ),
        "summary": GuideItem(
            id="summary", title="Have we got it right?", kind=Kind.SUMMARY, minutes=5
        ),
    }
    return Guide(
        id="strategy-reset",
        title="CRM strategy reset",
        sections=(
            GuideSection(part=Part.INTRODUCTIONS, title="Welcome", items=(items["intro"],)),
            GuideSection(
                part=Part.QUESTIONS,
                title="Questions",
                items=tuple(items[key] for key in ("opening", "a", "b", "c", "summary")),
            ),
        ),
        **changes,
    )


@dataclass
class Builder:
    """Puts a record together line by line; every seat agrees to be quoted unless told not to."""

    study: Study = field(default_factory=lambda: Study(id="study", title="CRM strategy reset"))
    frame: Frame = FRAME
    guides: dict[str, Guide] = field(default_factory=lambda: {"guide": guide()})
    sessions: dict[str, Session] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    entries: list[ChartEntry] = field(default_factory=list)
    runs: list[ItemRun] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)

    def session(self, code: str = "G1", **fields: Any) -> Session:
        """A session that ran the guide."""
        fields.setdefault("guide", "guide")
        self.sessions[code] = Session(id=f"session-{code}", code=code, **fields)
        return self.sessions[code]

    def seat(self, where: str, **fields: Any) -> Seat:
        """A seat by its code in reports, such as "G1-P3"."""
        group, _, code = where.partition("-")
        if group not in self.sessions:
            self.session(group)
        fields = {"take_part": 1, "record": 1, "quote": 1, **fields}
        self.seats[where] = Seat(
            id=f"seat-{where}", session=f"session-{group}", code=code, place=0, **fields
        )
        return self.seats[where]

    def say(
        self,
        where: str,
        text: str,
        *,
        item: str = "b",
        valence: Valence = Valence.NEUTRAL,
        elements: tuple[str, ...] = (),
        aims: tuple[str, ...] = (),
        also: tuple[str, ...] = (),
        **fields: Any,
    ) -> Comment:
        """A comment of a seat ("G1-P3"), of the room ("G1*") or of an unknown speaker ("G1?")."""
        number = len(self.comments) + 1
        group = where.partition("-")[0].rstrip("*?")
        if group not in self.sessions:
            self.session(group)
        for seat in (where, *also) if "-" in where else ():
            if seat not in self.seats:
                self.seat(seat)
        voice = {"*": Voice.ROOM, "?": Voice.UNKNOWN}.get(where[-1], Voice.SEAT)
        comment = Comment(
            id=f"comment-{number:06d}",
            session=f"session-{group}",
            item=item,
            text=text,
            seat=f"seat-{where}" if "-" in where else None,
            with_seats=" ".join(f"seat-{seat}" for seat in also),
            **{"voice": voice, "valence": valence, "at_s": 60.0 * number, **fields},
        )
        self.comments.append(comment)
        for vocabulary, codes in ((Vocabulary.ELEMENT, elements), (Vocabulary.AIM, aims)):
            for code in codes:
                self.tag(comment, code, vocabulary=vocabulary)
        return comment

    def tag(
        self, comment: Comment, code: str, *, vocabulary: str = Vocabulary.ELEMENT, coder: str = "a"
    ) -> None:
        """One coder's tag."""
        self.tags.append(Tag(f"tag-{len(self.tags)}", comment.id, vocabulary, code, coder))

    def line(self, group: str, text: str, *, item: str = "a") -> ChartEntry:
        """A flip-chart line, at the end of the list."""
        entry = ChartEntry(
            f"entry-{len(self.entries)}", f"session-{group}", item, float(len(self.entries)), text
        )
        self.entries.append(entry)
        return entry

    def run(self, group: str, item: str, **fields: Any) -> ItemRun:
        """A step of the guide as run."""
        fields = {"state": ItemState.DONE, "position": float(len(self.runs)), **fields}
        step = ItemRun(id=f"run-{len(self.runs)}", session=f"session-{group}", item=item, **fields)
        self.runs.append(step)
        return step

    def record(self) -> StudyRecord:
        """The record, comments by session and time as the store gives them."""
        order = list(self.sessions)
        at = {session.id: order.index(code) for code, session in self.sessions.items()}
        return StudyRecord(
            study=self.study,
            frame=self.frame,
            sessions=tuple(self.sessions.values()),
            seats=tuple(self.seats.values()),
            comments=tuple(sorted(self.comments, key=lambda c: (at[c.session], c.at_s))),
            tags=tuple(self.tags),
            runs=tuple(self.runs),
            entries=tuple(self.entries),
            ticks=tuple(self.ticks),
            guides=self.guides,
        )


_ASKS = {
    "a": "What approach or approaches does your department use to do this?",
    "measures": "How does anyone know whether you did well by a customer?",
    "d": "How does your own job matter to a customer? When did you last hear that it had?",
    "c": "What do you think the organisation should do to create, maintain and expand customer "
    "relationships?",
    "journey": "Where along the way do customers feel best? Worst?",
    "ending": "Of everything said today, what one thing matters most to you?",
    "summary": "Is that a fair summary? What did we miss?",
}
_BELIEVE = (
    "Do you believe it is working? Has it been helpful to you in your contacts with customers?"
)


def sample_guide() -> Guide:
    """The sample study's guide: its questions by id, title and minutes."""
    pattern = re.compile(r"^### ([\w:-]+): (.+) \((\d+) minutes")
    found = (pattern.match(line) for line in (SAMPLE / "guide.md").read_text().splitlines())
    kinds = {"opening": Kind.OPENING, "ending": Kind.ENDING, "summary": Kind.SUMMARY}
    questions = tuple(
        GuideItem(
            id=match[1],
            title=match[2],
            minutes=float(match[3]),
            kind=kinds.get(match[1], Kind.KEY),
            method=Method.FLIP_CHART if match[1] == "a" else Method.DISCUSS,
            ask=_ASKS.get(match[1], _BELIEVE if match[1].startswith("b:") else ""),
            probes=("Would you explain further?", "Would you give an example?"),
        )
        for match in found
        if match
    )
    welcome = GuideItem(
        id="welcome", title="Welcome and introductions", kind=Kind.SCRIPT, method="script",
        minutes=5, say="Hello and thank you for coming.",
    )  # fmt: skip
    return Guide(
        id="marlow-pike",
        title="Marlow & Pike CRM strategy reset",
        sections=(
            GuideSection(part=Part.INTRODUCTIONS, title="Welcome", items=(welcome,)),
            GuideSection(part=Part.QUESTIONS, title="Questions", items=questions),
        ),
    )


def sample() -> Builder:
    """The sample study as if typed and masked: every term of expected_masks.csv is replaced."""
    import csv

    rows = list(csv.DictReader((SAMPLE.parents[3] / "tests/data/expected_masks.csv").open()))
    terms = sorted({row["term"] for row in rows}, key=len, reverse=True)
    names = [row["name"].split()[0] for row in csv.DictReader((SAMPLE / "roster.csv").open())]
    known = re.compile(r"\b(" + "|".join(map(re.escape, [*terms, *names])) + r")(?!\w)")
    study = Study(
        id="study",
        title="Marlow & Pike: CRM strategy reset",
        purpose="To hear from those who deal with customers, directly or through someone else, "
        "what wins, keeps and grows relationships, and what gets in the way",
    )
    built = Builder(study=study, guides={"guide": sample_guide()})
    labels = {"G1": "customer contact", "G2": "sales and marketing", "G3": "support functions"}
    for code, label in labels.items():
        built.session(
            code,
            label=label,
            moderator_unit="an outside firm",
            recording=1,
            recording_use="to check the notes",
            recording_keeper="the note-taker",
            destroy_by="2027-01-31",
            started_at="2026-11-12T10:00:00",
            clock_s=5340.0,
            place="Training room",
        )
    for row in csv.DictReader((SAMPLE / "roster.csv").open()):
        built.seat(
            f"{row['group']}-{row['seat']}",
            department=row["department"],
            tenure=row["tenure_band"],
        )
    for line in (SAMPLE / "comments.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        seat = "*" if row["seat"] == "?" else f"-{row['seat']}"
        built.say(
            f"{row['group']}{seat}",
            known.sub("[name]", row["text"]),
            item=row["guide_item"],
            valence=Valence(row["valence"]),
            elements=tuple(row["elements"]),
            at_s=float(row["t_seconds"]),
            kind=CommentKind.PARAPHRASE if seat == "*" else CommentKind.VERBATIM,
        )
    return built

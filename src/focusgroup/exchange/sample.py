"""Replays a folder of notes through the same door a typed comment uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from focusgroup.capture.line import unparse
from focusgroup.domain.comment import CommentKind, DraftComment, Valence, Voice
from focusgroup.domain.element import Frame
from focusgroup.domain.guide import Guide
from focusgroup.exchange.errors import ImportRefused
from focusgroup.exchange.roster import RosterRow, read_roster, read_words
from focusgroup.guide.library import load_frame
from focusgroup.guide.markdown import parse_markdown
from focusgroup.room.clock import Instant
from focusgroup.room.names import NameCards
from focusgroup.room.room import NOTE_TAKER, Room
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session, remarks
from focusgroup.store.cipher import FileKey
from focusgroup.store.study_file import StudyFile

SHIPPED = Path(__file__).with_name("sample")


class SampleComment(BaseModel):
    """One line of comments.jsonl."""

    model_config = ConfigDict(extra="forbid")

    group: str = Field(min_length=1)
    seat: str = Field(pattern=r"^(P?\d{1,2}|\?)$", description="P1 to P99, or ? for the room")
    t_seconds: float = Field(ge=0, le=100_000)
    guide_item: str = ""
    text: str = Field(max_length=100_000)
    valence: Literal["strength", "weakness", "idea", "neutral", "mixed"] = "neutral"
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Sample:
    """A folder's content, in memory."""

    comments: tuple[SampleComment, ...]
    roster: tuple[RosterRow, ...]
    guide: Guide
    never_write: tuple[str, ...]
    frame: Frame

    def names(self, group: str) -> NameCards:
        """Return the name cards of one group; people of other groups carry their group's code."""
        own = [r for r in self.roster if r.group == group]
        return NameCards(
            cards={r.seat: r.card for r in own},
            elsewhere=[r.person(group) for r in self.roster if r.group != group],
            never_write=list(self.never_write),
        )


def read_sample(folder: Path) -> Sample:
    """Read comments.jsonl, roster.csv, guide.md and, if there, never_write.txt (one a line).

    Raises ImportRefused with file and line.
    """
    guide_file = folder / "guide.md"
    words = folder / "never_write.txt"
    frame = load_frame("crm-joined")
    return Sample(
        comments=tuple(_comments(folder / "comments.jsonl", frame)),
        roster=tuple(read_roster(folder / "roster.csv")),
        guide=parse_markdown(_text(guide_file), file=str(guide_file)).guide,
        never_write=tuple(read_words(words) if words.exists() else ()),
        frame=frame,
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ImportRefused(path, 0, f"cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ImportRefused(path, 0, "is not UTF-8 text.") from None


def _comments(path: Path, frame: Frame) -> Iterable[SampleComment]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            comment = SampleComment.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"]) or "the line"
            raise ImportRefused(path, number, f"{where}: {first['msg']}.") from None
        unknown = [e for e in comment.elements if frame.element(e) is None]
        if unknown:
            known = ", ".join(e.key for e in frame.elements)
            raise ImportRefused(path, number, f"unknown element; expected one of {known}.")
        yield comment


class _ReplayClock:
    """Session seconds as the notes tell them, instead of the present."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> Instant:
        return Instant(self.seconds, self.seconds)


def import_sample(
    folder: Path,
    out: Path,
    *,
    title: str = "",
    told: Callable[[int, int], None] | None = None,
    key: FileKey | None = None,
) -> tuple[Path, dict[str, NameCards]]:
    """Make a study file from a folder; return it and the names by session id (memory only).

    With a key, the study is encrypted from its first byte on.

    `told(done, of)` is called after each comment, for a progress bar.
    """
    sample = read_sample(folder)
    groups: dict[str, list[SampleComment]] = {}
    for comment in sample.comments:
        groups.setdefault(comment.group, []).append(comment)
    seated = {row.group for row in sample.roster}
    if missing := [number for number, group in enumerate(groups, start=1) if group not in seated]:
        raise ImportRefused(
            folder / "roster.csv", 0, f"seats nobody of group {missing[0]} of comments.jsonl."
        )
    plans = {group: _plan(sample, group) for group in groups}
    for plan in plans.values():
        for stop in (remark for remark in remarks(plan) if remark.stops):
            raise ImportRefused(folder, 0, f"{stop.field}: {stop.sentence}")
    names: dict[str, NameCards] = {}
    done = 0
    with StudyFile.create(
        out,
        title=title or f"Study of {len(groups)} groups",
        frame=sample.frame,
        purpose="Reset the CRM strategy by listening to the staff who create, manage and expand "
        "customer relationships.",
        key=key,
    ) as study_file:
        for group, comments in groups.items():
            session, _ = make_session(study_file, plans[group], sample.guide)
            cards = names[session.id] = sample.names(group)
            clock = _ReplayClock()
            room = Room(study_file, session.id, actor=NOTE_TAKER, names=cards, clock_source=clock)
            room.agenda.start()
            _read_out(room, clock, comments[0])
            for comment in comments:
                clock.seconds = comment.t_seconds
                _replay(room, comment)
                done += 1
                if told is not None:
                    told(done, len(sample.comments))
            room.agenda.close()
            room.close()
    return out, names


def _plan(sample: Sample, group: str) -> SessionPlan:
    own = [r for r in sample.roster if r.group == group]
    return SessionPlan(
        code=group,
        label=f"Group {group}",
        minutes=sample.guide.length,
        recording=True,
        recording_use="checking that the notes are right",
        recording_keeper="the note-taker",
        destroy_by="2027-03-31",
        moderator_unit="outside the company",
        never_write=list(sample.never_write),
        seats=[
            SeatPlan(
                card=r.card,
                department=r.department,
                tenure=r.tenure,
                take_part=True,
                record=True,
                quote=True,
                code=r.seat,
            )
            for r in own
        ],
    )


def _read_out(room: Room, clock: _ReplayClock, first: SampleComment) -> None:
    """Go through the scripts that stand before the first question, in the time they took."""
    before = list(takewhile(lambda run: run.item != first.guide_item, room.desk.runs))
    planned = sum(run.minutes for run in before) or 1.0
    for run in before[: len(before) if len(before) < len(room.desk.runs) else 0]:
        clock.seconds += first.t_seconds * run.minutes / planned
        room.agenda.next()


def _replay(room: Room, comment: SampleComment) -> None:
    """Move the guide to the comment's question and take it down as if it were typed."""
    run = next((r for r in room.desk.runs if r.item == comment.guide_item), None)
    if run is not None:
        room.agenda.go(run.id)
    room.notes.note(unparse(_draft(comment)))


def _draft(comment: SampleComment) -> DraftComment:
    whole_room = comment.seat == "?"
    return DraftComment(
        text=comment.text,
        voice=Voice.ROOM if whole_room else Voice.SEAT,
        seats=() if whole_room else (int(comment.seat.removeprefix("P")),),
        valence=Valence(comment.valence),
        kind=CommentKind.PARAPHRASE if whole_room else CommentKind.VERBATIM,
        elements=comment.elements,
    )

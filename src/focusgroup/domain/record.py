"""A whole study in memory, as analysis and report read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.element import Frame
from focusgroup.domain.guide import Guide
from focusgroup.domain.session import ChartEntry, ItemRun, KeptGuide, Seat, Session, Study, Tick
from focusgroup.domain.wall import Wall


@dataclass(frozen=True)
class StudyRecord:
    """Every living row of one or all sessions; deleted rows are not in it."""

    study: Study
    frame: Frame
    sessions: tuple[Session, ...] = ()
    seats: tuple[Seat, ...] = ()
    comments: tuple[Comment, ...] = ()  # by session code, then session seconds
    tags: tuple[Tag, ...] = ()
    runs: tuple[ItemRun, ...] = ()
    entries: tuple[ChartEntry, ...] = ()
    ticks: tuple[Tick, ...] = ()
    withdrawn: tuple[Seat, ...] = ()  # stubs of seats that have withdrawn: code and group only
    guides: dict[str, Guide] = field(default_factory=dict)  # by kept guide id
    kept_guides: tuple[KeptGuide, ...] = ()
    worksheets: Mapping[str, tuple[object, ...]] = field(default_factory=dict)  # rows by table
    wall: Wall = field(default_factory=Wall)

    @cached_property
    def seat_by_id(self) -> dict[str, Seat]:
        """Seats by id."""
        return {seat.id: seat for seat in self.seats}

    @cached_property
    def session_by_id(self) -> dict[str, Session]:
        """Sessions by id."""
        return {session.id: session for session in self.sessions}

    @cached_property
    def tags_of(self) -> dict[str, list[Tag]]:
        """Tags by comment id."""
        tags: dict[str, list[Tag]] = defaultdict(list)
        for tag in self.tags:
            tags[tag.comment].append(tag)
        return tags

    def seat_name(self, seat_id: str | None, *, with_group: bool = True) -> str:
        """Return what a seat is called in a report, such as "G1-P3"; "" for none."""
        seat = self.seat_by_id.get(seat_id or "")
        if seat is None:
            return ""
        return f"{self.session_by_id[seat.session].code}-{seat.code}" if with_group else seat.code

    def guide_of(self, session: Session) -> Guide | None:
        """Return the guide a session ran with."""
        return self.guides.get(session.guide)

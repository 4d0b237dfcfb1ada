"""The comments under review, held in memory and kept fresh row by row.

A key press changes a handful of rows; reading 10,000 again for each would take a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from focusgroup.domain.comment import Comment, CommentKind, Tag, Vocabulary, Voice
from focusgroup.domain.guide import Kind
from focusgroup.domain.session import ChartEntry, Seat, Session
from focusgroup.store.feed import Feed

if TYPE_CHECKING:
    from focusgroup.domain.guide import GuideItem
    from focusgroup.domain.record import StudyRecord
    from focusgroup.store.study_file import StudyFile

# What the team wrote for itself is read here but never counted as tagged or untagged.
_TEAM_KINDS = frozenset({CommentKind.OBSERVATION, CommentKind.QUESTION})


@dataclass
class News:
    """What `CommentLedger.take_over` found changed, as comment ids."""

    changed: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.gone)


class CommentLedger:
    """Comments of one session, or of all, with what is needed to show, filter and count them."""

    def __init__(self, study_file: StudyFile, session_id: str | None) -> None:
        self.file = study_file
        self.session_id = session_id
        self.frame = study_file.frame
        self.feed = Feed(study_file)
        record = self.record()
        self.sessions: dict[str, Session] = dict(record.session_by_id)
        self.seats: dict[str, Seat] = dict(record.seat_by_id)
        self.entries: dict[str, ChartEntry] = {e.id: e for e in record.entries}
        self.items: dict[tuple[str, str], GuideItem] = {}
        for session in record.sessions:
            self._learn_guide(session)
        self.comments: dict[str, Comment] = {c.id: c for c in record.comments}
        self.tags: dict[str, dict[str, Tag]] = {}
        self._home: dict[str, str] = {}  # tag id to comment id
        for tag in record.tags:
            self._put_tag(tag)
        self._counted: set[str] = set()
        self._tagged: set[str] = set()
        for comment_id in self.comments:
            self._count(comment_id)

    def record(self) -> StudyRecord:
        """Read everything in scope anew, for the tallies."""
        return self.file.record(None if self.session_id is None else [self.session_id])

    def _learn_guide(self, session: Session) -> None:
        guide = self.file.guide_of(session)
        self.items |= {(session.id, item.id): item for item in guide.items()}

    # What another window, or this one, has changed

    def take_over(self, rows: Iterable[tuple[str, str]]) -> News:
        """Read (table, row id) again and return which comments look different now."""
        news = News()
        for table, row_id in dict.fromkeys(rows):
            if table == "comment":
                self._read_comment(row_id, news)
            elif table == "tag":
                self._read_tag(row_id, news)
            elif table == "seat":
                self._read_seat(row_id)
            elif table == "session":
                self._read_session(row_id)
            elif table == "erasure":
                self._read_withdrawn(news)
            elif table == "chart_entry":
                entry = self.file.row(ChartEntry, row_id)
                if entry is not None:
                    self.entries[row_id] = entry
        for comment_id in news.changed | news.added:
            self._count(comment_id)
        return news

    def _read_comment(self, row_id: str, news: News) -> None:
        comment = self.file.row(Comment, row_id)
        if comment is not None and comment.session in self.sessions:
            (news.changed if row_id in self.comments else news.added).add(row_id)
            self.comments[row_id] = comment
            if row_id in news.added:  # undo of a removal: its tags never went away
                for tag in self.file.rows(Tag, "comment = ?", (row_id,)):
                    self._put_tag(tag)
        elif self.comments.pop(row_id, None) is not None:
            news.gone.add(row_id)
            news.changed.discard(row_id)
            self._counted.discard(row_id)
            self._tagged.discard(row_id)

    def _read_withdrawn(self, news: News) -> None:
        """Drop what a withdrawal took, which may be more than its own lines tell of."""
        living = self.file.living_ids(Comment)
        for row_id in self.comments.keys() - living:
            self._read_comment(row_id, news)
        entries = self.file.living_ids(ChartEntry)
        self.entries = {key: entry for key, entry in self.entries.items() if key in entries}

    def _read_tag(self, row_id: str, news: News) -> None:
        tag = self.file.row(Tag, row_id)
        home = self._home.get(row_id) or (tag.comment if tag else "")
        if home not in self.comments:
            return
        if tag is None:
            self.tags.get(home, {}).pop(row_id, None)
        else:
            self._put_tag(tag)
        if home not in news.added:
            news.changed.add(home)

    def _read_seat(self, row_id: str) -> None:
        seat = self.file.row(Seat, row_id)
        if seat is not None and seat.session in self.sessions:
            self.seats[row_id] = seat

    def _read_session(self, row_id: str) -> None:
        if self.session_id not in {None, row_id}:
            return
        session = self.file.row(Session, row_id)
        if session is None:
            return
        fresh = row_id not in self.sessions
        self.sessions[row_id] = session
        if fresh:
            self._learn_guide(session)

    def _put_tag(self, tag: Tag) -> None:
        self.tags.setdefault(tag.comment, {})[tag.id] = tag
        self._home[tag.id] = tag.comment

    def _count(self, comment_id: str) -> None:
        comment = self.comments[comment_id]
        keep = self._counted.add if self._is_counted(comment) else self._counted.discard
        keep(comment_id)
        mark = self._tagged.add if self.elements_of(comment_id) else self._tagged.discard
        mark(comment_id)

    def _is_counted(self, comment: Comment) -> bool:
        """The same comments as the report counts: what participants said, openings aside."""
        if comment.kind in _TEAM_KINDS or comment.voice == Voice.TEAM:
            return False
        item = self.items.get((comment.session, comment.item))
        return item is None or item.kind is not Kind.OPENING

    # Reading

    @property
    def tagged(self) -> int:
        """Counted comments that carry an element."""
        return len(self._counted & self._tagged)

    @property
    def counted(self) -> int:
        """Comments that ought to carry one."""
        return len(self._counted)

    def is_untagged(self, comment_id: str) -> bool:
        """Tell whether a comment that counts carries no element yet (feature row 4.01)."""
        return comment_id in self._counted and comment_id not in self._tagged

    def home_of(self, tag_id: str) -> str | None:
        """Return the comment a tag stands on, taken-off tags included."""
        return self._home.get(tag_id)

    def codes_of(self, comment_id: str, vocabulary: Vocabulary) -> set[str]:
        """Return a comment's codes; two coders' same tag is one code."""
        held = self.tags.get(comment_id)
        return {t.code for t in held.values() if t.vocabulary == vocabulary} if held else set()

    def elements_of(self, comment_id: str) -> set[str]:
        """Return the elements a comment is tagged to, by anybody."""
        return self.codes_of(comment_id, Vocabulary.ELEMENT)

    def aims_of(self, comment_id: str) -> set[str]:
        """Return the aims a comment is tagged to (feature row 1.38)."""
        return self.codes_of(comment_id, Vocabulary.AIM)

    def in_order(self) -> list[Comment]:
        """Return the comments by session, then as they fell."""
        codes = sorted(self.sessions.values(), key=lambda s: (len(s.code), s.code))
        place = {session.id: at for at, session in enumerate(codes)}
        return sorted(self.comments.values(), key=lambda c: (place[c.session], c.at_s, c.id))

    def seat_code(self, seat_id: str | None) -> str:
        """Return a seat's code with its group's where several groups are shown."""
        seat = self.seats.get(seat_id or "")
        if seat is None:
            return "?"
        if self.session_id is not None:
            return seat.code
        return f"{self.sessions[seat.session].code}-{seat.code}"

    def who(self, comment: Comment) -> str:
        """Return who said it, as in the stream: P3, P3>P5, room, team or ?."""
        if comment.seat is None:
            word = comment.voice if comment.voice in {Voice.ROOM, Voice.TEAM} else "?"
            code = "" if self.session_id else f"{self.sessions[comment.session].code} "
            return f"{code}{word}"
        answered = self.seats.get(comment.answers or "")
        return self.seat_code(comment.seat) + (f">{answered.code}" if answered else "")

    def question(self, comment: Comment) -> str:
        """Return the title of the question a comment fell under, and the entry it is about."""
        item = self.items.get((comment.session, comment.item))
        entry = self.entries.get(comment.entry or "")
        title = item.title if item else comment.item
        return f"{title}: {entry.text}" if entry else title

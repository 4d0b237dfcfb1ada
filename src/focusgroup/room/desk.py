"""What every part of a live session works on: one session's rows, kept fresh in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.guide import Guide, GuideItem
from focusgroup.domain.session import ChartEntry, ItemRun, Seat, Session, Tick
from focusgroup.store.errors import StoreError
from focusgroup.store.feed import Feed
from focusgroup.store.tables import TABLES

if TYPE_CHECKING:
    from focusgroup.store.change_log import Act, Change
    from focusgroup.store.study_file import StudyFile

Touched = Iterable[tuple[str, str]]


def _nobody(_changes: list[Change]) -> None:
    return


class Desk:
    """One session's rows. Everything that writes goes through `act` and then `refresh`."""

    def __init__(self, study_file: StudyFile, session_id: str, actor: str) -> None:
        self.file = study_file
        self.session_id = session_id
        self.actor = actor
        self.frame = study_file.frame
        # Before anything is read: what is written meanwhile is read twice rather than never.
        self._feed = Feed(study_file)
        self._untold: list[Change] = []
        # What hangs on these rows beside them (clock, turns) follows whenever they do.
        self.follower: Callable[[list[Change]], None] = _nobody
        self.session = self._load_session()
        self.guide: Guide = study_file.guide_of(self.session)
        self.reload()

    def reload(self) -> None:
        """Read every row of the session anew."""
        study_file, session_id = self.file, self.session_id
        self.session = self._load_session()
        self.seats: dict[str, Seat] = {s.id: s for s in study_file.seats(session_id)}
        # Numbers nobody may be given again, and nothing is taken down for.
        self.withdrawn = {s.number: s for s in study_file.withdrawn_seats(session_id)}
        self.comments: dict[str, Comment] = {c.id: c for c in study_file.comments(session_id)}
        self.tags: dict[str, dict[str, Tag]] = {}
        self._tagged: dict[str, str] = {}  # comment id by tag id
        self.hold(*study_file.tags(session_id))
        own = ("session = ?", (session_id,))
        self._runs = {r.id: r for r in study_file.rows(ItemRun, *own)}
        self._entries = {e.id: e for e in study_file.rows(ChartEntry, *own)}
        self._ticks = {t.id: t for t in study_file.rows(Tick, *own)}

    def _load_session(self) -> Session:
        session = self.file.row(Session, self.session_id)
        if session is None:
            raise StoreError("This session was taken away in another window. Go back to the study.")
        return session

    @contextmanager
    def act(self, label: str) -> Iterator[Act]:
        """Open one undoable action of this window's person.

        The block holds the write lock and finds here what any other window has written before it:
        what it decides, it decides inside, so that two windows cannot both take the same place.
        """
        with self.file.act(label, actor=self.actor, session=self.session_id) as act:
            self.take_over()
            yield act
            last = self.file.log.last_number()
        self._feed.pass_over(last)  # what this desk wrote itself is no news to it

    def take_over(self) -> None:
        """Read again what others have written since; `news` tells of it later."""
        changes = self._feed.news()
        if changes:
            self._untold += changes
            self.refresh((c.row_table, c.row_id) for c in changes)
            self.follower(changes)

    def news(self) -> list[Change]:
        """Take over, and return everything taken over that was not returned yet."""
        self.take_over()
        told, self._untold = self._untold, []
        return told

    def know(self, act: str) -> None:
        """Take over an action of this desk's own, an undo, which is no news to it."""
        self.take_over()
        self._untold = [change for change in self._untold if change.act != act]

    def refresh(self, touched: Touched) -> None:
        """Read rows again that this or another window has changed."""
        touched = set(touched)
        if any(name == "erasure" for name, _ in touched):
            self.reload()  # a withdrawal reaches more rows than it lists, and none may stay here
            return
        # Tags last: a tag is shown only where its comment is known already.
        for name, row_id in sorted(touched, key=lambda row: row[0] == "tag"):
            if name == "session" and row_id == self.session_id:
                self.session = self._load_session()
            elif name == "tag":
                self._refresh_tag(row_id)
            else:
                self._refresh_row(name, row_id)

    def _refresh_row(self, name: str, row_id: str) -> None:
        held: dict[str, dict[str, object]] = {
            "seat": self.seats,  # type: ignore[dict-item]
            "comment": self.comments,  # type: ignore[dict-item]
            "item_run": self._runs,  # type: ignore[dict-item]
            "chart_entry": self._entries,  # type: ignore[dict-item]
            "tick": self._ticks,  # type: ignore[dict-item]
        }
        rows = held.get(name)
        if rows is None:
            return
        row = self.file.row(TABLES[name].record, row_id)
        if row is None or row.session != self.session_id:
            rows.pop(row_id, None)
        else:
            rows[row_id] = row

    def _refresh_tag(self, row_id: str) -> None:
        tag = self.file.row(Tag, row_id)
        self.tags.get(self._tagged.get(row_id, ""), {}).pop(row_id, None)
        if tag is not None and tag.comment in self.comments:
            self.hold(tag)

    def hold(self, *rows: Comment | Tag) -> None:
        """Take over comments and tags just as they were written."""
        for row in rows:
            if isinstance(row, Comment):
                self.comments[row.id] = row
            else:
                self.tags.setdefault(row.comment, {})[row.id] = row
                self._tagged[row.id] = row.comment

    @property
    def runs(self) -> list[ItemRun]:
        """The agenda in order."""
        return sorted(self._runs.values(), key=lambda r: (r.position, r.id))

    def entries(self, item: str) -> list[ChartEntry]:
        """Return a flip chart's lines in order."""
        mine = (e for e in self._entries.values() if e.item == item)
        return sorted(mine, key=lambda e: (e.position, e.id))

    def entry(self, entry_id: str | None) -> ChartEntry | None:
        """Return one flip-chart line."""
        return self._entries.get(entry_id or "")

    @property
    def ticks(self) -> list[Tick]:
        """Checklist lines done and probes used, in order."""
        return sorted(self._ticks.values(), key=lambda t: (t.at_s, t.id))

    @property
    def in_hand(self) -> ItemRun | None:
        """The run the group is at now."""
        return self._runs.get(self.session.item)

    def item_of(self, run: ItemRun) -> GuideItem:
        """Return the guide item of a run; a run is only ever made from one."""
        item = self.guide.item(run.item)
        if item is None:
            raise StoreError(f"The kept guide has no item {run.item}. Run: focusgroup doctor FILE")
        return item

    def seat_numbered(self, number: int) -> Seat | None:
        """Return the seat a note-taker means by a number."""
        return next((s for s in self.seats.values() if s.number == number), None)

    def element_codes(self, comment_id: str) -> tuple[str, ...]:
        """Return the elements a comment is tagged to, by anybody, in the frame's order."""
        codes = {
            t.code for t in self.tags.get(comment_id, {}).values() if t.vocabulary == "element"
        }
        return tuple(e.key for e in self.frame.elements if e.key in codes)

    def aim_codes(self, comment_id: str) -> tuple[str, ...]:
        """Return the aims (create, maintain, expand) a comment is tagged to."""
        return tuple(
            sorted(t.code for t in self.tags.get(comment_id, {}).values() if t.vocabulary == "aim")
        )

"""One live session, as a moderator's or a note-taker's window has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from focusgroup.domain.session import Session
from focusgroup.domain.text import clean_lines
from focusgroup.privacy import Scrubber
from focusgroup.privacy.draft import behind_the_key
from focusgroup.room.agenda import Agenda
from focusgroup.room.chart import FlipChart
from focusgroup.room.clock import Gap, Instant, SessionClock, now
from focusgroup.room.desk import Desk
from focusgroup.room.memory import RunMemory
from focusgroup.room.names import NameCards
from focusgroup.room.notes import NoteDesk
from focusgroup.room.table import TableDesk
from focusgroup.store.drafts import DraftBook
from focusgroup.store.errors import StoreError
from focusgroup.store.outbox import Outbox

if TYPE_CHECKING:
    from focusgroup.privacy.ner import Spotter
    from focusgroup.store.change_log import Change
    from focusgroup.store.history import Undone
    from focusgroup.store.study_file import StudyFile

MODERATOR = "moderator"
NOTE_TAKER = "note-taker"
DEBRIEF = ("themes", "surprises", "contrasts", "quotes_to_keep", "guide_changes")


class Room:
    """Joins capture, privacy and store for one session in one window."""

    def __init__(
        self,
        study_file: StudyFile,
        session_id: str,
        *,
        actor: str = NOTE_TAKER,
        names: NameCards | None = None,
        clock_source: Callable[[], Instant] = now,
        outbox: Outbox | None = None,
        spotter: Spotter | None = None,
        memory: RunMemory | None = None,
    ) -> None:
        self.spotter = spotter  # the model beside the rules, where the extra is installed
        self.file = study_file
        self.names = NameCards() if names is None else names
        self.desk = Desk(study_file, session_id, actor)
        # A view that follows another in this run goes on from its memory; else it has its own.
        self._own_memory = memory is None
        self.memory = RunMemory() if memory is None else memory
        scrubber = self._scrubber()
        self.clock = SessionClock(clock_source)
        self.drafts = DraftBook(study_file.path)
        try:
            pulse = self.drafts.last_pulse(session_id)
        except StoreError:
            self.drafts.close()  # left open, it would keep the file from being restored
            raise
        self.clock.follow(self.desk.session, pulse)
        self.agenda = Agenda(self.desk, self.clock)
        self.notes = NoteDesk(
            self.desk, self.clock, scrubber, outbox, originals=self.memory.originals
        )
        self.chart = FlipChart(self.desk, scrubber)
        self.table = TableDesk(self.desk, self.clock)
        self.desk.follower = self._followed
        self._typed, self._behind = "", 0  # the line as last seen, and where its last key fell

    def _scrubber(self) -> Scrubber:
        """Return a scrubber of the names at hand that goes on from the one before it."""
        made = self.names.scrubber(
            self.desk.guide,
            self.file.study.glossary.splitlines(),
            self.file.next_name_number(),
            self.spotter,
        )
        if self.memory.scrubber is not None:
            made.go_on_from(self.memory.scrubber)
        self.memory.scrubber = made
        return made

    @property
    def session(self) -> Session:
        """The session's row as last read."""
        return self.desk.session

    def learn_names(self, names: NameCards) -> None:
        """Take over name cards: from now on those names are masked too."""
        self.names = names
        scrubber = self._scrubber()
        self.notes.scrubber = scrubber
        self.chart = FlipChart(self.desk, scrubber)

    def reload(self) -> None:
        """Read everything of the session anew."""
        self.desk.reload()
        self.clock.follow(self.desk.session)
        self.notes.recount()
        self.notes.forget_changed()

    def skip(self, run_id: str, reason: str) -> None:
        """Skip a step; the reason is masked like every text."""
        self.agenda.skip(run_id, self.mask_lines(reason))

    # Half-typed lines

    def save_draft(self, line: str) -> bool:
        """Keep a half-typed line, masked, so that a crash takes none of it."""
        unwanted = bool(line) and self.notes.of_withdrawn(line)
        if line != self._typed:
            self._behind = behind_the_key(self._typed, line)
            self._typed = line
        scrub = self.notes.scrubber.scrub_draft
        masked = scrub(line, self._behind) if line and not unwanted else ""
        return self.drafts.save(self.session.id, self.desk.actor, masked)

    def load_draft(self) -> str:
        """Return the line a crash left behind, or ""."""
        return self.drafts.load(self.session.id, self.desk.actor)

    def beat(self) -> Gap | None:
        """Note where the clock stands, every few seconds; return a gap when the machine slept."""
        gap = self.clock.beat()
        if self.clock.running:
            self.drafts.pulse(self.session.id, self.clock.elapsed(), self.clock.wall)
        return gap

    def slept(self, gap: Gap, *, pause: bool) -> None:
        """Count a sleep of the machine as a pause, or as time of the session."""
        self.agenda.slept(gap, pause=pause)
        if self.clock.running:
            self.drafts.pulse(self.session.id, self.clock.elapsed(), self.clock.wall, back=True)

    # Words that are no comments

    def write_session(self, label: str, **texts: str) -> None:
        """Change texts of the session (debrief, place, department ...), masked line by line."""
        masked = {name: self.mask_lines(text) for name, text in texts.items()}
        with self.desk.act(label) as act:
            act.set(Session, self.session.id, **masked)
        self.desk.refresh(act.touched)

    def mask_lines(self, text: str) -> str:
        """Mask a text of several lines."""
        lines = clean_lines(text).split("\n")
        return "\n".join(self.notes.scrubber.scrub(line).text for line in lines).strip()

    # Undo, and the other window

    def undo(self) -> Undone | None:
        """Take back this person's last action."""
        return self._stepped(self.file.undo(actor=self.desk.actor, session=self.session.id))

    def redo(self) -> Undone | None:
        """Do again what was taken back last."""
        return self._stepped(self.file.redo(actor=self.desk.actor, session=self.session.id))

    def _stepped(self, undone: Undone | None) -> Undone | None:
        if undone is not None:
            self.desk.know(undone.act)
        return undone

    def follow(self) -> list[Change]:
        """Take over what other windows wrote, and what other screens of this one did.

        Returns what was not returned before, for the one screen that shows this room; a sheet above
        it asks `catch_up` and leaves the news to the screen.
        """
        return self.desk.news()

    def catch_up(self) -> None:
        """Take over what others wrote and leave it for `follow` to tell."""
        self.desk.take_over()

    def _followed(self, changes: list[Change]) -> None:
        tables = {change.row_table for change in changes}
        self.clock.follow(self.desk.session)
        if tables & {"comment", "erasure"}:
            self.notes.recount()
        if "comment" in tables:
            # The other window may have numbered a new name meanwhile.
            self.notes.scrubber.reserve(self.file.next_name_number())
        if "erasure" in tables:
            self.notes.forget_originals()

    def close(self) -> None:
        """Leave the room; the study file stays open."""
        if self._own_memory:
            self.memory.clear()
        if self.spotter is not None:
            self.spotter.forget()
        self.drafts.close()

"""The note-taker's view: type at speech speed, never look for the mouse."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from focusgroup.capture.describe import describe
from focusgroup.store.errors import StoreError, StudyBusy
from focusgroup.store.rescue import HalfTyped
from focusgroup.store.withdrawn import SeatWithdrawn
from focusgroup.tui.screens.live import faces
from focusgroup.tui.screens.live.base import FOOTER_ORDER, LiveScreen
from focusgroup.tui.screens.live.name_check import NameCheck
from focusgroup.tui.widgets.agenda import AgendaList
from focusgroup.tui.widgets.capture_line import CaptureLine, CapturePreview
from focusgroup.tui.widgets.clock_bar import ClockBar
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.seats import SeatLine, SeatPressed
from focusgroup.tui.widgets.stream import CommentStream

if TYPE_CHECKING:
    from focusgroup.domain.comment import Comment
    from focusgroup.privacy import Scrubbed
    from focusgroup.privacy.spotted import Look
    from focusgroup.room.room import Room
    from focusgroup.store.change_log import Change
    from focusgroup.tui.study_desk import StudyDesk

_DRAFT_AGAIN_S = 0.1  # a kill while somebody else writes loses no more typing than this
RETRY_S = 0.3  # between tries while another program holds the file


def _notes_on(scrubbed: Scrubbed) -> list[str]:
    """Return what the preview says beside the words: how many are masked, what wants a look."""
    count = len(scrubbed.replacements)
    return ([f"{count} masked"] if count else []) + (
        ["look at this before the report"] if scrubbed.flags else []
    )


class NoteScreen(LiveScreen):
    """Outline, comment stream, seats, preview and capture line."""

    VIEW = "note"
    HELP: ClassVar[str] = (
        "The note-taker's view. Type a remark and press Enter: names are masked, then it is kept. "
        "Above the line you see how it is read and what will be masked.\n\n"
        "Tab goes to the stream, the steps and the seats; Esc comes back to the line. "
        "Ctrl+R takes a mask off the newest comment, F4 has the seats and their names, F3 the "
        "flip-chart list, Ctrl+Z takes back your last action. A half-typed line survives a crash."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "start_or_pause",
            "start/pause",
            id="live.start",
            tooltip="Start the session clock, or pause it",
        ),
        Binding(
            "f2",
            "other_view",
            "script",
            id="live.other",
            tooltip="The moderator's view of this session",
        ),
        Binding(
            "ctrl+r",
            "restore",
            "restore",
            id="live.restore",
            show=False,
            tooltip="Take a mask off the newest comment: the word was no name",
        ),
        Binding(
            "ctrl+o",
            "edit_last",
            "edit",
            id="live.edit",
            show=False,
            tooltip="Correct the newest comment, or the one under the cursor",
        ),
        Binding(
            "escape",
            "line_or_leave",
            "back",
            id="live.leave",
            show=False,
            tooltip="Back to the capture line; from there back to the study",
        ),
    ]

    def __init__(self, study: StudyDesk, room: Room) -> None:
        super().__init__(study, room)
        self._waiting = ""
        self._refused = ""  # the line the file would not take: Enter again sets it aside
        self._withdrawn = len(room.desk.withdrawn)
        self._editing = ""  # id of the comment whose words are in the line
        self._draft_due = False  # another try to save the half-typed line is under way
        self._check = NameCheck(self)

    def compose(self) -> ComposeResult:
        """Lay out the view."""
        yield ClockBar()
        with Horizontal(id="note-main"):
            yield AgendaList(id="note-agenda")
            yield CommentStream(id="note-stream")
        yield SeatLine(id="note-seats")
        yield CapturePreview(id="note-preview")
        yield CaptureLine(id="note-line")
        yield KeyFooter(order=FOOTER_ORDER)

    @property
    def line(self) -> CaptureLine:
        """The capture line."""
        return self.query_one(CaptureLine)

    @property
    def correcting(self) -> bool:
        """Whether the line holds the words of a comment to be corrected."""
        return bool(self._editing)

    @property
    def stream(self) -> CommentStream:
        """The comment stream."""
        return self.query_one(CommentStream)

    async def on_mount(self) -> None:
        """Fill the stream, bring back a half-typed line, take the keyboard."""
        self.stream.set_rows(faces.stream_rows(self.room))
        if self.room.memory.half_line:
            self.line.text = self.room.memory.half_line
        elif draft := self.attempt(self.room.load_draft):
            self.line.text = draft
            self.line.show_hint("This line was being typed when the program stopped.")
        self.line.taker = self._entered
        self.line.focus()

    def resumed(self) -> None:
        """Show the stream anew too."""
        super().resumed()
        if len(self.room.desk.withdrawn) != self._withdrawn:
            self._forget_withdrawn()
        self.stream.set_rows(faces.stream_rows(self.room))

    def show_seats(self) -> None:
        """Bring the seats' shares up to date."""
        self.query_one(SeatLine).set_seats(faces.seat_rows(self.room))

    def tick(self) -> None:
        """Bring clock and silences up to date."""
        super().tick()
        self.show_seats()

    # Typing

    @on(CaptureLine.Edited)
    def _edited(self) -> None:
        line = self.line.text  # as it is now: Enter may have taken it meanwhile
        self._save_draft("" if self._editing else line)
        self._preview(line)
        self._look_at(line)

    def _look_at(self, line: str) -> None:
        """Show and save what the model finds in a line, once it has; no key waits for it."""
        spotter = self.room.spotter
        if spotter is None or not line.strip() or spotter.seen(line) is not None:
            return
        self.run_worker(self._looked_at(line, spotter.ask(line)), group="look", exclusive=True)

    async def _looked_at(self, line: str, look: Look) -> None:
        await asyncio.wait([asyncio.wrap_future(look)])
        if self.line.text == line:
            self._save_draft("" if self._editing else line)
            self._preview(line)

    def _save_draft(self, line: str) -> None:
        """Save a half-typed line; while another program holds the file, again and again."""
        kept = self.room.save_draft(line)
        if not (kept or self._draft_due):
            self._draft_due = True
            self.set_timer(_DRAFT_AGAIN_S, self._save_draft_again)

    def _save_draft_again(self) -> None:
        self._draft_due = False
        self._save_draft("" if self._editing else self.line.text)

    def hand_over(self) -> None:
        """Leave the line as it was typed to the next view of this session."""
        self.keep_line()
        self.room.memory.half_line = "" if self._editing else self.line.text

    def keep_line(self) -> None:
        """Save the line as it stands: its last keys may not have been looked at yet."""
        if not self._editing:
            self.room.save_draft(self.line.text)

    def half_typed(self) -> HalfTyped:
        """Return the line as it stands, masked, for a rescue."""
        line = "" if self._editing else self.line.text
        masked = self.room.notes.scrubber.scrub_draft(line) if line else ""
        return HalfTyped(self.room.session.id, self.room.desk.actor, masked)

    def _preview(self, line: str) -> None:
        preview = self.query_one(CapturePreview)
        if not line.strip():
            preview.show()
            return
        if self._editing:  # a correction is all text: marks in it are kept as they stand
            scrubbed = self.room.notes.scrubber.preview(line)
            preview.show([], scrubbed.text, _notes_on(scrubbed))
            return
        told = self.room.notes.preview(line)
        chips = [
            (chip.text.split()[-1] if chip.role == "valence" else chip.role, chip.text)
            for chip in describe(told.draft, faces.in_order(self.room), self.room.desk.frame)
        ]
        preview.show(chips, told.scrubbed.text, _notes_on(told.scrubbed))

    def _entered(self, line: str) -> None:
        if line == self._refused and not self._editing:
            self._set_aside(line)
        else:
            self._check.enter(line)

    def _set_aside(self, line: str) -> None:
        """Take a line that the file will not take into memory, so that the next can be typed."""
        comment = self.room.notes.set_aside(line)
        self._waiting = self._refused = ""
        if comment is not None:
            self.line.accept(line)
            count = len(self.room.notes.outbox)
            self.line.show_hint(f"In memory: {count} to be written as soon as the file takes it.")
            self.watch_file()

    def waiting_sent(self, ids: list[str]) -> None:
        """Show what waited, and take back the hint."""
        self.rows_changed(tuple(("comment", comment_id) for comment_id in ids))
        self.show_seats()
        self.line.show_hint()

    def keep(self, line: str) -> None:
        """Write a line; the line is cleared only when it is on disk."""
        try:
            comment = self._write(line)
        except StudyBusy as busy:
            if not self._waiting:
                self._say_refused(line, str(busy))
                self._waiting = line
            self.set_timer(RETRY_S, self._retry)
            return
        except SeatWithdrawn as error:
            self.line.show_error(str(error))
            return
        except StoreError as error:
            self._waiting = ""
            self._say_refused(line, str(error))
            return
        self._waiting = self._refused = ""
        if comment is None:
            self.line.show_error("Only a mark so far: type what was said.")
            return
        self.stream.append(faces.stream_row(self.room, comment))
        self.line.accept(line)
        self._save_draft(self.line.text)
        self.show_agenda()
        self.show_seats()

    def _say_refused(self, line: str, sentence: str) -> None:
        self._refused = line
        again = "" if self._editing else " Enter again sets it aside."
        self.line.show_error(sentence + again)

    def _write(self, line: str) -> Comment | None:
        if not self._editing:
            return self.room.notes.note(line)
        comment_id = self._editing
        self.room.notes.retext(comment_id, line)
        self._editing = ""
        return self.room.desk.comments.get(comment_id)

    def _retry(self) -> None:
        if self._waiting:
            with self.room.file.log.hurried():
                self.keep(self._waiting)

    @on(SeatPressed)
    def _seat_pressed(self, event: SeatPressed) -> None:
        number = "".join(c for c in event.code if c.isdigit())
        self.line.put_head(who=number)
        self.line.focus()

    # The stream

    @on(CommentStream.Chosen)
    def _chosen(self, event: CommentStream.Chosen) -> None:
        self._edit(event.row_id)

    def action_edit_last(self) -> None:
        """Bring a comment's words into the line to correct them."""
        target = self.stream.highlighted_id if self.stream.has_focus else None
        rows = self.stream.rows
        if target or rows:
            self._edit(target or rows[-1].id)

    def _edit(self, comment_id: str) -> None:
        comment = self.room.desk.comments.get(comment_id)
        if comment is None:
            return
        if self.line.text.strip() and not self._editing:
            self.tell("Finish or clear the line you are typing first; it is kept.")
            self.line.focus()
            return
        self._editing = comment_id
        self.line.text = comment.text
        self.line.show_hint("Correcting a comment: Enter keeps it, Esc leaves it as it was.")
        self.line.focus()

    def action_line_or_leave(self) -> None:
        """Come back to the line; from the line, leave for the study."""
        if self._editing:
            self._editing = ""
            self.line.text = ""
            self.line.show_hint()
        elif not self.line.input.has_focus:
            self.line.focus()
        else:
            self.action_leave()

    def action_restore(self) -> None:
        """Choose a mask of the newest comment to take off."""
        from focusgroup.tui.screens.live.restore import RestoreDialog

        wanted = self.stream.highlighted_id if self.stream.has_focus else None
        newest = wanted or (self.stream.rows[-1].id if self.stream.rows else "")
        masks = self.room.notes.restorable(newest)
        if not masks:
            self.tell("No mask to take off: words are kept in memory for ten minutes only.")
            return
        self.app.push_screen(RestoreDialog(self.room, newest), self._restored)

    def _restored(self, comment_id: str | None) -> None:
        comment = self.room.desk.comments.get(comment_id or "")
        if comment is not None:
            self.stream.replace(faces.stream_row(self.room, comment))
            self.tell(
                "Mask taken off. In this run the word stays; a participant's name stays here only."
            )

    # Other windows, undo

    def other_window_wrote(self, changes: list[Change]) -> None:
        """Show another window's comments and tags too."""
        super().other_window_wrote(changes)
        self.rows_changed(tuple((c.row_table, c.row_id) for c in changes))

    def _forget_withdrawn(self) -> None:
        """Let go of every word of a seat that has withdrawn: list, line and typed lines."""
        self._withdrawn = len(self.room.desk.withdrawn)
        self.line.forget_history()
        if self._editing and self._editing not in self.room.desk.comments:
            self._editing = ""
            self.line.text = ""
            self.line.show_hint("The comment you were correcting was withdrawn.")
        self.stream.set_rows(faces.stream_rows(self.room))

    def rows_changed(self, touched: tuple[tuple[str, str], ...]) -> None:
        """Refresh the comments that changed."""
        if any(name == "erasure" for name, _ in touched):
            self._forget_withdrawn()
            return
        if any(name == "tag" for name, _ in touched):
            self.stream.set_rows(faces.stream_rows(self.room))
            return
        for name, row_id in touched:
            if name != "comment":
                continue
            comment = self.room.desk.comments.get(row_id)
            if comment is None:
                self.stream.drop(row_id)
            else:
                self.stream.replace(faces.stream_row(self.room, comment))

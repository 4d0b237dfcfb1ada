"""The list under review: what is shown, what is in hand, and what other windows write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.comment import Comment
from focusgroup.room.review import ReviewWork
from focusgroup.room.review_ledger import CommentLedger, News
from focusgroup.store.errors import StoreError, StudyBusy
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.review.filters import Filter
from focusgroup.tui.screens.review.keys import ReviewStream, element_keys, tagging_stream
from focusgroup.tui.screens.review.panes import CommentPane, EditBox, Legend
from focusgroup.tui.screens.review.rows import row_of
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.empty_state import EmptyState
from focusgroup.tui.widgets.form import LineInput
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.stream import CommentStream

Result = TypeVar("Result")

_FOLLOW_S = 0.5  # another window's work shows within a second; asking costs 3 us
_FOUND = 200  # hits shown; more are not read, and each row costs 10 us
_SEARCHED = 2_000  # hits asked for, since other groups' comments fall away afterwards


class ReviewList(StudyScreenBase):
    """Comments with the one in hand beside them; `session_id` None shows all groups."""

    def __init__(self, session_id: str | None = None, *, at: str | None = None) -> None:
        super().__init__()
        self.scope_id = session_id
        self._begin_at = at  # the comment that is in hand at first
        self.filter = Filter()
        self.needle = ""
        self.shown: set[str] = set()
        self.selected: dict[str, None] = {}  # a set that keeps the order of choosing
        self.in_hand_id: str | None = None
        self.unreadable = False  # the file could not be read when the screen opened

    def compose(self) -> ComposeResult:
        """Lay head, list, comment, keys and footer out."""
        try:
            self.ledger = CommentLedger(self.study.file, self.scope_id)
        except StoreError as error:
            self.unreadable = True
            yield EmptyState("The comments cannot be read", str(error), [("Esc", "back")])
            yield KeyFooter()
            return
        self.work = ReviewWork(self.study, self.ledger)
        frame = self.ledger.frame
        yield Static(id="review-head", markup=False)
        with Container(id="review-body"):
            with Vertical(id="review-left"):
                yield LineInput(placeholder="words to find; Esc ends it", id="review-find")
                yield tagging_stream(frame)
            yield CommentPane(id="review-pane")
        yield EditBox()
        yield LineInput(placeholder="the word or name to mask; Esc leaves", id="review-mask")
        yield Legend(frame, element_keys(frame))
        yield KeyFooter(
            order=(
                *("edit.keep", "edit.leave", "review.untagged", "review.filter"),
                *("review.find", "review.edit", "review.tallies", "review.undo"),
            )
        )

    def on_mount(self) -> None:
        """Show the comments and follow other windows."""
        if self.unreadable:
            return
        self.refill()
        self.stream.focus()
        self.stream.action_first()
        if self._begin_at is not None:
            self.stream.move_to(self._begin_at)
        self.set_interval(_FOLLOW_S, self.follow)
        if self.scope_id:
            self.call_after_refresh(self._enter, self.scope_id)

    def _enter(self, session_id: str) -> None:
        """Enter the one room there is once the list stands, so that the first key is quick."""
        self.attempt(lambda: self.work.room(session_id))

    def on_screen_resume(self) -> None:
        """Take over names typed meanwhile."""
        if not self.unreadable:
            self.work.learn_names()

    def on_unmount(self) -> None:
        """Leave the rooms; unmasked words are forgotten."""
        if not self.unreadable:
            self.work.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer only the way back where nothing could be read."""
        return not self.unreadable or action == "back"

    @property
    def stream(self) -> ReviewStream:
        """The list."""
        return self.query_one(ReviewStream)

    @property
    def in_hand(self) -> Comment | None:
        """The comment under the cursor."""
        return self.ledger.comments.get(self.in_hand_id or "")

    def targets(self) -> list[str]:
        """Return what a key works on: the selected comments, else the one in hand."""
        chosen = [c for c in self.selected if c in self.ledger.comments]
        return chosen or ([self.in_hand_id] if self.in_hand and self.in_hand_id else [])

    # The list

    def _wanted(self) -> list[Comment]:
        fits = self.filter.passes
        if self.needle:
            ids = self.study.file.search(self.needle, limit=_SEARCHED)
            found = (self.ledger.comments[i] for i in ids if i in self.ledger.comments)
            return [c for c in found if fits(self.ledger, c)][:_FOUND]
        return [c for c in self.ledger.in_order() if fits(self.ledger, c)]

    def refill(self) -> None:
        """Show what fits filter and search."""
        wanted = self._wanted()
        self.shown = {c.id for c in wanted}
        self.selected = {c: None for c in self.selected if c in self.shown}
        self.stream.empty_words = self._nothing()
        self.stream.set_rows(row_of(self.ledger, c, selected=c.id in self.selected) for c in wanted)
        if self.stream.cursor is None and wanted:
            self.stream.action_first()
        self.stream.show_in_hand()
        self.show_in_hand()

    def _nothing(self) -> str:
        if not self.ledger.comments:
            return "No comments yet.\nThey are typed in the note-taker's view of a group."
        if self.filter.untagged and not self.needle:
            return "Every comment that counts is tagged.\nu shows all again, F2 the tallies."
        return "No comment fits.\nf changes the filter, / the words, Esc shows all again."

    def _redraw(self, comment_ids: set[str]) -> None:
        """Draw changed comments anew; one that fits now but is not shown needs its place."""
        held = self.ledger.comments
        hidden = comment_ids - self.shown
        if len(comment_ids) > _FOUND or any(
            self.filter.passes(self.ledger, held[c]) for c in hidden
        ):
            self.refill()
            return
        for comment_id in comment_ids & self.shown:
            self.stream.replace(
                row_of(self.ledger, held[comment_id], selected=comment_id in self.selected)
            )

    def _drop(self, comment_id: str) -> None:
        self.shown.discard(comment_id)
        self.selected.pop(comment_id, None)
        self.stream.drop(comment_id)

    def _take_in(self, news: News) -> None:
        for comment_id in news.gone & self.shown:
            self._drop(comment_id)
        last = max((c for c in self.shown), default="")
        for comment_id in sorted(news.added):
            comment = self.ledger.comments[comment_id]
            if self.scope_id and comment_id > last and not self.needle:
                if self.filter.passes(self.ledger, comment):
                    self.shown.add(comment_id)
                    self.stream.append(row_of(self.ledger, comment))
            else:
                news.changed.add(comment_id)
        self._redraw(news.changed)
        self.show_in_hand()

    def follow(self) -> None:
        """Take over what other windows wrote."""
        try:
            news = self.work.follow()
        except StudyBusy:
            return  # the next beat asks again
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        if news:
            self._take_in(news)

    @on(CommentStream.Highlighted)
    def _moved(self, event: CommentStream.Highlighted) -> None:
        before, self.in_hand_id = self.in_hand_id, event.row_id
        if before and before != event.row_id and before in self.shown:
            comment = self.ledger.comments.get(before)
            fits = comment is not None and self.filter.passes(self.ledger, comment)
            if not fits and before not in self.selected:
                self._drop(before)
                self.stream.move_to(event.row_id)
        self.show_in_hand()

    def show_in_hand(self) -> None:
        """Show the comment in hand, its tags on the keys, and the counts."""
        self.in_hand_id = self.stream.highlighted_id
        comment = self.in_hand
        restorable = len(self.work.restorable(comment.id)) if comment else 0
        self.query_one(CommentPane).show(self.ledger, comment, restorable)
        elements = self.ledger.elements_of(comment.id) if comment else set()
        self.query_one(Legend).show(elements, self.ledger.aims_of(comment.id) if comment else set())
        self._show_head()

    def _show_head(self) -> None:
        ledger = self.ledger
        session = ledger.sessions.get(self.scope_id or "")
        scope = f"{session.code} {session.label}".strip() if session else "all groups"
        parts = [
            Content.styled(f"Review: {safe(scope)}", "bold"),
            Content.styled(f"{ledger.tagged} of {ledger.counted} tagged", "bold $accent"),
        ]
        if self.selected:
            parts.append(Content.styled(f"● {len(self.selected)} selected", "$accent"))
        if self.filter:
            told = safe(self.filter.told(ledger))
            parts.append(Content.styled(f"only: {told} ({len(self.shown)})", "$warning"))
        if self.needle:
            parts.append(Content.styled(f"found: {len(self.shown)}", "$warning"))
        self.query_one("#review-head", Static).update(Content("   ").join(parts))

    # Doing

    def attempt(self, do: Callable[[], Result]) -> Result | None:
        """Do something with the study file; a failure becomes a sentence and None."""
        try:
            return do()
        except StoreError as error:
            self.tell(str(error), severity="error")
            return None

    def act(self, do: Callable[[list[str]], str]) -> None:
        """Do something to the targets, then show it; `do` returns the sentence of the toast."""
        targets = self.targets()
        if not targets:
            self.tell("No comment in hand. Move to one with Up and Down.", severity="warning")
            return
        sentence = self.attempt(lambda: do(targets))
        if sentence is None:
            return
        self.follow()
        if sentence:
            self.tell(sentence, timeout=3)

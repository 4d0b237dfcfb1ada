"""Tagging afterwards: every comment of a group or of the study, one key an element."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from focusgroup.domain.comment import AIMS, Valence, Vocabulary
from focusgroup.room.review import Stepped
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.review.filters import Filter, choices
from focusgroup.tui.screens.review.keys import HELP
from focusgroup.tui.screens.review.listing import ReviewList
from focusgroup.tui.screens.review.panes import EditBox
from focusgroup.tui.screens.review.picking import Option, Pick
from focusgroup.tui.screens.review.tallies import TallyScreen, frames_of
from focusgroup.tui.widgets.form import LineInput
from focusgroup.tui.widgets.stream import CommentStream


class ReviewScreen(ReviewList):
    """The keys of the review: tags, valence, words, filters, undo."""

    CSS_PATH = "review.tcss"
    HELP = HELP
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "untagged", "untagged", id="review.untagged",
                tooltip="Only comments that carry no element yet"),
        Binding("f", "filter", "filter", id="review.filter",
                tooltip="By question, seat, element, valence, flag"),
        Binding("slash", "search", "find", id="review.find", tooltip="Find words, newest first"),
        Binding("e", "edit", "edit", id="review.edit", tooltip="Change the words of this comment"),
        Binding("f2", "tallies", "tallies", id="review.tallies",
                tooltip="Comments / people / groups by element, in each reading"),
        Binding("f4", "thread", "where used", show=False, id="review.thread",
                tooltip="Where this comment is used: findings, worksheets and what rests on them"),
        Binding("ctrl+z", "undo", "undo", id="review.undo", tooltip="Take back the last key"),
        Binding("ctrl+y", "redo", "redo", show=False, id="review.redo",
                tooltip="Do again what was taken back"),
        Binding("space", "select", "select", show=False, id="review.select",
                tooltip="Select this comment and go on: keys then work on all selected"),
        Binding("ctrl+a", "select_all", "select all", show=False, id="review.select-all",
                tooltip="Select all that is shown, or nothing"),
        *(
            Binding(str(at), f"aim('{aim}')", f"idea to {aim}", show=False, id=f"review.{aim}")
            for at, aim in enumerate(AIMS, start=1)
        ),
        *(
            Binding(key, f"valence('{valence}')", valence.value, show=False,
                    id=f"review.valence.{valence}")
            for key, valence in (
                ("plus", Valence.STRENGTH), ("minus", Valence.WEAKNESS),
                ("exclamation_mark", Valence.IDEA), ("tilde", Valence.MIXED),
                ("full_stop", Valence.NEUTRAL),
            )
        ),
        Binding("q", "quotable", "quotable", show=False, id="review.quotable",
                tooltip="May be quoted in the report, or not"),
        Binding("x", "kind", "kind", show=False, id="review.kind",
                tooltip="Verbatim, paraphrase, observation, question, summary"),
        Binding("m", "restore", "restore a mask", show=False, id="review.restore",
                tooltip="Take off a mask that hides no name, while its word is in memory"),
        Binding("M", "mask", "mask a name", show=False, id="review.mask",
                tooltip="Mask a word wherever it stands in these comments"),
        Binding("f6", "names", "type names", show=False, id="review.names",
                tooltip="Type the first names of this group again, so that edits are masked"),
        Binding("delete", "remove", "remove", show=False, id="review.remove",
                tooltip="Take the comment away; Ctrl+Z brings it back"),
    ]  # fmt: skip

    def __init__(self, session_id: str | None = None, *, at: str | None = None) -> None:
        super().__init__(session_id, at=at)
        self._editing: str | None = None  # the comment whose words are being changed

    # Marks

    def action_tag(self, element: str) -> None:
        """Tag the targets to an element, or take it off."""
        self._tag(Vocabulary.ELEMENT, element)

    def action_aim(self, aim: str) -> None:
        """Tag the targets as ideas to create, maintain or expand (feature row 1.38)."""
        self._tag(Vocabulary.AIM, aim)

    def _tag(self, vocabulary: Vocabulary, code: str) -> None:
        def do(ids: list[str]) -> str:
            on = self.work.toggle_tag(ids, vocabulary, code)
            return f"#{code} {'on' if on else 'off'}: {_many(ids)}" if len(ids) > 1 else ""

        self.act(do)

    def action_valence(self, valence: str) -> None:
        """Say what the targets speak of."""

        def do(ids: list[str]) -> str:
            self.work.set_valence(ids, Valence(valence))
            return f"{valence}: {_many(ids)}" if len(ids) > 1 else ""

        self.act(do)

    def action_kind(self) -> None:
        """Give the targets the next kind."""
        self.act(lambda ids: f"{self.work.next_kind(ids)}: {_many(ids)}")

    def action_quotable(self) -> None:
        """Let the targets be quoted, or not."""

        def do(ids: list[str]) -> str:
            on, kept = self.work.toggle_quotable(ids)
            if kept:
                seats = ", ".join(self.work.unwilling(ids))
                return f"{_many(ids[:kept])} stay unquoted: {seats} did not agree to be quoted."
            return f"{'quotable' if on else 'not quotable'}: {_many(ids)}"

        self.act(do)

    def action_remove(self) -> None:
        """Take the targets away; undo brings them back, so nobody is asked."""

        def do(ids: list[str]) -> str:
            self.work.remove(ids)
            return f"Removed {_many(ids)}. Ctrl+Z brings it back."

        self.act(do)

    def action_undo(self) -> None:
        """Take back the last key."""
        self._stepped(self.work.undo, "Undone", "There is nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self._stepped(self.work.redo, "Done again", "There is nothing to do again.")

    def _stepped(self, step: Callable[[str], Stepped | None], word: str, nothing: str) -> None:
        at = self.in_hand
        session_id = self.scope_id or (at.session if at else "")
        try:
            stepped = step(session_id)
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        self.follow()
        if stepped is None:
            self.tell(nothing)
            return
        count = f" ({stepped.comments} comments)" if stepped.comments > 1 else ""
        left = " Some of it was changed since by somebody else and stays." * bool(
            stepped.left_alone
        )
        self.tell(f"{word}: {stepped.label}{count}.{left}")

    # Choosing what is shown

    def action_select(self) -> None:
        """Select the comment in hand, or not, and go on to the next."""
        comment = self.in_hand
        if comment is None:
            return
        on = comment.id not in self.selected
        if on:
            self.selected[comment.id] = None
        else:
            self.selected.pop(comment.id)
        self.stream.select(comment.id, on)
        self.stream.action_cursor(1)
        self.show_in_hand()

    def action_select_all(self) -> None:
        """Select all that is shown, or nothing."""
        everything = self.shown - self.selected.keys()
        self.selected = {row.id: None for row in self.stream.rows} if everything else {}
        self.refill()

    def action_untagged(self) -> None:
        """Show only what is untagged, or all again."""
        self._use(self.filter.toggled("untagged", ""))

    def action_filter(self) -> None:
        """Choose what to show."""
        listed = choices(self.ledger)
        options = [Option(c.words, self.filter.is_on(c.side, c.value)) for c in listed]

        def chosen(at: int | None) -> None:
            if at is not None:
                self._use(self.filter.toggled(listed[at].side, listed[at].value))

        self.app.push_screen(Pick("Show", options), chosen)

    def _use(self, chosen: Filter) -> None:
        self.filter = chosen
        self.refill()

    def action_search(self) -> None:
        """Open the line to search with; asked before the screen stands, it opens with it."""
        if not self.is_mounted:
            self.call_after_refresh(self.action_search)
            return
        line = self.query_one("#review-find", LineInput)
        line.add_class("-open")
        line.focus()

    @on(Input.Changed, "#review-find")
    def _searching(self, event: Input.Changed) -> None:
        event.stop()
        self.needle = event.value.strip()
        self.attempt(self.refill)
        self.stream.find(self.needle)
        self.stream.action_first()

    @on(Input.Submitted, "#review-find")
    def _searched(self, event: Input.Submitted) -> None:
        event.stop()
        self.stream.focus()

    def action_thread(self) -> None:
        """Show where the comment in hand is used."""
        from focusgroup.tui.screens.worksheets.thread import ThreadScreen

        comment = self.in_hand
        if comment is None:
            return
        if self.attempt(lambda: self.study.worksheets.follow()) is not None:
            self.app.push_screen(ThreadScreen(("comment", comment.id)))

    def action_tallies(self) -> None:
        """Show the tallies over the list."""
        record = self.attempt(self.ledger.record)
        if record is not None:
            self.app.push_screen(TallyScreen(record, frames_of(record.frame)))

    def action_back(self) -> None:
        """Close what is open, one step at a time; then go back."""
        if self.unreadable:
            super().action_back()
            return
        find = self.query_one("#review-find", LineInput)
        mask = self.query_one("#review-mask", LineInput)
        if mask.has_class("-open"):
            self._close(mask)
        elif find.has_class("-open"):
            self._close(find)
        elif self.selected:
            self.selected = {}
            self.refill()
        elif self.filter:
            self._use(Filter())
        else:
            super().action_back()

    def _close(self, line: LineInput) -> None:
        line.value = ""
        line.remove_class("-open")
        self.stream.focus()

    # Words

    def action_edit(self) -> None:
        """Change the words of the comment in hand, in place."""
        comment = self.in_hand
        if comment is None:
            return
        known = self.attempt(lambda: self.work.knows_names(comment.session))
        if known is None:
            return
        warning = "" if known else _NO_NAMES
        self._editing = comment.id
        self.query_one(EditBox).open(comment.text, warning)

    @on(CommentStream.Chosen)
    def _chosen(self, event: CommentStream.Chosen) -> None:
        event.stop()
        self.action_edit()

    @on(EditBox.Kept)
    def _edited(self, event: EditBox.Kept) -> None:
        event.stop()
        box = self.query_one(EditBox)
        comment = self.ledger.comments.get(self._editing or "")
        if comment is None:
            box.show_error("This comment was removed in another window. Esc leaves it so.")
            return
        if not event.text.strip():
            box.show_error("A comment without words is removed with Delete, not kept empty.")
            return
        masked = 0
        if event.text != comment.text:
            try:
                masked = self.work.retext(comment.id, event.text)
            except StoreError as error:
                box.show_error(str(error))
                return
        self._leave_editing()
        self.follow()
        if masked:
            self.tell(f"Kept. {masked} masked: m takes a mask off.")

    @on(EditBox.Left)
    def _leave_editing(self) -> None:
        self._editing = None
        self.query_one(EditBox).close()
        self.stream.focus()

    def action_names(self) -> None:
        """Type the first names of the group in hand again."""
        from focusgroup.tui.screens.names import NamesScreen

        comment = self.in_hand
        session_id = self.scope_id or (comment.session if comment else "")
        if session_id:
            self.app.push_screen(NamesScreen(session_id))

    def action_restore(self) -> None:
        """Take off a mask of the comment in hand; asks which when there are several."""
        comment = self.in_hand
        if comment is None:
            return
        masks = self.work.restorable(comment.id)
        if not masks:
            self.tell("No mask of this comment can be taken off: its words are no longer in "
                      "memory. e lets you type them again.")  # fmt: skip
        elif len(masks) == 1:
            self._restore(comment.id, 0)
        else:
            options = [Option(f"{mask.code}  {mask.original}") for mask in masks]

            def chosen(at: int | None) -> None:
                if at is not None:
                    self._restore(comment.id, at)

            self.app.push_screen(Pick("Which mask hides no name?", options), chosen)

    def _restore(self, comment_id: str, number: int) -> None:
        restored = self.attempt(lambda: self.work.restore(comment_id, number))
        self.follow()
        if restored:
            self.tell(
                "The word stands again and stays from now on; a participant's name stays here only."
            )

    def action_mask(self) -> None:
        """Ask for a word that must be masked wherever it stands."""
        if self.in_hand is None:
            return
        line = self.query_one("#review-mask", LineInput)
        line.add_class("-open")
        line.focus()

    @on(Input.Submitted, "#review-mask")
    def _mask(self, event: Input.Submitted) -> None:
        event.stop()
        word = event.value.strip()
        comment = self.in_hand
        if not word or comment is None:
            return
        count = self.attempt(lambda: self.work.mask_word(comment.id, word))
        if count is None:
            return  # the word stays in the line
        self._close(self.query_one("#review-mask", LineInput))
        self.follow()
        if count:
            comments = "comment" if count == 1 else "comments"
            self.tell(
                f"Masked in {count} {comments}. The file's change log still holds the old words: "
                "hand on reports and exports, not the file."
            )
        else:
            self.tell("No comment here holds it; it is masked from now on.", severity="warning")


_NO_NAMES = (
    "The names of this group are not known in this window: only the general rules mask. "
    "Type no names, or press Esc and F6 to type the name cards again."
)


def _many(ids: list[str]) -> str:
    return "1 comment" if len(ids) == 1 else f"{len(ids)} comments"

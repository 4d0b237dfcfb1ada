"""The thread: from a row to what it is linked to and what links to it, and back with Escape."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from focusgroup.domain.comment import Comment
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.review.picking import Option, Pick
from focusgroup.tui.screens.worksheets.wording import noun_of
from focusgroup.worksheets import SHEETS, WORKSHEETS
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import Record, columns, table_name

COMMENT = "comment"


@dataclass(frozen=True, slots=True, repr=False)
class Lead:
    """One way to go from a row; its words may be a participant's, so they stay out of logs."""

    table: str
    row_id: str
    words: str


# For the keys of every screen that has a row in hand.
FOLLOW = Binding(
    "g", "follow_link", "go to", id="sheet.go", show=False,
    tooltip="Go to what the row is linked to, or what links to it; Esc comes back",
)  # fmt: skip


class LinkedScreen(StudyScreenBase):
    """A screen with a row in hand, from which one key goes along its links."""

    went_away = False  # other screens may have written meanwhile: show all anew on coming back

    def row_in_hand(self) -> Record | None:
        """Return the row whose links are followed."""
        raise NotImplementedError

    def action_follow_link(self) -> None:
        """Go along a link: the only one, or one chosen from the list."""
        row = self.row_in_hand()
        if row is None:
            return
        try:
            leads = self._leads(row)
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        self._choose(f"From “{self.study.worksheets.facts.title(row)}”", leads)

    def _choose(self, title: str, leads: list[Lead]) -> None:
        if not leads:
            self.tell("Nothing is linked here yet. Enter opens the row: links are fields of it.")
            return
        if len(leads) == 1:
            self._go(leads[0])
            return

        def chosen(at: int | None) -> None:
            if at is not None:
                self._go(leads[at])

        self.app.push_screen(Pick(title, [Option(each.words) for each in leads]), chosen)

    def _leads(self, row: Record) -> list[Lead]:
        """Return where a row leads: its own links first, then the rows that link to it."""
        desk = self.study.worksheets
        found = [
            lead
            for asked in columns(type(row))
            if asked.to
            for row_id in str(getattr(row, asked.name)).split()
            for lead in self._lead(asked.to, row_id, f"{asked.label} → ")
        ]
        for other in desk.linking_to(table_name(type(row)), row.id):
            table = table_name(type(other))
            words = f"{noun_of(table).capitalize()} ← {desk.facts.title(other)}"
            found.append(Lead(table, other.id, words))
        return found

    def _lead(self, table: str, row_id: str, lead: str) -> list[Lead]:
        """Return a way to one row, none where it is gone."""
        if table == COMMENT:
            comment = self.study.file.row(Comment, row_id)
            return [Lead(table, row_id, f"{lead}{comment.text}")] if comment else []
        facts: Facts = self.study.worksheets.facts
        there = facts.holds(table, row_id) and (table in SHEETS or _behind(facts, table, row_id))
        return [Lead(table, row_id, f"{lead}{facts.named(table, row_id)}")] if there else []

    def _go(self, lead: Lead) -> None:
        """Show where a link leads; Escape comes back here."""
        self.went_away = True
        if lead.table == COMMENT:
            self._show_comment(lead.row_id)
        elif lead.table in SHEETS:
            from focusgroup.tui.screens.worksheets.sheet import SheetScreen

            worksheet = next(
                each for each in WORKSHEETS if any(s.table == lead.table for s in each.sheets)
            )
            self.app.push_screen(SheetScreen(worksheet, at=(lead.table, lead.row_id)))
        else:
            self._show_behind(lead)

    def _show_behind(self, lead: Lead) -> None:
        """Show the comments behind a group of the wall."""
        facts = self.study.worksheets.facts
        try:
            leads = [
                each
                for comment in _behind(facts, lead.table, lead.row_id)
                for each in self._lead(COMMENT, comment, "")
            ]
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        self._choose(f"Behind “{facts.named(lead.table, lead.row_id)}”", leads)

    def _show_comment(self, comment_id: str) -> None:
        from focusgroup.tui.screens.review import ReviewScreen

        try:
            comment = self.study.file.row(Comment, comment_id)
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        if comment is not None:
            self.app.push_screen(ReviewScreen(comment.session, at=comment_id))


def _behind(facts: Facts, table: str, row_id: str) -> tuple[str, ...]:
    found = facts.outside(table, row_id)
    return found.comments if found else ()

"""What others said that answers or names a seat that has withdrawn: a person decides on each."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.erasure import Erasure, Verdict
from focusgroup.room import withdrawal
from focusgroup.room.withdrawal import Related
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.cells import fit, pad, safe
from focusgroup.tui.widgets.confirm import Confirm
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line

_NOTE = (
    "These are other people's words. They stay as they are until you decide; what you decide is "
    "kept. Notes that only need another wording are corrected where they were written."
)
_SAID = {Verdict.KEEP: "kept", Verdict.CODE: "code blanked", Verdict.WITHDRAW: "withdrawn"}


class RelatedScreen(StudyScreenBase):
    """One row for each; k keeps it, b blanks the code in it, x withdraws it too."""

    CSS_PATH = "withdraw.tcss"
    AUTO_FOCUS = "#related-rows"
    HELP: ClassVar[str] = (
        "Comments, flip-chart lines and notes of others that answer the seat, name its code, or "
        "were said together with it.\n\n"
        "k keeps the row as it is. b takes the code out of its words, its answer and the change "
        "log: “a participant” stands there instead. x withdraws the whole row, as the seat's own "
        "words were; it cannot be undone. Esc goes back: what is undecided waits."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "keep", "keep", id="related.keep", tooltip="Leave it as it is"),
        Binding("b", "blank", "blank the code", id="related.blank",
                tooltip="Take the seat's code out of it"),
        Binding("x", "withdraw", "withdraw too", id="related.withdraw",
                tooltip="Withdraw this as well, for good"),
    ]  # fmt: skip

    def __init__(self, mark: Erasure) -> None:
        super().__init__()
        self._mark = mark
        self._rows: list[Related] = []

    def compose(self) -> ComposeResult:
        """Lay heading, rows and the row in hand out."""
        title = f"What answers or names {safe(self._mark.code)}"
        yield Static(Content(title), classes="form-title")
        yield Static(_NOTE, id="related-note", classes="hint", markup=False)
        yield RowList(empty="Nothing of others answers or names this seat.", id="related-rows")
        yield Static("", id="related-text", markup=False)
        yield KeyFooter(order=("related.keep", "related.blank", "related.withdraw", "screen.back"))

    def on_mount(self) -> None:
        """Show the rows."""
        self._load()

    def _load(self) -> None:
        try:
            self._rows = withdrawal.related(self.study.file, self._mark)
        except StoreError as error:
            self.tell(str(error), severity="error", timeout=20)
            return
        self.query_one(RowList).set_rows(self._line(row) for row in self._rows)
        self._show_text()

    def _line(self, row: Related) -> Line:
        state = _SAID[row.verdict] if row.verdict else "?"
        return [
            (pad(state, 13), "muted" if row.verdict else "warning"),
            (pad(fit(safe(row.where), 27), 28), "code"),
            (safe(row.text), ""),
        ]

    @property
    def _in_hand(self) -> Related | None:
        at = self.query_one(RowList).cursor
        return self._rows[at] if at is not None and at < len(self._rows) else None

    @on(RowList.Highlighted)
    def _moved(self, event: RowList.Highlighted) -> None:
        event.stop()
        self._show_text()

    @on(RowList.Chosen)
    def _nothing_to_open(self, event: RowList.Chosen) -> None:
        event.stop()
        self.tell("k keeps it, b blanks the code in it, x withdraws it too.")

    def _show_text(self) -> None:
        row = self._in_hand
        shown = self.query_one("#related-text", Static)
        if row is None:
            shown.update(Content(""))
            return
        lines = "\n".join(safe(line) for line in row.text.split("\n"))
        shown.update(Content.assemble((safe(f"{row.where} · {row.why}"), "bold"), "\n", lines))

    def action_keep(self) -> None:
        """Leave the row as it is."""
        self._decide(Verdict.KEEP)

    def action_blank(self) -> None:
        """Take the code out of the row."""
        self._decide(Verdict.CODE)

    def action_withdraw(self) -> None:
        """Withdraw the row too, after a yes."""
        row = self._in_hand
        if row is None:
            return
        if Verdict.WITHDRAW not in row.verdicts:
            self.tell("A note is corrected where it was written; b takes the code out here.")
            return
        self.app.push_screen(
            Confirm(
                "Withdraw this as well?",
                f"{row.where}: {row.text}\nIt cannot be undone.",
                yes="Withdraw for good",
                no="Leave it",
            ),
            lambda yes: self._decide(Verdict.WITHDRAW) if yes else None,
        )

    def _decide(self, verdict: Verdict) -> None:
        row = self._in_hand
        if row is None:
            return
        try:
            withdrawal.decide(self.study.file, self._mark, row, verdict)
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        self._load()
        if all(r.verdict is not None for r in self._rows):
            self.tell("Everything is decided.")

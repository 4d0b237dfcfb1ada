"""A participant withdraws: which seat, what goes, a clear yes, and the proof that it is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from focusgroup.domain.erasure import Erasure, ErasureReason
from focusgroup.domain.session import Seat, Session
from focusgroup.room import withdrawal
from focusgroup.room.withdrawal import Withdrawal
from focusgroup.room.withdrawal_words import counted, done_lines, owed_line, plan_lines
from focusgroup.store.errors import StoreError
from focusgroup.store.purge import Purged
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.cells import fit, pad, safe
from focusgroup.tui.widgets.confirm import Confirm
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line

_AGAIN_S = 2.0  # how soon bytes are overwritten after all, once another window has let go
_REASONS = tuple(ErasureReason)
_NOTE = (
    "Everything the seat said goes for good: comments, tags, quotes, its lines in the change log "
    "and in every backup. Names shown here are in memory only."
)


@dataclass(frozen=True, slots=True, repr=False)
class _Row:
    """A seat, or what is left of one that has withdrawn."""

    session: Session
    seat: Seat
    comments: int = 0
    mark: Erasure | None = None
    undecided: int = 0


# Both open the file anew, in a worker: 10,000 comments take 2 to 3 s, and people are talking.
_BUSY_MS = 1000  # what a reading window may hold up; then it is owed and tried again


def _withdrawn(path: Path, seat_id: str, reason: ErasureReason) -> Withdrawal:
    with StudyFile.open(path, busy_ms=_BUSY_MS) as study_file:
        return withdrawal.withdraw(study_file, seat_id, reason=reason)


def _paid(path: Path) -> Purged | None:
    with StudyFile.open(path, busy_ms=_BUSY_MS) as study_file:  # opening pays already, if it can
        return study_file.pay_purge() or Purged()


class WithdrawScreen(StudyScreenBase):
    """The seats of one group, or of all when `session_id` is None; Enter withdraws one."""

    CSS_PATH = "withdraw.tcss"
    AUTO_FOCUS = "#withdraw-seats"
    HELP: ClassVar[str] = (
        "When somebody withdraws, choose the seat and press Enter. You see what will go before you "
        "say yes. It cannot be undone: not with u, not from a backup, not by merging in another "
        "laptop's copy, which loses those words too.\n\n"
        "What others said that answers or names the seat is listed next, for you to decide on: "
        "Enter on a seat that has withdrawn opens that list again.\n\n"
        "r changes the reason that is kept with it. Reports written before keep those words: they "
        "are marked as out of date, write them anew."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "reason", "reason", id="withdraw.reason", tooltip="Why: kept with it"),
    ]

    def __init__(self, session_id: str | None = None) -> None:
        super().__init__()
        self._session_id = session_id
        self._rows: list[_Row] = []
        self._reason = ErasureReason.ASKED
        self._working = False

    def compose(self) -> ComposeResult:
        """Lay heading, seats and outcome out."""
        yield Static("Withdraw a seat", classes="form-title")
        yield Static(_NOTE, id="withdraw-note", classes="hint", markup=False)
        yield Static("", id="withdraw-reason", markup=False)
        yield RowList(empty="No seats yet.", id="withdraw-seats")
        yield Static("", id="withdraw-said", markup=False)
        yield KeyFooter(order=("rows.open", "withdraw.reason", "screen.back"))

    def on_mount(self) -> None:
        """Overwrite later what cannot be overwritten at once."""
        self.set_interval(_AGAIN_S, self._pay)

    def on_screen_resume(self) -> None:
        """Read the seats again."""
        self._load()

    def _load(self) -> None:
        try:
            self._rows = self._read()
        except StoreError as error:
            self.tell(str(error), severity="error", timeout=20)
            return
        self._show_reason()
        self.query_one(RowList).set_rows(self._line(row) for row in self._rows)

    def _read(self) -> list[_Row]:
        file = self.study.file
        marks = {mark.seat: mark for mark in withdrawal.withdrawals(file)}
        rows: list[_Row] = []
        for session in file.sessions():
            if self._session_id not in {None, session.id}:
                continue
            spoken = [seat for c in file.comments(session.id) for seat in c.seats]
            rows += [_Row(session, s, spoken.count(s.id)) for s in file.seats(session.id)]
            for stub in file.withdrawn_seats(session.id):
                mark = marks.get(stub.id)
                left = withdrawal.related(file, mark) if mark else []
                rows.append(_Row(session, stub, 0, mark, sum(r.verdict is None for r in left)))
        places = {s.id: place for place, s in enumerate(file.sessions())}
        # A seat keeps its place when it withdraws, so that the cursor is not on its neighbour.
        return sorted(rows, key=lambda row: (places[row.session.id], row.seat.number))

    def _line(self, row: _Row) -> Line:
        code = (pad(f"{safe(row.session.code)}-{safe(row.seat.code)}", 9), "code")
        if row.mark is not None:
            what = f"withdrew {row.mark.at[:10]}: {counted(row.mark.comments, 'comment')} gone"
            left = f"  {row.undecided} to decide: Enter" if row.undecided else ""
            return [code, (what, "muted"), (left, "warning")]
        names = self.study.names.get(row.session.id)
        card = names.cards.get(row.seat.code) if names else None
        bands = " · ".join(safe(b) for b in (row.seat.department, row.seat.role) if b)
        return [
            code,
            (pad(fit(safe(card.first if card else ""), 17), 18), "strong"),
            (pad(counted(row.comments, "comment"), 14), ""),
            (bands, "muted"),
        ]

    def _show_reason(self) -> None:
        words = Content(f"Reason kept with it: {self._reason.words}. r changes it.")
        self.query_one("#withdraw-reason", Static).update(words)

    def action_reason(self) -> None:
        """Go on to the next reason."""
        self._reason = _REASONS[(_REASONS.index(self._reason) + 1) % len(_REASONS)]
        self._show_reason()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        row = self._rows[event.index]
        if row.mark is not None:
            self._decide(row.mark)
            return
        try:
            planned = withdrawal.plan(self.study.file, row.seat.id)
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        self.app.push_screen(
            Confirm(
                f"Withdraw {planned.code}?",
                "\n".join(plan_lines(planned)),
                yes="Withdraw for good",
                no="Leave it",
            ),
            lambda yes: self._withdraw(row.seat.id) if yes else None,
        )

    def _withdraw(self, seat_id: str) -> None:
        self._say("Withdrawing …")
        self._work(partial(_withdrawn, self.study.file.path, seat_id, self._reason))

    def _pay(self) -> None:
        """Overwrite what is still owed, of further verdicts too."""
        try:
            owed = not self._working and self.study.file.owes_purge
        except StoreError:
            return  # said at the next action; the next round asks again
        if owed:
            self._work(partial(_paid, self.study.file.path))

    def _work(self, do: Callable[[], Withdrawal | Purged | None]) -> None:
        self._working = True
        self.run_worker(
            do, thread=True, exit_on_error=False, group="withdraw", description="withdraw a seat"
        )

    @on(Worker.StateChanged)
    def _worked(self, event: Worker.StateChanged) -> None:
        event.stop()
        if event.state not in {WorkerState.SUCCESS, WorkerState.ERROR}:
            return
        self._working = False
        error, result = event.worker.error, event.worker.result
        if isinstance(error, StoreError):
            self._say(f"✗ Nothing was changed. {error}", wrong=True)
        elif error is not None:
            raise error  # a fault of the program: the one boundary tells of it without words
        elif isinstance(result, Withdrawal):
            self._say("\n".join(done_lines(result)), wrong=not result.purged.complete)
            self._load()
            if any(r.verdict is None for r in withdrawal.related(self.study.file, result.mark)):
                self._decide(result.mark)
        elif isinstance(result, Purged):
            words = "Overwritten on the disk, in the file and in its backups."
            self._say(words if result.complete else owed_line(result), wrong=not result.complete)

    def action_back(self) -> None:
        """Go back, unless a seat is being withdrawn: it could not be told how that ended."""
        if self._working:
            self.tell("The seat is being withdrawn; a moment.")
            return
        super().action_back()

    def _decide(self, mark: Erasure) -> None:
        from focusgroup.tui.screens.related import RelatedScreen

        self.app.push_screen(RelatedScreen(mark))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        said = self.query_one("#withdraw-said", Static)
        said.set_class(wrong, "-wrong")
        said.update(Content("\n".join(safe(line) for line in words.split("\n"))))

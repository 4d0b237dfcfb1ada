"""focusgroup withdraw and close-study: what goes for good, asked before and told after.

Both take codes only. A name on a command line would stay in the shell's history.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from focusgroup.cli.speech import plainly, say, warn
from focusgroup.cli.study import FileArgument
from focusgroup.domain.erasure import ErasureReason, Verdict
from focusgroup.domain.text import clean
from focusgroup.room.withdrawal_words import counted, done_lines, owed_line, plan_lines

if TYPE_CHECKING:
    from focusgroup.domain.session import Seat
    from focusgroup.room.withdrawal import Related, Withdrawal
    from focusgroup.store.study_file import StudyFile

YesOption = Annotated[bool, typer.Option("--yes", help="Do it without asking")]
_KEYS = {"k": Verdict.KEEP, "b": Verdict.CODE, "x": Verdict.WITHDRAW}
_ASKED = {Verdict.KEEP: "k keep", Verdict.CODE: "b blank the code", Verdict.WITHDRAW: "x withdraw"}


def withdraw(
    file: FileArgument,
    session: Annotated[str, typer.Argument(help="The session's code, such as G1")],
    seat: Annotated[str, typer.Argument(help="The seat's code, such as P3; never a name")],
    reason: Annotated[ErasureReason, typer.Option(help="Why")] = ErasureReason.ASKED,
    yes: YesOption = False,
) -> None:
    """Take everything one seat said out of a study and its files, for good."""
    from focusgroup.room import withdrawal
    from focusgroup.store.study_file import StudyFile

    with plainly(), StudyFile.open(file) as study_file:
        found = _seat(study_file, session, seat)
        planned = withdrawal.plan(study_file, found.id)
        for line in plan_lines(planned):
            say(line)
        if not yes and not typer.confirm("Withdraw it for good?", default=False):
            say("Nothing was changed.")
            raise typer.Exit(1)
        done = withdrawal.withdraw(study_file, found.id, reason=reason)
        for line in done_lines(done):
            say(line)
        _decide(study_file, done)


def _seat(study_file: StudyFile, session: str, seat: str) -> Seat:
    """Find a seat by codes; what was typed is not repeated, for it may be a name."""
    sessions = study_file.sessions()
    here = next((s for s in sessions if s.code.casefold() == session.casefold()), None)
    if here is None:
        warn(f"There is no such session. Sessions: {', '.join(s.code for s in sessions) or 'none'}")
        raise typer.Exit(1)
    seats = study_file.seats(here.id)
    found = next((s for s in seats if s.code.casefold() == seat.casefold()), None)
    if found is None:
        gone = {s.code.casefold() for s in study_file.withdrawn_seats(here.id)}
        if seat.casefold() in gone:
            warn("That seat has withdrawn already.")
        else:
            warn(f"There is no such seat in {here.code}: {', '.join(s.code for s in seats)}")
        raise typer.Exit(1)
    return found


def _decide(study_file: StudyFile, done: Withdrawal) -> None:
    from focusgroup.room import withdrawal

    rows = [r for r in withdrawal.related(study_file, done.mark) if r.verdict is None]
    if not rows:
        return
    if not sys.stdin.isatty():
        say(
            f"{counted(len(rows), 'note')} of others to decide on: open the study and press x "
            "there."
        )
        return
    for row in rows:
        verdict = _asked(row)
        if verdict is None:
            say("The rest waits: open the study and press x there.")
            break
        withdrawal.decide(study_file, done.mark, row, verdict)
    purged = study_file.pay_purge()
    if purged is not None and not purged.complete:
        say(owed_line(purged))


def _asked(row: Related) -> Verdict | None:
    """Ask for one verdict; None leaves this one and the rest for later."""
    say(f"\n{row.where} ({row.why}):\n  {clean(row.text)}")
    words = ", ".join(_ASKED[v] for v in row.verdicts)
    while True:
        answer = typer.prompt(f"{words}, l later", default="l").strip().casefold()[:1]
        if answer == "l":
            return None
        if _KEYS.get(answer) in row.verdicts:
            return _KEYS[answer]


def close_study(file: FileArgument, yes: YesOption = False) -> None:
    """Purge drafts and sealed names, and note which recordings due have been destroyed."""
    from focusgroup.room import retention
    from focusgroup.store.study_file import StudyFile

    today = date.today()
    with plainly(), StudyFile.open(file) as study_file:
        waiting = retention.recordings(study_file.sessions(), today)
        for each in waiting:
            say(f"{each.words} Kept by: {clean(each.keeper) or 'not said'}.")
        say(
            "Half-typed lines and sealed first names go for good, and the backups that hold them. "
            "Comments stay."
        )
        if not yes and not typer.confirm("Close the study?", default=False):
            say("Nothing was changed.")
            raise typer.Exit(1)
        due = [r for r in waiting if r.due]
        destroyed = [] if yes else [r.session for r in due if _is_destroyed(r.code)]
        done = retention.close_study(study_file, destroyed=destroyed, today=today)
        say(
            f"Gone: {counted(done.drafts, 'half-typed line')}, sealed names of "
            f"{counted(done.rosters, 'group')}, "
            f"{counted(done.purged.backups_destroyed, 'older backup')}."
        )
        if done.recordings:
            say(f"Noted as destroyed today: the recording of {', '.join(done.recordings)}.")
        left = [r for r in due if r.session not in destroyed]
        for each in left:
            say(f"STILL TO DO: {each.words}")
        if not done.purged.complete:
            say(owed_line(done.purged))


def _is_destroyed(code: str) -> bool:
    return typer.confirm(f"Has the recording of {code} been destroyed?", default=False)

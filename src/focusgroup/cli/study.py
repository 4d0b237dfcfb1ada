"""Commands on a study file: report, import-sample, doctor, plain notes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from focusgroup.cli.speech import REFUSED, plainly, say, warn

if TYPE_CHECKING:
    from focusgroup.report.gate import EveryRoster
    from focusgroup.room.room import Room

FileArgument = Annotated[Path, typer.Argument(help="A study file, NAME.focusgroup")]


def report(
    file: FileArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="The Word file to write")],
    session: Annotated[str, typer.Option(help="One session's code; default: the whole study")] = "",
    roster: Annotated[
        Path | None, typer.Option(help="CSV of group, seat, name: refuse if a name would appear")
    ] = None,
    never_write: Annotated[
        Path | None, typer.Option(help="Text file of words that must not appear, one a line")
    ] = None,
    override: Annotated[
        str, typer.Option(help="Write in spite of found places, for this reason (it is noted)")
    ] = "",
) -> None:
    """Write the Word report."""
    from focusgroup.report.errors import ExportRefused, ReportError
    from focusgroup.report.recorded import write_recorded
    from focusgroup.store.study_file import StudyFile

    try:
        with plainly(), StudyFile.open(file) as study_file:
            written = write_recorded(
                study_file,
                output,
                session=session or None,
                names=searched_for(roster, never_write),
                today=date.today(),
                override_reason=override or None,
            )
    except ExportRefused as refused:
        warn(str(refused))
        raise typer.Exit(REFUSED) from None
    except ReportError as error:
        warn(str(error))
        raise typer.Exit(1) from None
    say(f"{written.path} ({written.path.stat().st_size / 1024:.0f} KB)")
    for warning in written.warnings:
        warn(warning)
    if not written.checked_against_roster:
        warn("No roster was given (--roster): names were looked for by pattern only.")


def searched_for(roster: Path | None, never_write: Path | None) -> EveryRoster | None:
    """Return what a report is searched for: each group's names, and the words never to write."""
    from focusgroup.exchange.roster import read_roster, read_words
    from focusgroup.privacy import Scrubber
    from focusgroup.report.gate import EveryRoster

    if roster is None and never_write is None:
        return None
    rows = read_roster(roster) if roster else []
    words = read_words(never_write) if never_write else []
    groups = {row.group for row in rows} or {""}
    return EveryRoster(
        tuple(
            Scrubber([row.person() for row in rows if row.group == group], words)
            for group in sorted(groups)
        )
    )


def import_sample(
    folder: Annotated[Path, typer.Argument(help="Folder of comments.jsonl, roster.csv, guide.md")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The study file to make")],
    title: Annotated[str, typer.Option(help="What the study is called; name no client")] = "",
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Encrypt the study; asks for a passphrase")
    ] = False,
) -> None:
    """Make a study from a folder of notes, each comment through the masking."""
    from focusgroup.cli.cipher import new_key
    from focusgroup.exchange import sample

    shown = sys.stderr.isatty()

    def told(done: int, of: int) -> None:
        if shown and (done % 10 == 0 or done == of):
            end = "\n" if done == of else ""
            sys.stderr.write(f"\r{done} of {of} comments{end}")

    with plainly():
        key = new_key(output) if encrypt else None
        path, _ = sample.import_sample(folder, output, title=title, told=told, key=key)
    say(str(path))


def doctor(
    file: Annotated[Path | None, typer.Argument(help="A study file to check")] = None,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Mend what can be mended; of a damaged file make a new one"),
    ] = False,
) -> None:
    """Say whether this machine and a study file are in order."""
    from focusgroup.cli.doctor import check_machine, check_study

    with plainly():
        findings = check_machine() if file is None else check_study(file, repair=repair)
    for finding in findings:
        say(str(finding))
    if any(not f.good for f in findings):
        raise typer.Exit(1)


def note_plain(file: Path, code: str) -> None:
    """Take notes line by line: for screen readers, and where no screen can be drawn."""
    from focusgroup.cli.plain import take_notes
    from focusgroup.config import load
    from focusgroup.privacy.ner import spotter_for
    from focusgroup.room.room import NOTE_TAKER, Room
    from focusgroup.room.sealed import names_at_hand
    from focusgroup.store.study_file import StudyFile

    with plainly(), StudyFile.open(file) as study_file:
        wanted = [
            s for s in study_file.sessions() if not code or s.code.casefold() == code.casefold()
        ]
        if not wanted:
            warn(f"There is no session {code or ''} in {file.name}. Set one up: focusgroup open")
            raise typer.Exit(1)
        session_id = wanted[-1].id
        names = names_at_hand(study_file, session_id)
        room: Room = Room(
            study_file, session_id, actor=NOTE_TAKER, names=names, spotter=spotter_for(load().ner)
        )
        take_notes(room, named=names is not None)
        room.close()

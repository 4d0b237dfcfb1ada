"""export: the tables of a study as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from focusgroup.cli.speech import REFUSED, plainly, say, warn
from focusgroup.cli.study import FileArgument, searched_for


def export(
    file: FileArgument,
    csv: Annotated[Path, typer.Option("--csv", help="A new or empty folder for the CSV files")],
    roster: Annotated[
        Path | None, typer.Option(help="CSV of group, seat, name: refuse if a name would appear")
    ] = None,
    never_write: Annotated[
        Path | None, typer.Option(help="Text file of words that must not appear, one a line")
    ] = None,
) -> None:
    """Write comments, tags and every filled worksheet as CSV files, one a table."""
    from focusgroup.exchange.csv_tables import export_csv
    from focusgroup.exchange.errors import ExportFailed, NamesFound
    from focusgroup.store.study_file import StudyFile

    try:
        with plainly(), StudyFile.open(file) as study_file:
            written = export_csv(study_file, csv, names=searched_for(roster, never_write))
    except NamesFound as found:
        warn(str(found))
        raise typer.Exit(REFUSED) from None
    except ExportFailed as error:
        warn(str(error))
        raise typer.Exit(1) from None
    for path in written.files:
        say(str(path))
    if not written.checked:
        warn("No roster was given (--roster): nobody's name was searched for.")

"""The commands. Each is thin: the core does the work, without a screen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from focusgroup import __version__
from focusgroup.cli import cipher, export, guides, privacy, restore, retention, study

app = typer.Typer(
    name="focusgroup",
    help="Run focus groups from a terminal, keep what was said, name nobody.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,  # its tracebacks print local variables: people's words
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(guides.app, name="guide")
app.add_typer(privacy.app, name="privacy")
app.command("report")(study.report)
app.command("export")(export.export)
app.command("import-sample")(study.import_sample)
app.command("doctor")(study.doctor)
app.command("restore")(restore.restore)
app.command("encrypt")(cipher.encrypt)
app.command("decrypt")(cipher.decrypt)
app.command("passphrase")(cipher.passphrase)
app.command("withdraw")(retention.withdraw)
app.command("close-study")(retention.close_study)

StudyArgument = Annotated[Path, typer.Argument(help="A study file, NAME.focusgroup")]
SessionArgument = Annotated[
    str, typer.Argument(help="The session's code, such as G1; default: the last")
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"focusgroup {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def home(
    context: typer.Context,
    _: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Open the home screen when no command is given."""
    if context.invoked_subcommand is None:
        _start()


def _start(what: str = "home", path: Path | None = None, session: str = "") -> None:
    from focusgroup.tui.app import Opening
    from focusgroup.tui.start import start

    raise typer.Exit(start(Opening(what=what, path=path, session=session)))  # type: ignore[arg-type]


@app.command("open")
def open_study(file: StudyArgument) -> None:
    """Open a study."""
    _start("study", file)


@app.command()
def demo() -> None:
    """Open a throw-away copy of the sample study, ready to type into."""
    _start("demo")


@app.command()
def new() -> None:
    """Set up a new study."""
    _start("new")


@app.command("run")
def run_session(file: StudyArgument, session: SessionArgument = "") -> None:
    """Run a session: the moderator's view."""
    _start("run", file, session)


@app.command()
def note(
    file: StudyArgument,
    session: SessionArgument = "",
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers and bare terminals")
    ] = False,
) -> None:
    """Take notes in a session: the note-taker's view."""
    if plain:
        study.note_plain(file, session)
        return
    _start("note", file, session)


def run(words: list[str]) -> int:
    """Run a command; return the exit code."""
    try:
        app(words, prog_name="focusgroup")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 1
    return 0

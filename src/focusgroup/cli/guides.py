"""focusgroup guide ...: check, list, new, show, import, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from focusgroup import paths
from focusgroup.cli.speech import plainly, say, warn

app = typer.Typer(help="Discussion guides and frames of CRM elements.", no_args_is_help=True)

GuideArgument = Annotated[str, typer.Argument(help="A file, or the id of a shipped or own guide")]


@app.command("check")
def check(
    guide: GuideArgument,
    strict: Annotated[bool, typer.Option(help="Warnings count as faults, too")] = False,
) -> None:
    """Say what is wrong with a guide, with file and line, and what is missing in it."""
    from focusgroup.guide.library import frame_ids, load_guide
    from focusgroup.guide.linter import lint
    from focusgroup.guide.reader import read_frame, read_guide
    from focusgroup.guide.remark import Severity

    own = paths.guide_folder()
    with plainly():
        path = Path(guide)
        if path.parent.name == "frames" and path.is_file():
            frame = read_frame(path)
            say(f"{frame.name}: {len(frame.elements)} elements. The frame can be used.")
            return
        there = path.is_file()
        read = read_guide(path, frames=frame_ids(own)) if there else load_guide(guide, own)
    remarks = lint(read)
    for remark in remarks:
        say(f"{guide}: {remark}")
    faults = [r for r in remarks if r.severity is Severity.MISSING or strict]
    count = sum(1 for _ in read.items())
    say(f"{read.title}: {count} items, {read.minutes:g} of {read.length} minutes.")
    if faults:
        raise typer.Exit(1)
    say("The guide can be used.")


@app.command("list")
def list_guides() -> None:
    """List the guides and frames there are."""
    from focusgroup.guide.library import available, load_guide

    for entry in available(paths.guide_folder()):
        about = ""
        if entry.kind == "guide" and not entry.problems:
            guide = load_guide(entry.id, paths.guide_folder())
            about = f"{guide.minutes:g} min"
        note = f"  ({entry.note})" if entry.note else ""
        say(f"{entry.kind:<6} {entry.id:<24} {about:>8}  {entry.origin:<8} {entry.title}{note}")


@app.command("show")
def show(guide: GuideArgument) -> None:
    """Print a guide as YAML, to copy from."""
    from focusgroup.guide.library import load_guide
    from focusgroup.guide.reader import dump_guide

    with plainly():
        say(dump_guide(load_guide(guide, paths.guide_folder())).rstrip())


@app.command("new")
def new(
    title: Annotated[str, typer.Argument(help="What the guide is called")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; default: your own guides")
    ] = None,
    minutes: Annotated[int, typer.Option(min=5, max=600, help="Length of the group")] = 90,
) -> None:
    """Write a commented guide to start from."""
    from focusgroup.guide.template import new_guide, slug

    path = output or paths.guide_folder() / f"{slug(title)}.yaml"
    _write_new(path, new_guide(title, minutes))
    say(f"{path}\nEdit it, then: focusgroup guide check {path}")


@app.command("import")
def import_guide(
    file: Annotated[Path, typer.Argument(help="A guide in Markdown")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write")] = None,
) -> None:
    """Turn a Markdown guide into YAML; every line is kept, and what was guessed is told."""
    from focusgroup.guide.markdown import read_markdown
    from focusgroup.guide.reader import dump_guide

    with plainly():
        found = read_markdown(file)
    path = output or paths.guide_folder() / f"{found.guide.id}.yaml"
    _write_new(path, dump_guide(found.guide))
    for guess in found.guesses:
        say(str(guess))
    say(str(path))


@app.command("schema")
def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A folder for the schema files")
    ] = None,
) -> None:
    """Print the JSON Schema of guides for editors, or write both schemas into a folder."""
    from focusgroup.guide.schema import guide_schema, write

    if output is None:
        say(json.dumps(guide_schema(), indent=2, ensure_ascii=False))
        return
    output.mkdir(parents=True, exist_ok=True)
    write(output)
    say(str(output))


def _write_new(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        warn(f"{path} is already there. Choose another name with --output.")
        raise typer.Exit(1) from None
    except OSError as error:
        warn(f"{path} cannot be written ({error.strerror}). Choose another place with --output.")
        raise typer.Exit(1) from None

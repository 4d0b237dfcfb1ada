"""How far the three phases of the reset are, what was left out and why, and the cycles beside."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.report.blocks import Block, Heading, Paragraph, Table
from focusgroup.report.outline.source import Source
from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.cycle import told
from focusgroup.worksheets.phases import drawn_on, phases


def three_phases(source: Source) -> Iterator[Block]:
    """Yield each step with its state (rows 1.01 and 1.02); nothing where no worksheet was used."""
    if not any(each.filled(source.facts) for each in WORKSHEETS):
        return
    yield Heading("The three phases", level=2)
    found = phases(source.facts, WORKSHEETS)
    # A column without a word in it would only ask what it is for.
    reasons = any(step.reason for phase in found for step in phase.steps)
    yield Table(
        title="The phases and steps of the reset",
        header=("Phase", "Step", "State", *(("Left out because",) if reasons else ())),
        rows=tuple(
            (
                f"{phase.number} {phase.title}" if number == 0 else "",
                step.title,
                step.state,
                *((step.reason.replace("\n", " "),) if reasons else ()),
            )
            for phase in found
            for number, step in enumerate(phase.steps)
        ),
        widths=(2.6, 3.4, 1.8, 5) if reasons else (2.6, 4.4, 1.8),
        note="A step is done when it is filled in and nothing of it is open.",
    )
    yield Paragraph(drawn_on(source.facts, WORKSHEETS))
    yield from (Paragraph(sentence) for sentence in told(source.facts))

"""Which study a study goes on from, and which goes on from it (row 1.45)."""

from __future__ import annotations

from dataclasses import dataclass

from focusgroup.worksheets.declare import Sheet, Worksheet
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import Choices, Record, choice, text

BEFORE, AFTER = "before", "after"
_WAYS: Choices = ((BEFORE, "the cycle before"), (AFTER, "the cycle that follows"))


@dataclass(frozen=True, slots=True)
class LinkedStudy(Record):
    """Another study of the same organisation, before or after this one."""

    title: str = text("Study", "its title", needed=True)
    way: str = choice("Which", _WAYS, needed=True)
    file_name: str = text("File", "what its file was called")
    study: str = ""  # its id


def linked(facts: Facts, way: str) -> list[LinkedStudy]:
    """Return the studies before or after this one."""
    return [row for row in facts.rows(LinkedStudy) if row.way == way]


def told(facts: Facts) -> list[str]:
    """Return sentences about the cycles this study stands between; they hold titles as typed."""
    return [
        *(f"This study goes on from “{row.title}”." for row in linked(facts, BEFORE)),
        *(f"A new cycle goes on from here: “{row.title}”." for row in linked(facts, AFTER)),
    ]


WORKSHEET = Worksheet(
    key="cycles",
    title="Linked studies",
    phase=3,
    place=99,
    about="The study before this one, and the one that follows.",
    sheets=(
        Sheet(LinkedStudy, "Linked studies", "linked study", "A major reset opens a new cycle.",
              ("title", "way", "file_name")),
    ),
    shelved=False,
    printed=False,
)  # fmt: skip

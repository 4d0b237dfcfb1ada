"""Worksheets: what a workshop fills in beside the comments, each declared once in one file.

How to add one. Write a file here that ends in a `WORKSHEET`; nothing else has to be told of it:

    @dataclass(frozen=True, slots=True)
    class HandOff(Record):
        \"\"\"Work that goes from one unit to another.\"\"\"

        name: str = text("Hand-off", "what is handed over", needed=True)
        feels: str = lines("The customer feels", "waiting, repeating, relief ...")
        touchpoint: str = link("Touchpoint", "touchpoint")
        evidence: str = comments("Comments")

    WORKSHEET = Worksheet(
        key="hand-offs", title="Hand-offs", phase=2, place=40,
        about="Where work changes hands, and what the customer feels there.",
        sheets=(
            Sheet(HandOff, "Hand-offs", "hand-off", "Note each place where work changes hands.",
                  grid=("name", "feels", "touchpoint"),
                  checks=(lacking(HandOff, "feels", "Nobody said what the customer feels."),)),
        ),
    )

From this come the table `hand_off` in the study file (made or widened when a file is next opened:
`store.sheet_tables`), the form, the grid, the list of open points and the section of the report.

- Columns are declared by the functions of `record`: text and lines are masked before they are
  written (`room.worksheet_desk` is the only door); a link holds the id of a row of another table,
  `links` and `comments` hold ids with spaces between. Every column has a default.
- A link declared `if_there` is not asked for until some worksheet declares the table it leads to.
- A check is a pure function of `Facts` that yields an `OpenPoint`; `lacking` makes the usual ones.
  Sentences hold no user text: screen and report put the row's own title before them.
- `examples` are put in by one key; `proposed` works more out of what the study knows already,
  such as a task for each gap. `refuses` says why a row must not be written: a circle of tasks.
- A link may lead outside worksheets, to an element of the frame or a group of the wall: `outside`.
- A view is a pure function that yields a `Grid`, `Curve`, `Gantt` or `Points` worked out of the
  rows, such as a matrix; it is shown on a page of its own and stands in the report.
- What the findings should consider as a weakness, or as a strength, is yielded as an `Offer`; so is
  a gap for the gap list, with `target="gap"`. `offers(facts)` and `offers(facts, "gap")` collect
  them.
- A worksheet of several files is a package here; its `__init__` holds the `WORKSHEET`.
- Removing a row that others link to is refused; a link that lost its row all the same, by a merge
  or an undo, is shown as removed and is an open point.

A column may be added later; it must never be renamed, given another type or taken away.
"""

from __future__ import annotations

from focusgroup.worksheets.registry import (
    OFFERING,
    SHEETS,
    WORKSHEET_TEXTS,
    WORKSHEETS,
    offers,
    open_points,
    sheet_of,
)

__all__ = [
    "OFFERING",
    "SHEETS",
    "WORKSHEETS",
    "WORKSHEET_TEXTS",
    "offers",
    "open_points",
    "sheet_of",
]

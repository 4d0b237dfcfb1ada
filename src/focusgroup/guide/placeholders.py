"""The blanks of a script, such as {{ moderator }}: a name between braces, nothing cleverer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

KNOWN: dict[str, str] = {
    "moderator": "the moderator's name, held in memory only",
    "moderator_unit": "where the moderator comes from",
    "note_taker": "the note-taker's name, held in memory only",
    "note_takers": "the names of all note-takers, held in memory only",
    "company": "the company that asks",
    "department": "the department of this group, else 'your department'",
    "length": "the length of the session in minutes",
    "recording": "what is recorded and what becomes of it, from the session's answers",
    "approach": "the flip-chart entry an 'each' item stands at",
}

# What is not known still has to be spoken.
DEFAULTS: dict[str, str] = {
    "department": "your department",
    "company": "this company",  # never kept: whoever asks is not named on disk
    "note_takers": "a colleague",
}

_BLANK = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")
# Blanks as other people write them; a guide that was imported may hold them.
_FOREIGN = re.compile(r"\[[A-Za-z][\w' -]{0,30}\]|<[A-Za-z][\w' -]{0,30}>|\{\{[^{}\n]{1,40}\}\}")


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a text's blanks, each once, in order."""
    return tuple(dict.fromkeys(_BLANK.findall(text)))


def foreign_in(text: str) -> tuple[str, ...]:
    """Return what looks like a blank but is never filled, such as "[name]" or "<topic>"."""
    found = (each[0] for each in _FOREIGN.finditer(text) if not _BLANK.fullmatch(each[0]))
    return tuple(dict.fromkeys(found))


def fill(text: str, values: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the text with its blanks filled, and the names of those that are still open.

    A blank with no value, or an empty one, stays as it stands unless DEFAULTS holds one. Values
    are put in as they are: a blank within a value is only words.
    """
    open_names: dict[str, None] = {}

    def value(blank: re.Match[str]) -> str:
        found = values.get(blank[1], "").strip() or DEFAULTS.get(blank[1], "")
        if not found:
            open_names[blank[1]] = None
        return found or blank[0]

    return _BLANK.sub(value, text), tuple(open_names)


def recording_sentence(recording: bool, use: str, keeper: str, destroy_by: str) -> str:
    """Return what is said of the recording, from the session's answers (feature row 1.31).

    It promises no more than was answered; an answer still open shows in [brackets], so that a
    moderator sees it before anybody hears it. `destroy_by` is an ISO date, or words.
    """
    if not recording:
        return "We do not record this session. We take written notes, and they name nobody."
    use, keeper = use.strip().rstrip("."), keeper.strip().rstrip(".")
    purpose = f"used {use}" if use.startswith(("to ", "for ", "only ")) else f"used for this: {use}"
    return (
        "With your agreement we record the sound. If anyone would rather not, we do not record. "
        f"The recording is {purpose if use else '[say what it is used for]'}. "
        f"It is kept by {keeper or '[say who keeps it]'}"
        f" and destroyed by {_spoken(destroy_by.strip()) or '[say by which date]'}."
    )


def _spoken(destroy_by: str) -> str:
    try:
        day = date.fromisoformat(destroy_by)
    except ValueError:
        return destroy_by.rstrip(".")
    return f"{day.day} {day:%B %Y}"

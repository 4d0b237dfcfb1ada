"""A half-typed row of a worksheet, saved masked so that a crash takes none of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from focusgroup.domain.text import clean_lines
from focusgroup.privacy.draft import by_line
from focusgroup.store.drafts import STUDY, DraftBook
from focusgroup.worksheets.record import LINKING, WORDS, Column, ColumnKind, Record, table_name

if TYPE_CHECKING:
    from focusgroup.privacy import Scrubber

# What is chosen, not typed: answers of ours and ids of rows.
_CHOSEN = LINKING | {ColumnKind.CHOICE}


class HalfTypedRow:
    """What stands in the form of one row and is not kept yet, beside the change log."""

    def __init__(
        self,
        book: DraftBook,
        scrubber: Callable[[], Scrubber],
        asked: Mapping[str, Column],
        record: type[Record],
        row_id: str = "",
    ) -> None:
        self._book = book
        self._scrubber = scrubber
        self._asked = asked
        self._actor = f"row of {table_name(record)} {row_id}".rstrip()
        self._seen: dict[str, str] = {}  # as it was typed when it was saved last
        self._looking = False  # whether the model had not looked at all of it then

    def load(self) -> dict[str, str]:
        """Return what a dead run left of this row, by column; raises StoreError."""
        try:
            told = json.loads(self._book.load(STUDY, self._actor) or "{}")
        except ValueError:
            return {}  # not written by this program
        if not isinstance(told, dict):
            return {}
        return {
            name: text
            for name, text in told.items()
            if isinstance(text, str) and self._fits(name, text)
        }

    def _fits(self, name: str, text: str) -> bool:
        asked = self._asked.get(name)
        if asked is None:
            return False
        return asked.kind is not ColumnKind.CHOICE or text in {"", *dict(asked.choices)}

    def save(self, typed: Mapping[str, str], in_hand: str = "") -> bool:
        """Keep the columns that were changed, by name; return whether they are kept already.

        Words are masked first. Of the column in hand the unsure end is held back; one that was left
        is masked as it would be when the row is kept. Raises StoreError where names are sealed in a
        file that cannot be read just now.
        """
        if typed == self._seen and not self._looking:
            return True
        scrubber = self._scrubber()  # anew: names may have been learnt since the form was opened
        # The column in hand comes last: a stranger named in another one is known by then.
        order = sorted(typed, key=lambda name: name == in_hand)
        masked = {
            name: self._masked(scrubber, name, typed[name], half=name == in_hand) for name in order
        }
        if not self._book.save(STUDY, self._actor, json.dumps(masked) if masked else ""):
            return False
        self._seen = dict(typed)
        self._looking = not all(map(scrubber.looked_at, typed.values()))
        return True

    def _masked(self, scrubber: Scrubber, name: str, typed: str, *, half: bool) -> str:
        asked, text = self._asked[name], clean_lines(typed)
        if asked.kind in _CHOSEN or self._is_figure(asked, text):
            return text
        if half:
            return by_line(scrubber.scrub_draft, clean_lines(self._seen.get(name, "")), text)
        return "\n".join(map(scrubber.scrub_left, text.split("\n")))

    @staticmethod
    def _is_figure(asked: Column, text: str) -> bool:
        """Return whether a column of figures or days holds one: then there is nothing to mask."""
        if asked.kind in WORDS:
            return False
        try:
            asked.read(text)
        except ValueError:
            return False
        return True

    def drop(self) -> bool:
        """Forget it: the row is kept, or somebody left it; return whether it is gone already."""
        self._seen = {}
        return self._book.save(STUDY, self._actor, "")

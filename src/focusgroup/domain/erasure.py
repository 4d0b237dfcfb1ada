"""A withdrawal: the one-way mark that takes a person's words out of a study for good."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ErasureScope(StrEnum):
    """What one mark takes away."""

    SEAT = "seat"  # everything of one seat
    ROW = "row"  # one further comment or flip-chart entry that names or answers it
    CODE = "code"  # only the seat's code, out of one row's words


class ErasureReason(StrEnum):
    """Why; a kind and never somebody's words."""

    ASKED = "asked"  # the participant asked for it
    NO_CONSENT = "no-consent"  # taking part had not been agreed to
    MISTAKE = "mistake"  # should not have been taken down

    @property
    def words(self) -> str:
        """The reason as a person reads it."""
        return {
            "asked": "the participant asked for it",
            "no-consent": "consent to take part was missing",
            "mistake": "it should not have been taken down",
        }[self]


@dataclass(frozen=True, slots=True)
class Erasure:
    """The stub of a withdrawal: when, what and how much, but no words.

    `rows`, `spared` and `cleared` are space-separated ids that make two copies of a study blank the
    same rows, in whatever order they are merged.
    """

    id: str
    session: str
    scope: str = ErasureScope.SEAT
    seat: str = ""  # id of the seat
    code: str = ""  # its code with the group, such as "G1-P3"
    own_group: int = 1  # whether the bare code ("P3") in the rows means this seat too
    reason: str = ErasureReason.ASKED
    at: str = ""
    rows: str = ""  # "table:id" of rows blanked whole
    spared: str = ""  # changes that name the seat, of comments that are others' too or now
    cleared: str = ""  # "change:field" of what others typed that repeated the seat's words
    comments: int = 0
    tags: int = 0
    entries: int = 0
    lines: int = 0  # lines of the debrief that quoted the seat


class Verdict(StrEnum):
    """What a person decided about a row that names or answers a withdrawn seat."""

    KEEP = "keep"
    CODE = "code"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on one row, kept with the withdrawal it belongs to."""

    id: str
    erasure: str  # id of the seat's mark
    row_table: str
    row_id: str
    verdict: str = Verdict.KEEP
    at: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """One report that left the study: enough to find it again, none of its words."""

    id: str
    scope: str = ""  # a session's code; "" is the whole study
    at: str = ""
    sha256: str = ""
    file_name: str = ""  # "" where it could not be told to hold no name
    comments: int = 0
    checked: int = 0  # against a list of names
    reason: str = ""  # why found places were let through, masked
    places: str = ""  # those places, one a line, without the word
    knew: str = ""  # ids of the withdrawals made before it: any other one makes it stale

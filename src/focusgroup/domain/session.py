"""A study, its sessions and the seats at their tables, as the study file keeps them.

These rows come from a STRICT table of our own, so plain frozen dataclasses hold them: building
10,000 costs a tenth of what validating them again would. Nothing here can hold a person's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

WORKSHOP = "workshop"  # the kind of group that is a working session (feature row 1.47)


class Relationship(StrEnum):
    """What a seat's work does for customer relationships (feature row 1.23)."""

    CREATE = "create"
    MANAGE = "manage"
    EXPAND = "expand"
    SUPPORT = "support"


class SessionState(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Study:
    """One CRM strategy reset and everything said in it."""

    id: str
    title: str
    purpose: str = ""
    frame: str = "crm-joined"
    frame_json: str = ""  # the frame as used, so that a later edit of it changes no old study
    glossary: str = ""  # product and system names that are never masked, one a line
    cell_minimum: int = 5
    created_at: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One group meeting. `clock_*` say where its clock stood at the last start or stop."""

    id: str
    code: str  # G1, G2 ...: what quotes carry
    guide: str  # id of the kept guide version
    label: str = ""
    place: str = ""
    kind: str = "staff"
    moderator_unit: str = ""
    note_takers: int = 1
    minutes: int = 90
    state: str = SessionState.PLANNED
    recording: int = 0
    recording_use: str = ""
    recording_keeper: str = ""
    destroy_by: str = ""  # ISO date
    destroyed_on: str = ""  # ISO date on which somebody said so
    withdraw_by: str = ""  # ISO date until which participants were told they can withdraw
    department: str = ""  # fills the question's "your department"
    item: str = ""  # id of the item_run now in hand
    clock_s: float = 0.0  # session seconds at the last start or stop
    clock_at: float = 0.0  # wall time (epoch seconds) of that moment
    clock_on: int = 0
    started_at: str = ""
    ended_at: str = ""
    themes: str = ""  # debrief form, at once after the group [K5]
    surprises: str = ""
    contrasts: str = ""
    quotes_to_keep: str = ""
    guide_changes: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at the table: a code and bands, never a name."""

    id: str
    session: str
    code: str  # P1 ... P12
    place: int = 0  # position round the table, which the code does not follow
    department: str = ""
    role: str = ""
    tenure: str = ""
    take_part: int = 0  # consents
    record: int = 0
    quote: int = 0
    consent_at: str = ""
    arrived_s: float | None = None
    left_s: float | None = None
    introduced: int = 0
    withdrawn: str = ""  # id of the withdrawal that left only this stub

    @property
    def number(self) -> int:
        """The digits of the code, which is what a note-taker types."""
        digits = "".join(c for c in self.code if c.isdigit())
        return int(digits) if digits else 0


class ItemState(StrEnum):
    """Where one step of the guide stands in a session."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class ItemRun:
    """A guide item as run in a session; an item that repeats has one for each entry."""

    id: str
    session: str
    item: str
    entry: str | None = None  # flip-chart entry it repeats for (feature row 1.37)
    position: float = 0.0
    state: str = ItemState.PENDING
    reason: str = ""  # why skipped
    minutes: float = 0.0  # time box, minutes added included
    used_s: float = 0.0
    since_s: float | None = None  # session seconds when it came in hand
    working: str = ""  # yes / partly / no, asked for each approach
    helpful: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChartEntry:
    """A line of a flip-chart list, kept in order (feature row 1.36)."""

    id: str
    session: str
    item: str
    position: float
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A checklist line that was done, or a probe that was used."""

    id: str
    session: str
    item: str
    what: str  # "check" or "probe"
    number: int  # index of the line, from 0
    at_s: float = 0.0


@dataclass(frozen=True, slots=True)
class KeptGuide:
    """The guide text a session ran with, kept for good."""

    id: str
    guide_id: str
    title: str
    version: str
    body: str  # the guide as JSON
    sha256: str

"""A room to test in: a six-seat group, invented names, and a clock that a test turns by hand."""

from __future__ import annotations

from dataclasses import dataclass

from focusgroup.guide.library import load_guide
from focusgroup.room.clock import Instant
from focusgroup.room.names import NameCard
from focusgroup.room.room import NOTE_TAKER, Room
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.store.study_file import StudyFile

NAMES = ("Wren", "Iqbal", "Solveig", "Tunde", "Marit", "Osei")
LAST = ("Hallowtree", "Farouk", "Nygaardsen", "Adebayo-Lind", "Vexholm", "Mensahford")


@dataclass
class Hands:
    """The hands of both clocks, in seconds."""

    wall: float = 1_800_000_000.0
    steady: float = 50.0

    def __call__(self) -> Instant:
        return Instant(self.wall, self.steady)

    def turn(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


def plan(**changes: object) -> SessionPlan:
    told: dict[str, object] = {
        "label": "Customer contact",
        "department": "the contact centre",
        "moderator_unit": "outside the company",
        "never_write": ["Norwell Homes"],
        "seats": [
            SeatPlan(
                NameCard(first, last),
                "Contact centre",
                "manage",
                "1-3 years",
                True,
                True,
                True,
                f"P{n}",
            )
            for n, (first, last) in enumerate(zip(NAMES, LAST, strict=True), start=1)
        ],
    }
    return SessionPlan(**{**told, **changes})  # type: ignore[arg-type]


def session_in(
    study: StudyFile,
    hands: Hands | None = None,
    *,
    actor: str = NOTE_TAKER,
    guide: str = "crm-strategy-reset",
    **changes: object,
) -> Room:
    session, names = make_session(study, plan(**changes), load_guide(guide))
    more = {"clock_source": hands} if hands else {}
    return Room(study, session.id, actor=actor, names=names, **more)


def second_window(room: Room, hands: Hands | None = None, *, actor: str = "moderator") -> Room:
    """The same session as another program run has it."""
    other = StudyFile.open(room.file.path)
    more = {"clock_source": hands} if hands else {}
    return Room(other, room.session.id, actor=actor, names=room.names, **more)

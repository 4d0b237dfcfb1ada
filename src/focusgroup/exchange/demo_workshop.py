"""The working session of the throw-away study: those responsible, a day after the groups."""

from __future__ import annotations

from focusgroup.domain.session import GroupKind
from focusgroup.guide.library import load_guide
from focusgroup.room.clock import Instant, now
from focusgroup.room.names import NameCard, NameCards
from focusgroup.room.room import MODERATOR, Room
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.store.study_file import StudyFile

WORKSHOP = "W1"  # after the groups' codes, by which the study lists them
# Invented; they answer for what the groups found weak.
_SEATS = (
    ("Odile", "Home sales", "10+ years"),
    ("Bertrand", "Field scheduling", "4-9 years"),
    ("Zuri", "Contact centre", "10+ years"),
    ("Leopold", "Data and reporting", "4-9 years"),
    ("Ingrid", "Renewals", "4-9 years"),
    ("Mateus", "Purchasing", "1-3 years"),
)
_LINES = (
    '3+ "Give me the list of promises and I will put a name next to each." #people',
    '2! "The Friday text costs us an hour. We begin next week." #process',
)
_NOTED_AT = "actions"  # the step of the guide at which they were said
# What this group had no need of (row 1.02); the report gives the reason.
_LEFT_OUT = {
    "choose": "Each idea had found somebody who wanted it by then: nothing was left to choose.",
}
_DAY_S = 86_400.0


def hold_working_session(study_file: StudyFile, names: dict[str, NameCards]) -> None:
    """Hold the session on the day before, and add its names to `names`."""
    plan = SessionPlan(
        code=WORKSHOP,
        label="Working session",
        kind=GroupKind.WORKSHOP,
        moderator=NameCard("Helen"),
        moderator_unit="outside the company",
        seats=[
            SeatPlan(NameCard(first), unit, "manage", tenure, True, False, True)
            for first, unit, tenure in _SEATS
        ],
    )
    session, cards = make_session(study_file, plan, load_guide("working-session"))
    names[session.id] = cards
    at = now()
    seconds = 0.0
    room = Room(
        study_file,
        session.id,
        actor=MODERATOR,
        names=cards,
        clock_source=lambda: Instant(at.wall - _DAY_S + seconds, at.steady - _DAY_S + seconds),
    )
    room.agenda.start()
    for seat in room.desk.seats.values():
        room.table.introduce(seat.id)
    for run in list(room.desk.runs)[1:]:
        if run.item in _LEFT_OUT:
            room.agenda.skip(run.id, _LEFT_OUT[run.item])
            continue
        seconds += run.minutes * 60
        room.agenda.next()
        for line in _LINES if run.item == _NOTED_AT else ():
            seconds += 20
            room.notes.note(line)
    room.agenda.close()
    room.close()

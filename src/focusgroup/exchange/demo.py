"""The throw-away study of `focusgroup demo`: the sample groups, and one that is running."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from focusgroup.exchange.sample import SHIPPED, import_sample
from focusgroup.guide.library import load_guide
from focusgroup.room.names import NameCard, NameCards
from focusgroup.room.room import MODERATOR, Room
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.store.study_file import StudyFile

# Invented, like everything in the sample; two names are words, so that masking shows its care.
_SEATS = (
    ("Wren", "Showroom", "create", "4-9 years"),
    ("Grace", "Showroom", "create", "1-3 years"),
    ("Iqbal", "Partner desk", "manage", "10+ years"),
    ("Mark", "Partner desk", "expand", "4-9 years"),
    ("Solveig", "Service desk", "manage", "under 1 year"),
    ("Tunde", "Stores", "support", "4-9 years"),
)
_APPROACHES = ("Kettle and a chair", "Partner breakfast", "Six-month call")


def build_demo(
    path: Path, *, told: Callable[[int, int], None] | None = None
) -> tuple[str, dict[str, NameCards]]:
    """Make the demo study; return the running session's id and every session's names."""
    _, names = import_sample(SHIPPED, path, told=told)
    with StudyFile.open(path) as study_file:
        plan = SessionPlan(
            label="Showroom and partners",
            department="the showroom",
            moderator=NameCard("Helen"),
            moderator_unit="outside the company",
            recording=True,
            recording_use="checking that the notes are right",
            recording_keeper="the note-taker",
            destroy_by="2027-03-31",
            never_write=["Norwell Homes", "Marlow & Pike"],
            seats=[
                SeatPlan(NameCard(first), department, role, tenure, True, True, True)
                for first, department, role, tenure in _SEATS
            ],
        )
        guide = load_guide("crm-strategy-reset")
        session, cards = make_session(study_file, plan, guide)
        names[session.id] = cards
        _start_talking(Room(study_file, session.id, actor=MODERATOR, names=cards))
    return session.id, names


def _start_talking(room: Room) -> None:
    """Begin the group and come to the first flip-chart question."""
    room.agenda.start()
    chart = next((i for i in room.desk.guide.items() if i.way == "flip_chart"), None)
    while chart is not None and room.desk.in_hand and room.desk.in_hand.item != chart.id:
        room.agenda.next()
    if chart is not None:
        for approach in _APPROACHES:
            room.chart.add(chart.id, approach)
    room.close()

"""The throw-away study of `focusgroup demo`: an earlier cycle, the groups, what came of them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

from focusgroup.domain.guide import Guide, Method
from focusgroup.exchange.demo_earlier import hold_earlier_cycle, reuse_old_cards
from focusgroup.exchange.demo_review import look_back
from focusgroup.exchange.demo_sheets import fill_worksheets
from focusgroup.exchange.demo_wall import put_up_wall, vote_on_ideas
from focusgroup.exchange.demo_workshop import hold_working_session
from focusgroup.exchange.sample import SHIPPED, import_sample
from focusgroup.guide.library import load_guide
from focusgroup.room.clock import Instant, now
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
_LINES = (
    '2+ "We know them by name when they come in, and they tell us things." #people',
    "4- nobody writes down what they told us, so the service desk asks it all again #proc #sys",
    "5>4- and then Grace rings them a third time #proc",
    "* nods round the table",
)
_APPROACHES = ("Kettle and a chair", "Partner breakfast", "Six-month call")


def build_demo(
    path: Path, *, told: Callable[[int, int], None] | None = None
) -> tuple[str, dict[str, NameCards]]:
    """Make the demo study; return the running session's id and every session's names."""
    _, names = import_sample(SHIPPED, path, title="CRM strategy reset (sample)", told=told)
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
        _start_talking(study_file, session.id, cards, guide)
        look_back(study_file, names)
        hold_working_session(study_file, names)
        put_up_wall(study_file, names, now().wall)
        vote_on_ideas(study_file, names, now().wall)
        earlier = hold_earlier_cycle(study_file)
        reuse_old_cards(study_file, names, earlier)
        fill_worksheets(study_file, names)
    return session.id, names


def _start_talking(study_file: StudyFile, session: str, cards: NameCards, guide: Guide) -> None:
    """Begin the group some minutes ago, and come to the flip-chart question now."""
    chart = next(item for item in guide.items() if item.way is Method.FLIP_CHART)
    before = list(takewhile(lambda item: item.id != chart.id, guide.items()))
    # A few seconds over on each step, twelve a remark, and a moment to breathe.
    spent = sum(item.minutes * 60 + 9 for item in before) + 12 * len(_LINES) + 20
    at = now()
    seconds = 0.0
    room = Room(
        study_file,
        session,
        actor=MODERATOR,
        names=cards,
        clock_source=lambda: Instant(at.wall - spent + seconds, at.steady - spent + seconds),
    )
    room.agenda.start()
    for seat in room.desk.seats.values():
        room.table.introduce(seat.id)
    for item in before:
        seconds += item.minutes * 60 + 9
        room.agenda.next()
    for approach in _APPROACHES:
        room.chart.add(chart.id, approach)
    for line in _LINES:
        seconds += 12
        room.notes.note(line)
    room.close()

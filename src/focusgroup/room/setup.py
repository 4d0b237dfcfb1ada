"""A session before it starts: what is asked of the moderator, and what it becomes in the file."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING

from focusgroup.domain.guide import Guide
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import GroupKind, Relationship, Seat, Session, leader_of
from focusgroup.privacy import Scrubber, roster_warnings
from focusgroup.room.agenda import first_runs
from focusgroup.room.names import NameCard, NameCards
from focusgroup.store.change_log import utc_now

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile

TENURES = ("under 1 year", "1-3 years", "4-9 years", "10+ years")
ROLES = tuple(r.value for r in Relationship)


@dataclass
class SeatPlan:
    """One seat as set up; the card stays in memory."""

    card: NameCard = field(default_factory=NameCard)
    department: str = ""
    role: str = ""
    tenure: str = ""
    take_part: bool = False
    record: bool = False
    quote: bool = False
    code: str = ""  # given when a roster brings its own


@dataclass
class SessionPlan:
    """A session as set up by the moderator."""

    label: str = ""
    code: str = ""
    place: str = ""
    kind: str = GroupKind.STAFF
    department: str = ""
    moderator_unit: str = ""
    moderator: NameCard = field(default_factory=NameCard)
    takers: list[NameCard] = field(default_factory=list)
    note_takers: int = 1
    minutes: int = 90
    recording: bool = False
    recording_use: str = ""
    recording_keeper: str = ""
    destroy_by: str = ""
    withdraw_by: str = ""  # ISO date
    never_write: list[str] = field(default_factory=list)
    seats: list[SeatPlan] = field(default_factory=list)

    @property
    def leader(self) -> str:
        """What the one in charge is called: "moderator" or "facilitator"."""
        return leader_of(self.kind)


@dataclass(frozen=True, slots=True)
class SetupRemark:
    """Something about a plan: `stops` when the session cannot be made so."""

    field: str
    sentence: str
    stops: bool = False


def shuffled_codes(count: int) -> list[str]:
    """Return P1 to Pn in an order that nobody can read the seating from."""
    codes = [f"P{n}" for n in range(1, count + 1)]
    random.SystemRandom().shuffle(codes)
    return codes


def remarks(plan: SessionPlan, *, today: date | None = None) -> list[SetupRemark]:
    """Return what is missing or doubtful in a plan, what stops it first."""
    found = [*_recording(plan, today), *_withdrawing(plan, today), *_seats(plan), *_words(plan)]
    found += _leading(plan)
    if not plan.label.strip():
        found.append(
            SetupRemark("label", "Give the group a label, such as: Customer contact.", True)
        )
    if not 5 <= plan.minutes <= 600:
        found.append(SetupRemark("minutes", "The length must be 5 to 600 minutes.", True))
    return sorted(found, key=lambda r: not r.stops)


def _leading(plan: SessionPlan) -> list[SetupRemark]:
    """Say where whoever leads stands too near to those who are led (rows 1.28 and 2.16)."""
    found = []
    unit = plan.moderator_unit.strip().casefold()
    if unit and unit in {s.department.strip().casefold() for s in plan.seats}:
        found.append(
            SetupRemark(
                "moderator_unit",
                f"The {plan.leader} comes from a participant's own department: people may hold "
                "back. Better ask somebody from another unit or a professional.",
            )
        )
    if plan.kind != GroupKind.LEADERS:
        return found
    if not unit:
        found.append(
            SetupRemark(
                "moderator_unit",
                "Say where the facilitator comes from: a team of leaders is coached by somebody "
                "who is none of them.",
            )
        )
    seats = [n for n, s in enumerate(plan.seats, start=1) if _one_name(s.card, plan.moderator)]
    if seats:
        found.append(
            SetupRemark(
                "moderator",
                f"The facilitator sits at the table too, as P{seats[0]}: a team of leaders is led "
                "by a facilitator, not by a participant. Where two people share a first name, "
                "type both surnames.",
                True,
            )
        )
    return found


def _one_name(one: NameCard, other: NameCard) -> bool:
    """Return whether two cards may be one person's; an untyped surname tells nobody apart."""
    if not one.first or one.first.casefold() != other.first.casefold():
        return False
    return one.last.casefold() == other.last.casefold() or not (one.last and other.last)


def _withdrawing(plan: SessionPlan, today: date | None) -> list[SetupRemark]:
    if not plan.withdraw_by:
        return []
    try:
        day = date.fromisoformat(plan.withdraw_by)
    except ValueError:
        return [SetupRemark("withdraw_by", "Write the date as 2026-12-31 (year-month-day).", True)]
    if today and day < today:
        return [SetupRemark("withdraw_by", "The date for withdrawing is in the past.")]
    return []


def _recording(plan: SessionPlan, today: date | None) -> list[SetupRemark]:
    found: list[SetupRemark] = []
    if plan.destroy_by:
        try:
            day = date.fromisoformat(plan.destroy_by)
        except ValueError:
            return [
                SetupRemark("destroy_by", "Write the date as 2026-12-31 (year-month-day).", True)
            ]
        if today and day < today:
            found.append(SetupRemark("destroy_by", "The destroy-by date is in the past."))
    if not plan.recording:
        return found
    for name, value, what in (
        ("recording_use", plan.recording_use, "what the recording is used for"),
        ("recording_keeper", plan.recording_keeper, "who keeps the recording (a role, no name)"),
        ("destroy_by", plan.destroy_by, "by when the recording is destroyed"),
    ):
        if not value.strip():
            found.append(SetupRemark(name, f"Say {what}: the script reads it out.", True))
    refused = [s for s in plan.seats if s.take_part and not s.record]
    if refused:
        found.append(
            SetupRemark(
                "seats",
                f"{len(refused)} of {len(plan.seats)} have not agreed to be recorded: "
                "agree on it, or leave the recorder off.",
            )
        )
    return found


def _seats(plan: SessionPlan) -> list[SetupRemark]:
    found: list[SetupRemark] = []
    count = len(plan.seats)
    if not count:
        found.append(SetupRemark("seats", "Seat at least one person.", True))
    elif not 5 <= count <= 10:
        found.append(
            SetupRemark("seats", f"{count} seats: 5 to 10 work best, 6 to 8 are preferred [K02].")
        )
    if count and not any(s.card for s in plan.seats):
        found.append(
            SetupRemark(
                "seats",
                "No first names typed: names will be masked by rules alone, which miss some. "
                "They stay in memory only.",
            )
        )
    missing = [s for s in plan.seats if not s.take_part]
    if count and missing:
        found.append(
            SetupRemark(
                "seats", f"{len(missing)} of {count} have not agreed to take part yet (column T)."
            )
        )
    return found


def _words(plan: SessionPlan) -> list[SetupRemark]:
    """Names that are words, and names or clients in what will be written."""
    names = plan_names(plan, [f"P{n}" for n in range(1, len(plan.seats) + 1)])
    found = [SetupRemark("seats", sentence) for sentence in roster_warnings(names.people())]
    scrubber = names.scrubber()
    # Every text of the plan, so that a field that is added later is looked at too.
    texts = {f.name: getattr(plan, f.name) for f in fields(plan)}
    spoken = [(name, text) for name, text in texts.items() if isinstance(text, str)]
    spoken += [("seats", text) for s in plan.seats for text in (s.department, s.tenure)]
    for name, text in spoken:
        if text and scrubber.hits(text):
            found.append(
                SetupRemark(
                    name,
                    "This line holds a name, or a word of the never-write list; it goes into the "
                    "file, so write it another way.",
                    True,
                )
            )
    return found


def plan_names(plan: SessionPlan, codes: Sequence[str]) -> NameCards:
    """Return the plan's names for the run's memory, by seat code."""
    cards = {code: seat.card for code, seat in zip(codes, plan.seats, strict=True) if seat.card}
    return NameCards(
        cards=cards,
        moderator=plan.moderator,
        note_takers=list(plan.takers),
        never_write=list(plan.never_write),
    )


def next_code(taken: Sequence[str]) -> str:
    """Return the next group code: G1, G2 ..."""
    numbers = [int(m[1]) for code in taken if (m := re.fullmatch(r"G(\d+)", code))]
    return f"G{max(numbers, default=0) + 1}"


def make_session(
    study_file: StudyFile, plan: SessionPlan, guide: Guide, *, actor: str = "moderator"
) -> tuple[Session, NameCards]:
    """Write a planned session; return it and the names, which stay in memory.

    Raises ValueError when `remarks` finds something that stops it: callers show those first.
    """
    stops = [r for r in remarks(plan) if r.stops]
    if stops:
        raise ValueError(stops[0].sentence)
    given = [s.code for s in plan.seats]
    codes = given if all(given) else shuffled_codes(len(plan.seats))
    names = plan_names(plan, codes)
    session_id = new_id()
    with study_file.act("new session", actor=actor) as act:
        kept = study_file.keep_guide(act, without(guide, plan.never_write))
        session = Session(
            id=session_id,
            code=plan.code or next_code([s.code for s in study_file.sessions()]),
            guide=kept.id,
            label=plan.label.strip(),
            place=plan.place.strip(),
            kind=plan.kind,
            moderator_unit=plan.moderator_unit.strip(),
            note_takers=plan.note_takers,
            minutes=plan.minutes,
            recording=int(plan.recording),
            recording_use=plan.recording_use.strip(),
            recording_keeper=plan.recording_keeper.strip(),
            destroy_by=plan.destroy_by,
            withdraw_by=plan.withdraw_by,
            department=plan.department.strip(),
        )
        act.add(session)
        for place, (code, seat) in enumerate(zip(codes, plan.seats, strict=True), start=1):
            act.add(_seat(session_id, code, place, seat))
        act.add(*first_runs(session_id, list(guide.items())))
    return session, names


# What a guide says in words of its own choosing; every other field is an id or one of a few words.
_SPOKEN = frozenset(
    ("title", "description", "group_kind", "say", "ask", "note", "probes", "checklist", "only_for")
)


def without(guide: Guide, never_write: Sequence[str]) -> Guide:
    """Return a guide without the words that must never be written, a client's name above all."""
    scrubber = Scrubber((), never_write)

    def told(text: str) -> str:
        for hit in reversed(scrubber.hits(text)):
            if hit.kind == "never_write":
                text = f"{text[: hit.start]}[withheld]{text[hit.end :]}"
        return text

    def cleared(value: object) -> object:
        if isinstance(value, str):
            return told(value)
        if isinstance(value, list | tuple):
            return [cleared(each) for each in value]
        if isinstance(value, dict):
            return {
                key: cleared(each) if key in _SPOKEN or isinstance(each, list) else each
                for key, each in value.items()
            }
        return value

    if not never_write:
        return guide
    return Guide.model_validate(cleared(guide.model_dump(mode="json")))


def _seat(session: str, code: str, place: int, plan: SeatPlan) -> Seat:
    consented = plan.take_part or plan.record or plan.quote
    return Seat(
        id=new_id(),
        session=session,
        code=code,
        place=place,
        department=plan.department.strip(),
        role=plan.role if plan.role in ROLES else "",
        tenure=plan.tenure.strip(),
        take_part=int(plan.take_part),
        record=int(plan.record),
        quote=int(plan.quote),
        consent_at=utc_now() if consented else "",
    )

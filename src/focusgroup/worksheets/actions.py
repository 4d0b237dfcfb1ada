"""The working session with those responsible: who came, ideas, actions and owners (1.47)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.domain.session import GroupKind
from focusgroup.worksheets.declare import (
    Grid,
    OpenPoint,
    Points,
    Sheet,
    View,
    Worksheet,
    lacking,
)
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import (
    Choices,
    Record,
    anywhere,
    choice,
    column,
    comments,
    day,
    group,
    lines,
    links,
    text,
)

STATES: Choices = (("open", "open"), ("under way", "under way"), ("done", "done"),
                   ("dropped", "dropped"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class SessionIdea(Record):
    """An idea of the working session."""

    name: str = text("Idea", "what could be done", needed=True)
    mends: str = anywhere("Mends", "the weakness or gap it would mend")
    held_in: str = group("Session", "the working session it comes from")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class AgreedAction(Record):
    """What was agreed on, who owns it, and by when."""

    name: str = text("Action", "what will be done", needed=True)
    owner: str = text("Owner", "a role or unit; no names")
    due: str = day("Due", "by when")
    state: str = choice("State", STATES)
    ideas: str = links("From", "session_idea", "the ideas it comes from")
    mends: str = anywhere("Mends", "the weakness or gap it mends")
    held_in: str = group("Session", "the working session that agreed on it")
    note: str = lines("Note")


def _dropped(row: Record) -> bool:
    return isinstance(row, AgreedAction) and row.state == "dropped"


def unanswered(facts: Facts) -> Iterator[OpenPoint]:
    """Yield weaknesses of the board that no idea and no action answers, once there are any."""
    if not facts.count("session_idea") and not facts.count("agreed_action"):
        return
    answered = {
        place
        for record in (SessionIdea, AgreedAction)
        for row in facts.rows(record)
        for asked, place in facts.links(row)
        if asked.name == "mends"
    }
    for row in facts.of_table("weakness"):
        if ("weakness", row.id) not in answered:
            yield OpenPoint("weakness", "No idea and no action answers this weakness.", row.id)


def _session_held(facts: Facts) -> Iterator[OpenPoint]:
    if not any(group.kind == GroupKind.WORKSHOP for group in facts.groups.values()):
        yield OpenPoint("session_idea", "No working session is set up: choose a workshop guide "
                        "for a group of those responsible.")  # fmt: skip


def sessions(facts: Facts) -> Grid | None:
    """Return the working sessions with who came, by number, and what came of them."""
    held = [each for each in facts.groups.values() if each.kind == GroupKind.WORKSHOP]
    if not held:
        return None
    ideas, actions = facts.rows(SessionIdea), facts.rows(AgreedAction)
    return Grid(
        "Working sessions",
        ("Session", "State", "Attendees", "Ideas", "Actions"),
        tuple(
            (
                each.title,
                each.state,
                str(each.seats),
                str(sum(row.held_in == each.id for row in ideas)),
                str(sum(row.held_in == each.id for row in actions)),
            )
            for each in held
        ),
        widths=(4, 2, 2, 1.5, 1.5),
        numbers=frozenset({2, 3, 4}),
    )


def agreed(facts: Facts) -> Grid | None:
    """Return the actions by due date, those without one last."""
    rows = sorted(facts.rows(AgreedAction), key=lambda row: row.due or "9")
    if not rows:
        return None
    asked = {name: column(AgreedAction, name) for name in ("state", "mends")}
    return Grid(
        "Actions and their owners",
        ("Action", "Owner", "Due", "State", "Mends"),
        tuple(
            (
                row.name,
                row.owner or "nobody yet",
                row.due or "–",
                asked["state"].words(row.state) or "open",
                facts.words(asked["mends"], row.mends),
            )
            for row in rows
        ),
        widths=(4, 2.4, 1.8, 1.6, 4),
    )


def unowned(facts: Facts) -> list[AgreedAction]:
    """Return the actions that nobody owns, those that were dropped left out."""
    return [row for row in facts.rows(AgreedAction) if not row.owner and not _dropped(row)]


def _page(facts: Facts) -> Iterator[View]:
    for view in (sessions(facts), agreed(facts)):
        if view is not None:
            yield view
    left = unowned(facts)
    if left:
        yield Points("Actions without an owner", tuple((row.name, "") for row in left))


WORKSHEET = Worksheet(
    key="actions",
    title="Working session",
    phase=3,
    place=80,
    about="A brainstorm with those responsible: who came, ideas, actions, and who owns them.",
    sheets=(
        Sheet(
            SessionIdea,
            "Ideas",
            "idea",
            "Write down each idea of the working session; sorting comes later.",
            ("name", "mends", "held_in", "evidence"),
        ),
        Sheet(
            AgreedAction,
            "Actions",
            "action",
            "Write down what was agreed on: what, who owns it, by when.",
            ("name", "owner", "due", "state", "mends"),
            checks=(
                lacking(AgreedAction, "owner", "It has no owner.", when=lambda r: not _dropped(r)),
                lacking(AgreedAction, "due", "It has no date.", when=lambda r: not _dropped(r)),
            ),
            filter_by="state",
        ),
    ),
    views=(("session", _page),),
    checks=(_session_held,),
    printed=False,
)

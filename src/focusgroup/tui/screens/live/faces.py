"""What the live screens show, made from the room's state: plain values, no widgets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from focusgroup.domain.comment import Comment, Valence, Voice
from focusgroup.domain.guide import GuideItem, Kind, Method
from focusgroup.domain.session import ItemRun, Seat
from focusgroup.guide.placeholders import fill, recording_sentence
from focusgroup.room.agenda import Warned
from focusgroup.tui.widgets.agenda import AgendaRow
from focusgroup.tui.widgets.clock_bar import ClockFace, ClockWarning
from focusgroup.tui.widgets.script_pane import ScriptText
from focusgroup.tui.widgets.seats import SeatRow
from focusgroup.tui.widgets.stream import StreamRow

if TYPE_CHECKING:
    from focusgroup.room.room import Room

_WARNINGS = {
    Warned.BOX_20: ClockWarning.BOX_20,
    Warned.BOX_5: ClockWarning.BOX_5,
    Warned.BOX_OVER: ClockWarning.BOX_OVER,
    Warned.END_15: ClockWarning.END_15,
    Warned.END_5: ClockWarning.END_5,
    Warned.END_OVER: ClockWarning.OVER,
}
# A seat is worth a look once it has not been heard for this long.
QUIET_S = 10 * 60


def clock_text(seconds: float) -> str:
    """Return session seconds as 12:40."""
    return f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}"


def clock_face(room: Room) -> ClockFace:
    """Return what the clock bar shows now."""
    told = room.agenda.time()
    run = room.desk.in_hand
    warnings = (told.end_warning, told.box_warning)
    return ClockFace(
        elapsed_s=told.elapsed,
        left_s=told.left,
        title=run_title(room, run) if run else "",
        box_used_s=told.item_elapsed,
        box_s=told.item_box,
        drift_s=told.drift,
        paused=told.paused,
        started=told.started,
        warnings=tuple(_WARNINGS[w] for w in warnings if w in _WARNINGS),
    )


def run_title(room: Room, run: ItemRun) -> str:
    """Return a step's title, with the flip-chart entry it repeats for."""
    item = room.desk.item_of(run)
    entry = room.desk.entry(run.entry)
    return f"{item.title}: {entry.text}" if entry else item.title


def agenda_rows(room: Room) -> list[AgendaRow]:
    """Return the outline; a repeated question has one row an entry, below its first."""
    counts = Counter((c.item, c.entry) for c in room.desk.comments.values())
    rows: list[AgendaRow] = []
    for run in room.desk.runs:
        item = room.desk.item_of(run)
        entry = room.desk.entry(run.entry)
        rows.append(
            AgendaRow(
                run_id=run.id,
                title=entry.text if entry else item.title,
                state=run.state,
                minutes=run.minutes,
                used_s=used_s(room, run),
                depth=1 if entry else 0,
                comments=counts[(run.item, run.entry)],
            )
        )
    return rows


def used_s(room: Room, run: ItemRun) -> float:
    """Return the seconds a step has taken so far."""
    if run.since_s is None:
        return run.used_s
    return run.used_s + max(0.0, room.clock.elapsed() - run.since_s)


def seat_rows(room: Room) -> list[SeatRow]:
    """Return the seats with their share of turns and how long they have been quiet."""
    now = room.clock.elapsed()
    return [_seat_row(room, seat, now) for seat in in_order(room)]


def in_order(room: Room) -> list[Seat]:
    """Return the seats by number."""
    return sorted(room.desk.seats.values(), key=lambda s: s.number)


def _seat_row(room: Room, seat: Seat, now: float) -> SeatRow:
    turns = room.notes.turns.of(seat.id)
    quiet = room.notes.turns.silent_s(seat.id, now, seat.arrived_s or 0.0)
    card = room.names.cards.get(seat.code)
    away = ""
    if seat.left_s is not None:
        away = "left"
    elif seat.arrived_s is not None:
        away = "late" if not turns.turns else ""
    return SeatRow(
        code=seat.code,
        name=card.first if card else "",
        turns=turns.turns,
        share=room.notes.turns.share(seat.id),
        quiet_min=int(quiet // 60) if quiet >= QUIET_S and not away else None,
        away=away,
        introduced=bool(seat.introduced),
    )


def who(room: Room, comment: Comment) -> str:
    """Return who a comment comes from, as the stream shows it: P3, P3>P5, room, ?."""
    if comment.voice == Voice.ROOM:
        return "room"
    if comment.voice == Voice.TEAM:
        return "team"
    codes = [room.desk.seats[s].code for s in comment.seats if s in room.desk.seats]
    if not codes:
        return "?"
    answered = room.desk.seats.get(comment.answers or "")
    return ",".join(codes) + (f">{answered.code}" if answered else "")


def stream_row(room: Room, comment: Comment) -> StreamRow:
    """Return a comment as the stream shows it."""
    codes = (*room.desk.element_codes(comment.id), *room.desk.aim_codes(comment.id))
    return StreamRow(
        id=comment.id,
        clock=clock_text(comment.at_s),
        who=who(room, comment),
        sign=Valence(comment.valence).sign,
        text=comment.text,
        kind=comment.kind,
        elements=codes,
        strong=bool(comment.strong),
        incomplete=bool(comment.incomplete),
        flagged=bool(comment.flags),
    )


def stream_rows(room: Room) -> list[StreamRow]:
    """Return every comment of the session in the order they fell."""
    ordered = sorted(room.desk.comments.values(), key=lambda c: (c.at_s, c.id))
    return [stream_row(room, comment) for comment in ordered]


def script_values(room: Room) -> dict[str, str]:
    """Return what fills a script's placeholders; names come from memory."""
    session = room.session
    run = room.desk.in_hand
    entry = room.desk.entry(run.entry) if run else None
    takers = " and ".join(c.first for c in room.names.note_takers if c.first)
    values = {
        "moderator": room.names.moderator.first,
        "moderator_unit": session.moderator_unit,
        "note_taker": takers,
        "note_takers": takers,
        "length": str(session.minutes),
        "department": session.department,
        "approach": entry.text if entry else "",
        "recording": recording_sentence(
            bool(session.recording),
            session.recording_use,
            session.recording_keeper,
            session.destroy_by,
        ),
    }
    return {name: value for name, value in values.items() if value}


_KINDS = {
    Kind.SCRIPT: "Read aloud",
    Kind.OPENING: "Opening question",
    Kind.INTRODUCTORY: "Introductory question",
    Kind.TRANSITION: "Transition question",
    Kind.KEY: "Key question",
    Kind.ENDING: "Ending question",
    Kind.SUMMARY: "Summary check",
}
_WAYS = {
    Method.FLIP_CHART: "flip chart",
    Method.EACH: "for each approach",
    Method.BRAINSTORM: "brainstorm: F3",
    Method.KJ: "KJ round: F3 opens the wall",
    Method.VOTE: "vote: F3 opens the wall",
    Method.WORKSHEET: "worksheet: F3",
}


def script_text(room: Room, run: ItemRun) -> ScriptText:
    """Return a step as the moderator reads it, placeholders filled."""
    item = room.desk.item_of(run)
    values = script_values(room)
    probes, checks = room.table.ticked(item.id, "probe"), room.table.ticked(item.id, "check")
    return ScriptText(
        kicker=" · ".join(part for part in _kicker(item, run) if part),
        title=run_title(room, run),
        say=fill(item.say, values)[0],
        ask=fill(item.ask, values)[0],
        note=fill(item.note, values)[0],
        probes=tuple(fill(p, values)[0] for p in item.probes),
        probes_used=frozenset(probes),
        checks=tuple(fill(c, values)[0] for c in item.checklist),
        checks_done=frozenset(checks),
    )


def _kicker(item: GuideItem, run: ItemRun) -> tuple[str, ...]:
    return (
        _KINDS[item.kind],
        f"{run.minutes:g} minutes",
        "worksheet: F3" if item.worksheet else _WAYS.get(item.way, ""),
        "only if time allows" if item.optional else "",
        f"only for {item.only_for}" if item.only_for else "",
    )

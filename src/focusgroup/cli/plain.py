"""Notes line by line, without a screen: each answer is one line that a screen reader can read."""

from __future__ import annotations

import contextlib
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from focusgroup.cli.speech import say
from focusgroup.domain.comment import Valence
from focusgroup.room.names import NameCard
from focusgroup.room.sealed import keep_sealed
from focusgroup.store.errors import StoreError, StudyBusy

if TYPE_CHECKING:
    from focusgroup.room.room import Room

_TRIES, _WAIT_S = 20, 0.5  # ten seconds, longer than any program should hold the file
_CARD = re.compile(r"\s*P?(\d{1,2})\s+(\S+)(?:\s+(.*\S))?\s*", re.IGNORECASE)
HELP = (
    "Type a remark as in the capture line: 3- they re-key every order #tech. "
    "/next, /back, /start, /pause, /where, /undo, /help and /quit are commands; /names types "
    "first names."
)


def take_notes(room: Room, *, named: bool) -> None:
    """Read lines until /quit or the end of input."""
    say(f"{room.session.code} {room.session.label}. {HELP}")
    if not named:
        say("This window knows no first names. /names P1 Ada, P2 Ben types them; never written.")
    while True:
        try:
            line = input("> ")
        except (EOFError, KeyboardInterrupt):
            say()
            return
        if line.strip() == "/quit":
            return
        try:
            say(_answer(room, line))
        except StudyBusy:
            say(_again(room, line))
        except StoreError as error:
            say(f"Not kept: {error}")
            say(f"You typed: {room.notes.preview(line).scrubbed.text}")


def _answer(room: Room, line: str) -> str:
    word, _, rest = line.strip().partition(" ")
    room.follow()
    if word == "/names":
        return _names(room, rest)
    if word in {"/start", "/pause", "/next", "/back", "/undo", "/where"}:
        return _command(room, word)
    if line.strip() == "/help":
        return HELP
    comment = room.notes.note(line)
    if comment is None:
        return "Nothing to keep yet: type what was said."
    seats = ",".join(room.desk.seats[s].code for s in comment.seats) or comment.voice
    elements = " ".join(f"#{code}" for code in room.desk.element_codes(comment.id))
    sign = f" {comment.valence}" if comment.valence != Valence.NEUTRAL else ""
    return f"Kept: {seats}{sign}: {comment.text} {elements}".rstrip()


def _again(room: Room, line: str) -> str:
    """Try a line again while another program holds the file; it is kept or said to be not."""
    for _ in range(_TRIES):
        time.sleep(_WAIT_S)
        with contextlib.suppress(StudyBusy):
            return _answer(room, line)
    return f"Not kept, the file is still held: {room.notes.preview(line).scrubbed.text}"


def _command(room: Room, word: str) -> str:
    if word == "/undo":
        undone = room.undo()
        return f"Undone: {undone.label}." if undone else "Nothing to undo."
    if word != "/where":
        {
            "/start": room.agenda.start,
            "/pause": room.agenda.pause,
            "/next": room.agenda.next,
            "/back": room.agenda.back,
        }[word]()
    run = room.desk.in_hand
    told = room.agenda.time()
    where = room.desk.item_of(run).title if run else "between steps"
    return f"{where}. {told.elapsed // 60:.0f} minutes gone, {told.left // 60:.0f} left."


def _names(room: Room, text: str) -> str:
    cards = dict(room.names.cards)
    not_read = 0
    for part in filter(str.strip, text.split(",")):
        if found := _CARD.fullmatch(part):
            cards[f"P{int(found[1])}"] = NameCard(found[2], found[3] or "")
        else:
            not_read += 1
    room.learn_names(replace(room.names, cards=cards))
    keep_sealed(room.file, room.session.id, room.names)
    more = f" {not_read} not understood: write P1 Ada, P2 Ben." if not_read else ""
    return f"{len(cards)} names in memory.{more}"

"""What an analyst does to comments: each key is one action that one undo takes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from focusgroup.domain.comment import Comment, CommentKind, Valence, Vocabulary
from focusgroup.domain.text import clean

if TYPE_CHECKING:
    from focusgroup.privacy import Replacement
    from focusgroup.room.names import NameCards
    from focusgroup.room.review_ledger import CommentLedger, News
    from focusgroup.room.room import Room
    from focusgroup.store.history import Undone

ANALYST = "analyst"
KINDS = tuple(CommentKind)


@dataclass(frozen=True, slots=True)
class Stepped:
    """What an undo or redo did, over every group it reached."""

    label: str
    comments: int
    left_alone: int


class Doors(Protocol):
    """Opens the rooms of a study and holds the names that this window knows."""

    names: dict[str, NameCards]

    def room(self, session_id: str, actor: str) -> Room:
        """Enter a session's room."""


class ReviewWork:
    """Writes through one room a group, each entered when it is first needed."""

    def __init__(self, study: Doors, ledger: CommentLedger) -> None:
        self._study = study
        self._ledger = ledger
        self._rooms: dict[str, Room] = {}
        # One key may reach comments of several groups; their log is kept by group.
        self._done: list[tuple[str, ...]] = []
        self._undone: list[tuple[str, ...]] = []

    def room(self, session_id: str) -> Room:
        """Return a group's room; entering it asks other windows for its names."""
        if session_id not in self._rooms:
            self._rooms[session_id] = self._study.room(session_id, ANALYST)
        return self._rooms[session_id]

    def room_of(self, comment_id: str) -> Room:
        """Return the room of a comment's group."""
        return self.room(self._ledger.comments[comment_id].session)

    def knows_names(self, session_id: str) -> bool:
        """Tell whether this window holds the names of a group."""
        return any(self.room(session_id).names.cards.values())

    def learn_names(self) -> None:
        """Take over name cards that were typed in another screen meanwhile."""
        for session_id, room in self._rooms.items():
            names = self._study.names.get(session_id)
            if names is not None and names is not room.names:
                room.learn_names(names)

    def follow(self) -> News:
        """Take over what any window wrote since the last call."""
        changes = self._ledger.feed.news()
        rows = [(c.row_table, c.row_id) for c in changes]
        for room in self._rooms.values():
            room.follow()
        return self._ledger.take_over(rows)

    def _by_session(self, comment_ids: Iterable[str]) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = {}
        for comment_id in comment_ids:
            comment = self._ledger.comments.get(comment_id)
            if comment is not None:
                grouped.setdefault(comment.session, []).append(comment_id)
        return grouped

    def _note_done(self, sessions: Iterable[str]) -> None:
        reached = tuple(sessions)
        if reached:
            self._done.append(reached)
            self._undone.clear()

    # Tags and fields

    def toggle_tag(self, comment_ids: list[str], vocabulary: Vocabulary, code: str) -> bool:
        """Tag comments, or take the tag off when all carry it; return whether it is on now."""
        ledger = self._ledger
        on = not all(code in ledger.codes_of(c, vocabulary) for c in comment_ids)
        wanted = [c for c in comment_ids if (code in ledger.codes_of(c, vocabulary)) != on]
        grouped = self._by_session(wanted)
        for session_id, ids in grouped.items():
            self.room(session_id).notes.toggle_tag(ids, vocabulary, code)
        self._note_done(grouped)
        return on

    def set_fields(self, comment_ids: list[str], label: str, **said: str | int) -> None:
        """Change fields that hold no words, of several comments as one action a group."""
        if "text" in said:
            raise ValueError("words go through retext, which masks them")
        grouped = self._by_session(comment_ids)
        for session_id, ids in grouped.items():
            room = self.room(session_id)
            with room.desk.act(label) as act:
                for comment_id in ids:
                    act.set(Comment, comment_id, **said)
            room.desk.refresh(act.touched)
        self._note_done(grouped)

    def set_valence(self, comment_ids: list[str], valence: Valence) -> None:
        """Say what comments speak of."""
        self.set_fields(comment_ids, "valence", valence=valence.value)

    def next_kind(self, comment_ids: list[str]) -> CommentKind:
        """Give comments the kind after that of the first one; return it."""
        held = self._ledger.comments[comment_ids[0]].kind
        at = KINDS.index(CommentKind(held)) if held in set(KINDS) else -1
        kind = KINDS[(at + 1) % len(KINDS)]
        self.set_fields(comment_ids, "kind", kind=kind.value)
        return kind

    def unwilling(self, comment_ids: list[str]) -> list[str]:
        """Return codes of seats among the speakers that have not agreed to be quoted."""
        ledger = self._ledger
        seats = {s for c in comment_ids for s in ledger.comments[c].seats}
        known = [ledger.seats[s] for s in seats if s in ledger.seats]
        return sorted(ledger.seat_code(s.id) for s in known if not s.quote)

    def toggle_quotable(self, comment_ids: list[str]) -> tuple[bool, int]:
        """Make comments quotable or not; return which, and how many had to stay as they were.

        A comment of a seat that has not agreed to be quoted is never made quotable.
        """
        held = self._ledger.comments
        on = not all(held[c].quotable for c in comment_ids)
        wanted = [c for c in comment_ids if not on or not self.unwilling([c])]
        if wanted:
            self.set_fields(wanted, "quotable", quotable=int(on))
        return on, len(comment_ids) - len(wanted)

    def remove(self, comment_ids: list[str]) -> None:
        """Take comments away; undo brings them back."""
        grouped = self._by_session(comment_ids)
        for session_id, ids in grouped.items():
            room = self.room(session_id)
            with room.desk.act("remove") as act:
                for comment_id in ids:
                    act.remove(Comment, comment_id)
            room.desk.refresh(act.touched)
        self._note_done(grouped)

    # Words

    def retext(self, comment_id: str, text: str) -> int:
        """Give a comment other words, masked like the first; return how many masks are new."""
        room = self.room_of(comment_id)
        scrubbed = room.notes.retext(comment_id, clean(text))
        self._note_done([room.session.id])
        return len(scrubbed.replacements)

    def restorable(self, comment_id: str) -> tuple[Replacement, ...]:
        """Return masks whose words are still in memory; asking enters no room."""
        room = self._rooms.get(self._ledger.comments[comment_id].session)
        return room.notes.restorable(comment_id) if room else ()

    def restore(self, comment_id: str, number: int) -> bool:
        """Take one mask off; that word counts as no name from now on in this window."""
        room = self.room_of(comment_id)
        restored = room.notes.restore(comment_id, number)
        if restored:
            self._note_done([room.session.id])
        return restored

    def mask_word(self, comment_id: str, word: str) -> int:
        """Mask a word wherever the comments in scope hold it; return in how many it stood.

        From now on it is masked when typed too, and a report is searched for it.
        """
        word = clean(word).strip()
        home = self._ledger.comments[comment_id].session
        code = self.room(home).notes.scrubber.mask_word(word)
        folded = word.casefold()
        holding = [c.id for c in self._ledger.comments.values() if folded in c.text.casefold()]
        reached: dict[str, int] = {}
        for session_id, ids in {home: [], **self._by_session(holding)}.items():
            reached[session_id] = self._mask_in(session_id, ids, word, code)
        self._note_done(s for s, count in reached.items() if count)
        return sum(reached.values())

    def _mask_in(self, session_id: str, ids: list[str], word: str, code: str) -> int:
        room = self.room(session_id)
        scrubber = room.notes.scrubber
        scrubber.mask_word(word, code)
        names = self._study.names.setdefault(session_id, room.names)
        if word not in names.never_write:
            names.never_write.append(word)
        masked = {c: scrubber.scrub(self._ledger.comments[c].text) for c in ids}
        changed = {c: s for c, s in masked.items() if s.text != self._ledger.comments[c].text}
        if not changed:
            return 0
        with room.desk.act("mask a name") as act:
            for each, scrubbed in changed.items():
                kinds = self._ledger.comments[each].masks.split()
                kinds += [r.kind for r in scrubbed.replacements]
                act.set(Comment, each, text=scrubbed.text, masks=" ".join(dict.fromkeys(kinds)))
        room.desk.refresh(act.touched)
        return len(changed)

    # Undo

    def undo(self, session_id: str) -> Stepped | None:
        """Take back the last key; `session_id` is asked when this window has done nothing yet."""
        return self._step(self._done, self._undone, session_id, back=True)

    def redo(self, session_id: str) -> Stepped | None:
        """Do again what was taken back last."""
        return self._step(self._undone, self._done, session_id, back=False)

    def _step(
        self,
        source: list[tuple[str, ...]],
        target: list[tuple[str, ...]],
        session_id: str,
        *,
        back: bool,
    ) -> Stepped | None:
        sessions = source[-1] if source else (session_id,) if session_id else ()
        steps: list[Undone] = []
        reached: list[str] = []
        for each in sessions:
            room = self.room(each)
            undone = room.undo() if back else room.redo()
            if undone is not None:
                steps.append(undone)
                reached.append(each)
        if source:
            source.pop()
        if not steps:
            return None
        target.append(tuple(reached))
        touched = {row for step in steps for row in self._comments_of(step)}
        return Stepped(steps[0].label, len(touched), sum(s.left_alone for s in steps))

    def _comments_of(self, step: Undone) -> set[str]:
        ledger = self._ledger
        homes = {ledger.home_of(i) for t, i in step.touched if t == "tag"}
        return {i for t, i in step.touched if t == "comment"} | {h for h in homes if h}

    def close(self) -> None:
        """Leave every room: the words behind masks are forgotten."""
        for room in self._rooms.values():
            room.close()
        self._rooms.clear()

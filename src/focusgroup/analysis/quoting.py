"""Which comments may be quoted, beside which code, and which come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from focusgroup.analysis.reach import opening_comments
from focusgroup.domain.comment import SOMEBODY, SPOKEN_OF, Comment, CommentKind, Voice
from focusgroup.domain.record import StudyRecord

# A quote of about one to five lines is read; a longer one is skipped, a shorter one says little.
_READABLE = range(40, 301)


class QuoteRules:
    """What consent and the opening round allow of one study; made once for a report."""

    def __init__(self, record: StudyRecord) -> None:
        self._record = record
        self._opening = opening_comments(record)
        # An unknown speaker may be anybody in the room, so everybody must have agreed; nobody
        # who has withdrawn does.
        left = {seat.session for seat in record.withdrawn}
        self._all_agreed = {
            session.id: session.id not in left
            and all(s.quote for s in record.seats if s.session == session.id)
            for session in record.sessions
        }

    def allows(self, comment: Comment) -> bool:
        """Return whether a comment's words may appear in a report at all.

        Not when marked unquotable, nor when one of its speakers did not agree to be quoted. Opening
        answers never: there people say what they do, which beside a seat code names them.
        """
        if comment.kind == CommentKind.QUESTION and not comment.seats:
            return True  # the note-taker's own reminder, never marked quotable: nobody said it
        if not comment.quotable or comment.id in self._opening:
            return False
        if comment.seats:
            seats = self._record.seat_by_id
            return all(seat in seats and seats[seat].quote for seat in comment.seats)
        if comment.voice in (Voice.ROOM, Voice.TEAM):
            return True
        return self._all_agreed.get(comment.session, False)

    def words(self, comment: Comment) -> str:
        """Return a comment's words as a report may show them; the caller has asked `allows`.

        Where a role or trait was flagged, the codes of people spoken of are left out as well:
        "billing do that ... I say [G1-P3], that's me" would tell who sits there.
        """
        return SPOKEN_OF.sub(SOMEBODY, comment.text) if comment.flags else comment.text

    def code(self, comment: Comment) -> str:
        """Return whom a quote is put down to: "G1-P3", "G1-P3, P5", or the group alone.

        Where a role or trait was flagged in the words, the seat's code is left out: the two
        together could name somebody.
        """
        session = self._record.session_by_id.get(comment.session)
        group = session.code if session else ""
        if comment.kind in (CommentKind.OBSERVATION, CommentKind.QUESTION) and not comment.seats:
            return f"{group}, note-taker"
        if comment.voice == Voice.TEAM:
            return f"{group}, the team"
        if comment.voice == Voice.ROOM:
            return f"{group}, the room"
        if comment.flags or not comment.seats:
            return f"{group}, a participant"
        seats = [self._record.seat_name(seat, with_group=False) for seat in comment.seats]
        return f"{group}-{', '.join(filter(None, seats))}"

    def ordered(self, comments: Iterable[Comment]) -> list[Comment]:
        """Return the quotable ones, best first, the same way every time.

        Each seat's best comes before any seat's second, and the groups take turns, so that one
        talker does not fill the page; among equals: said by most seats, most hands, stressed,
        word for word, of readable length, then by group and time.
        """
        best = sorted((c for c in comments if self.allows(c)), key=self._strength)
        seen: Counter[str] = Counter()
        turn: dict[str, int] = {}
        for comment in best:
            speaker = comment.seat or f"{comment.session} {comment.voice}"
            turn[comment.id] = seen[speaker]
            seen[speaker] += 1
        best.sort(key=lambda c: turn[c.id])
        in_group: Counter[tuple[str, int]] = Counter()
        place: dict[str, tuple[int, int]] = {}
        for comment in best:
            key = (comment.session, turn[comment.id])
            place[comment.id] = (turn[comment.id], in_group[key])
            in_group[key] += 1
        return sorted(best, key=lambda c: place[c.id])

    def _strength(self, comment: Comment) -> tuple[int, int, int, bool, bool, str, float, str]:
        session = self._record.session_by_id.get(comment.session)
        return (
            -len(set(comment.seats)),
            -(comment.hands or 0),
            -comment.strong,
            comment.kind != CommentKind.VERBATIM,
            len(comment.text) not in _READABLE,
            session.code if session else "",
            comment.at_s,
            comment.id,
        )

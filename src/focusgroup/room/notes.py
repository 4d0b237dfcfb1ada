"""The way a remark travels: parsed, masked, written once, handed back as stored."""

from __future__ import annotations

from dataclasses import dataclass

from focusgroup.capture.line import parse
from focusgroup.domain.comment import (
    Comment,
    CommentKind,
    DraftComment,
    Tag,
    Valence,
    Vocabulary,
    Voice,
)
from focusgroup.domain.guide import GuideItem, Kind
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Seat
from focusgroup.privacy import Replacement, Scrubbed, Scrubber
from focusgroup.privacy.spotted import Look
from focusgroup.room.clock import Instant, SessionClock
from focusgroup.room.desk import Desk
from focusgroup.room.memory import RESTORE_S, Original
from focusgroup.room.turns import TurnTable
from focusgroup.store.change_log import utc_now
from focusgroup.store.errors import ChangedMeanwhile
from focusgroup.store.outbox import Outbox, Waiting
from focusgroup.store.withdrawn import SeatWithdrawn


@dataclass(frozen=True, slots=True, repr=False)
class Preview:
    """What a typed line would become; lives in memory only."""

    draft: DraftComment
    scrubbed: Scrubbed


class NoteDesk:
    """Takes comments down and changes them."""

    def __init__(
        self,
        desk: Desk,
        clock: SessionClock,
        scrubber: Scrubber,
        outbox: Outbox | None = None,
        originals: dict[str, Original] | None = None,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self.scrubber = scrubber
        self.outbox = outbox if outbox is not None else Outbox()
        self._turns: TurnTable | None = None
        self._originals = {} if originals is None else originals

    @property
    def turns(self) -> TurnTable:
        """Who has spoken how often."""
        if self._turns is None:  # a review enters rooms and never asks
            self._turns = TurnTable(self._desk.comments.values())
        return self._turns

    def preview(self, line: str) -> Preview:
        """Return what a line would become, without keeping anything."""
        draft = self._parse(line)
        return Preview(draft, self.scrubber.preview(draft.text))

    def _parse(self, line: str) -> DraftComment:
        numbers = [s.number for s in self._desk.seats.values()]
        return parse(line, self._desk.frame, seats=[*numbers, *self._desk.withdrawn])

    def of_withdrawn(self, line: str) -> bool:
        """Tell whether a typed line is of a seat that has withdrawn."""
        gone = self._desk.withdrawn
        return bool(gone) and any(number in gone for number in self._parse(line).seats)

    def _refuse_withdrawn(self, draft: DraftComment) -> None:
        """Raise SeatWithdrawn; else the words would stand there as those of nobody known."""
        for number in draft.seats:
            if number in self._desk.withdrawn:
                raise SeatWithdrawn(
                    f"Seat {number} has withdrawn: what it says is not kept. Leave the number out "
                    "if somebody else said it."
                )

    def expect(self, line: str, *, whole: bool = False) -> Look | None:
        """Begin to look for names in a line about to be kept; None when nobody need wait.

        `whole` says that the line is all text, as when a comment is corrected. Whoever gets a
        result to come waits for it, off the thread of the screen, and calls note() then.
        """
        text = line if whole else self._parse(line).text
        return self.scrubber.expect(text)

    def note(self, line: str, *, at_s: float | None = None) -> Comment | None:
        """Take down one typed line; None when it holds no words. Raises StoreError, line unkept."""
        return self.keep(self._parse(line), at_s=at_s)

    def keep(
        self,
        draft: DraftComment,
        *,
        at_s: float | None = None,
        item: str | None = None,
        check: str = "",
    ) -> Comment | None:
        """Mask a draft and write it: the only way a remark reaches the file.

        `item` puts it to another guide item than the one in hand; `check` is what the group said
        to a statement of the summary.
        """
        if not draft.text.strip() and draft.hands is None:
            return None
        self._refuse_withdrawn(draft)
        scrubbed = self.scrubber.scrub(draft.text)
        comment, tags = self._made(draft, scrubbed, at_s, item, check)
        with self._desk.act("comment") as act:
            act.add(comment, *tags)
        self._written(comment, tags)
        self._remember(comment.id, draft.text, scrubbed)
        return comment

    def set_aside(self, line: str) -> Comment | None:
        """Keep a line in memory that the file would not take, masked; None when it has no words.

        Its time and its step are those of now; `send_waiting` writes it.
        """
        draft = self._parse(line)
        if not draft.text.strip() and draft.hands is None:
            return None
        self._refuse_withdrawn(draft)
        comment, tags = self._made(draft, self.scrubber.scrub(draft.text), None, None, "")
        self.outbox.put(Waiting(comment, tuple(tags), self._desk.actor, self._told(comment)))
        return comment

    def _told(self, comment: Comment) -> str:
        """Return a comment as a line of text, for where no study file can be written."""
        who = ",".join(self._desk.seats[s].code for s in comment.seats) or comment.voice
        minutes, seconds = divmod(int(comment.at_s), 60)
        sign = "" if comment.valence == Valence.NEUTRAL else f" ({comment.valence})"
        return f"{minutes:02d}:{seconds:02d}  {who}{sign}: {comment.text}"

    def send_waiting(self) -> list[Comment]:
        """Write what waits, in order, as far as the file takes it; return what was written."""
        sent = self.outbox.send(self._desk.file)
        for waiting in sent:
            self._written(waiting.comment, list(waiting.tags))
        return [waiting.comment for waiting in sent]

    def _written(self, comment: Comment, tags: list[Tag]) -> None:
        self._desk.hold(comment, *tags)
        if self._turns is not None:
            self._turns.add(comment)

    def _made(
        self,
        draft: DraftComment,
        scrubbed: Scrubbed,
        at_s: float | None,
        to_item: str | None,
        check: str,
    ) -> tuple[Comment, list[Tag]]:
        run = self._desk.in_hand if to_item is None else None
        item_id = run.item if run else to_item or ""
        item = self._desk.guide.item(item_id)
        seats = [s for n in draft.seats if (s := self._desk.seat_numbered(n))]
        answered = self._desk.seat_numbered(draft.answers) if draft.answers is not None else None
        comment = Comment(
            id=new_id(),
            session=self._desk.session_id,
            item=item_id,
            text=scrubbed.text,
            entry=run.entry if run else None,
            voice=_voice(draft, seats),
            seat=seats[0].id if seats else None,
            with_seats=" ".join(s.id for s in seats[1:]),
            answers=answered.id if answered else None,
            at_s=self._clock.elapsed() if at_s is None else at_s,
            at=utc_now(),
            kind=_kind(draft, item),
            valence=draft.valence,
            strong=int(draft.strong),
            hands=draft.hands,
            quotable=int(all(s.quote for s in seats) and _may_quote(draft)),
            incomplete=int(draft.incomplete),
            check=check,
            masks=" ".join(r.kind for r in scrubbed.replacements),
            flags=" ".join(sorted({f.kind for f in scrubbed.flags})),
        )
        told = [(Vocabulary.ELEMENT, code) for code in draft.elements]
        told += [(Vocabulary.AIM, code) for code in draft.aims]
        tags = [Tag(new_id(), comment.id, kind, code, self._desk.actor) for kind, code in told]
        return comment, tags

    # Changing what was taken down

    def retext(self, comment_id: str, text: str) -> Scrubbed:
        """Give a comment other words, masked like the first."""
        return self._retext(comment_id, text)

    def _retext(
        self, comment_id: str, text: str, expected: str | None = None, staying: tuple[str, ...] = ()
    ) -> Scrubbed:
        """Write other words; `expected` is what must still stand there, or nothing is written.

        Words of `staying` are not masked in this comment.
        """
        scrubbed = self.scrubber.scrub(text, staying=staying)
        with self._desk.act("edit") as act:
            self._refuse_changed(comment_id, expected)
            act.set(
                Comment,
                comment_id,
                text=scrubbed.text,
                masks=_masks_after(self._desk.comments.get(comment_id), scrubbed),
                flags=" ".join(sorted({f.kind for f in scrubbed.flags})),
            )
        self._desk.refresh(act.touched)
        self._remember(comment_id, text, scrubbed, staying)
        return scrubbed

    def _refuse_changed(self, comment_id: str, expected: str | None) -> None:
        held = self._desk.comments.get(comment_id)
        if expected is not None and (held is None or held.text != expected):
            raise ChangedMeanwhile(
                "Another window has changed this comment since. Its mask stays: correct the words "
                "as they stand now."
            )

    def change(self, comment_id: str, label: str, **said: str | int | None) -> None:
        """Change fields of a comment that hold no words: valence, kind, quotable, seat ..."""
        if "text" in said:
            raise ValueError("words go through retext, which masks them")
        with self._desk.act(label) as act:
            act.set(Comment, comment_id, **said)
        self._desk.refresh(act.touched)
        self.recount()

    def remove(self, comment_id: str) -> None:
        """Take a comment away; undo brings it back."""
        with self._desk.act("remove a comment") as act:
            act.remove(Comment, comment_id)
        self._desk.refresh(act.touched)
        self.recount()

    def toggle_tag(self, comment_ids: list[str], vocabulary: Vocabulary, code: str) -> bool:
        """Tag comments, or take the tag off when all of them carry it; return whether it is on."""
        # What the person sees decides which way it goes; what stands there, what is written.
        on = not all(self._tags_with(c, vocabulary, code) for c in comment_ids)
        with self._desk.act("tag" if on else "untag") as act:
            for comment_id in comment_ids:
                held = self._tags_with(comment_id, vocabulary, code)
                if on and not held:
                    act.add(Tag(new_id(), comment_id, vocabulary, code, self._desk.actor))
                for tag_id in [] if on else held:
                    act.remove(Tag, tag_id)
        self._desk.refresh(act.touched)
        return on

    def _tags_with(self, comment_id: str, vocabulary: Vocabulary, code: str) -> list[str]:
        held = self._desk.tags.get(comment_id, {}).values()
        return [t.id for t in held if (t.vocabulary, t.code) == (vocabulary, code)]

    # Masks

    def _remember(
        self, comment_id: str, text: str, scrubbed: Scrubbed, staying: tuple[str, ...] = ()
    ) -> None:
        now = self._clock.instant
        self._originals.pop(comment_id, None)
        while self._originals:  # oldest first, so those that are due stand in front
            oldest = next(iter(self._originals))
            if not self._originals[oldest].is_due(now):
                break
            del self._originals[oldest]
        if scrubbed.replacements:
            until = Instant(now.wall + RESTORE_S, now.steady + RESTORE_S)
            self._originals[comment_id] = Original(
                text, scrubbed.text, until, scrubbed.replacements, staying
            )

    def restorable(self, comment_id: str) -> tuple[Replacement, ...]:
        """Return the masks of a comment that can still be taken off."""
        original = self._originals.get(comment_id)
        if original is None or original.is_due(self._clock.instant):
            self._originals.pop(comment_id, None)
            return ()
        return original.replacements

    def restore(self, comment_id: str, number: int) -> bool:
        """Take off one mask: that word is no name, here and from now on in this run.

        A participant's name comes back in this comment alone, and is masked everywhere else.
        Raises ChangedMeanwhile where another window has given the comment other words.
        """
        replacements = self.restorable(comment_id)
        if not 0 <= number < len(replacements):
            return False
        original = self._originals[comment_id]
        self._desk.take_over()
        self._refuse_changed(comment_id, original.written)  # before the word is learnt
        word = replacements[number].original
        staying = original.staying
        if not self.scrubber.keep_word(word):
            staying += (word,)
        self._retext(comment_id, original.text, original.written, staying)
        return True

    def forget_originals(self) -> None:
        """Drop every unmasked word from memory."""
        self._originals.clear()

    def forget_changed(self) -> None:
        """Drop the words behind comments that are gone or say something else now."""
        for comment_id, original in list(self._originals.items()):
            held = self._desk.comments.get(comment_id)
            if held is None or held.text != original.written:
                del self._originals[comment_id]

    def recount(self) -> None:
        """Count the turns anew when next asked; something other than a new comment changed them."""
        self._turns = None


def _voice(draft: DraftComment, seats: list[Seat]) -> Voice:
    if seats:
        return Voice.SEAT
    return Voice.UNKNOWN if draft.voice is Voice.SEAT else draft.voice


def _kind(draft: DraftComment, item: GuideItem | None) -> CommentKind:
    plain = draft.kind in {CommentKind.PARAPHRASE, CommentKind.VERBATIM}
    if item is not None and item.kind is Kind.SUMMARY and plain:
        return CommentKind.SUMMARY
    return draft.kind


def _may_quote(draft: DraftComment) -> bool:
    return draft.kind not in {CommentKind.OBSERVATION, CommentKind.QUESTION}


def _masks_after(before: Comment | None, scrubbed: Scrubbed) -> str:
    """Keep the kinds of masks that stand in the text already, and add the new ones."""
    new = [r.kind for r in scrubbed.replacements]
    old = before.masks.split() if before else []
    return " ".join(old if not new else [*dict.fromkeys(old), *new])


def valence_of(sign: str) -> Valence | None:
    """Return the valence of a typed sign, or None."""
    return next((v for v in Valence if v.sign == sign), None)

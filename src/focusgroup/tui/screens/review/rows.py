"""Comments as the review shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.domain.comment import Valence
from focusgroup.tui.widgets.cells import minutes_and_seconds
from focusgroup.tui.widgets.stream import StreamRow

if TYPE_CHECKING:
    from focusgroup.domain.comment import Comment
    from focusgroup.room.review_ledger import CommentLedger


def row_of(ledger: CommentLedger, comment: Comment, *, selected: bool = False) -> StreamRow:
    """Return a comment as the stream shows it."""
    elements = ledger.elements_of(comment.id)
    known = [e.key for e in ledger.frame.elements if e.key in elements]
    others = sorted(elements.difference(known))
    return StreamRow(
        id=comment.id,
        clock=minutes_and_seconds(comment.at_s),
        who=ledger.who(comment),
        sign=sign_of(comment.valence),
        text=comment.text,
        kind=comment.kind,
        elements=(*known, *others, *sorted(ledger.aims_of(comment.id))),
        strong=bool(comment.strong),
        incomplete=bool(comment.incomplete),
        flagged=bool(comment.flags),
        selected=selected,
    )


def sign_of(valence: str) -> str:
    """Return the sign of a valence; one that a newer program wrote shows as neutral."""
    return Valence(valence).sign if valence in set(Valence) else Valence.NEUTRAL.sign

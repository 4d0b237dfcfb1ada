"""How far a point reaches: comments, people and groups, always the three side by side."""

from __future__ import annotations

from collections.abc import Iterable

from focusgroup.domain.comment import Comment, CommentKind, Voice
from focusgroup.domain.guide import GuideItem, Kind
from focusgroup.domain.reach import Reach
from focusgroup.domain.record import StudyRecord

__all__ = ["Reach", "item_index", "opening_comments", "reach", "said"]

# Notes of the team and questions to come back to are not what participants said.
_NOT_SAID = frozenset({CommentKind.OBSERVATION, CommentKind.QUESTION})


def reach(comments: Iterable[Comment]) -> Reach:
    """Return how many comments, different seats and different groups these are.

    A remark of "the room" or of an unknown speaker adds a comment and its group, but nobody to the
    people: who they were is not known, and some may be counted already.
    """
    count = 0
    seats: set[str] = set()
    groups: set[str] = set()
    for comment in comments:
        count += 1
        groups.add(comment.session)
        seats.update(comment.seats)
    return Reach(count, len(seats), len(groups))


def item_index(record: StudyRecord) -> dict[tuple[str, str], GuideItem]:
    """Return guide items by (session id, item id), each from the guide its session ran with."""
    found: dict[tuple[str, str], GuideItem] = {}
    for session in record.sessions:
        guide = record.guide_of(session)
        if guide is not None:
            found |= {(session.id, item.id): item for item in guide.items()}
    return found


def said(record: StudyRecord, *, opening: bool = False) -> tuple[Comment, ...]:
    """Return what participants said, in order; `opening` lets the opening round in.

    Opening answers are facts people give about themselves, so they stay out of every count unless
    asked for; so do the team's own notes and questions to come back to.
    """
    index = item_index(record)

    def counts(comment: Comment) -> bool:
        if comment.kind in _NOT_SAID or comment.voice == Voice.TEAM:
            return False
        item = index.get((comment.session, comment.item))
        return opening or item is None or item.kind is not Kind.OPENING

    return tuple(comment for comment in record.comments if counts(comment))


def opening_comments(record: StudyRecord) -> frozenset[str]:
    """Return the ids of comments that belong to an opening round."""
    index = item_index(record)
    openings = {where for where, item in index.items() if item.kind is Kind.OPENING}
    return frozenset(c.id for c in record.comments if (c.session, c.item) in openings)

"""How far a point reaches: comments, people and groups, always the three side by side."""

from __future__ import annotations

from collections.abc import Iterable

from focusgroup.domain.comment import Comment
from focusgroup.domain.guide import Kind
from focusgroup.domain.reach import Reach
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.said import item_index, said

__all__ = ["Reach", "item_index", "opening_comments", "reach", "said"]


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


def opening_comments(record: StudyRecord) -> frozenset[str]:
    """Return the ids of comments that belong to an opening round."""
    index = item_index(record)
    openings = {where for where, item in index.items() if item.kind is Kind.OPENING}
    return frozenset(c.id for c in record.comments if (c.session, c.item) in openings)

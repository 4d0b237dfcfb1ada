"""Which comments count as said by participants, for every count of the study."""

from __future__ import annotations

from collections import Counter

from focusgroup.domain.comment import Comment, CommentKind, Vocabulary, Voice
from focusgroup.domain.guide import GuideItem, Kind
from focusgroup.domain.record import StudyRecord

# Notes of the team and questions to come back to are not what participants said.
_NOT_SAID = frozenset({CommentKind.OBSERVATION, CommentKind.QUESTION})


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


def element_counts(record: StudyRecord) -> dict[str, int]:
    """Return how many comments were said of each element, by its key; untagged ones under "".

    A comment counts once for each of its elements, however many coders tagged it so.
    """
    found: Counter[str] = Counter()
    for comment in said(record):
        tags = record.tags_of.get(comment.id, ())
        found.update({t.code for t in tags if t.vocabulary == Vocabulary.ELEMENT} or {""})
    return dict(found)

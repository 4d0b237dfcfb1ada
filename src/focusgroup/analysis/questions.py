"""Comments by question, in the order of the guide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from focusgroup.analysis.matrix import MatrixRow, matrix_row
from focusgroup.analysis.reach import said
from focusgroup.domain.comment import Comment
from focusgroup.domain.guide import GuideItem
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import GroupKind, Session


@dataclass(frozen=True, slots=True)
class Question:
    """One guide item and what was said under it; `item` is None where no guide knows the id."""

    id: str
    title: str
    item: GuideItem | None
    answers: MatrixRow


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one sort of session, in the order of its guide."""

    sessions: tuple[Session, ...]
    questions: tuple[Question, ...]
    workshop: bool


def guide_order(record: StudyRecord) -> tuple[GuideItem, ...]:
    """Return every item of every guide once, in guide order.

    Groups may have run different versions. The first guide sets the order; an item only a later one
    has goes in behind the item it follows there.
    """
    order: list[GuideItem] = []
    for guide_id in dict.fromkeys(session.guide for session in record.sessions):
        guide = record.guides.get(guide_id)
        place = 0
        for item in guide.items() if guide else ():
            known = next((n for n, each in enumerate(order) if each.id == item.id), None)
            if known is None:
                order.insert(place, item)
                known = place
            place = known + 1
    return tuple(order)


def by_question(
    record: StudyRecord, comments: Iterable[Comment] | None = None
) -> tuple[Question, ...]:
    """Return the guide's questions with their comments, then ids that no guide knows.

    A question without a comment is there too, with zeros; a script only if something was said.
    """
    sorted_by_item: dict[str, list[Comment]] = defaultdict(list)
    for comment in said(record) if comments is None else comments:
        sorted_by_item[comment.item].append(comment)
    questions = [
        _question(item.id, item.title, item, sorted_by_item.pop(item.id, []))
        for item in guide_order(record)
        if item.is_question or item.id in sorted_by_item
    ]
    questions += [
        _question(key, key or "Outside the guide", None, left)
        for key, left in sorted_by_item.items()
    ]
    return tuple(questions)


def _question(key: str, title: str, item: GuideItem | None, comments: list[Comment]) -> Question:
    return Question(key, title, item, matrix_row(key, title, comments))


def by_sort_of_session(
    record: StudyRecord, comments: Iterable[Comment] | None = None
) -> tuple[Asked, ...]:
    """Return the questions of the groups, then those of workshops; a sort never held is left out.

    A workshop asks what is to be done about what groups said: its questions stand after theirs, and
    one with the same id is another question.
    """
    heard = tuple(said(record) if comments is None else comments)
    found = []
    for workshop in (False, True):
        held = tuple(s for s in record.sessions if (s.kind == GroupKind.WORKSHOP) is workshop)
        if held:
            ids = {session.id for session in held}
            own = by_question(
                replace(record, sessions=held), [c for c in heard if c.session in ids]
            )
            found.append(Asked(held, own, workshop))
    return tuple(found)

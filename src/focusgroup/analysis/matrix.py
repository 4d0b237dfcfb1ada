"""Elements against valence (feature row 4.01)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from focusgroup.analysis.reach import Reach, reach, said
from focusgroup.domain.comment import AIMS, Comment, Valence, Vocabulary
from focusgroup.domain.record import StudyRecord


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One element, aim or group: the reach of each valence, and of all together."""

    key: str
    name: str
    cells: Mapping[Valence, Reach]
    total: Reach
    comments: tuple[Comment, ...]

    def of(self, valence: Valence) -> tuple[Comment, ...]:
        """Return this row's comments of one valence, in order."""
        return tuple(c for c in self.comments if c.valence == valence)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in the frame's order; `total` counts a comment with two tags once."""

    rows: tuple[MatrixRow, ...]
    total: MatrixRow
    untagged: tuple[Comment, ...]


def codes_of(record: StudyRecord, comment: Comment, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a comment's codes of one vocabulary; two coders' same tag is one code."""
    tags = record.tags_of.get(comment.id, ())
    return tuple(dict.fromkeys(tag.code for tag in tags if tag.vocabulary == vocabulary))


def matrix_row(key: str, name: str, comments: Iterable[Comment]) -> MatrixRow:
    """Return comments as one row, split by valence."""
    every = tuple(comments)
    split: dict[str, list[Comment]] = defaultdict(list)
    for comment in every:
        split[comment.valence].append(comment)
    cells = {valence: reach(split[valence]) for valence in Valence}
    return MatrixRow(key, name, cells, reach(every), every)


def _matrix(
    record: StudyRecord,
    vocabulary: Vocabulary,
    names: Mapping[str, str],
    comments: Iterable[Comment],
) -> Matrix:
    """Sort comments under their codes; a code the frame does not know gets a row of its own."""
    every = tuple(comments)
    coded: dict[str, list[Comment]] = {key: [] for key in names}
    untagged = []
    for comment in every:
        codes = codes_of(record, comment, vocabulary)
        for code in codes:
            coded.setdefault(code, []).append(comment)
        if not codes:
            untagged.append(comment)
    rows = tuple(matrix_row(key, names.get(key, key), found) for key, found in coded.items())
    return Matrix(rows, matrix_row("all", "All comments", every), tuple(untagged))


def elements(record: StudyRecord, comments: Iterable[Comment] | None = None) -> Matrix:
    """Return element against valence, of all that was said unless comments are given."""
    names = {element.key: element.name for element in record.frame.elements}
    chosen = said(record) if comments is None else comments
    return _matrix(record, Vocabulary.ELEMENT, names, chosen)


def aims(record: StudyRecord, comments: Iterable[Comment] | None = None) -> Matrix:
    """Return create / maintain / expand (feature row 1.38), of ideas unless comments are given."""
    if comments is None:
        comments = (c for c in said(record) if c.valence == Valence.IDEA)
    names = {aim: aim.capitalize() for aim in AIMS}
    return _matrix(record, Vocabulary.AIM, names, comments)


def groups(record: StudyRecord, comments: Iterable[Comment] | None = None) -> Matrix:
    """Return group against valence: the groups compared side by side."""
    chosen = said(record) if comments is None else tuple(comments)
    by_session: dict[str, list[Comment]] = {session.id: [] for session in record.sessions}
    for comment in chosen:
        by_session.setdefault(comment.session, []).append(comment)
    codes = {session.id: session.code for session in record.sessions}
    rows = tuple(matrix_row(key, codes.get(key, key), found) for key, found in by_session.items())
    return Matrix(rows, matrix_row("all", "All groups", chosen), ())


def elements_by_group(
    record: StudyRecord, comments: Iterable[Comment] | None = None
) -> dict[str, dict[str, Reach]]:
    """Return element key to session id to reach: which group speaks of what."""
    spread: dict[str, dict[str, Reach]] = {}
    for row in elements(record, comments).rows:
        by_session: dict[str, list[Comment]] = {session.id: [] for session in record.sessions}
        for comment in row.comments:
            by_session.setdefault(comment.session, []).append(comment)
        spread[row.key] = {key: reach(found) for key, found in by_session.items()}
    return spread

"""What was said of each element: tables, strengths, weaknesses and ideas."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.analysis.matrix import Matrix, MatrixRow, aims, elements_by_group, groups
from focusgroup.domain.comment import Valence
from focusgroup.domain.reach import ranks
from focusgroup.report.blocks import Block, Figure, Heading, Manner, PageBreak, Paragraph, Table
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import VALENCES, number, reach_words, sentence, three

_THREE = ("Comments", "People", "Groups")
_THREE_WIDTHS = (1.85, 1.4, 1.4)  # "Comments" in one line of the header
_TELLING = (Valence.STRENGTH, Valence.WEAKNESS, Valence.IDEA)
_QUOTES_A_POINT = 3
# More groups than this make the columns too narrow to read; the next ones go into a second table.
_GROUPS_A_TABLE = 4
_RANKING = (
    "Ranked by the number of people who said it, then of groups, then of comments; equal numbers "
    "share a rank."
)


def tables(source: Source) -> Iterator[Block]:
    """Yield element against valence, with comments, people and groups side by side (row 4.01)."""
    matrix = source.elements
    yield PageBreak()
    yield Heading("Findings by element")
    yield Paragraph(
        f"Comments were tagged to the elements of the frame “{source.record.frame.name}”."
    )
    yield Paragraph(
        "A comment may carry several tags, so the rows add up to more than the last one, which "
        "counts each comment once."
    )
    if not matrix.total.total.comments:
        yield Paragraph("No comments were noted.")
        return
    yield _figure(matrix)
    yield _table(
        "Strengths, weaknesses and ideas by element", "Element", matrix, _TELLING, _untagged(matrix)
    )
    yield _table(
        "Neutral, mixed and all comments by element",
        "Element",
        matrix,
        (Valence.NEUTRAL, Valence.MIXED, None),
    )
    yield from _compared(source)


def _untagged(matrix: Matrix) -> str:
    count = len(matrix.untagged)
    if not count:
        return "Every comment is tagged."
    verb = "is" if count == 1 else "are"
    return (
        f"{number(count, 'comment')} {verb} not tagged to any element and counted in the last "
        "row only."
    )


def _table(
    title: str,
    first: str,
    matrix: Matrix,
    valences: tuple[Valence | None, ...],
    note: str = "",
) -> Table:
    """Return a table with three columns for each valence; None stands for all of them."""

    def row(of: MatrixRow) -> tuple[str, ...]:
        reaches = (of.cells[v] if v else of.total for v in valences)
        return (of.name, *(cell for each in reaches for cell in three(each)))

    return Table(
        title=title,
        header=(first, *_THREE * len(valences)),
        rows=(*(row(each) for each in matrix.rows), row(matrix.total)),
        widths=(2.3, *_THREE_WIDTHS * len(valences)),
        bands=(("", 1), *((VALENCES[v] if v else "All", 3) for v in valences)),
        numbers=frozenset(range(1, 3 * len(valences) + 1)),
        note=note,
        total=True,
    )


def _figure(matrix: Matrix) -> Figure:
    rows = [row for row in matrix.rows if row.total.comments]
    series = tuple(
        (VALENCES[valence], tuple(row.cells[valence].comments for row in rows))
        for valence in (*_TELLING, Valence.MIXED, Valence.NEUTRAL)
    )
    words = "; ".join(
        f"{row.name}: {', '.join(f'{name.lower()} {values[n]}' for name, values in series)}"
        for n, row in enumerate(rows)
    )
    return Figure(
        title="Comments by element and what they speak of",
        alt=f"Stacked bars, one for each element, in number of comments. {words}.",
        categories=tuple(row.name for row in rows),
        series=tuple((name, values) for name, values in series if any(values)),
    )


def _compared(source: Source) -> Iterator[Block]:
    """Yield the groups side by side, where there is more than one."""
    sessions = source.record.sessions
    if len(sessions) < 2:
        return
    yield Heading("The groups compared", level=2)
    matrix = groups(source.record, source.said)
    yield Table(
        title="Groups compared by what comments speak of",
        header=("Group", *VALENCES.values(), "All", "People"),
        rows=tuple(_group_row(row) for row in (*matrix.rows, matrix.total)),
        widths=(2.4, *(1.7,) * (len(VALENCES) + 2)),
        numbers=frozenset(range(1, len(VALENCES) + 3)),
        note="Number of comments, and of people who made them.",
        total=True,
    )
    by_group = elements_by_group(source.record, source.said)
    for start in range(0, len(sessions), _GROUPS_A_TABLE):
        some = sessions[start : start + _GROUPS_A_TABLE]
        yield Table(
            title="Elements compared by group",
            header=("Element", *(_THREE[:2] * len(some))),
            rows=tuple(
                (row.name, *(cell for s in some for cell in three(by_group[row.key][s.id])[:2]))
                for row in source.elements.rows
            ),
            widths=(2.3, *_THREE_WIDTHS[:2] * len(some)),
            bands=(("", 1), *((s.code, 2) for s in some)),
            numbers=frozenset(range(1, 2 * len(some) + 1)),
        )


def _group_row(row: MatrixRow) -> tuple[str, ...]:
    cells = (three(row.cells[valence])[0] for valence in VALENCES)
    comments, people, _ = three(row.total)
    return (row.name, *cells, comments, people)


def strengths(source: Source) -> Iterator[Block]:
    """Yield the first part of the findings: strengths and successes (feature row 1.42)."""
    yield PageBreak()
    yield from _side(source, Valence.STRENGTH, "Strengths and successes", "strength")


def weaknesses(source: Source) -> Iterator[Block]:
    """Yield the second part: weaknesses, ranked."""
    yield from _side(source, Valence.WEAKNESS, "Weaknesses", "weakness")


def _side(source: Source, valence: Valence, title: str, noun: str) -> Iterator[Block]:
    yield Heading(title)
    points = source.points(valence)
    if not points:
        yield Paragraph(f"No comment was noted as a {noun}.")
        return
    yield Paragraph(_RANKING)
    ranked = ranks([point.total.rank_key for point in points])
    yield Table(
        title=f"{title}, widest reach first",
        header=("Rank", "Element", *_THREE),
        rows=tuple(
            (rank if point.key else "–", point.name, *three(point.total))
            for rank, point in zip(ranked, points, strict=True)
        ),
        widths=(1.2, 6, 2, 2, 2),
        numbers=frozenset({2, 3, 4}),
    )
    for point in points:
        quotes = list(source.quotes(point.comments, _QUOTES_A_POINT))
        yield Heading(point.name, level=2)
        yield Paragraph(sentence(reach_words(point.total)).capitalize())
        yield from quotes
        if not quotes:
            yield Paragraph("None of these comments may be quoted.", manner=Manner.NOTE)


def ideas(source: Source) -> Iterator[Block]:
    """Yield ideas by what they would do for relationships (feature row 1.38)."""
    yield Heading("Ideas: create, maintain, expand")
    found = [c for c in source.said if c.valence == Valence.IDEA]
    if not found:
        yield Paragraph("No comment was noted as an idea.")
        return
    matrix = aims(source.record, found)
    rows = [*matrix.rows]
    untagged = len(matrix.untagged)
    yield Table(
        title="Ideas by aim",
        header=("Aim", *_THREE),
        rows=tuple((row.name, *three(row.total)) for row in (*rows, matrix.total)),
        widths=(6, 2, 2, 2),
        numbers=frozenset({1, 2, 3}),
        total=True,
        note=f"{number(untagged, 'idea')} without an aim." if untagged else "",
    )
    for row in rows:
        yield Heading(f"To {row.name.lower()} relationships", level=2)
        yield Paragraph(sentence(reach_words(row.total)).capitalize())
        yield from source.quotes(row.comments, _QUOTES_A_POINT * 2)
    if untagged:
        yield Heading("Without an aim", level=2)
        yield from source.quotes(matrix.untagged, _QUOTES_A_POINT * 2)

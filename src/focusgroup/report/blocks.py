"""The blocks a report is made of: what is said, with no word of how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Manner(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    QUESTION = "question"  # a guide question in its words
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Cover:
    """The title page."""

    title: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    statement: str

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (where in the block, text)."""
        yield "title", self.title
        yield "kind", self.kind
        for name, value in self.facts:
            yield name.lower(), value
        yield "statement", self.statement


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels 1 and 2 stand in the table of contents."""

    text: str
    level: int = 1

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (where in the block, text)."""
        yield "heading", self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `lead` stands in bold before it."""

    text: str
    lead: str = ""
    manner: Manner = Manner.BODY

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (where in the block, text)."""
        yield "paragraph", f"{self.lead} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Quote:
    """A participant's words with the seat's code and the session's time, and nothing else."""

    text: str
    code: str
    time: str
    valence: str = "neutral"

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (where in the block, text)."""
        yield f"quote of {self.code}, {self.time}", self.text
        yield "code of a quote", self.code


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of (bold lead or "", text); `ordered` lists are numbered."""

    items: tuple[tuple[str, str], ...]
    ordered: bool = False

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (where in the block, text)."""
        for number, (lead, text) in enumerate(self.items, start=1):
            yield f"list, line {number}", f"{lead} {text}".strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table whose header repeats on every page.

    `widths` are relative; `numbers` are the columns set to the right; `bands` are (text, columns)
    above the header, across all columns.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    note: str = ""
    numbers: frozenset[int] = frozenset()
    bands: tuple[tuple[str, int], ...] = ()
    total: bool = False  # the last row sums up the others
    small: bool = False  # set smaller: lists of hundreds of rows

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (where in the block, text)."""
        here = f"table “{self.title}”"
        yield "table title", self.title
        for text in (*self.header, *(text for text, _ in self.bands)):
            yield f"{here}, header", text
        for number, row in enumerate(self.rows, start=1):
            for column, text in zip(self.header, row, strict=True):
                yield f"{here}, row {number}, {column.lower() or 'first column'}", text
        yield f"{here}, note", self.note


@dataclass(frozen=True, slots=True)
class Figure:
    """Stacked bars: one bar a category, one series a colour; `alt` says the same in words."""

    title: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (where in the block, text)."""
        for text in (self.title, self.alt, *self.categories, *(name for name, _ in self.series)):
            yield f"figure “{self.title}”", text


@dataclass(frozen=True, slots=True)
class CurveFigure:
    """Lines over named places; None is a gap; `low` and `high` are the scale's ends with words."""

    title: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    low: tuple[float, str]
    high: tuple[float, str]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (where in the block, text)."""
        for text in (self.title, self.alt, *self.categories, *(name for name, _ in self.series)):
            yield f"figure “{self.title}”", text


@dataclass(frozen=True, slots=True)
class GanttBar:
    """A task of a Gantt chart: `start` and `end` (the day after its last) as ordinal days."""

    name: str
    start: int
    end: int
    critical: bool = False


@dataclass(frozen=True, slots=True)
class GanttFigure:
    """Tasks against time; `dated` says whether the days are those of a calendar."""

    title: str
    alt: str
    bars: tuple[GanttBar, ...]
    dated: bool

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (where in the block, text)."""
        for text in (self.title, self.alt, *GANTT_SERIES, *(bar.name for bar in self.bars)):
            yield f"figure “{self.title}”", text


# What the colours and patterns of a Gantt chart are called in its legend.
GANTT_SERIES = ("Until it begins", "Task", "Critical chain", "Milestone")


@dataclass(frozen=True, slots=True)
class Toc:
    """The table of contents."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield nothing: its entries are the headings."""
        yield from ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield nothing."""
        yield from ()


Block = (
    Cover
    | Heading
    | Paragraph
    | Quote
    | Bullets
    | Table
    | Figure
    | CurveFigure
    | GanttFigure
    | Toc
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report before it is set: title and subject go into the file's properties too."""

    title: str
    subject: str
    language: str
    blocks: tuple[Block, ...]

    def headings(self, deepest: int = 2) -> tuple[Heading, ...]:
        """Return the headings down to a level, in order."""
        return tuple(b for b in self.blocks if isinstance(b, Heading) and b.level <= deepest)

    def places(self) -> Iterator[tuple[str, str]]:
        """Yield (place, text) of every text, such as "Findings, question a, quote of G1-P3"."""
        path: list[str] = []
        yield "title", self.title
        yield "subject", self.subject
        for block in self.blocks:
            if isinstance(block, Heading):
                path[block.level - 1 :] = [block.text]
            for where, text in block.texts():
                if text:
                    yield ", ".join((*path, where)), text

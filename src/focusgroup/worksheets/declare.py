"""What a worksheet is declared by: its sheets, their checks, and what is worked out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import Record, columns, table_name


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something still to be done; `row` is "" where a whole row is missing."""

    table: str
    sentence: str  # without user text: the row's title is shown before it
    row: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a worksheet speaks for: a strength, a weakness, or a gap for the gap list."""

    table: str
    row: str
    sentence: str  # without user text
    level: str = ""  # strategy, tactic or tool, where that is known
    strength: bool = False
    target: str = "weakness"  # the list it is for: weakness (or strength), or gap
    current: str = ""  # for a gap: how it is, how it should be, what would do it; user text
    desired: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table worked out of rows; `widths` are relative, as the report takes them."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    widths: tuple[float, ...] = ()
    numbers: frozenset[int] = frozenset()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """Lines over named places, such as how a customer feels from stage to stage.

    A value of None is a gap. `low` and `high` are the ends of the scale, with their words.
    """

    title: str
    places: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    low: tuple[float, str]
    high: tuple[float, str]
    loop: str = ""  # what the last place leads back to, in words


@dataclass(frozen=True, slots=True)
class Points:
    """A list of (lead, text); either may be user text."""

    title: str
    items: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One task of a Gantt chart: when it begins and ends, in working days from the first on."""

    row: str
    title: str
    start: int
    end: int  # the day after its last; a milestone ends where it starts
    wished: int  # when it could begin if its resource were free
    critical: bool = False
    clash: bool = False
    quick: bool = False
    about: str = ""  # who does it


@dataclass(frozen=True, slots=True)
class Gantt:
    """Tasks against working days; `first` is the day numbered 0, None while no date is set."""

    title: str
    bars: tuple[Bar, ...]
    first: date | None
    note: str = ""


View = Grid | Curve | Points | Gantt
Check = Callable[[Facts], Iterable[OpenPoint]]
Viewer = Callable[[Facts], Iterable[View]]
Offering = Callable[[Facts], Iterable[Offer]]
# Why a row as typed cannot be written: the column at fault and a sentence, or None.
Refusal = Callable[[Facts, Record], tuple[str, str] | None]


@dataclass(frozen=True)
class Sheet:
    """One kind of record within a worksheet."""

    record: type[Record]
    title: str  # "Measures"
    noun: str  # "measure"
    hint: str  # what to do while it is empty
    grid: tuple[str, ...]  # columns of the grid, most important first
    checks: tuple[Check, ...] = ()
    read_on_pages: bool = False  # pages show every column: the report needs no table of it
    kept_with: str = ""  # a column with the id of the row that its rows are kept and go with
    along: Callable[[Facts, Record], Iterable[Record]] | None = None
    """Rows written together with a new one, without ids: what a version keeps of the map."""
    watched: str = ""  # a column whose words are looked at while they are typed
    watch: Callable[[str], tuple[tuple[int, int], ...]] | None = None
    """Where words stand that deserve a second look; they are highlighted, never blocked."""
    watch_note: str = ""  # what highlighted words mean
    # What the form says under a column of a row, worked out of the rest; "" for its usual help.
    beside: tuple[tuple[str, Callable[[Facts, Any], str]], ...] = ()
    examples: tuple[Record, ...] = ()  # rows to begin with, put in by one key, editable
    # More of them, where they follow from the study itself.
    proposed: Callable[[Facts], Iterable[Record]] | None = None
    filter_by: str = ""  # a choice column whose answers the grid can be narrowed to
    single: bool = False  # there is one row at most
    refuses: Refusal | None = None  # rows that must not be written, such as a circle of tasks

    def second_look(self, text: str) -> str:
        """Return what is said of words in a watched text that deserve a second look, or ""."""
        places = self.watch(text) if self.watch else ()
        words = dict.fromkeys(text[start:end].strip() for start, end in places)
        return f"{', '.join(words)}: {self.watch_note}" if words else ""

    def said_beside(self, facts: Facts, row: Record, name: str) -> str:
        """Return what the form says under a column of a row, "" for the column's own help."""
        found = dict(self.beside).get(name)
        return found(facts, row) if found else ""

    @property
    def hidden(self) -> bool:
        """Whether nobody types into it."""
        return bool(self.kept_with)

    @property
    def table(self) -> str:
        """The table its rows are kept in."""
        return table_name(self.record)

    def usual(self, facts: Facts) -> tuple[Record, ...]:
        """Return the rows it usually begins with."""
        return (*self.examples, *(self.proposed(facts) if self.proposed else ()))


@dataclass(frozen=True)
class Worksheet:
    """Sheets that belong together: one entry of the list, one section of the report."""

    key: str
    title: str
    phase: int  # 1 look outward, 2 look inward, 3 change (feature row 1.01)
    place: int  # order within its phase
    about: str
    sheets: tuple[Sheet, ...]
    views: tuple[tuple[str, Viewer], ...] = ()  # name of the page, and what stands on it
    checks: tuple[Check, ...] = ()  # over several sheets
    offering: Offering | None = None
    shelved: bool = True  # one of the list; others are kept by screens of their own
    printed: bool = True  # a section under "Worksheets"; others have a place of their own

    @property
    def pages(self) -> tuple[Sheet, ...]:
        """The sheets that a person fills in."""
        return tuple(sheet for sheet in self.sheets if not sheet.hidden)

    def filled(self, facts: Facts) -> bool:
        """Return whether any sheet holds a row."""
        return any(facts.count(sheet.table) for sheet in self.pages)

    def open_points(self, facts: Facts) -> Iterator[OpenPoint]:
        """Yield what is still to be done, sheet by sheet; nothing of a worksheet not begun."""
        if not self.filled(facts):
            return
        for sheet in self.pages:
            for check in sheet.checks:
                yield from check(facts)
            yield from _lost_links(sheet, facts)
            if sheet.single:  # two laptops may each have begun one
                for row in facts.of_table(sheet.table)[1:]:
                    yield OpenPoint(sheet.table, "There is another one: keep one of them.", row.id)
        for check in self.checks:
            yield from check(facts)


def lacking(
    record: type[Record],
    name: str,
    sentence: str,
    *,
    when: Callable[[Record], bool] = lambda _row: True,
) -> Check:
    """Return a check for rows that leave a column empty."""
    table = table_name(record)

    def check(facts: Facts) -> Iterator[OpenPoint]:
        for row in facts.rows(record):
            if getattr(row, name) in ("", None) and when(row):
                yield OpenPoint(table, sentence, row.id)

    return check


def _lost_links(sheet: Sheet, facts: Facts) -> Iterator[OpenPoint]:
    """Yield links whose row is gone: by a merge, or an undo of what was linked to meanwhile."""
    linking = [each for each in columns(sheet.record) if each.to and each.to != "comment"]
    if not linking:
        return
    for row in facts.of_table(sheet.table):
        for each in linking:
            if not all(map(facts.living, each.places(getattr(row, each.name)))):
                sentence = f"{each.label}: what it was linked to is removed. Link it anew."
                yield OpenPoint(sheet.table, sentence, row.id)

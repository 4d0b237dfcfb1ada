"""The one door through which worksheets are written: checked, masked, then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from focusgroup.domain.ids import new_id
from focusgroup.domain.said import element_counts
from focusgroup.domain.session import Seat
from focusgroup.domain.text import clean_lines
from focusgroup.room.half_typed import HalfTypedRow
from focusgroup.room.worksheet_outside import outside
from focusgroup.store.drafts import DraftBook
from focusgroup.store.errors import ChangedMeanwhile, StoreError
from focusgroup.store.feed import Feed
from focusgroup.store.study_file import ANALYST
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.declare import Sheet
from focusgroup.worksheets.facts import Facts, attended, groups
from focusgroup.worksheets.record import (
    LINKING,
    WORDS,
    Column,
    ColumnKind,
    Record,
    Value,
    column,
    columns,
    table_name,
)

if TYPE_CHECKING:
    from focusgroup.privacy import Scrubber
    from focusgroup.store.change_log import Act
    from focusgroup.store.study_file import StudyFile

# What facts hold beside rows, and what ranks the groups of the wall.
_WALL = frozenset({"board", "cluster", "cluster_join", "card", "voting", "tally"})
_BESIDE = frozenset({"comment", "tag", "seat", "session", "erasure"}) | _WALL
_MOST_NAMED = 3  # rows a refusal lists by name


class StillLinked(StoreError):
    """A row cannot be taken away because others link to it."""


class NotAsAsked(StoreError):
    """A value is none that its column can take; `column` is its name."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = name


class WorksheetDesk:
    """Every worksheet's rows of one study, kept fresh in memory, and the ways to change them."""

    def __init__(
        self, study_file: StudyFile, scrubber: Callable[[], Scrubber], *, actor: str = ANALYST
    ) -> None:
        self.file = study_file
        self.actor = actor
        self._scrubber = scrubber
        self._feed = Feed(study_file)  # before anything is read: rather twice than never
        self._untold = False  # whether the screen still has to hear of another window's rows
        self.facts = self._load()
        self._drafts: DraftBook | None = None

    def half_typed(
        self, record: type[Record], asked: Mapping[str, Column], row_id: str = ""
    ) -> HalfTypedRow:
        """Return what keeps a half-typed row through a crash; raises StoreError.

        `asked` are the columns of its form; a new row has no id.
        """
        if self._drafts is None:
            self._drafts = DraftBook(self.file.path)
        return HalfTypedRow(self._drafts, self._scrubber, asked, record, row_id)

    def close(self) -> None:
        """Let the file go, as far as it is held for half-typed rows."""
        if self._drafts is not None:
            self._drafts.close()
            self._drafts = None

    def _load(self) -> Facts:
        facts = Facts(
            self.file.worksheet_rows(),
            frame=self.file.frame,
            counted=self._comments_by_element,
        )
        self._look_beside(facts)
        return facts

    def _look_beside(self, facts: Facts) -> None:
        sessions, seats = self.file.sessions(), self.file.rows(Seat)
        facts.beside(
            self.file.heard(),
            attended(sessions, seats),
            groups(sessions, seats),
            outside(self.file),
        )

    def _comments_by_element(self) -> dict[str, int] | None:
        try:
            return element_counts(self.file.record())
        except StoreError:
            return None  # the page says so; the next look counts again

    def follow(self) -> bool:
        """Take over what any window wrote; return whether anything changed since this was asked."""
        self._catch_up()
        changed, self._untold = self._untold, False
        return changed

    def _catch_up(self, own: Iterable[tuple[str, str]] = ()) -> None:
        """Take over what was written since, `own` rows too: the caller shows these itself."""
        shown = set(own)
        news = {(c.row_table, c.row_id) for c in self._feed.news()} - shown
        self._take_over(shown)
        self._untold |= self._take_over(news)

    def _take_over(self, rows: Iterable[tuple[str, str]]) -> bool:
        touched = {row for row in rows if row[0] in SHEETS or row[0] in _BESIDE}
        beside = {table for table, _ in touched if table in _BESIDE}
        if "erasure" in beside:
            self.facts = self._load()  # a withdrawal reaches more rows than it lists
        elif beside:
            self._look_beside(self.facts)
        for table, row_id in touched:
            if table in SHEETS:
                row = self.file.row(SHEETS[table].record, row_id)
                if row is None:
                    self.facts.drop(table, row_id)
                else:
                    self.facts.put(row)
        return bool(touched)

    # Writing

    @contextmanager
    def act(self, label: str) -> Iterator[Act]:
        """Open one undoable action on fresh facts; they hold what it wrote once it is done."""
        with self.file.act(label, actor=self.actor) as act:
            self._catch_up()  # under the lock: no other window writes meanwhile
            yield act
        self._catch_up(act.touched)

    def add(self, record: type[Record], values: Mapping[str, str]) -> Record:
        """Write a new row of what was typed; raises NotAsAsked or StoreError, nothing written."""
        needed = {each.name: "" for each in columns(record) if each.needed}
        said = self.masked(record, {**needed, **values})
        table = table_name(record)
        with self.file.act(f"new {SHEETS[table].noun}", actor=self.actor) as act:
            self._catch_up()  # under the lock: its place is after what other windows added
            row = record(new_id(), self.next_position(table), **said)
            self._ask_rules(row)
            act.add(row)
            act.add(*self._along(row))
        self._catch_up(act.touched)
        return row

    def _along(self, row: Record) -> list[Record]:
        """Return what is written together with a new row, such as the map a version keeps."""
        along = SHEETS[table_name(type(row))].along
        kept = along(self.facts, row) if along else ()
        return [replace(each, id=new_id(), position=float(n)) for n, each in enumerate(kept)]

    def _kept_with(self, row: Record) -> list[Record]:
        """Return what was written along with a row; it goes with it."""
        return [
            each
            for sheet in SHEETS.values()
            if sheet.kept_with
            for each in self.facts.of_table(sheet.table)
            if getattr(each, sheet.kept_with) == row.id
        ]

    def change(self, row: Record, values: Mapping[str, str]) -> Record:
        """Write what was typed into a row as it was shown; only what differs is written.

        Raises NotAsAsked, ChangedMeanwhile where another window took the row away, or StoreError.
        """
        record, table = type(row), table_name(type(row))
        said = {
            name: value
            for name, value in self.masked(record, values).items()
            if value != getattr(row, name)
        }
        if not said:
            return row
        with self.file.act(f"change a {SHEETS[table].noun}", actor=self.actor) as act:
            self._catch_up()  # under the lock: what another window wrote is none of this one's
            if self.file.row(record, row.id) is None:
                raise ChangedMeanwhile(
                    "Another window has taken this row away. What you typed is still here: "
                    "Ctrl+S keeps it as a new row."
                )
            self._ask_rules(replace(row, **said))  # type: ignore[arg-type]
            act.set(record, row.id, **said)
        self._catch_up(act.touched)
        return self.facts.row(table, row.id) or replace(row, **said)  # type: ignore[arg-type]

    def _ask_rules(self, row: Record) -> None:
        """Refuse what a sheet forbids; under the lock, so that no other window makes it true."""
        refuses = SHEETS[table_name(type(row))].refuses
        if refuses is None:
            return
        self._catch_up()
        refused = refuses(self.facts, row)
        if refused is not None:
            raise NotAsAsked(*refused)

    def add_examples(self, sheet: Sheet) -> int:
        """Put in the rows a sheet ships, those left out whose title stands there already."""
        with self.file.act(f"usual rows of {sheet.title.lower()}", actor=self.actor) as act:
            self._catch_up()  # under the lock: two windows put them in once
            held = {self.facts.title(row) for row in self.facts.of_table(sheet.table)}
            wanted = [row for row in sheet.usual(self.facts) if self.facts.title(row) not in held]
            start = self.next_position(sheet.table)
            act.add(*(
                replace(row, id=new_id(), position=start + n) for n, row in enumerate(wanted)
            ))  # fmt: skip
        self._catch_up(act.touched)
        return len(wanted)

    def remove(self, row: Record) -> bool:
        """Take a row away; undo brings it back. Raises StillLinked where others link to it."""
        table = table_name(type(row))
        with self.file.act(f"remove a {SHEETS[table].noun}", actor=self.actor) as act:
            self._catch_up()  # under the lock: no other window can link to it meanwhile
            linking = self.facts.linking_to(table, row.id)
            if linking:
                raise StillLinked(self._refusal(row, linking))
            act.remove(type(row), row.id)
            for each in self._kept_with(row):
                act.remove(type(each), each.id)
        self._catch_up(act.touched)
        return True

    def move(self, row: Record, step: int) -> bool:
        """Move a row up (-1) or down (1) among its fellows; return whether it could."""
        with self.file.act("move a row", actor=self.actor) as act:
            self._catch_up()  # under the lock: among the rows there are by now
            fellows = list(self.facts.of_table(table_name(type(row))))
            at = next((n for n, each in enumerate(fellows) if each.id == row.id), -1)
            to = at + step
            if at < 0 or not 0 <= to < len(fellows):
                return False
            beyond = to + step
            edge = fellows[beyond].position if 0 <= beyond < len(fellows) else None
            near = fellows[to].position
            position = near + step if edge is None else (near + edge) / 2
            # Two copies gave the same place, or no figure is left between: number all anew.
            if position in {near, edge}:
                fellows.insert(to, fellows.pop(at))
                for number, each in enumerate(fellows):
                    act.set(type(row), each.id, position=float(number))
            else:
                act.set(type(row), row.id, position=position)
        self._catch_up(act.touched)
        return True

    def step(self, *, back: bool) -> str | None:
        """Undo (`back`) or redo; return the label of what it was, None when there was nothing."""
        turn = self.file.undo if back else self.file.redo
        done = turn(actor=self.actor)
        if done is None:
            return None
        self._catch_up(done.touched)
        return done.label

    def next_position(self, table: str) -> float:
        """Return the place after the last row of a table."""
        held = self.facts.of_table(table)
        return held[-1].position + 1 if held else 0.0

    # Links

    def _refusal(self, row: Record, linking: list[Record]) -> str:
        noun = SHEETS[table_name(type(row))].noun
        named = [
            f"{SHEETS[table_name(type(each))].noun} “{self.facts.title(each)}”"
            for each in linking[:_MOST_NAMED]
        ]
        more = len(linking) - len(named)
        told = ", ".join(named) + (f" and {more} more" if more else "")
        return (
            f"This {noun} is still used: {told}. Link {'it' if len(linking) == 1 else 'them'} to "
            "something else first, then take it away."
        )

    # Masking

    def names_in(self, text: str) -> bool:
        """Return whether a known name, a phrase never to be written or a shape is in a text."""
        return bool(text) and bool(self._scrubber().hits(text))

    def masked(self, record: type[Record], values: Mapping[str, str]) -> dict[str, Value]:
        """Return typed values as they may be written, words masked; raises NotAsAsked."""
        said: dict[str, Value] = {}
        scrubber: Scrubber | None = None
        for name, typed in values.items():
            each = column(record, name)
            try:
                value = each.read(typed)
            except ValueError as error:
                raise NotAsAsked(name, str(error)) from None
            if each.kind in WORDS and value:
                scrubber = scrubber or self._scrubber()
                value = scrubbed(str(value), each, scrubber)
            if each.kind in LINKING:
                value = " ".join(dict.fromkeys(str(value).split()))
            said[name] = value
        return said


def scrubbed(text: str, asked: Column, scrubber: Scrubber) -> str:
    """Return free text as it may be written, line by line."""
    if asked.kind is ColumnKind.TEXT:
        text = text.replace("\n", " ")
    told = clean_lines(text).split("\n")
    return "\n".join(scrubber.scrub(line).text for line in told).strip()

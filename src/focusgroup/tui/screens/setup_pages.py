"""The pages of a group's set-up: who meets, who sits there, what is recorded, and a check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from focusgroup.domain.guide import Guide
from focusgroup.domain.session import GroupKind, leader_of
from focusgroup.domain.text import clean_lines
from focusgroup.guide.library import Entry
from focusgroup.room.names import NameCard
from focusgroup.room.setup import TENURES, SessionPlan, SetupRemark
from focusgroup.tui.screens.form_page import FormPage, LinesField, seal_field
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.setup_words import by_chair, card_from, mix, seat_plan
from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.form import ChoiceRow, DateField, Field
from focusgroup.tui.widgets.row_view import Line
from focusgroup.tui.widgets.seat_table import SeatEntry, SeatTable

_SEATS = 8  # 6 to 8 are preferred [K02]; more and fewer are a key away
_YES, _NO = "yes", "no"


class Edited(Message):
    """Something on a page was changed."""


class GroupPage(FormPage):
    """Label, place, guide, who leads and who takes notes."""

    class GuideChosen(Message):
        """Another guide was chosen."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, guides: Sequence[tuple[Entry, Guide]], label: str) -> None:
        super().__init__(id="page-group", classes="quiet")
        self._guides = guides
        self._proposed = label
        self._length_by_hand = False
        self._kind_by_hand = False

    def compose(self) -> ComposeResult:
        """Lay the fields out."""
        yield Field(
            "Group",
            placeholder=self._proposed,
            hint="what the report calls it: a department or a kind of work, no client",
            id="label",
        )
        yield Field("Place", id="place", hint="written to the file; may stay empty")
        with Vertical(id="guide-choice"):
            yield Static("Guide", classes="field--label")
            yield RowList(id="guide-list", empty="No guide can be read: g in the study makes one.")
        yield Static("", id="guide-says", markup=False)
        yield Field(
            "Kind of group",
            ChoiceRow(
                [(kind, kind) for kind in GroupKind],
                _kind_of(self._guides[0][1]) if self._guides else GroupKind.STAFF,
                id="kind-choice",
            ),
            hint="the guide's own unless you choose; leaders and workshops have a facilitator",
            id="kind",
        )
        yield Field(
            "Department",
            hint="fills “your department” in the questions; empty for a mixed group",
            id="department",
        )
        yield Field(
            "Moderator ◌",
            placeholder="first name",
            hint="kept in memory only, never written; the script says it",
            id="moderator",
        )
        yield Field(
            "Moderator from",
            hint="a unit, written to the file; better not the participants' own department",
            id="moderator_unit",
        )
        yield Field("Note-takers", value="1", id="note_takers", hint="how many take notes")
        yield Field(
            "Their names ◌",
            placeholder="first names, with commas",
            hint="kept in memory only, never written",
            id="takers",
        )
        yield Field("Length", value="90", id="minutes", hint="minutes; 90 on average")

    def on_mount(self) -> None:
        """List the guides."""
        listing = self.query_one(RowList)
        listing.styles.height = max(1, min(6, len(self._guides)))
        listing.set_rows(_guide_line(e, g) for e, g in self._guides)
        self._name_leader()

    def field(self, name: str) -> Field:
        """Return a field by name."""
        return self.query_one(f"#{name}", Field)

    @on(RowList.Highlighted)
    def _highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        if not self._length_by_hand:
            self.field("minutes").value = str(self._guides[event.index][1].length)
        if not self._kind_by_hand:
            self.field("kind").value = _kind_of(self._guides[event.index][1])
            self._name_leader()
        self.post_message(self.GuideChosen(event.index))

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.screen.focus_next()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        line = self.field("minutes").control_widget
        if event.input is line and line.has_focus:
            self._length_by_hand = True
        self.post_message(Edited())

    @on(ChoiceRow.Changed, "#kind-choice")
    def _kind_chosen(self, event: ChoiceRow.Changed) -> None:
        event.stop()
        self._kind_by_hand = True
        self._name_leader()
        self.post_message(Edited())

    def _name_leader(self) -> None:
        """Call who leads a moderator or a facilitator (feature row 2.16)."""
        leader = leader_of(self.field("kind").value).capitalize()
        self.field("moderator").relabel(f"{leader} ◌")
        self.field("moderator_unit").relabel(f"{leader} from")

    def read(self, plan: SessionPlan) -> None:
        """Put what is typed into a plan."""
        plan.kind = self.field("kind").value
        plan.label = self.field("label").value
        plan.place = self.field("place").value
        plan.department = self.field("department").value
        plan.moderator = card_from(self.field("moderator").value)
        plan.moderator_unit = self.field("moderator_unit").value
        plan.takers = self.takers
        plan.note_takers = max(_whole(self.field("note_takers").value), len(self.takers))
        plan.minutes = _whole(self.field("minutes").value)

    @property
    def takers(self) -> list[NameCard]:
        """The note-takers' cards."""
        cards = [card_from(each) for each in self.field("takers").value.split(",")]
        return [card for card in cards if card]


def _whole(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else 0


def _guide_line(entry: Entry, guide: Guide) -> Line:
    # 48 cells in all: that is what 80 columns leave beside label and scroll bar.
    return [
        (pad(safe(guide.title), 26), "strong"),
        (pad(f"{guide.minutes:g} min", 7, right=True), ""),
        (f"  {pad(_kind_of(guide), 8)}  {'own' if entry.origin == 'own' else ''}", "muted"),
    ]


def _kind_of(guide: Guide) -> str:
    """Return the kind of group a guide is for; one nobody knows counts as staff."""
    return guide.group_kind if guide.group_kind in set(GroupKind) else GroupKind.STAFF


class SeatsPage(Vertical):
    """Who sits there: first names in memory, bands and consents for the file."""

    def __init__(self) -> None:
        super().__init__(id="page-seats")

    def compose(self) -> ComposeResult:
        """Lay table and check out."""
        start = [SeatEntry(str(n)) for n in range(1, _SEATS + 1)]
        yield SeatTable(start, tenures=TENURES, id="seats")
        yield Static("", id="seat-check", markup=False)

    @property
    def table(self) -> SeatTable:
        """The table."""
        return self.query_one(SeatTable)

    def focus_first(self) -> None:
        """Put the keyboard into the table."""
        self.table.focus()

    @on(SeatTable.AddAsked)
    def _add(self) -> None:
        seats = self.table.seats
        before = seats[-1] if seats else SeatEntry("0")
        new = SeatEntry(str(len(seats) + 1), department=before.department)
        self._show([*seats, new])

    @on(SeatTable.DropAsked)
    def _drop(self, event: SeatTable.DropAsked) -> None:
        left = [seat for seat in self.table.seats if seat.code != event.code]
        self._show([replace(seat, code=str(n)) for n, seat in enumerate(left, start=1)])

    def same_below(self) -> None:
        """Copy department, role, tenure and consents of the seat in hand to all below it."""
        at = self.table.rows_view.cursor
        if at is None:
            return
        seats = list(self.table.seats)
        seats[at:] = [replace(seats[at], code=s.code, name=s.name) for s in seats[at:]]
        self._show(seats)

    def _show(self, seats: Sequence[SeatEntry]) -> None:
        self.table.set_seats(seats)
        self.post_message(Edited())

    @on(SeatTable.Changed)
    def _changed(self) -> None:
        self.post_message(Edited())

    @property
    def used(self) -> list[SeatEntry]:
        """The rows somebody filled in; untouched ones at the end are no seats."""
        seats = list(self.table.seats)
        blank = [replace(seat, code="") == SeatEntry("") for seat in seats]
        while blank and blank[-1]:
            blank.pop()
            seats.pop()
        return seats

    def read(self, plan: SessionPlan) -> None:
        """Put the seats into a plan."""
        plan.seats = [seat_plan(entry) for entry in self.used]

    def show_check(self, remarks: Sequence[SetupRemark]) -> None:
        """Say count, mix and what is doubtful about them (feature row 3.13)."""
        lines = [Content.styled(safe(mix(self.used)), "bold")]
        lines += [
            Content.styled(safe(by_chair(r.sentence)), "$warning")
            for r in remarks
            if r.field == "seats"
        ]
        self.query_one("#seat-check", Static).update(Content("\n").join(lines))


class RecordingPage(FormPage):
    """What is recorded, what must never be written, and the script that follows from it."""

    def __init__(self, *, sealable: bool = False) -> None:
        super().__init__(id="page-recording", classes="quiet")
        self._sealable = sealable  # an encrypted study can keep names

    def compose(self) -> ComposeResult:
        """Lay answers and preview out."""
        yield Field("Recorded", ChoiceRow([(_NO, "no"), (_YES, "yes")], _NO), id="recording")
        yield Field(
            "Used for",
            placeholder="to complete our notes",
            hint="the script reads it out; names nobody",
            id="recording_use",
        )
        yield Field(
            "Kept by",
            placeholder="the project lead",
            hint="a role, never a name",
            id="recording_keeper",
        )
        yield DateField("Destroyed by", id="destroy_by")
        yield LinesField(
            "Never write ◌",
            hint="clients, sites, teams, one a line; masked, kept in memory only",
            id="never_write",
        )
        yield DateField(
            "Withdraw until",
            id="withdraw_by",
            hint="the date participants are told, before the analysis begins; +30 for in 30 days",
        )
        if self._sealable:
            yield seal_field()
        yield Static("As it will be read", classes="pane-title")
        with VerticalScroll(id="script-preview"):
            yield Static("", id="script-text", markup=False)

    def field(self, name: str) -> Field:
        """Return a field by name."""
        return self.query_one(f"#{name}", Field)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceRow.Changed)
    def _changed(self) -> None:
        self.post_message(Edited())

    def read(self, plan: SessionPlan) -> None:
        """Put the answers into a plan."""
        plan.recording = self.field("recording").value == _YES
        plan.recording_use = self.field("recording_use").value
        plan.recording_keeper = self.field("recording_keeper").value
        plan.destroy_by = self._day("destroy_by")
        plan.withdraw_by = self._day("withdraw_by")
        plan.never_write = self.query_one("#never_write", LinesField).lines

    def _day(self, name: str) -> str:
        """Return a date as ISO text; what is no date as typed, for the check to point at."""
        typed = self.query_one(f"#{name}", DateField)
        found: date | None = typed.date
        return found.isoformat() if found else typed.value.strip()

    def show_script(self, text: str) -> None:
        """Show the confidentiality script."""
        self.query_one("#script-text", Static).update(Content(clean_lines(text)))


class CheckPage(Vertical):
    """What stops the group and what is doubtful, each a step from where it is mended."""

    def __init__(self) -> None:
        super().__init__(id="page-check")

    def compose(self) -> ComposeResult:
        """Lay the list out."""
        yield Static("", id="check-head", markup=False)
        yield RowList(id="check-list", empty="Nothing is missing.")
        yield Static("", id="check-whole", markup=False)

    def focus_first(self) -> None:
        """Put the keyboard into the list."""
        self.query_one(RowList).focus()

    def show(self, remarks: Sequence[SetupRemark], summary: str) -> None:
        """List remarks, those that stop first."""
        self._remarks = list(remarks)
        stops = sum(r.stops for r in remarks)
        head = (
            f"{stops} to mend before this group can be made. Enter goes to the place."
            if stops
            else "Ctrl+S makes the group. Seat codes are shuffled then, so that nobody can be "
            "told by where they sit; you see who has which code, for the name cards."
        )
        self.query_one("#check-head", Static).update(
            Content.assemble((head, "bold"), "\n", (safe(summary), "$foreground-muted"))
        )
        self.query_one(RowList).set_rows(
            [
                ("✗ mend  " if r.stops else "· look  ", "weakness" if r.stops else "warning"),
                (safe(by_chair(r.sentence)), ""),
            ]
            for r in remarks
        )
        self._show_whole(0)

    @on(RowList.Highlighted)
    def _highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        self._show_whole(event.index)

    def _show_whole(self, index: int) -> None:
        said = by_chair(self._remarks[index].sentence) if index < len(self._remarks) else ""
        self.query_one("#check-whole", Static).update(Content(safe(said)))

    def place_of(self, index: int) -> str:
        """Return the field a remark is about."""
        return self._remarks[index].field

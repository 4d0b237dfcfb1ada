"""The form of one row: every column of its record, one under the other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from focusgroup.domain.comment import Comment
from focusgroup.room.worksheet_desk import NotAsAsked
from focusgroup.store.errors import ChangedMeanwhile, StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.form_page import FormPage, LinesField
from focusgroup.tui.screens.review.picking import Option, Pick
from focusgroup.tui.screens.worksheets.linking import (
    comment_lines,
    nothing_to_link,
    noun_of,
    row_lines,
)
from focusgroup.tui.screens.worksheets.wording import leads_somewhere
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.form import ChoiceRow, DateField, Field
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.link_box import LinkBox
from focusgroup.worksheets.declare import Sheet
from focusgroup.worksheets.facts import REMOVED, Facts
from focusgroup.worksheets.record import LINKING, Column, ColumnKind, Record, columns

if TYPE_CHECKING:
    from focusgroup.room.half_typed import HalfTypedRow

Found = TypeVar("Found")
_SAVE_S = 0.25  # typing is safe within this; a debounce that waits for a pause lost all of it
_LONGEST = 70  # characters of a comment beside its link


class RecordForm(StudyScreenBase):
    """Adds a row, or changes one; `kept` hears of the row as written and whether it was there."""

    CSS_PATH = "worksheets.tcss"
    AUTO_FOCUS = ""
    HELP: ClassVar[str] = (
        "One row. Enter or Tab goes to the next field, Ctrl+S keeps the row, Esc leaves it. "
        "Answers change with Left and Right or their first letter. On a link, Enter opens the "
        "list to choose from.\n\n"
        "What you type is masked before it is written: write roles and units, not names. It is "
        "saved, masked, as you type: after a crash it is here again when you open the same row. "
        "Ctrl+S keeps it as the row; leaving with Esc drops it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # No priority: it would overtake letters that are still on their way to the field.
        Binding("ctrl+s", "keep", "keep", id="record.keep", tooltip="Keep this row"),
        Binding("enter", "app.focus_next", "next field", show=False),
        Binding("escape", "back", "leave", id="record.leave", tooltip="Leave the form"),
    ]  # fmt: skip

    def __init__(
        self, sheet: Sheet, row: Record | None, kept: Callable[[Record, bool], None]
    ) -> None:
        super().__init__()
        self._sheet = sheet
        self._row = row
        self._heard = kept
        self._asked = {each.name: each for each in columns(sheet.record) if leads_somewhere(each)}
        self._half: HalfTypedRow | None = None
        self._in_hand = ""  # the column that is being filled in

    def compose(self) -> ComposeResult:
        """Lay a field for each column out; held here, for when the screen goes they have gone."""
        facts = self.study.worksheets.facts
        title = f"Change a {self._sheet.noun}" if self._row else f"New {self._sheet.noun}"
        yield Static(Content(title), classes="form-title")
        self._fields = {name: self._field(asked, facts) for name, asked in self._asked.items()}
        with FormPage():
            yield from self._fields.values()
        yield Static("", id="record-note", classes="error", markup=False)
        yield KeyFooter(order=("record.keep", "record.leave", "link.pick", "link.drop"))

    def _field(self, asked: Column, facts: Facts) -> Field:
        held = getattr(self._row, asked.name) if self._row else None
        value = "" if held is None else f"{held:g}" if isinstance(held, float) else str(held)
        name = f"ask-{asked.name}"
        beside = self._sheet.said_beside(facts, self._row, asked.name) if self._row else ""
        hint = beside or asked.help
        if asked.kind is ColumnKind.LINES:
            return LinesField(asked.label, value, hint=hint, id=name)
        if asked.kind is ColumnKind.CHOICE:
            row = ChoiceRow([("", "–"), *asked.choices], value)
            return Field(asked.label, row, hint=hint, id=name)
        if asked.kind is ColumnKind.DATE:
            found = date.fromisoformat(value) if value else None
            return DateField(asked.label, found, hint=hint or "a date", id=name)
        if asked.kind in LINKING:
            box = LinkBox(
                value,
                partial(self._titled, facts, asked),
                multiple=asked.multiple,
                noun=noun_of(asked),
            )
            return Field(asked.label, box, hint=hint, id=name)
        return Field(asked.label, value=value, hint=hint, id=name)

    def _titled(self, facts: Facts, asked: Column, row_id: str) -> str:
        if asked.kind is ColumnKind.COMMENTS:
            comment = self._read(lambda: self.study.file.row(Comment, row_id))
            text = comment.text if comment else REMOVED
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        return next((facts.named(*place) for place in asked.places(row_id)), REMOVED)

    def _read(self, do: Callable[[], Found]) -> Found | None:
        try:
            return do()
        except StoreError as error:
            self.tell(str(error), severity="error")
            return None

    def on_mount(self) -> None:
        """Begin with the first field, and with what a crash left of this row."""
        self._began = self._values()
        self._half = self._read(self._half_typed)
        self._recover()
        self.query_one(FormPage).focus_first()
        self.set_interval(_SAVE_S, self._save)

    def on_unmount(self) -> None:
        """Save what stands in the form, however it was left."""
        self._save()

    # What a crash must not take

    def _half_typed(self) -> HalfTypedRow:
        row_id = self._row.id if self._row else ""
        return self.study.worksheets.half_typed(self._sheet.record, self._asked, row_id)

    def _recover(self) -> None:
        """Put back what a run that died left of this row."""
        half = self._half
        left = self._read(half.load) if half else None
        if not left:
            return
        for name, text in left.items():
            field = self._fields[name]
            control = field.control_widget
            if isinstance(control, LinkBox):
                control.value = text
            else:
                field.value = text
        noun = self._sheet.noun
        self.tell(
            f"A half-typed row of {self._sheet.title} is here again: Ctrl+S keeps the {noun}, "
            "Esc leaves it.",
            timeout=8,
        )

    def _save(self) -> None:
        """Save what was changed, masked; a beat that finds the file held leaves it to the next."""
        if self._half is None:
            return
        told = self._values().items()
        changed = {name: text for name, text in told if text != self._began[name]}
        with suppress(StoreError):
            self._half.save(changed, self._in_hand)

    def _drop(self) -> None:
        """Forget the half-typed row: it is kept, or left on purpose."""
        if self._half is not None:
            self._half.drop()
            self._half = None

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Know which field is in hand: of that one the unsure end is not saved yet."""
        for field in event.widget.ancestors:
            if isinstance(field, Field) and field.id:
                self._in_hand = field.id.removeprefix("ask-")

    # What stands in the form

    def _values(self) -> dict[str, str]:
        return {name: self._value(name) for name in self._asked}

    def _value(self, name: str) -> str:
        field = self._fields[name]
        if isinstance(field, DateField):
            return field.date.isoformat() if field.date else field.value
        control = field.control_widget
        return control.value if isinstance(control, LinkBox) else field.value

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one("#record-note", Static).update("")

    @on(TextArea.Changed)
    def _looked_at(self, event: TextArea.Changed) -> None:
        """Say below a watched field which words deserve a second look; nothing is blocked."""
        watched = f"ask-{self._sheet.watched}"
        for field in event.text_area.ancestors:
            if isinstance(field, Field) and field.id == watched:
                told = self._sheet.second_look(event.text_area.text)
                field.show_hint(told or self._asked[self._sheet.watched].help)

    @on(FormPage.Finished)
    def action_keep(self) -> None:
        """Write the row, masked, and go back; what was typed stays when that fails."""
        desk, values = self.study.worksheets, self._values()
        try:
            if self._row is None:
                row = desk.add(self._sheet.record, values)
            else:
                row = desk.change(self._row, values)
        except NotAsAsked as error:
            field = self._fields[error.column]
            field.show_error(str(error))
            field.focus()
            return
        except ChangedMeanwhile as error:
            self._drop()
            self._row = None  # the next Ctrl+S writes a new one
            self._half = self._read(self._half_typed)
            self.query_one("#record-note", Static).update(Content(str(error)))
            return
        except StoreError as error:
            self.query_one("#record-note", Static).update(
                Content(safe(f"{error} What you typed is still here."))
            )
            return
        was_there = self._row is not None
        self._drop()
        self.app.pop_screen()
        self._tell_masked(row, values)
        self._heard(row, was_there)

    def _tell_masked(self, row: Record, values: dict[str, str]) -> None:
        """Say where words were masked, so that nobody wonders what became of them."""
        changed = [
            asked.label
            for name, asked in self._asked.items()
            if asked.kind in {ColumnKind.TEXT, ColumnKind.LINES}
            and "[" in str(getattr(row, name))
            and "[" not in values[name]
        ]
        if changed:
            self.tell(f"Kept. Masked as a name: something in {', '.join(changed)}.")

    # Links

    @on(LinkBox.PickAsked)
    def _pick(self, event: LinkBox.PickAsked) -> None:
        event.stop()
        field = next(each for each in event.box.ancestors if isinstance(each, Field))
        asked = self._asked[(field.id or "").removeprefix("ask-")]
        offered = self._offered(asked)
        if not offered:
            self.tell(nothing_to_link(asked), severity="warning")
            return
        options = [Option(words, on=row_id in event.box.ids) for row_id, words in offered]

        def chosen(at: int | None) -> None:
            if at is not None:
                event.box.toggle(offered[at][0])

        self.app.push_screen(Pick(asked.label, options), chosen)

    def _offered(self, asked: Column) -> list[tuple[str, str]]:
        """Return what may be linked, by id and words; linked things first."""
        facts = self.study.worksheets.facts
        if asked.kind is not ColumnKind.COMMENTS:
            return row_lines(facts, asked, self._row.id if self._row else "")
        try:
            found = comment_lines(self.study.file)
        except StoreError as error:
            self.tell(str(error), severity="error")
            return []
        linked = set(self._value(asked.name).split())
        return sorted(found, key=lambda each: each[0] not in linked)

    # Leaving

    def action_back(self) -> None:
        """Leave, after asking when something was changed."""
        from focusgroup.tui.widgets.confirm import Confirm

        if self._values() == self._began:
            self._drop()
            self.app.pop_screen()
            return
        self.app.push_screen(
            Confirm("Leave this row?", "What you changed is not kept.", yes="Leave", no="Stay"),
            self._leave,
        )

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self._drop()
            self.app.pop_screen()

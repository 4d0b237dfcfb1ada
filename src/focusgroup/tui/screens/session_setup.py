"""Setting a group up: four pages, then the cards to put out."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from focusgroup import paths
from focusgroup.domain.guide import Guide
from focusgroup.guide.library import Entry, available, load_guide
from focusgroup.guide.problem import GuideError
from focusgroup.room.names import NameCards
from focusgroup.room.next_cycle import newest_guides
from focusgroup.room.sealed import seal
from focusgroup.room.setup import SessionPlan, SetupRemark, make_session, next_code, remarks
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.form_page import FormPage, wants_seal
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.setup_pages import (
    CheckPage,
    Edited,
    GroupPage,
    RecordingPage,
    SeatsPage,
)
from focusgroup.tui.screens.setup_words import confidentiality, guide_summary, mix
from focusgroup.tui.widgets.form import Field
from focusgroup.tui.widgets.key_footer import KeyFooter

_PAGES: Final = (
    ("page-group", "Group"),
    ("page-seats", "Seats"),
    ("page-recording", "Recording"),
    ("page-check", "Check"),
)
_PAGE_OF: Final = {
    "seats": "page-seats",
    "recording_use": "page-recording",
    "recording_keeper": "page-recording",
    "destroy_by": "page-recording",
    "withdraw_by": "page-recording",
}


class SessionSetupScreen(StudyScreenBase):
    """The form for a new group; whatever goes wrong, what was typed stays."""

    CSS_PATH = "session_setup.tcss"
    AUTO_FOCUS = ""
    HELP: ClassVar[str] = (
        "Setting a group up, in four pages: F7 goes on, F6 goes back, Enter and Tab go from field "
        "to field, Ctrl+S makes the group.\n\n"
        "What carries ◌ is kept in this program's memory only and is never written: first names "
        "and the words of “never write”. All else goes into the file and may show in the report, "
        "so name no client and no person there.\n\n"
        "Seat codes are shuffled when the group is made, so that nobody can be told by where they "
        "sit. You see then who has which code."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority: a TextArea would select with F6 and F7.
        Binding("f7", "page(1)", "next", id="setup.next", tooltip="Next page", priority=True),
        Binding(
            "f6", "page(-1)", "back", id="setup.previous", tooltip="Page before", priority=True
        ),
        Binding("ctrl+s", "make", "make", id="setup.make", tooltip="Make the group", priority=True),
        Binding(
            "ctrl+t",
            "same_below",
            "same below",
            id="setup.same",
            tooltip="Department, role, tenure and consents of this seat for all seats below",
        ),
        Binding("escape", "back", "leave", id="setup.leave", show=False, tooltip="Leave the form"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._guides: list[tuple[Entry, Guide]] = []
        self._guide: Guide | None = None
        self._untouched: SessionPlan | None = None

    def compose(self) -> ComposeResult:
        """Lay the pages out."""
        self._guides = self._offered_guides()
        self._guide = self._guides[0][1] if self._guides else None
        code = next_code([s.code for s in self.study.file.sessions()])
        yield Static("", id="setup-steps", markup=False)
        with ContentSwitcher(initial="page-group"):
            yield GroupPage(self._guides, f"Customer contact (this will be {code})")
            yield SeatsPage()
            yield RecordingPage(sealable=self.study.file.encrypted)
            yield CheckPage()
        yield KeyFooter(order=("setup.next", "setup.previous", "setup.make"))

    def on_mount(self) -> None:
        """Begin with the first field."""
        self._show_page("page-group")
        self._untouched = self.plan()

    # Pages

    def _show_page(self, page: str) -> None:
        self.query_one(ContentSwitcher).current = page
        steps = [
            (f"  {n} {name}  ", "bold $accent" if which == page else "$foreground-muted")
            for n, (which, name) in enumerate(_PAGES, start=1)
        ]
        self.query_one("#setup-steps", Static).update(
            Content.assemble(("Set up a group ", "bold"), *steps)
        )
        self._show_remarks()
        self.refresh_bindings()
        self.call_after_refresh(self._focus_page, page)

    def _focus_page(self, page: str) -> None:
        shown = self.query_one(f"#{page}")
        assert isinstance(shown, FormPage | SeatsPage | CheckPage)
        shown.focus_first()

    @property
    def _page(self) -> str:
        return self.query_one(ContentSwitcher).current or "page-group"

    def action_page(self, step: int) -> None:
        """Go to the page beside."""
        names = [name for name, _ in _PAGES]
        at = max(0, min(names.index(self._page) + step, len(names) - 1))
        self._show_page(names[at])

    @on(FormPage.Finished)
    def _finished(self) -> None:
        self.action_page(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what this page has."""
        if action == "same_below":
            return self._page == "page-seats"
        if action == "page":
            return not (parameters == (1,) and self._page == "page-check") and not (
                parameters == (-1,) and self._page == "page-group"
            )
        return True

    def action_same_below(self) -> None:
        """Copy the answers of the seat in hand to all below it."""
        self.query_one(SeatsPage).same_below()

    def _offered_guides(self) -> list[tuple[Entry, Guide]]:
        """Return the guides that can be read, then those that came along from an earlier cycle."""
        found = _readable_guides()
        known = {entry.id for entry, _ in found}
        with suppress(StoreError):
            found += [
                (Entry(guide.id, guide.title, "guide", "file", self.study.file.path), guide)
                for guide in newest_guides(self.study.file)
                if guide.id not in known
            ]
        return found

    # The plan

    def plan(self) -> SessionPlan:
        """Return what is typed; names in it stay in memory."""
        plan = SessionPlan()
        self.query_one(GroupPage).read(plan)
        self.query_one(SeatsPage).read(plan)
        self.query_one(RecordingPage).read(plan)
        return plan

    @on(GroupPage.GuideChosen)
    def _guide_chosen(self, event: GroupPage.GuideChosen) -> None:
        self._guide = self._guides[event.index][1]
        self.query_one("#guide-says", Static).update(Content(guide_summary(self._guide)))
        self._show_remarks()

    @on(Edited)
    def _edited(self) -> None:
        self._show_remarks()

    def _show_remarks(self) -> list[SetupRemark]:
        plan = self.plan()
        found = remarks(plan, today=date.today())
        if self._guide is None:
            found.insert(0, SetupRemark("guide", "There is no guide that can be read.", True))
        elif abs(self._guide.minutes - plan.minutes) >= 1 and plan.minutes:
            found.append(
                SetupRemark(
                    "minutes",
                    f"The guide takes {self._guide.minutes:g} minutes and the group has "
                    f"{plan.minutes}: drop steps, or change the length.",
                )
            )
        page = self._page
        if page == "page-seats":
            self.query_one(SeatsPage).show_check(found)
        elif page == "page-recording" and self._guide is not None:
            takers = self.query_one(GroupPage).takers
            self.query_one(RecordingPage).show_script(confidentiality(self._guide, plan, takers))
        elif page == "page-check":
            self.query_one(CheckPage).show(found, mix(self.query_one(SeatsPage).used))
        self._mark_fields(found)
        return found

    def _mark_fields(self, found: list[SetupRemark]) -> None:
        """Say beside a field what is doubtful about it; what is merely empty waits for the end."""
        said = {r.field: r.sentence for r in reversed(found)}
        for field in self.query(Field):
            sentence = said.get(field.id or "", "")
            asked = field.value.strip() or self._page == "page-check"
            field.show_error(sentence if asked else "")

    @on(RowList.Chosen, "#check-list")
    def _mend(self, event: RowList.Chosen) -> None:
        name = self.query_one(CheckPage).place_of(event.index)
        self._show_page(_PAGE_OF.get(name, "page-group"))
        with suppress(LookupError):
            self.call_after_refresh(self._focus_field, name)

    def _focus_field(self, name: str) -> None:
        for field in self.query(Field):
            if field.id == name:
                field.focus()

    # Making it

    def action_make(self) -> None:
        """Make the group, or show what stops it."""
        if any(r.stops for r in self._show_remarks()) or self._guide is None:
            self._show_page("page-check")
            return
        plan = self.plan()
        try:
            session, names = make_session(self.study.file, plan, self._guide)
        except StoreError as error:
            self.tell(f"{error} Nothing was made; Ctrl+S tries again.", severity="error")
            return
        self.study.names[session.id] = names
        if wants_seal(self):
            self._seal(session.id, names)
        from focusgroup.tui.screens.name_cards import NameCardsScreen

        self.app.switch_screen(NameCardsScreen(session))

    def _seal(self, session_id: str, names: NameCards) -> None:
        try:
            seal(self.study.file, session_id, names)
        except StoreError as error:
            self.tell(f"{error} The names are in memory only.", severity="error")

    def action_back(self) -> None:
        """Leave, after asking when something was typed."""
        from focusgroup.tui.widgets.confirm import Confirm

        if self.plan() == self._untouched:
            self.app.pop_screen()
            return
        self.app.push_screen(
            Confirm("Leave this form?", "What you typed is not kept.", yes="Leave", no="Stay"),
            self._leave,
        )

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self.app.pop_screen()


def _readable_guides() -> list[tuple[Entry, Guide]]:
    folder = paths.guide_folder()
    found = []
    for entry in available(folder):
        if entry.kind == "guide" and not entry.problems:
            with suppress(GuideError):
                found.append((entry, load_guide(entry.id, folder)))
    return found

"""The debrief, at once after a group: what the team thought, before it is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from focusgroup.domain.text import clean_lines
from focusgroup.privacy.draft import by_line
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import ProgramScreen
from focusgroup.tui.screens.summary_list import heard, statements, told_line
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from focusgroup.domain.comment import Comment
    from focusgroup.room.room import Room

_SAVE_S = 0.25  # typing is safe within this; a debounce that waits for a pause lost all of it
_FOLLOW_S = 0.5

# Session field, label, and what is asked [K5].
FIELDS = (
    ("themes", "Themes", "The most important things that were said"),
    ("surprises", "Surprises", "What nobody expected"),
    ("contrasts", "Contrasts", "How this group differs from earlier ones"),
    ("quotes_to_keep", "Quotes to keep", "Words worth quoting, with the seat: P3, never a name"),
    ("guide_changes", "Next guide", "What to ask otherwise next time"),
)


class DebriefArea(TextArea):
    """Several lines about one of the five questions; its words are masked when it is left."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(
            text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id=field
        )
        self.field = field
        self.kept = text  # as the file has it
        self.looking = False  # whether the model had not looked at all of what was saved
        self.drafted = text  # as the draft has it


class DebriefScreen(ProgramScreen):
    """Five questions to the team; the summary check stands beside them."""

    CSS_PATH = "debrief.tcss"
    AUTO_FOCUS = ""
    HELP: ClassVar[str] = (
        "The debrief: 15 to 20 minutes, the team alone, before anybody goes home. Tab goes from "
        "one question to the next. What you type is masked and kept as you type; after a crash it "
        "is here again. A field shows its masked words when you leave it.\n\n"
        "Beside it stands the summary check: what the group confirmed, corrected or added. F3 "
        "opens it. Esc goes back; everything is kept."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "keep", id="debrief.save", priority=True,
                tooltip="Keep all fields now; they are kept as you type anyway"),
        Binding("f3", "summary", "summary check", id="debrief.summary",
                tooltip="What the group confirmed, corrected or added"),
        Binding("f2", "review", "review comments", id="debrief.review",
                tooltip="Tag this group's comments"),
    ]  # fmt: skip

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        # Held here: when the screen goes, its widgets have gone before it.
        self._areas = [DebriefArea(f, getattr(room.session, f)) for f, _, _ in FIELDS]
        self._listed: list[Comment] | None = None  # the summary as shown

    def compose(self) -> ComposeResult:
        """Lay the fields and the summary check out."""
        session = self.room.session
        title = f"Debrief of {session.code} {session.label}".strip()
        yield Static(Content(safe(title)), id="debrief-title", classes="form-title")
        with Container(id="debrief-body"):
            with VerticalScroll(id="debrief-fields", can_focus=False):
                for at, (_, label, asked) in enumerate(FIELDS):
                    with Horizontal(classes="debrief-label"):
                        yield Static(label, classes="debrief-name", markup=False)
                        yield Static(asked, classes="hint", markup=False)
                    yield self._areas[at]
            with Vertical(id="debrief-summary"):
                yield Static("Summary check", classes="pane-title", markup=False)
                yield Static(id="debrief-statements", markup=False)
        yield KeyFooter(order=("debrief.save", "debrief.summary", "debrief.review", "screen.back"))

    def on_mount(self) -> None:
        """Bring back what a crash left, and save while somebody types."""
        found = self._recover()
        self.set_interval(_SAVE_S, self._save_drafts)
        self.set_interval(_FOLLOW_S, self._follow)
        self._areas[0].focus()
        self._show_summary()
        if found:
            self.tell("What you typed before the program stopped is here again.")

    def on_screen_resume(self) -> None:
        """Show what the summary check has become."""
        self._show_summary()

    def on_unmount(self) -> None:
        """Keep what stands in the fields, however the screen was left."""
        if not self._keep():
            self._save_drafts()

    # Drafts: at each beat, masked, beside the log

    def _actor(self, area: DebriefArea) -> str:
        return f"debrief {area.field}"

    def _recover(self) -> bool:
        found = False
        for area in self._areas:
            draft = self.room.drafts.load(self.room.session.id, self._actor(area))
            if draft and draft != area.kept:
                area.load_text(draft)
                area.drafted = draft
                found = True
        return found

    def _save_drafts(self) -> None:
        for area in self._areas:
            if area.text == area.drafted and not area.looking:
                continue
            if self.room.drafts.save(
                self.room.session.id, self._actor(area), self._masked_draft(area)
            ):
                area.drafted = area.text
                area.looking = not self.room.notes.scrubber.looked_at(area.text)

    def _masked_draft(self, area: DebriefArea) -> str:
        """Mask line by line; the unsure end of a line, and the word in hand, are held back."""
        scrub = self.room.notes.scrubber.scrub_draft
        return by_line(scrub, clean_lines(area.drafted), clean_lines(area.text))

    # Keeping

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()

    def on_descendant_blur(self) -> None:
        """Keep a field that was left."""
        self._keep()

    def action_save(self) -> None:
        """Keep all fields now."""
        if self._keep():
            self.tell("Kept, masked.", timeout=3)

    def _keep(self) -> bool:
        """Write what changed, masked, as one action; what was typed stays when that fails."""
        changed = [area for area in self._areas if area.text != area.kept]
        if not changed:
            return True
        try:
            self.room.write_session("debrief", **{area.field: area.text for area in changed})
        except StoreError as error:
            self.tell(f"{error} What you typed is still here.", severity="error")
            return False
        for area in changed:
            area.kept = getattr(self.room.session, area.field)
            if area.text != area.kept:
                area.load_text(area.kept)
            area.drafted = area.kept
            self.room.drafts.save(self.room.session.id, self._actor(area), "")
        return True

    # Beside the fields

    def _follow(self) -> None:
        """Show what came in; the news is left to a live screen beneath, which shares the room."""
        try:
            self.room.catch_up()
        except StoreError:
            return  # said at the next action; the next beat asks again
        self._take_over()
        self._show_summary()

    def _take_over(self) -> None:
        """Show what another window wrote into a field that nobody is typing in here."""
        for area in self._areas:
            told = getattr(self.room.session, area.field)
            if told != area.kept and area.text == area.kept:
                area.load_text(told)
                area.kept = area.drafted = told

    def _show_summary(self) -> None:
        listed = [*statements(self.room), *heard(self.room)]
        if listed == self._listed:
            return
        self._listed = listed
        lines = [told_line(self.room, comment) for comment in listed]
        if not lines:
            lines = [Content.styled("Nothing yet. F3 checks the summary.", "$foreground-muted")]
        self.query_one("#debrief-statements", Static).update(Content("\n").join(lines))

    def action_summary(self) -> None:
        """Open the summary check."""
        from focusgroup.tui.screens.summary import SummaryCheck

        self.app.push_screen(SummaryCheck(self.room))

    def action_review(self) -> None:
        """Go on to tagging this group's comments."""
        from focusgroup.tui.screens.review import ReviewScreen

        if self._keep():
            self.app.push_screen(ReviewScreen(self.room.session.id))

    def action_back(self) -> None:
        """Keep everything and go back; a field that cannot be kept holds the screen open."""
        if self._keep():
            super().action_back()

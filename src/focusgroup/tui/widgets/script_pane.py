"""The script: what the moderator reads, large and clear, with probes one key away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from focusgroup.domain.text import clean_lines
from focusgroup.tui.widgets.cells import safe

LETTERS: Final = "abcdefghi"  # one key for each probe


@dataclass(frozen=True, slots=True)
class ScriptText:
    """One step as the moderator sees it; `probes_used` and `checks_done` hold indexes."""

    kicker: str = ""  # "Key question · 10 minutes"
    title: str = ""
    say: str = ""
    ask: str = ""
    note: str = ""
    probes: tuple[str, ...] = ()
    probes_used: frozenset[int] = frozenset()
    checks: tuple[str, ...] = ()
    checks_done: frozenset[int] = frozenset()

    def words(self) -> ScriptText:
        """Return the same without ticks: what decides whether the pane is laid out anew."""
        return replace(self, probes_used=frozenset(), checks_done=frozenset())


class _Tick(Horizontal):
    """A probe or a line of a checklist, ticked by its key or a click; long words hang."""

    def __init__(self, kind: str, index: int, words: str, done: bool) -> None:
        self._mark = Static(markup=False, classes="script--mark")
        self._words = Static(markup=False)
        super().__init__(self._mark, self._words, classes=f"script--tick script--{kind}")
        self.kind = kind
        self.index = index
        self.words = words
        self.show_done(done)

    def show_done(self, done: bool) -> None:
        """Redraw with or without the tick."""
        if self.kind == "probe":
            key = LETTERS[self.index] if self.index < len(LETTERS) else " "
        else:
            key = str(self.index + 1) if self.index < 9 else " "
        self._mark.update(
            Content.assemble(
                ("✓ " if done else "  ", "bold $accent"),
                (key, "bold $foreground-muted" if done else "bold $accent"),
            )
        )
        tone = "$foreground-muted" if done else "$foreground"
        self._words.update(Content.assemble((safe(self.words), tone)))

    def on_click(self, event: events.Click) -> None:
        """Tick."""
        event.stop()
        pressed = ScriptPane.ProbePressed if self.kind == "probe" else ScriptPane.CheckPressed
        self.post_message(pressed(self.index))


class ScriptPane(VerticalScroll):
    """Shows a `ScriptText`; letters press probes, digits and Space press the checklist."""

    HELP: ClassVar[str] = (
        "What to say and ask now. The marked block is the question in its words.\n\n"
        "a to i: that probe was used (again: take the tick back). 1 to 9: that line of the "
        "checklist is done; Space: the next one. Up, Down, Page Up and Page Down scroll."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(letter, f"probe({index})", f"Probe {letter}", show=False)
            for index, letter in enumerate(LETTERS)
        ),
        *(
            Binding(str(digit), f"check({digit - 1})", f"Check {digit}", show=False)
            for digit in range(1, 10)
        ),
        Binding("space", "next_check", "tick", show=False),
    ]
    DEFAULT_CSS = """
    ScriptPane {
        height: 1fr;
        padding: 0 2;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & Static { width: 1fr; max-width: 88; height: auto; }
        & .script--title { margin: 0 0 1 0; }
        & .script--say { margin: 0 0 1 2; }
        & .script--ask {
            text-style: bold;
            background: $surface;
            border-left: outer $accent;
            padding: 1 3;
            margin: 0 0 1 0;
        }
        & .script--note { color: $foreground-muted; text-style: italic; margin: 0 0 1 2; }
        & .script--heading { color: $foreground-muted; margin: 0 0 0 2; }
        & .script--after { margin: 0 0 1 0; }
        & .script--tick { height: auto; }
        & .script--tick > .script--mark { width: 5; }
        &:focus { background-tint: transparent; }
        &:focus .script--title { color: $accent; }
    }
    ScriptPane.-wide { padding: 0 8; }
    """

    class ProbePressed(Message):
        """A probe was used, or its tick is to be taken back."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class CheckPressed(ProbePressed):
        """A line of the checklist was done, or its tick is to be taken back."""

    class FoldChanged(Message):
        """Lines are hidden below the lower edge, or no longer."""

        def __init__(self, below: int) -> None:
            super().__init__()
            self.below = below

    def __init__(
        self,
        script: ScriptText | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._script = script or ScriptText()
        self._below = 0

    @property
    def script(self) -> ScriptText:
        """The step shown."""
        return self._script

    def show(self, script: ScriptText) -> None:
        """Show a step; if only ticks changed, the place in the text is kept."""
        same = script.words() == self._script.words()
        self._script = script
        if same:
            for tick in self.query(_Tick):
                done = script.probes_used if tick.kind == "probe" else script.checks_done
                tick.show_done(tick.index in done)
        else:
            self.refresh(recompose=True)
            self.scroll_home(animate=False, immediate=True)

    def compose(self) -> ComposeResult:
        """Lay the step out; parts without words take no room."""
        script = self._script
        if script.title or script.kicker:
            title = Content.assemble(
                (safe(script.title), "bold"), "   ", (safe(script.kicker), "$foreground-muted")
            )
            yield Static(title, classes="script--title")
        if script.say:
            yield Static(Content(clean_lines(script.say)), classes="script--say")
        if script.ask:
            yield Static(Content(clean_lines(script.ask)), classes="script--ask")
        yield from self._ticks("check", "Checklist", script.checks, script.checks_done)
        yield from self._ticks("probe", "Probes", script.probes, script.probes_used)
        if script.note:
            note = Content(f"For you: {clean_lines(script.note)}")
            yield Static(note, classes="script--note")

    def _ticks(
        self, kind: str, heading: str, lines: tuple[str, ...], done: frozenset[int]
    ) -> ComposeResult:
        if not lines:
            return
        yield Static(heading, classes="script--heading")
        for index, words in enumerate(lines):
            tick = _Tick(kind, index, words, index in done)
            if index == len(lines) - 1:
                tick.add_class("script--after")
            yield tick

    def on_mount(self) -> None:
        """Watch what is hidden below."""
        for name in ("scroll_y", "virtual_size"):
            self.watch(self, name, self._look_soon, init=False)

    def _look_soon(self) -> None:
        self.call_after_refresh(self._look_below)  # until then one of both sizes is an old one

    def _look_below(self) -> None:
        below = max(0, round(self.max_scroll_y - self.scroll_y))
        if below != self._below:
            self._below = below
            self.post_message(self.FoldChanged(below))

    def on_resize(self, event: events.Resize) -> None:
        """Take wider margins where there is room."""
        self.set_class(event.size.width >= 100, "-wide")
        self._look_soon()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters and digits without a line to others on the screen."""
        if action == "probe":
            return isinstance(parameters[0], int) and parameters[0] < len(self._script.probes)
        if action == "check":
            return isinstance(parameters[0], int) and parameters[0] < len(self._script.checks)
        if action == "next_check":
            return len(self._script.checks_done) < len(self._script.checks)
        return True

    def action_probe(self, index: int) -> None:
        """Press a probe."""
        self.post_message(self.ProbePressed(index))

    def action_check(self, index: int) -> None:
        """Press a line of the checklist."""
        self.post_message(self.CheckPressed(index))

    def action_next_check(self) -> None:
        """Press the first line not yet done."""
        for index in range(len(self._script.checks)):
            if index not in self._script.checks_done:
                self.post_message(self.CheckPressed(index))
                return

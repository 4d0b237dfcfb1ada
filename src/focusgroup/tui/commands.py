"""The command palette: every action of the screen in hand, and each worksheet of the study."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from focusgroup.tui.widgets.key_footer import key_name

if TYPE_CHECKING:
    from focusgroup.tui.app import FocusGroupApp

# An action of the screen in hand comes first, then what tooltips tell of, then worksheets.
_BY_TOOLTIP, _ELSEWHERE = 0.6, 0.4


class ActionProvider(Provider):
    """Offers each key binding by its words, with the key beside it."""

    def _actions(self) -> Iterator[tuple[str, str, str, Callable[[], Any]]]:
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not active.enabled or not binding.description or binding.action in seen:
                continue
            seen.add(binding.action)
            run = partial(self.app.run_action, binding.action, active.node)
            yield binding.description, key_name(binding), binding.tooltip or active.tooltip, run

    async def discover(self) -> Hits:
        """List every action before anything is typed."""
        for words, key, tooltip, run in self._actions():
            yield DiscoveryHit(
                Content(f"{words}  ({key})"),
                run,
                text=words,
                help=tooltip or None,
            )

    async def search(self, query: str) -> Hits:
        """List the actions whose words fit what is typed."""
        matcher = self.matcher(query)
        for words, key, tooltip, run in self._actions():
            # What an action does is told by its tooltip; its name of one word comes first.
            score = max(matcher.match(words), _BY_TOOLTIP * matcher.match(tooltip or ""))
            if score > 0:
                yield Hit(
                    score,
                    Content(f"{words}  ({key})"),
                    run,
                    text=words,
                    help=tooltip or None,
                )


class WorksheetProvider(Provider):
    """Offers each worksheet, and the road map as a chart, from anywhere in a study."""

    def _pages(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        """Yield (words, what it is for, what opens it)."""
        if cast("FocusGroupApp", self.app).study is None:
            return
        # Loaded here: a window that opens no worksheet is not to wait for them.
        from focusgroup.tui.screens.worksheets.opening import sheet_screen
        from focusgroup.tui.screens.worksheets.road_map import RoadMapScreen
        from focusgroup.worksheets import WORKSHEETS

        open_it = partial(self._open, RoadMapScreen)
        yield "Road map: Gantt chart", "Tasks against weeks", open_it
        for each in (worksheet for worksheet in WORKSHEETS if worksheet.shelved):
            open_it = partial(self._open, sheet_screen, each)
            yield f"Worksheet: {each.title}", each.about, open_it

    def _open(self, screen: Callable[..., Screen[None]], *about: object) -> None:
        self.app.push_screen(screen(*about))

    async def search(self, query: str) -> Hits:
        """List the worksheets whose title fits what is typed."""
        matcher = self.matcher(query)
        for words, about, run in self._pages():
            score = matcher.match(words)
            if score > 0:
                yield Hit(_ELSEWHERE * score, Content(words), run, text=words, help=about)

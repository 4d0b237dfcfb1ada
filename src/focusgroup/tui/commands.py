"""The command palette: every action of the screen in hand, and those of the whole program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from focusgroup.tui.widgets.key_footer import key_name

_BY_TOOLTIP = 0.6


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

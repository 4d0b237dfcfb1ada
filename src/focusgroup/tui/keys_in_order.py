"""Typing ahead: each key finds the focus that the keys before it left."""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from textual.events import Key, Paste

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.dom import DOMNode
    from textual.screen import Screen

    from focusgroup.tui.app import FocusGroupApp

# A widget that is busy for longer than this holds no key back, such as the one that leaves.
_PATIENCE_S = 1.0


class KeysInOrder:
    """Sends a key on only when the one before it has been through widget, screen and program.

    Textual sends every key that waits to whatever has the focus then, while Tab moves the focus
    only once it has come back from the widget. Of "Room 2", Tab and a name typed in one burst,
    while the machine is busy, the name would land behind "Room 2": a first name in a field that
    is written.
    """

    def __init__(self, app: FocusGroupApp, send: Callable[[Key | Paste], Awaitable[None]]) -> None:
        self._app = app
        self._send = send
        self._waiting: deque[Key | Paste] = deque()
        self._under_way = 0  # the number of the key that is on its way, 0 when none is
        self._sent = 0
        self._late: asyncio.TimerHandle | None = None

    async def take(self, event: Key | Paste) -> None:
        """Send a key on, or keep it until the one before has arrived."""
        if self._under_way:
            self._waiting.append(event)
        else:
            await self._start(event)

    async def _start(self, event: Key | Paste) -> None:
        self._sent += 1
        self._under_way = number = self._sent
        screen = self._app.screen
        start = self._app.focused or screen
        loop = asyncio.get_running_loop()
        self._late = loop.call_later(_PATIENCE_S, self._next, number)
        await self._send(event)
        self._follow(number, screen, start)

    def _follow(self, number: int, screen: Screen[object], node: DOMNode | None) -> None:
        """Go the way a key bubbles: a callback in each queue comes after the key itself."""
        while node is not None and node is not self._app:
            if node.call_later(partial(self._follow, number, screen, node.parent)):
                return
            node = node.parent  # it is being closed, and takes nothing any more
        self._app.call_later(self._arrived, number, screen)

    def _arrived(self, number: int, screen: Screen[object]) -> None:
        if self._app.screen is screen:
            self._next(number)
        else:  # another screen came: wait until it has given the keyboard to a field
            self._app.screen.call_after_refresh(self._next, number)

    def _next(self, number: int) -> None:
        if number != self._under_way:
            return
        if self._late is not None:
            self._late.cancel()
        if self._waiting:
            # Still under way, so that no key that comes meanwhile goes first.
            self._app.call_later(self._start, self._waiting.popleft())
            self._under_way = -1
        else:
            self._under_way = 0

"""Names pass from one window to another without touching the disk.

A moderator types first names once; the note-taker's window on the same machine asks for them over a
local socket that only the same user can open. Where there are no such sockets (Windows), or no
other window is open, names are typed again.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import socket
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from focusgroup.room.names import NameCards, packed, unpacked

_LIMIT = 256 * 1024  # bytes; forty people with long names need under 8 KB
_WAIT_S = 0.3
_LONGEST = 100  # bytes of a socket's path: systems stop at 104 to 108


def _door_path(study: Path, session: str) -> Path | None:
    """Return where the door of a session is, in a folder that only this user may enter."""
    if not hasattr(socket, "AF_UNIX") or not hasattr(os, "getuid"):
        return None
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    folder = base / f"focusgroup-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        told = folder.lstat()
    except OSError:
        return None
    if told.st_uid != os.getuid() or not stat.S_ISDIR(told.st_mode) or told.st_mode & 0o077:
        return None  # somebody else made it: better no door than theirs
    name = hashlib.sha256(f"{study.resolve()}\0{session}".encode()).hexdigest()[:24]
    door = folder / name
    return door if len(os.fsencode(door)) <= _LONGEST else None


class NameDoor:
    """Hands this window's names to other windows of the same user while it is open."""

    def __init__(
        self,
        study: Path,
        session: str,
        names: Callable[[], NameCards],
        learn: Callable[[NameCards], None] = lambda _: None,
    ) -> None:
        self._path = _door_path(study, session)
        self._names = names
        self._learn = learn
        self._server: asyncio.Server | None = None

    async def open(self) -> bool:
        """Open the door; False when another window keeps it, or when there can be none here."""
        if self._path is None or self._server is not None:
            return self._server is not None
        if _answers(self._path):
            return False
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
            self._server = await asyncio.start_unix_server(self._hand_over, str(self._path))
            self._path.chmod(0o600)
        return self._server is not None

    async def _hand_over(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Learn what the other window knows, and hand over what both know now."""
        with contextlib.suppress(OSError, TimeoutError):
            body = await asyncio.wait_for(reader.read(), _WAIT_S)
            told = unpacked(body.decode("utf-8", "replace")) if body else None
            if told is not None and (both := self._names().joined(told)) != self._names():
                self._learn(both)
            writer.write(packed(self._names()).encode())
            await writer.drain()
            writer.close()

    def close(self) -> None:
        """Shut the door."""
        if self._server is not None and self._path is not None:
            self._server.close()
            self._server = None
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(_WAIT_S)
        try:
            client.connect(str(path))
        except OSError:
            return False
        return True


def ask_for_names(study: Path, session: str, mine: NameCards | None = None) -> NameCards | None:
    """Tell another window the names of this one; return those both know, or None without one."""
    path = _door_path(study, session)
    if path is None or not path.exists():
        return None
    body = bytearray()
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(_WAIT_S)
            client.connect(str(path))
            if mine is not None:
                client.sendall(packed(mine).encode())
            client.shutdown(socket.SHUT_WR)
            while len(body) < _LIMIT and (part := client.recv(65536)):
                body += part
    except OSError:
        return None
    return unpacked(body.decode("utf-8", "replace"))

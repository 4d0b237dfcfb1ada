"""A real pseudo-terminal with the program in it, read as a person reads the screen."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from fcntl import ioctl
from pathlib import Path

import pyte

PROGRAM = (sys.executable, "-m", "focusgroup")
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "delete": "\x1b[3~",
    "backspace": "\x7f",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "shift+home": "\x1b[1;2H",
    "space": " ",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    **{f"ctrl+{c}": chr(ord(c) - 96) for c in "abcdefghklnopqrstuvwxyz"},
}


class Terminal:
    """Runs a command on a pseudo-terminal of a given size."""

    def __init__(
        self,
        *words: str,
        home: Path,
        size: tuple[int, int] = (80, 24),
        command: tuple[str, ...] = PROGRAM,
        **environment: str,
    ) -> None:
        self.columns, self.lines = size
        self.screen = pyte.Screen(self.columns, self.lines)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self._master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.lines, self.columns, 0, 0))
        env = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_ANIMATIONS": "none",
            "FOCUSGROUP_HOME": str(home),
            "LC_ALL": "C.UTF-8",
            **environment,
        }
        env.pop("NO_COLOR", None) if "NO_COLOR" not in environment else None
        self.process = subprocess.Popen(
            [*command, *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=env,
            start_new_session=True,
            preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self, how: int = signal.SIGKILL) -> None:
        """End the program and let the terminal go."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(20)
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def read(self, wait: float = 0.05) -> bool:
        """Take over what the program drew; False when nothing came."""
        got = False
        while self._master >= 0 and select.select([self._master], [], [], 0 if got else wait)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                break
            if not data:
                break
            self.raw += data
            self._stream.feed(data)
            got = True
        return got

    @property
    def text(self) -> str:
        """The screen as text, one line a row."""
        return "\n".join(self.screen.display)

    def wait_for(self, *words: str, seconds: float = 20) -> str:
        """Wait until every text is on screen; fails with the screen as it stands."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()
            if all(word in self.text for word in words):
                return self.text
            if self.process.poll() is not None and not self.read(0.2):
                break
        missing = [word for word in words if word not in self.text]
        raise AssertionError(f"not on screen: {missing}\n{self.text}")

    def wait_gone(self, word: str, *, seconds: float = 20) -> str:
        """Wait until a text is no longer on screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()
            if word not in self.text:
                return self.text
        raise AssertionError(f"still on screen: {word}\n{self.text}")

    def settle(self, quiet: float = 0.2, seconds: float = 5) -> str:
        """Wait until nothing has been drawn for a moment; return the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.read(quiet):
            pass
        return self.text

    def type(self, text: str) -> None:
        """Type a text as fast as a program can; Enter is not included."""
        os.write(self._master, text.encode())

    def press(self, *keys: str) -> None:
        """Press named keys, or single characters."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())
            # Escape is told from an escape sequence by the time that follows it.
            time.sleep(0.15 if key == "escape" else 0.02)
            self.read(0.02)

    def next_step_to(self, words: str) -> None:
        """In a live view go on, step by step, until some words of a step are on screen.

        Each key waits for the step it leads to: on a busy machine a second one would pass a step.
        """
        for _ in range(40):
            self.settle(0.1)
            if words in self.text:
                return
            before = _step_in(self.text)
            self.press("f7")
            end = time.monotonic() + 20
            while _step_in(self.text) == before and time.monotonic() < end:
                self.read()
        raise AssertionError(f"no step says {words!r}\n{self.text}")

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        self.columns, self.lines = columns, lines
        self.screen.resize(lines, columns)
        ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process.send_signal(signal.SIGWINCH)

    def wait_end(self, seconds: float = 20) -> int:
        """Wait until the program has ended; return its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.read()
        return self.process.wait(0.1)


def _step_in(text: str) -> str:
    """Return the title of the step in hand, from the clock's line."""
    found = re.search(r"▸ (.+?)  ", text.partition("\n")[0])
    return found[1] if found else ""

"""What one program run knows of a session and writes nowhere, whichever view shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from focusgroup.privacy import Replacement, Scrubber
from focusgroup.room.clock import Instant

# How long the words behind a mask stay in memory, so that one key restores what was no name.
RESTORE_S = 10 * 60


@dataclass(frozen=True, slots=True, repr=False)
class Original:
    """The words of a comment before they were masked."""

    text: str
    written: str  # what stood in the file for it
    until: Instant
    replacements: tuple[Replacement, ...]
    staying: tuple[str, ...] = ()  # participants' names brought back in this comment alone

    def is_due(self, now: Instant) -> bool:
        """Whether either clock has passed: asleep one stands, and the other may be put back."""
        return now.wall >= self.until.wall or now.steady >= self.until.steady


@dataclass(repr=False)
class RunMemory:
    """Kept from one view of a session to the next; gone when the study is closed.

    `scrubber` knows whom it has met and what was taken back, so that nobody gets a second code.
    """

    scrubber: Scrubber | None = None
    half_line: str = ""  # as it was typed; the file holds it masked
    originals: dict[str, Original] = field(default_factory=dict)  # by comment id

    def __repr__(self) -> str:
        return "<run memory>"

    def clear(self) -> None:
        """Let every word go."""
        self.scrubber = None
        self.half_line = ""
        self.originals.clear()

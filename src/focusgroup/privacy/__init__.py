"""Names are masked here, in memory, before the only write.

`Scrubber` keeps who is who for one group; `scrub` masks a single text. The word lists load at
the first use, not at import.
"""

from focusgroup.privacy.records import Flag, Hit, Person, Replacement, Scrubbed
from focusgroup.privacy.scrubber import Scrubber, scrub
from focusgroup.privacy.setup import keep_words, roster_warnings

__all__ = [
    "Flag",
    "Hit",
    "Person",
    "Replacement",
    "Scrubbed",
    "Scrubber",
    "keep_words",
    "roster_warnings",
    "scrub",
]

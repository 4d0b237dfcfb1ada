"""Names of the team in an imported guide, turned into blanks: nobody is named on disk."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_UPPER = r"[^\W\d_a-z]"
_NAME = rf"(?:{_UPPER}\.|{_UPPER}[\w'’-]+)"  # an initial, or a word with a capital
_FULL = rf"{_NAME}(?: (?:(?:de|van|von|der|den|la|le|al|bin) )*{_NAME}){{0,4}}"
_TITLE = r"(?:Mrs|Mr|Ms|Miss|Mx|Dr|Professor|Prof|Sir|Dame)\b\.?\s+"
_PERSON = rf"(?:{_TITLE})?{_FULL}"
_ROLE = re.compile(
    r"(?i:\b(?P<role>(?:assistant )?moderators?|facilitators?|note[- ]?takers?|scribes?)"
    r"(?:'s name)?\s*(?:\bis\b|\bare\b|[:=–-])\s*)"
    rf"(?P<names>{_PERSON}(?:\s*(?:,|&|\band\b)\s*{_PERSON})*)"
)
_SPLIT = re.compile(r"\s*(?:,|&|\band\b)\s*")


@dataclass(slots=True)
class TeamNames:
    """Which words stand for the team, and how often each blank took their place."""

    blanks: dict[str, str] = field(default_factory=dict)  # a name or part of one: its blank
    counts: dict[str, int] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Hide the names."""
        return f"<{len(self.blanks)} names>"

    def replace(self, text: str) -> str:
        """Return the text with every whole-word occurrence of a name as its blank."""
        if not self.blanks:
            return text
        longest_first = sorted(self.blanks, key=len, reverse=True)
        pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"
        return re.sub(pattern, self._blank, text)

    def _blank(self, found: re.Match[str]) -> str:
        blank = self.blanks[found[0]]
        self.counts[blank] = self.counts.get(blank, 0) + 1
        return f"{{{{ {blank} }}}}"


def find(lines: list[str]) -> TeamNames:
    """Return the team's names from lines such as "Moderator: Ada Holt. Note-taker: Jo Fenn."."""
    names = TeamNames()
    for line in lines:
        for found in _ROLE.finditer(line):
            leads = found["role"].casefold().startswith(("moderator", "facilitator"))
            blank = "moderator" if leads else "note_taker"
            for each in _SPLIT.split(found["names"]):
                _add(names, re.sub(f"^{_TITLE}", "", each), blank)
    return names


def _add(names: TeamNames, whole: str, blank: str) -> None:
    names.blanks.setdefault(whole, blank)
    for part in whole.split():
        part = part.rstrip(".")
        if len(part) > 1 and part[0].isupper():
            names.blanks.setdefault(part, blank)

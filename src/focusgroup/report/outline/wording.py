"""Numbers, times and reaches in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from focusgroup.analysis.reach import Reach
from focusgroup.domain.comment import Valence
from focusgroup.domain.session import Session

PLURALS = {
    "approach": "approaches",
    "weakness": "weaknesses",
    "person": "people",
    "entry": "entries",
    "was": "were",
}
_WORDS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
VALENCES = {
    Valence.STRENGTH: "Strengths",
    Valence.WEAKNESS: "Weaknesses",
    Valence.IDEA: "Ideas",
    Valence.NEUTRAL: "Neutral",
    Valence.MIXED: "Mixed",
}
# A longer quote in running text is cut at a word; the comment list keeps all of it.
LONGEST_QUOTE = 600


def leaders(sessions: Iterable[Session]) -> str:
    """Return who led the groups: moderator, facilitator, or both words."""
    return " or ".join(sorted({s.leader for s in sessions}, reverse=True)) or "moderator"


def number(count: int, noun: str) -> str:
    """Return "1 comment" or "2 people"."""
    return f"{count:,} {noun if count == 1 else plural(noun)}"


def in_words(count: int, noun: str) -> str:
    """Return "three groups" up to twelve, then figures."""
    word = _WORDS[count] if count < len(_WORDS) else f"{count:,}"
    return f"{word} {noun if count == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """Return a noun's plural."""
    return PLURALS.get(noun, f"{noun}s")


def reach_words(reach: Reach) -> str:
    """Return "34 comments from 17 people in 3 groups"."""
    if not reach.comments:
        return "no comments"
    people = f" from {number(reach.people, 'person')}" if reach.people else ""
    return f"{number(reach.comments, 'comment')}{people} in {number(reach.groups, 'group')}"


def three(reach: Reach) -> tuple[str, str, str]:
    """Return comments, people and groups as cells; nothing said is a dash, easier to pass over."""
    if not reach.comments:
        return ("–", "–", "–")
    return (f"{reach.comments:,}", f"{reach.people:,}", f"{reach.groups:,}")


def clock(seconds: float) -> str:
    """Return session seconds as "12:40", or "1:02:40" past the hour."""
    minutes, rest = divmod(int(max(seconds, 0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def minutes_words(minutes: float | None) -> str:
    """Return minutes to the half, or a dash where none were kept."""
    return "–" if minutes is None else f"{round(minutes * 2) / 2:g}"


def day(moment: str | date) -> str:
    """Return a day as "23 November 2026"; text that is no ISO date comes back as it is."""
    if isinstance(moment, str):
        try:
            return day(date.fromisoformat(moment[:10]))
        except ValueError:
            return moment
    return f"{moment.day} {moment:%B %Y}"


def sentence(text: str) -> str:
    """Return text closed like a sentence."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…”\"'" else f"{text}."


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return text, cut at a word with […] where it is too long for running text."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rsplit(' ', 1)[0]} […]"


def listed(words: list[str]) -> str:
    """Return "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

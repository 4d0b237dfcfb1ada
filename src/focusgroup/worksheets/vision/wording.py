"""Words of technology and counting: a vision pictures a relationship, so they get a second look.

They are highlighted and never blocked: technology supports it, figures follow from it.
"""

from __future__ import annotations

import re

_TECHNOLOGY = (
    "ai", "algorithms?", "apis?", "apps?", "automat(?:e|ed|es|ic|ically|ion)", "chat-?bots?",
    "cloud", "computers?", "crm", "dashboards?", "data", "databases?", "digital(?:ly|isation)?",
    "e-?mails?", "erp", "interfaces?", "it systems?", "machine learning", "mobile", "networks?",
    "online", "platforms?", "portals?", "social media", "software", "systems?",
    "technolog(?:y|ies)", "tools?", "web-?sites?", "web",
)  # fmt: skip
_COUNTING = (
    "market share", "per ?cent", "percentages?", "profits?", "revenues?", "roi", "sales figures?",
    "targets?", "transactions?", "turnover", "volumes?", "dozens?", "hundreds?", "thousands?",
    "millions?", "twice", "double[ds]?", "half", "quotas?", "kpis?",
)  # fmt: skip
_NUMBER = r"[€$£]?\d[\d.,]*\s*(?:%|percent\b)?"
_LOOKED_AT = re.compile(rf"\b(?:{'|'.join((*_TECHNOLOGY, *_COUNTING))})\b|{_NUMBER}", re.IGNORECASE)

NOTE = "These words speak of technology or counting. They may stay: does the relationship show?"


def second_look(text: str) -> tuple[tuple[int, int], ...]:
    """Return where words of technology and counting stand, as (start, end)."""
    return tuple((found.start(), found.end()) for found in _LOOKED_AT.finditer(text))


def words_in(text: str) -> list[str]:
    """Return those words, each once, as they stand there."""
    return list(dict.fromkeys(text[a:b].strip() for a, b in second_look(text)))

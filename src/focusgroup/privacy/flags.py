"""Roles and traits that may tell who somebody is; flagged for a person to judge, never masked."""

from __future__ import annotations

import re

from focusgroup.privacy.lexicon import word_set
from focusgroup.privacy.records import Flag

_ROLE = (
    r"manager|director|head|chief|chair(?:man|woman|person)?|supervisor|lead(?:er)?|officer|secretary"
    r"|treasurer|accountant|coordinator|boss|founder|owner|president|trustee"
)
_SOMEBODY = (
    r"speaker|person|woman|man|lady|gentleman|girl|boy|lad|mum|dad|parent|mother|father|driver"
    r"|engineer|fitter|nurse|apprentice|trainee|temp|volunteer|member|worker|colleague|employee"
    r"|advis[eo]r|agent|clerk|teacher|learner|smoker|vegan|vegetarian|muslim|christian|jew|sikh"
    rf"|hindu|one of us|one here|one left|one who|{_ROLE}"
)
_OWNER = r"(?:the|our|my|your|their)"
# Each with words of which one must be there: a glance that spares nine searches of ten.
_PATTERNS = (
    (
        "small-world",
        word_set("only sole first est senior there's"),
        re.compile(
            rf"\b{_OWNER} (?:only|one and only|sole|first(?: ever)?|oldest|youngest|newest"
            rf"|longest[- ]serving|most senior|tallest) (?:\w+ ){{0,2}}(?:{_SOMEBODY})\b"
            r"(?: (?:in|on|at|of) (?:the )?\w+)?"
            r"|\bthere'?s only (?:one|two) of (?:us|them)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "role",
        word_set(
            "manager director head chief chair superv lead officer secretary treasurer accountant "
            "coordin boss founder owner president trustee ceo cfo coo cto md"
        ),
        re.compile(
            rf"\b(?:{_OWNER}|his|her) (?:\w+ ){{0,2}}(?:{_ROLE})\b(?: of \w+)?"
            r"|\b(?:CEO|CFO|COO|CTO|MD)\b"
        ),
    ),
    (
        "trait",
        word_set(
            "wheelchair pregnan maternity deaf blind autis dyslex transg hijab turban disab "
            "stammer cancer bereave divorc accent speaker"
        ),
        re.compile(
            r"\b(?:wheelchair|pregnant|maternity leave|deaf|blind|autis\w+|dyslexi\w+|transgender"
            r"|hijab|turban|disab\w+|stammer|cancer|bereave\w+|divorc\w+)\b"
            r"|\b(?:with (?:a|the)|his|her) \w+ accent\b"
            r"|\b(?:Welsh|Polish|Urdu|Gaelic|Punjabi|Romanian|Ukrainian|Arabic|French|German)"
            r" speaker\b",
            re.IGNORECASE,
        ),
    ),
)


def flags_in(text: str) -> tuple[Flag, ...]:
    """Return the stretches of a masked text that a person should look at before export."""
    lowered = text.lower()
    found = [
        Flag(kind, *match.span())
        for kind, anchors, pattern in _PATTERNS
        if any(anchor in lowered for anchor in anchors)
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda flag: flag.start))

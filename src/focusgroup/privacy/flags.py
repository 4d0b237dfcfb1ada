"""Roles and traits that may tell who somebody is; flagged for a person to judge, never masked."""

from __future__ import annotations

import re

from focusgroup.privacy.records import Flag

_ROLE = (
    r"manager|director|head|chief|chair(?:man|woman|person)?|supervisor|lead(?:er)?|officer|secretary"
    r"|treasurer|accountant|coordinator|boss|founder|owner|president|trustee"
)
# Each with words of which one must be there: a glance that spares nine searches of ten.
_PATTERNS = (
    (
        "small-world",
        ("only", "sole", "first", "last rem", "est ", "senior", "the one ", "longest"),
        re.compile(
            r"\b(?:the|our|my|your|their) (?:only|one and only|sole|first|last remaining) "
            r"(?!thing|time|way|reason|problem|one thing|place|day|week|month|year|call|bit|figure"
            r"|argument|good|best|question|part|list|screen|email|letter)\w+(?: \w+){0,3}"
            r"|\b(?:the|our|my|your|their) (?:oldest|youngest|longest[- ]serving|newest|most senior"
            r"|tallest) (?!boiler|system|version|thing|trick)\w+"
            r"|\bthe one (?:who|with)\b|\bthere'?s only (?:one|two) of (?:us|them)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "role",
        (
            "manager",
            "director",
            "head",
            "chief",
            "chair",
            "superv",
            "lead",
            "officer",
            "secretary",
            "treasurer",
            "accountant",
            "coordin",
            "boss",
            "founder",
            "owner",
            "president",
            "trustee",
            "ceo",
            "cfo",
            "coo",
            "cto",
            "md",
        ),
        re.compile(
            rf"\b(?:the|our|my|your|their|his|her) (?:\w+ ){{0,2}}(?:{_ROLE})\b(?: of \w+)?"
            r"|\b(?:CEO|CFO|COO|CTO|MD)\b"
        ),
    ),
    (
        "trait",
        (
            "wheelchair",
            "pregnan",
            "maternity",
            "deaf",
            "blind",
            "autis",
            "dyslex",
            "transg",
            "hijab",
            "turban",
            "disab",
            "stammer",
            "cancer",
            "bereave",
            "divorc",
            "accent",
            "speaker",
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

"""House addresses and postcodes, by their shape: a street alone tells nobody, its number does.

Every expression is linear: repeats are bounded or cannot match the same text in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNIT = (
    r"(?:flat|apartment|apt|unit|suite|plot|bungalow|cottage|caravan|shed|shop|block|villa|lot|bay"
    r"|door|room|floor|level|house|building|gate|stance|stall|number|no\.?)"
)
_NUMBER = r"#?(?:(?:[A-Z]-?)?\d{1,5}(?:[a-zA-Z]|[-/]\d{1,4}[a-zA-Z]?)?|[A-Z])"
_STREET = (
    r"Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Dr|Rise|Way|Court|Ct|Crescent|Place|Pl"
    r"|Terrace|Gardens|Grove|Hill|Row|Square|Sq|Mews|Walk|Park|View|Green|Parade|Boulevard|Blvd"
    r"|Cottages?|Farm|Lodge|House|Villas?|Quay|Alley|Brae|Circle|Cir|Highway|Hwy|Parkway|Pkwy"
    r"|Trail|Loop|Loan|Wynd|Gdns|Cres|Wharf|Esplanade|Marg|Nagar|Chowk|Mansions|Buildings|Towers?|Heights|Yard|Bank|Chase|Vale"
)
# A town behind its comma is part of the address: "19 Barrier Road, Broken Hill".
_TOWN = r"(?:, [A-Z][\w'’\-]{1,30}(?: [A-Z][\w'’\-]{1,30})?)?"
_BEFORE = rf"(?:(?i:{_UNIT}) {_NUMBER},? ){{0,2}}"
_BEHIND = rf"(?:,? (?i:{_UNIT}) {_NUMBER}\b)?{_TOWN}"
_AS_TYPED = re.compile(
    rf"\b{_BEFORE}\d{{1,5}}(?:/\d{{1,3}})?[a-zA-Z]?,? "
    rf"(?:[A-Z][\w'’\-]{{1,30}} ){{1,3}}(?:{_STREET})\b\.?{_BEHIND}"
)
# "12 rue Lepic", "Lindenstraße 14": elsewhere the word comes first, or the number last.
_ELSEWHERE = re.compile(
    r"\b\d{1,4}(?: bis)?,? (?i:rue|boulevard|chemin|quai|via|calle|carrer|rua|avenida|piazza)"
    r"(?: (?:de|du|des|la|le|della|del|da|dos|do|al))?"
    rf"(?: [A-Z][\w'’\-]{{1,30}}){{1,3}}{_BEHIND}"
    r"|\b[A-Z][\w\-]{2,30}(?:straße|strasse|str\.|gasse|allee|platz|gata|gatan|laan|straat)"
    rf" \d{{1,4}}[a-z]?\b{_BEHIND}"
)
# Without capitals only surer words for a street, and no small word in its name: "2 minute walk",
# "12 people down the road".
_SMALL_WORD = (
    r"(?!(?:the|a|of|in|and|to|on|by|down|up|from|along|off|per|or|for|at|minutes?|people|miles?"
    r"|cars?|vans?|other|main|different|old|new|more|weeks?|days?|hours?|years?|calls?|jobs?) )"
)
_SMALL_STREET = (
    r"street|st|road|rd|avenue|ave|lane|crescent|terrace|gardens|grove|mews|rise|close|drive|court"
    r"|cottages|boulevard|parkway|esplanade|quay|villas|wynd|brae|gdns|loan"
)
_SMALL = re.compile(
    rf"\b(?:{_UNIT} {_NUMBER},? ){{0,2}}\d{{1,5}}[a-z]?,? "
    rf"(?:{_SMALL_WORD}[a-z][a-z'\-]{{1,20}} ){{1,2}}"
    rf"(?:{_SMALL_STREET})\b(?:,? {_UNIT} {_NUMBER}\b)?"
)
# "Apartment 12, Corn Exchange Buildings", "flat 3b, 27 tannery row".
_FLAT = re.compile(
    r"\b(?:[Ff]lat|[Aa]partment|[Aa]pt|[Uu]nit|[Ss]uite|[Pp]lot|[Bb]ungalow|[Ss]hed|[Ss]hop) "
    r"\d{1,4}[a-z]?,? "
    r"(?:(?:\d{1,4}[a-z]? )?(?:[A-Z][\w'’\-]{1,30}(?: (?=[A-Z])|\b)){1,4}"
    rf"|(?:\d{{1,4}}[a-z]? )?(?:{_SMALL_WORD}[a-z][a-z'\-]{{1,20}} ){{1,3}}"
    r"(?:street|st|road|rd|avenue|ave|lane|crescent|terrace|gardens|grove|mews|rise|close|drive"
    r"|court|row|way|place|walk|view|house|buildings|mansions|lodge|tower|towers|heights|villas))",
)
# A dwelling by its number alone: "flat 5", "PO Box 1187".
_DWELLING = re.compile(
    r"\b(?:flat|apartment|apt|bungalow|cottage|caravan|suite) (?:no\.? |number )?\d{1,4}[a-z]?\b"
    r"|\b(?:p\.?o\.? ?box|post office box) \d{1,6}\b",
    re.IGNORECASE,
)
_AREAS = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]"
    "|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?"
    "|T[ADFNQRSW]|U[B]|W[ACDFNRSV]?|Y[O]|ZE"
)
_POSTCODE = re.compile(
    rf"\b(?:{_AREAS})\d[A-Z\d]? ?\d(?!(?:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{{2}}\b"
    r"|\b[ABCEGHJ-NPR-TVXY]\d[A-Z] ?\d[A-Z]\d\b"  # K1A 0B1, Canada
    r"|\b[ACDEFHKNPRTVWXY]\d[\dW] (?=[A-Z\d]{0,3}\d)[A-Z\d]{4}\b",  # D02 X285, Ireland
    re.IGNORECASE,
)
# Elsewhere they are bare digits, and the word for them must stand before.
_CALLED_POSTCODE = re.compile(
    r"\b(?:post ?codes?|zip(?: codes?)?|pin ?codes?|postal codes?|eircodes?)"
    r"(?: (?:is|was|of|for|number|no|says|said|are|were)\b){0,2}[ :,]{1,2}"
    r"((?:[a-z]{1,3}[- ]?)?\d{4,6}(?:-\d{3,4})?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d$")


def addresses(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield where a house address stands, and how surely."""
    for shape, certainty in (
        (_AS_TYPED, 0.9),
        (_ELSEWHERE, 0.9),
        (_FLAT, 0.9),
        (_DWELLING, 0.8),
        (_SMALL, 0.7),
    ):
        for match in shape.finditer(text):
            yield match.start(), match.end(), certainty


def postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a postcode stands; one that was called so speaks for its like in the text."""
    for match in _POSTCODE.finditer(text):
        yield match.span()
    called = [match.span(1) for match in _CALLED_POSTCODE.finditer(text)]
    yield from called
    for size in {end - start for start, end in called}:
        for match in re.finditer(rf"(?<![\w£$€.,/\-])\d{{{size}}}(?![\w%]|[.,]\d)", text):
            if not _YEAR.match(match[0]):
                yield match.span()

"""What identifies by its shape: e-mail, phone, reference, link, postcode, house address.

Every expression is linear: repeats are bounded or cannot match the same text in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from focusgroup.privacy.addresses import addresses, postcodes
from focusgroup.privacy.lexicon import Kind, kind_of


class Found(NamedTuple):
    """One stretch of text that has an identifying shape."""

    start: int
    end: int
    kind: str
    code: str
    certainty: float


_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-']{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,6}"
    r"|\b[\w.\-]{1,64}(?: dot [\w\-]{1,40}){0,2}(?: at | ?[\[(]at[\])] ?)[\w\-]{1,63}"
    r"(?:(?: dot | ?[\[(]dot[\])] ?|\.)[\w\-]{1,63}){0,3}(?: dot | ?[\[(]dot[\])] ?)[a-z]{2,8}\b",
    re.IGNORECASE,
)
_TOP = (
    "com|org|net|edu|gov|info|biz|io|co|uk|ie|eu|de|fr|nl|be|es|it|pt|pl|ch|at|se|no|dk|fi"
    "|us|ca|au|nz|in|za|ng|ke|example|test|local|app|dev|online|site"
)
_LINK = re.compile(
    rf"\b(?:https?|ftp|file)://\S{{1,2000}}|\bwww\.\S{{1,2000}}"
    rf"|(?<![\w@.\-])(?:[a-z0-9\-]{{2,63}}\.){{1,4}}(?:{_TOP})(?![\w\-])(?:/\S{{0,2000}})?"
    # "@april.whit", "@robbo-33." without its full stop; but "@10.30am"
    r"|(?<!\w)@(?!\d{1,2}(?:[.:]\d\d)?(?:am|pm)?(?![\w\-]))(?=\w[.\-]?\w)\w{1,40}(?:[.\-]\w{1,40}){0,6}",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w£$€.,/\-])(?:\+|\(\+?)?\d(?:[\s()./\-]{0,3}\d){6,17}(?![\w%]|[.,]\d)")
_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d)"
    r"(?:\s\d\d?(?:[.]\d\d)?)?$"
    r"|(?:(?:19|20)\d\d[\s/\-]{1,3}){1,4}(?:19|20)\d\d$"
)
_SAID_DIGIT = (
    r"(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)"
)
_SAID_DIGITS = frozenset(_SAID_DIGIT[3:-1].split("|"))
# Whatever else is found needs one of these: a digit, an @, a point inside a word, "x dot com".
_SIGN = re.compile(r"[\d@]|\w\.\w|://|dot[ \])]", re.IGNORECASE)
# Digits first, so that amounts stay: "two hundred and six thousand, one ninety-eight".
_SAID_PHONE = re.compile(
    rf"\b{_SAID_DIGIT}(?:[ ,\-]{{1,2}}{_SAID_DIGIT}){{3}}"
    rf"(?:[ ,\-]{{1,2}}(?:{_SAID_DIGIT}|hundred|thousand)){{3,16}}\b",
    re.IGNORECASE,
)
_KEYED = re.compile(
    r"\b(?:case|ref|refs|reference|ticket|account|acct|a/c|order|policy|invoice|job|claim|donor"
    r"|customer|complaint|incident|card|member(?:ship)?|file|record|licence|license|passport"
    r"|id|contract|booking|asset|tenancy|patient|student|staff|employee|payroll|serial|nhs"
    r"|badge|fleet|log|confirmation|reservation|lot|batch|consignment|waybill|tracking|pallet|container|voucher|receipt|quote|docket"
    r"|ext(?:ension)?|end(?:s|ing|ed)?|last (?:four|4)(?: digits)?)"
    r"(?: (?:number|num|no|nr|ref|id|code|in|is|was|with|called|digits)\b\.?){0,3}\.?\s?[#:]?\s?"
    r"((?!360\b)(?=[A-Z0-9/_\-]{0,12}\d{3})[A-Z0-9][A-Z0-9/_\-]{2,30}"
    # "QZ8KLP", "7f3a9": letters and digits mixed
    r"|(?=[A-Z]{1,9}\d|\d[A-Z0-9]{0,5}[A-Z])(?!\d{1,2}(?:st|nd|rd|th|am|pm|k|m|p)\b)[A-Z0-9]{5,12})"
    r"(?![\w])",
    re.IGNORECASE,
)
# What a number is called by for short; the letters are part of it: "RMA 55-10392", "po 90018846".
_SHORT_FOR = "rma|po|inv|grn|sr|wo|sku|tkt|inc|req|chg|crn|urn|mpan|mprn|pnr|vin|rfq|asn|upn|uln"
_SHORT = re.compile(
    rf"\b(?:{_SHORT_FOR})(?: (?:no|nr|num|number)\b\.?)?[ :#.\-/]{{0,2}}"
    r"(?=(?:[\-/ ]?\d){4})\d{1,10}(?:[\-/ ]\d{2,10}){0,4}(?![\w%])"
    r"|(?-i:\b[A-Z]{2,5}[ :#](?=(?:[\-/]?\d){6})\d{2,6}(?:[\-/]\d{2,8}){1,3}(?![\w%/\-]))"
    r"|\b[a-z]{2,5}(?=(?:[\-/]?\d){5})(?:[\-/]\d{2,8}){2,3}(?![\w%/\-])"
    r"|\b[a-z]{2}\d{2,6}(?: \d{2,4}){2,5}\b"  # "jd0002 1234 5678 90"
    r"|\b(?=(?:[a-z]{0,9}\d){5})(?=\d{0,20}[a-z])[a-z0-9]{10,34}\b",  # "1Z999AA10123456784"
    re.IGNORECASE,
)
# Behind the word for it the digits may stand apart: "her reference is 44 71 09 2".
_SPACED = re.compile(
    r"\b(?:case|ref|reference|ticket|account|order|policy|invoice|job|claim|member(?:ship)?|customer"
    r"|card|id|staff|employee|nhs|vat|meter|serial)"
    r"(?: (?:number|num|no|nr|code|is|was)\b\.?){0,3}[ :#]{1,2}"
    r"((?:[a-z]{1,2} )?(?=(?: ?\d){5})\d{1,4}(?: \d{1,4}){2,8})(?![\w%])",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r",? ?\b(?:ext(?:ension)?|x)\b\.? ?(?:number )?\d{1,6}\b", re.IGNORECASE)
_EXTENSION_ALONE = re.compile(r"\b(?:extn?\b\.?|x) ?\d{3,6}\b", re.IGNORECASE)
# Standards and years look like references: "ISO 9001", "FY 2024", "MAY 2021".
_STANDARD = re.compile(
    r"(?:ISO|IEC|BS|EN|RFC|PAS|IEEE|DIN|IPC|CE|HTTP|ERROR|WIN|PS|COVID)[ /-]?\d", re.I
)
_YEARED = re.compile(
    r"[A-Za-z]{1,5} (?:19|20)\d\d$|[QHWqhw]\d{1,2}[-/](?:19|20)\d\d$|(?:19|20)\d\d[-/][QHW]\d{1,2}$"
)
_DATED = re.compile(r"[A-Za-z]{0,6}\d{0,2}[-/_ ](?:19|20)\d\d-\d\d(?:-\d\d)?")  # "W1-2026-11-27"
# Addresses of everybody's sites tell nobody: "look on gov.uk".
_PUBLIC_SITE = re.compile(
    r"(?:www\.)?(?:gov\.uk|nhs\.uk|bbc\.co\.uk|google\.(?:com|co\.uk)|amazon\.(?:com|co\.uk)"
    r"|rightmove\.co\.uk|monday\.com|booking\.com|zoopla\.co\.uk|outlook\.com|gmail\.com"
    r"|hotmail\.com|yahoo\.(?:com|co\.uk)|wikipedia\.org|office\.com|salesforce\.com|ebay\.co\.uk"
    r"|moneysupermarket\.com|change\.org|archive\.org|github\.com|lastminute\.com|trip\.com)$",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"  # UUID
    r"|(?<![\w.\-])(?:\d{1,3}\.){3}\d{1,3}(?![\w\-]|\.\d)"  # IP address
    r"|(?<![\w£$€.,/\-])(?:\d{3,8}[-/]\d{2,8}|\d\d-\d{5,8})(?![\w%/\-]|[.,]\d)"  # 4471-09
    r"|\b[A-Z]{1,5}[-/ ]?\d{4,12}[A-Z]?(?![\w-])"  # MP-20391, AB123456C
    r"|\b[A-Za-z]{2,8}_\d{4,12}(?![\w-])"  # CUST_0098123
    r"|\b[A-Z]{2,5}[-/][A-Z0-9]{1,6}[-/]\d{2,8}(?![\w-])"  # HX/77120/B, ORD-A1-2209
    r"|\b[A-Za-z]{2} \d{4} \d{4}\b"  # PL 0099 8812
    r"|\b[A-Z]{2}\d\d ?[A-Z]{3}\b"  # number plate
    r"|\b[A-Z]{3}[ \-]\d{3} ?[A-Z]{2}\b|\b[A-Z]{2} \d{2} [A-Z]{1,3} \d{4}\b"  # LND 482 KJ
    r"|\b\d{2,3}-[A-Z]{1,2}-\d{3,6}\b"  # 131-D-20417
    r"|(?<![\w/\-])(?=[A-Z0-9/\-]{0,20}[A-Z])(?=(?:[A-Z/\-]{0,6}\d){4})"  # RSV-90C41-2
    r"[A-Z0-9]{1,10}(?:[/\-][A-Z0-9]{1,10}){1,4}(?![\w/\-])"
    r"|\b[A-Z]{3,8}-\d{3}\b(?![\w\-])"  # TEMP-119
    r"|\b(?=(?:[A-Z]{0,5}\d){2})(?=(?:\d{0,5}[A-Z]){3})[A-Z0-9]{6,7}\b"  # 7QX4LD
    r"|\b[a-z]{3,4}\d{4,10}\b"  # drv2291
    r"|\b(?:[A-Z]{2,5} )?\d{4,8}-[A-Za-z]{1,2}\b(?!-)"  # LOT 8841-C
    r"|\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b"  # national insurance
    r"|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b"  # IBAN
    r"|\b[a-z]{2}\d{2}[a-z0-9]{11,30}\b|\b[a-z]{2}\d{6}[a-d]\b|\b[a-z]{2}\d\d[a-z]{3}\b"
    r"|\b[a-z]{1,4}[-/]?\d{5,12}\b"  # the same without the shift key
    r"|\b[a-z]{2}\d{2}(?: [a-z]{4})?(?: \d{4}){2,6}(?: \d{1,4})?\b"
    r"|\b[a-z]{2} \d\d \d\d \d\d [a-d]\b"
    r"|(?<![\w£$€.,/#\-])#?\d{6,20}(?![\w%]|[.,]\d)"
)
_KEYED_DATE = re.compile(
    r"\b(?:date of birth|d\.?o\.?b\b\.?|birthday|born)(?: (?:is|was|on|the|as|of)\b){0,3}[: ]{0,2}"
    r"(\d{1,2}(?:st|nd|rd|th)?[-/. ](?:of )?(?:\d{1,2}|[a-z]{3,9})[-/. ](?:19|20)?\d\d)\b"
    r"|\bsort code(?:'s|’s| is\b| was\b)?[: ]{1,2}(\d\d[- ]?\d\d[- ]?\d\d)\b"
    r"|\b(?:reg|plates?|registration|rego)(?: (?:number|plate|is|was|of)\b){0,2}[: ]{1,2}"
    r"((?=[a-z0-9 \-]{0,12}\d)(?=[a-z0-9 \-]{0,12}[a-z])"
    r"[a-z]{0,3}[ \-]?\d{1,4}[ \-]?[a-z]{1,3}(?:[ \-]?\d{1,4}(?:[ \-]?[a-z]{1,3})?)?)\b",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"19\d\d|20[0-4]\d")
_TAIL = re.compile(r"(?:[/\-](?=[A-Z0-9])[A-Z0-9]{1,6}){1,3}(?![\w\-])", re.IGNORECASE)  # ".../RN"
_PLATE = re.compile(r"\b[a-z]{2}\d\d ([a-z]{3})\b")  # "bd51 smr"
_DOTTED = re.compile(r"\w\.\w")
_DIGIT = re.compile(r"\d")
_ROUND = re.compile(r"\d+000$|\d+00-\d+0$")  # "200-300 in winter"


def _phones(text: str) -> Iterator[Found]:
    for match in _EXTENSION_ALONE.finditer(text):
        yield Found(*match.span(), "phone", "[phone]", 0.8)
    for match in _PHONE.finditer(text):
        written = match[0]
        digits = sum(char.isdigit() for char in written)
        groups = re.findall(r"\d+", written)
        if _DATE.match(written.lstrip("(")):  # a date in brackets is one too
            continue
        if len(groups) > 1 and max(map(len, groups)) < 3 and digits < 9:
            continue
        if len(groups) == 1 and (len(written) < 9 or not written.startswith(("0", "+"))):
            continue  # one run of digits is a number or a reference
        if len(groups) == 2 and digits < 9 and "-" in written and not written.startswith("0"):
            continue  # 4471-0912 is a reference
        if digits > 15:
            yield Found(match.start(), match.end(), "reference", "[reference]", 0.9)
        else:
            further = _EXTENSION.match(text, match.end())
            end = further.end() if further else match.end()
            yield Found(match.start(), end, "phone", "[phone]", 0.95)


def _references(text: str) -> Iterator[Found]:
    for match in _KEYED.finditer(text):
        if not _A_YEAR.fullmatch(match[1]):
            yield Found(match.start(1), match.end(1), "reference", "[reference]", 0.95)
    for match in _SPACED.finditer(text):
        yield Found(match.start(1), match.end(1), "reference", "[reference]", 0.85)
    for match in _KEYED_DATE.finditer(text):
        group = match.lastindex or 0
        yield Found(match.start(group), match.end(group), "reference", "[reference]", 0.95)
    for match in chain(_IDENTIFIER.finditer(text), _SHORT.finditer(text)):
        written = match[0]
        years = re.fullmatch(r"(?:[A-Za-z]{2,5} )?(?:19|20)\d\d[-/](?:\d\d|(?:19|20)\d\d)", written)
        plain = _STANDARD.match(written) or _YEARED.match(written) or _DATED.fullmatch(written)
        if not (years or plain or _ROUND.match(written) or _DATE.match(written)):
            yield Found(match.start(), match.end(), "reference", "[reference]", 0.9)


def may_hold(text: str, words: frozenset[str]) -> bool:
    """Tell at a glance whether find() can find anything; `words` are the folded words."""
    return bool(_SIGN.search(text)) or not words.isdisjoint(_SAID_DIGITS)


def find(text: str) -> list[Found]:
    """Return what has an identifying shape, in order and without overlaps."""
    found: list[Found] = []
    lowered = text.lower()
    if "@" in text or " dot " in lowered or "dot]" in lowered or "dot)" in lowered:
        found += (Found(*m.span(), "email", "[e-mail]", 0.99) for m in _EMAIL.finditer(text))
    if "://" in text or "@" in text or _DOTTED.search(text):
        found += (
            Found(*m.span(), "url", "[link]", 0.95)
            for m in _LINK.finditer(text)
            if not _PUBLIC_SITE.match(m[0])
        )
    if _DIGIT.search(text):
        found += (Found(*span, "postcode", "[postcode]", 0.9) for span in postcodes(text))
        found += (
            Found(start, end, "place", "[address]", certainty)
            for start, end, certainty in addresses(text)
        )
        found += (
            Found(*m.span(), "reference", "[reference]", 0.7)
            for m in _PLATE.finditer(text)
            if not kind_of(m[1]) & Kind.COMMON
        )
        found += _phones(text)
        found += _references(text)
    found += (Found(*m.span(), "phone", "[phone]", 0.8) for m in _SAID_PHONE.finditer(text))
    return [_with_its_tail(text, each) for each in _without_overlaps(found)]


def _with_its_tail(text: str, found: Found) -> Found:
    """Return a reference with the letters that hang on it: "P/0093318/RN"."""
    tail = _TAIL.match(text, found.end) if found.kind == "reference" else None
    return found._replace(end=tail.end()) if tail else found


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Keep the first found where two overlap, widened to both: nothing of either may stay."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda one: one.start):
        if kept and each.start < kept[-1].end:
            if each.end > kept[-1].end:
                kept[-1] = kept[-1]._replace(end=each.end)
        else:
            kept.append(each)
    return kept

"""What the parts of a guide must hold (feature rows 1.27 to 1.38). Wording is read in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from focusgroup.domain.guide import Guide, GuideItem, Kind, Method, Part
from focusgroup.domain.session import GroupKind
from focusgroup.guide.placeholders import names_in
from focusgroup.guide.remark import Remark, missing, note, warning

TO_ADD: dict[Part, str] = {
    Part.INTRODUCTIONS: "Add a part 'introductions': say who you are and let everyone introduce"
    " themselves.",
    Part.PURPOSE: "Add a part 'purpose': say that the CRM strategy is being reset and that feedback"
    " is vital to it.",
    Part.CONFIDENTIALITY: "Add a part 'confidentiality': say whether it is recorded, how the"
    " recording is used, and that comments appear but nobody is named.",
    Part.HOUSEKEEPING: "Add a part 'housekeeping': say how long it takes and ask for phones to be"
    " off.",
    Part.QUESTIONS: "Add a part 'questions' with what you want to ask.",
}

_I = re.IGNORECASE
_MODERATOR = re.compile(r"\bmy name is|\bI am\b|\bI['’]m\b|\bI (?:will be|work|come)\b", _I)
_PARTICIPANTS = re.compile(
    r"introduce (?:your|them)sel(?:f|ves)|your (?:first )?names?\b|who (?:we|you) are",
    _I,
)
_RESET = re.compile(r"\bre-?set(?:s|ting)?\b", _I)
_VITAL = re.compile(
    r"\b(?:vital|essential|crucial|critical|indispensable|need your|depends? on (?:you|what you)"
    r"|cannot do (?:it|this|that) without)\b",
    _I,
)
_RECORDING = re.compile(r"\b(?:record(?:s|ed|ing|ings)?|tapes?|taped)\b", _I)
_USE = re.compile(
    r"\b(?:used?|listens?|listened|hears?|heard|kept|keeps?|deleted?|destroy(?:s|ed)?|erased?"
    r"|so that the notes|not record|no recording)\b",
    _I,
)
_NOT_NAMED = re.compile(
    r"\bnobody(?: is|['’]s| will be)? (?:\w+ )?(?:named|by name)|\bnames? nobody"
    r"|\bwithout (?:your )?names?"
    r"|\bnot (?:be )?(?:name|named|by name)\b|\bno names?\b|\bno one(?: is| will be) named"
    r"|\bnames? will not|\bnot use (?:your )?names?|\bnever (?:be )?named?|\bnot name\b",
    _I,
)
_PROMISES = re.compile(
    r"\b(?:(?:completely|totally|fully|entirely|absolutely|strictly|perfectly|100 ?%)"
    r" (?:anonymous|confidential|private|secret)\w*|guarantee[sd]?|anonymity is assured"
    r"|nobody (?:will|can|could) (?:ever )?(?:know|find out|tell|identify|trace)"
    r"|no one (?:will|can|could) (?:ever )?(?:know|find out|tell|identify|trace)"
    r"|never (?:be )?(?:identif\w+|traced)|impossible to (?:identify|trace)"
    r"|(?:promise|assure) you that|nothing leaves this room)",
    _I,
)
_DENIED = re.compile(r"\b(?:not|cannot|can['’]t|never|nobody|no|without|n['’]t)\b[^.!?]{0,30}$", _I)
_LENGTH = re.compile(
    r"\{\{\s*length\s*\}\}|\b(?:\d+|\w+ty|fifteen|a|an|one|two) ?-?(?:\w+ )?(?:minutes?|hours?)\b",
    _I,
)
_PHONES = re.compile(r"\b(?:phones?|mobiles?|pagers?|cell ?phones?|smartphones?)\b", _I)
_APPROACH = re.compile(r"\bapproach\w*", _I)
_WORKING = re.compile(r"\bwork(?:s|ing)?\b", _I)
_HELPFUL = re.compile(r"\bhelp(?:s|ful|ed|ing)?\b", _I)
_WHY = re.compile(r"\bwhy\b", _I)
_NUMBERS_ASIDE = re.compile(
    r"\b(?:refrain from|leave|no|without|not|set aside|put)\b[^.!?]{0,40}\b(?:numbers?|figures?)\b",
    _I,
)


def spoken(guide: Guide, part: Part) -> str:
    """Return all that is said, asked and ticked in a part."""
    items = [item for section in guide.sections if section.part is part for item in section.items]
    return "\n".join("\n".join((item.say, item.ask, *item.checklist)) for item in items)


def check(guide: Guide) -> Iterator[Remark]:
    """Yield the parts that are missing, and what is missing within those there are."""
    there = {section.part for section in guide.sections}
    for part, what in TO_ADD.items():
        if part not in there:
            yield missing(f"{part}-missing", part, what)
    if not guide.language.casefold().startswith("en"):
        yield note(
            "wording-unread",
            "",
            f"The wording was not checked: that works in English only, not in {guide.language}.",
        )
        return
    checks = {
        Part.INTRODUCTIONS: _introductions,
        Part.PURPOSE: _purpose,
        Part.CONFIDENTIALITY: _confidentiality,
        Part.HOUSEKEEPING: _housekeeping,
        Part.QUESTIONS: _questions,
    }
    for part, look in checks.items():
        if part in there:
            yield from look(guide, spoken(guide, part))


def _introductions(guide: Guide, text: str) -> Iterator[Remark]:
    if "moderator" not in names_in(text) and not _MODERATOR.search(text):
        yield missing(
            "introductions-moderator",
            Part.INTRODUCTIONS,
            "Let the moderator say who they are and where from: 'My name is {{ moderator }} …'.",
        )
    everyone = any(item.introduce for item in guide.items())
    opening = "\n".join(item.ask for item in guide.items() if item.kind is Kind.OPENING)
    if not everyone and not _PARTICIPANTS.search(f"{text}\n{opening}"):
        yield missing(
            "introductions-participants",
            Part.INTRODUCTIONS,
            "Let the participants introduce themselves: give the item for it 'introduce: true',"
            " so that each seat is ticked once it has spoken.",
        )


def _purpose(_: Guide, text: str) -> Iterator[Remark]:
    if not _RESET.search(text):
        yield missing(
            "purpose-reset", Part.PURPOSE, "Say that the CRM strategy is being reset, and what is."
        )
    if not _VITAL.search(text):
        yield missing(
            "purpose-feedback", Part.PURPOSE, "Say that their feedback is vital to the reset."
        )


def _confidentiality(_: Guide, text: str) -> Iterator[Remark]:
    told = _RECORDING.search(text) and _USE.search(text)
    if "recording" not in names_in(text) and not told:
        yield missing(
            "confidentiality-recording",
            Part.CONFIDENTIALITY,
            "Say whether it is recorded and how the recording is used: put {{ recording }} where"
            " that is said, and the session's answers fill it.",
        )
    if not _NOT_NAMED.search(text):
        yield missing(
            "confidentiality-named",
            Part.CONFIDENTIALITY,
            "Say that comments appear in the report and that nobody is named.",
        )


def _housekeeping(_: Guide, text: str) -> Iterator[Remark]:
    if not _LENGTH.search(text):
        yield missing(
            "housekeeping-length",
            Part.HOUSEKEEPING,
            "Say how long it takes: 'We have {{ length }} minutes'.",
        )
    if not _PHONES.search(text):
        yield missing(
            "housekeeping-phones",
            Part.HOUSEKEEPING,
            "Ask for phones and pagers to be off, and put that on the checklist.",
        )


def phones(guide: Guide) -> Iterator[Remark]:
    """Yield a remark when phones are spoken of and yet no line can be ticked."""
    items = [i for s in guide.sections if s.part is Part.HOUSEKEEPING for i in s.items]
    said = any(_PHONES.search(item.say + item.ask) for item in items)
    ticked = any(_PHONES.search(line) for item in items for line in item.checklist)
    if said and not ticked:
        yield missing(
            "housekeeping-phones",
            Part.HOUSEKEEPING,
            "Put 'Phones and pagers off' on the checklist, so that it can be ticked.",
        )


def leaders(guide: Guide) -> Iterator[Remark]:
    """Yield a remark when leaders are not reminded to refrain from numbers (feature row 2.15)."""
    said = "\n".join(item.say for item in guide.items())
    if guide.group_kind == GroupKind.LEADERS and not _NUMBERS_ASIDE.search(said):
        yield warning(
            "leaders-numbers",
            "",
            "Remind leaders to speak of people and possibilities and to leave numbers aside:"
            " 'Please refrain from numbers'.",
        )


def promises(guide: Guide) -> Iterator[Remark]:
    """Yield a remark for each item that promises what nobody can keep (feature row 1.31)."""
    for item in guide.items():
        text = f"{item.say}\n{item.ask}"
        for found in _PROMISES.finditer(text):
            before = text[max(0, found.start() - 60) : found.start()]
            if not _DENIED.search(before):
                yield warning(
                    "over-promise",
                    item.id,
                    f"'{found[0]}' promises too much: others in the room may repeat what was said."
                    " Say what you will do, that nobody is named, and what you cannot promise.",
                )
                break


def _asks(item: GuideItem) -> str:
    return "\n".join((item.say, item.ask, *item.probes))


def _questions(guide: Guide, _: str) -> Iterator[Remark]:
    """Questions (a), (b) and (c) of a strategy reset.

    Leaders and workshops ask others, and so does staff that fills a worksheet, such as a journey.
    """
    items = list(guide.items())
    if guide.group_kind != GroupKind.STAFF or any(i.way is Method.WORKSHEET for i in items):
        return
    charts = [item for item in items if item.way is Method.FLIP_CHART]
    if not any(_APPROACH.search(_asks(item)) for item in charts):
        yield missing(
            "question-a",
            Part.QUESTIONS,
            "Ask which approaches their department uses to create, maintain and expand customer"
            " relationships, in an item with 'method: flip_chart' that lists the answers.",
        )
    yield from _question_b(items, {item.id for item in charts})
    aims = ("create", "maintain", "expand")
    if not any(
        all(aim in item.ask.casefold() for aim in aims) and item.way is not Method.FLIP_CHART
        for item in items
    ):
        yield missing(
            "question-c",
            Part.QUESTIONS,
            "Ask what should be done to create, maintain and expand customer relationships.",
        )


def _question_b(items: list[GuideItem], charts: set[str]) -> Iterator[Remark]:
    each = [item for item in items if item.way is Method.EACH and item.repeat_for in charts]
    written_out = [
        item for item in items if _WORKING.search(item.ask) and _HELPFUL.search(item.ask)
    ]
    if not each and not written_out:
        yield missing(
            "question-b",
            Part.QUESTIONS,
            "Ask of each approach whether it is working, whether it helps with customers, and why"
            " or why not: an item with 'method: each' and 'repeat_for:' the flip-chart item.",
        )
    if not each and written_out:
        yield note(
            "question-b-fixed",
            written_out[0].id,
            "This asks about an approach fixed beforehand; 'method: each' with 'repeat_for:' asks"
            " about every approach the group puts on the flip chart.",
        )
    for item in each or written_out:
        words = {"working": _WORKING, "helpful": _HELPFUL, "why": _WHY}
        lacking = [word for word, found in words.items() if not found.search(item.ask)]
        if lacking:
            yield missing(
                "question-b-words",
                item.id,
                "Ask whether it is working, whether it is helpful with customers, and why or why"
                f" not; still to add: {', '.join(lacking)}.",
            )

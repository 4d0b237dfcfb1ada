"""How a question is worded: closed, leading, two at once, too long to say. English only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from focusgroup.domain.guide import GuideItem, Kind
from focusgroup.guide.remark import Remark, note, warning

_MOST_WORDS = 30  # in one spoken sentence
_MOST_QUESTIONS = 3  # in one breath; the fourth is a probe
_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
_CLOSED = re.compile(
    r"(?:and |so |but |now,? )?(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would"
    r"|should|shall|may|might|must)(?:n['’]t)?\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:what|how|why|when|where|who|whom|which|tell (?:me|us)|describe|explain|give (?:me|us)"
    r"|think of|think back|walk (?:me|us)|talk (?:me|us)|list|example)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were|have|has|had|would|could|should|will|ca|wo)n['’]t"
    r" (?:you|we|it|they|this|that)|surely|obviously|clearly|of course|naturally|everybody knows"
    r"|(?:you|we) (?:all )?agree|as we all know|how (?:bad|good|great|awful|terrible|wonderful"
    r"|frustrating|annoying|useless|excellent)\b)",
    re.IGNORECASE,
)
_DOUBLE = re.compile(
    r"(?<!why)(?<!\bnot)[,;]? (?:and|or) (?:also )?(?:how|what|why|when|where|who|whom|which|do"
    r"|does|did|is|are|was|were|can|could|would|should)\b"
    r"(?! (?:(?:do|does|did|is|are|was|were|has|have) ?n[o'’]t|not|why not)\b)",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with its closing marks."""
    return [found[0].strip() for found in _SENTENCE.finditer(text) if found[0].strip()]


def check(item: GuideItem) -> Iterator[Remark]:
    """Yield what there is to say of an item's question."""
    asked = [each for each in sentences(item.ask) if each.endswith("?")]
    if any(map(_CLOSED.match, asked)) and not _OPEN.search(item.ask):
        yield warning(
            "question-closed",
            item.id,
            "This can be answered with yes or no; ask what, how or why, or 'tell us about …'.",
        )
    if leading := _LEADING.search(item.ask):
        yield warning(
            "question-leading",
            item.id,
            f"'{leading[0]}' tells people what to answer; ask it so that either answer is easy.",
        )
    if any(_DOUBLE.search(each) for each in asked) and item.kind is not Kind.OPENING:
        yield warning(
            "question-double",
            item.id,
            "Two questions stand in one sentence; ask one and make the other a probe.",
        )
    if len(asked) > _MOST_QUESTIONS:
        yield note(
            "question-many",
            item.id,
            f"{len(asked)} questions are asked at once; make the later ones probes.",
        )
    if any(len(each.split()) > _MOST_WORDS for each in sentences(item.ask)):
        yield note(
            "question-long",
            item.id,
            f"A sentence of more than {_MOST_WORDS} words is hard to say and to follow; cut it.",
        )

"""The tags of a line: `#tech` at the start of a word, by key, alias or unique prefix."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from focusgroup.domain.comment import AIMS
from focusgroup.domain.element import Frame

_WORD = re.compile(r"\S+")
# Possessive, so that no input makes it try a place twice.
_TAG = re.compile(r"(\\*+)#([^\W\d_][\w-]*+)([.,;:!?…)\]}\"'”’“»]*+)")
_SHOWN = 24  # characters of a mistyped tag that a notice repeats
_MOST_NOTICES = 4  # more would push the preview off a line of 80 columns


@dataclass(frozen=True, slots=True)
class Tagged:
    """A line without the tags that were understood."""

    text: str
    elements: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def meaning(word: str, frame: Frame) -> tuple[str, ...]:
    """Return the element keys and aims a tag may mean: one when clear, none when unknown."""
    word = word.casefold()
    if frame.element(word) or word in AIMS:
        return (word,)
    elements = tuple(element.key for element in frame.matching(word))
    exact = any(word in element.aliases for element in frame.elements)
    aims = () if exact else tuple(aim for aim in AIMS if aim.startswith(word))
    return elements + aims


def _either(words: tuple[str, ...]) -> str:
    tags = [f"#{word}" for word in words]
    return tags[0] if len(tags) == 1 else f"{', '.join(tags[:-1])} or {tags[-1]}"


def _notice(word: str, found: tuple[str, ...], frame: Frame) -> str:
    shown = word if len(word) <= _SHOWN else word[: _SHOWN - 1] + "…"
    if found:
        return f"#{shown} stays in the text: it could be {_either(found)}"
    keys = tuple(element.key for element in frame.elements) + AIMS
    near = difflib.get_close_matches(word[:_SHOWN].casefold(), keys, n=1)
    return f"#{shown} stays in the text: no such tag, type {_either(tuple(near) or keys)}"


def escape(text: str) -> str:
    r"""Return the text with a backslash before each word that looks like a tag."""
    if "#" not in text:
        return text
    return _WORD.sub(lambda m: "\\" + m[0] if _TAG.fullmatch(m[0]) else m[0], text)


def take(line: str, frame: Frame) -> Tagged:
    r"""Return the line without its tags; a tag not understood, or written `\#tag`, stays."""
    if "#" not in line:
        return Tagged(line)
    kept: list[str] = []  # pieces of the line, white space included
    codes: dict[str, None] = {}  # as a set that keeps the order of typing
    notices: dict[str, str] = {}
    end = 0
    after_tag = False
    for word in _WORD.finditer(line):
        gap, end = line[end : word.start()], word.end()
        tag = _TAG.fullmatch(word[0]) if "#" in word[0] else None
        found = meaning(tag[2], frame) if tag and not tag[1] else ()
        if tag is None or len(found) != 1:
            if tag and not tag[1] and len(notices) < _MOST_NOTICES:
                notices.setdefault(tag[2].casefold(), _notice(tag[2], found, frame))
            kept.append(gap + (word[0][1:] if tag and tag[1] else word[0]))
            after_tag = False
            continue
        codes[found[0]] = None
        if after_tag and kept and kept[-1] in {",", ";"}:
            kept.pop()  # the comma of "#tech, #proc"
        if tag[3] and (kept or tag[3] not in {",", ";", ":"}):
            kept.append(tag[3])  # "re-key #tech, daily" keeps its comma, against "re-key"
        after_tag = True
    kept.append(line[end:])
    keys = {element.key for element in frame.elements}
    return Tagged(
        "".join(kept).strip(),
        tuple(code for code in codes if code in keys),
        tuple(code for code in codes if code not in keys),
        tuple(notices.values()),
    )

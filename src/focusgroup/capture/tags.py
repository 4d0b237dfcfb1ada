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


def meaning(word: str, frame: Frame) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the element keys and the aims a tag may mean: one in all when it is clear."""
    word = word.casefold()
    found = frame.matching(word)
    keys = tuple([element.key for element in found])
    if word in keys:
        return (word,), ()
    if word in AIMS:
        return (), (word,)
    if found and word in found[0].aliases:
        return keys, ()
    return keys, tuple([aim for aim in AIMS if aim.startswith(word)])


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
    elements: dict[str, None] = {}  # as a set that keeps the order of typing
    aims: dict[str, None] = {}
    notices: dict[str, str] = {}
    end = 0
    after_tag = False
    for word in _WORD.finditer(line):
        gap, end = line[end : word.start()], word.end()
        tag = _TAG.fullmatch(word[0]) if "#" in word[0] else None
        keys, to = meaning(tag[2], frame) if tag and not tag[1] else ((), ())
        if tag is None or len(keys) + len(to) != 1:
            if tag and not tag[1] and len(notices) < _MOST_NOTICES:
                typed = tag[2].casefold()
                notices[typed] = notices.get(typed) or _notice(tag[2], keys + to, frame)
            kept.append(gap + (word[0][1:] if tag and tag[1] else word[0]))
            after_tag = False
            continue
        elements.update(dict.fromkeys(keys))
        aims.update(dict.fromkeys(to))
        if after_tag and kept and kept[-1] in {",", ";"}:
            kept.pop()  # the comma of "#tech, #proc"
        if tag[3] and (kept or tag[3] not in {",", ";", ":"}):
            kept.append(tag[3])  # "re-key #tech, daily" keeps its comma, against "re-key"
        after_tag = True
    kept.append(line[end:])
    return Tagged("".join(kept).strip(), tuple(elements), tuple(aims), tuple(notices.values()))

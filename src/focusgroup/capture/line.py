"""The capture line: one line of typing to a draft comment, and back."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from focusgroup.capture import mark, tags
from focusgroup.domain.comment import CommentKind, DraftComment, Voice
from focusgroup.domain.element import Frame
from focusgroup.domain.text import clean

# Every pattern is anchored or looks back before a run, so that 10,000 characters of anything
# cost ten times what 1,000 do.
_HANDS = re.compile(r"=([0-9]{1,3})(?:/([0-9]{1,3}))?(?!\S)")
_ESCAPED_HANDS = re.compile(r"\\++(?==[0-9]{1,3}(?:/[0-9]{1,3})?(?!\S))")
_OPENING = r"(?:[(\"“„«‘']|\^(?:[^\W_]|\s|$))"
_OPENS = re.compile(r"\\*+" + _OPENING)
_ESCAPED_OPEN = re.compile(r"\\++(?=" + _OPENING + ")")
_COME_BACK = re.compile(r"\^(?=[^\W_]|\s|$)")
_CURLY = {"“": "”", "„": "“”", "«": "»", "‘": "’"}
_ENDINGS = ("…", "...", "!!")


@dataclass(slots=True)
class _Tail:
    text: str
    strong: bool = False
    incomplete: bool = False


def parse(
    line: str,
    frame: Frame,
    *,
    kind_hint: CommentKind | None = None,
    seats: Collection[int] | None = None,
) -> DraftComment:
    """Take a typed line apart; what is not understood stays in the text, with a notice.

    `seats` are the numbers at the table; None takes any number from 1 to 99 for a seat.
    `kind_hint` is the kind of words that do not say their own, such as SUMMARY while the summary
    is being checked. Never raises. The draft holds raw words: mask it before it goes anywhere.
    """
    line = clean(line)
    unmarked = line[:1].isspace()
    tagged = tags.take(line, frame)
    text = tagged.text.strip()
    who = mark.Mark() if unmarked else mark.read(text, seats)
    notices = (*who.notices, *tagged.notices)
    text = text[who.begins :].lstrip()
    hands, of, text, refused = _hands(text, who.marked)
    tail = _tail(text)
    kind, text, unclosed = (None, tail.text, "") if unmarked else _unwrap(tail.text)
    voice = who.voice
    if not who.marked and kind in {CommentKind.OBSERVATION, CommentKind.QUESTION}:
        voice = Voice.TEAM
    if tail.incomplete and not text:
        text = "…"  # "3 …" still holds a place for the words to come from the recording
    return DraftComment(
        text=f"{text} [{hands} of {of}]".lstrip() if of else text,
        voice=voice,
        seats=who.seats,
        answers=who.answers,
        valence=who.valence,
        kind=kind or kind_hint or CommentKind.PARAPHRASE,
        elements=tagged.elements,
        aims=tagged.aims,
        strong=tail.strong,
        hands=hands,
        incomplete=tail.incomplete,
        notices=(*notices, *(notice for notice in (refused, unclosed) if notice)),
    )


def unparse(draft: DraftComment) -> str:
    """Return a line that parses to this draft again, for editing what was typed.

    Notices are not written: they come back with the parse. SUMMARY is no syntax; give it as hint.
    """
    words = _wrap(draft.text, draft.kind)
    if _HANDS.match(words.lstrip("\\")):
        words = "\\" + words
    if draft.incomplete and words == "…":
        words = ""
    words = tags.escape(_escape_end(words))
    pieces = [mark.write(draft.voice, draft.seats, draft.answers, draft.valence, words)]
    if draft.hands is not None:
        pieces.append(f"={draft.hands}")
    pieces.append(words)
    pieces += ["…"] * draft.incomplete + ["!!"] * draft.strong
    pieces += [f"#{code}" for code in (*draft.elements, *draft.aims)]
    return " ".join(piece for piece in pieces if piece)


def _hands(text: str, marked: bool) -> tuple[int | None, int | None, str, str]:
    r"""Return hands up, hands there, the rest and a notice; `\=6` only loses its backslash."""
    hands: int | None = None
    of: int | None = None
    notice = ""
    counted = _HANDS.match(text)
    if counted and not marked:
        notice = f"To count hands type who first: * {counted[0]}"
    elif counted and counted[2] and int(counted[1]) > int(counted[2]):
        notice = f"{counted[0]} stays in the text: more hands than people"
    elif counted:
        hands = int(counted[1])
        of = int(counted[2]) if counted[2] else None
        text = text[counted.end() :].lstrip()
    if _ESCAPED_HANDS.match(text):
        text = text[1:]
    return hands, of, text, notice


def _dots(words: str) -> int:
    return 1 if words.endswith("…") else 3 if words.endswith("...") else 0


def _own_word(words: str, length: int) -> bool:
    r"""Return whether the last `length` characters, backslashes aside, are a word alone."""
    before = words[:-length].rstrip("\\")
    return not before or before[-1].isspace()


def _tail(text: str) -> _Tail:
    r"""Take `!!` and the dots off the end, each once, in either order; `\!!` and `\…` stay."""
    tail = _Tail(text.rstrip())
    while words := tail.text:
        dots = _dots(words)
        if not tail.strong and (words == "!!" or (words.endswith("!!") and words[-3].isspace())):
            tail.strong, tail.text = True, words[:-2].rstrip()
        elif dots and not tail.incomplete and not words[:-dots].endswith("\\"):
            tail.incomplete, tail.text = True, words[:-dots].rstrip()
        else:
            break
    for ending in _ENDINGS:
        if tail.text.endswith("\\" + ending) and (
            ending != "!!" or _own_word(tail.text, len(ending))
        ):
            tail.text = tail.text[: -len(ending) - 1] + ending
            break
    return tail


def _escape_end(words: str) -> str:
    if dots := _dots(words):
        return words[:-dots] + "\\" + words[-dots:]
    if words.endswith("!!") and _own_word(words, 2):
        return words[:-2] + "\\!!"
    return words


def _balanced(inner: str) -> bool:
    """Return whether brackets without a backslash pair up, none closing before it opens."""
    depth = 0
    before = ""
    for char in inner:
        if char in "()" and before != "\\":
            depth += 1 if char == "(" else -1
            if depth < 0:
                return False
        before = char
    return depth == 0


def _unescape(inner: str, chars: str) -> str:
    return re.sub(rf"(?<!\\)\\(\\*+[{chars}])", r"\1", inner) if "\\" in inner else inner


def _escape(inner: str, chars: str) -> str:
    return re.sub(rf"(?<!\\)(\\*+[{chars}])", r"\\\1", inner)


def _quoted(text: str) -> str | None:
    """Return what stands within quotes that hold the whole text, or None."""
    opening, inner, closing = text[0], text[1:-1], text[-1]
    if opening == '"':
        if closing != '"' or re.search(r'(?<!\\)"', inner):
            return None  # "one" and "two": a sentence with quotes in it
        return _unescape(inner, '"')
    if opening == "'":
        apart = closing != "'" or re.search(r"(?<![^\W\d_])'|'(?![^\W\d_])", inner)
        return None if apart else inner
    if closing not in _CURLY.get(opening, "") or opening in inner:
        return None
    return None if closing != "’" and closing in inner else inner


def _unwrap(text: str) -> tuple[CommentKind | None, str, str]:
    """Return the kind that brackets, ^ or quotes tell, the words within, and a notice."""
    if text.startswith("("):
        if text.endswith(")") and _balanced(text[1:-1]):
            return CommentKind.OBSERVATION, _unescape(text[1:-1].strip(), "()"), ""
        if ")" not in text:
            notice = "The bracket is not closed; taken as your own note"
            return CommentKind.OBSERVATION, text[1:].strip(), notice
        return None, text, ""
    if _COME_BACK.match(text):
        return CommentKind.QUESTION, text[1:].strip(), ""
    if len(text) > 1 and (inner := _quoted(text)) is not None:
        return CommentKind.VERBATIM, inner.strip(), ""
    return None, text[1:] if _ESCAPED_OPEN.match(text) else text, ""


def _wrap(text: str, kind: CommentKind) -> str:
    if kind is CommentKind.OBSERVATION:
        plain = _balanced(text) and not re.search(r"\\[()]", text)
        return f"({text if plain else _escape(text, '()')})"
    if kind is CommentKind.QUESTION:
        return f"^ {text}".rstrip()
    if kind is CommentKind.VERBATIM:
        return '"' + _escape(text, '"') + '"'
    return "\\" + text if _OPENS.match(text) else text

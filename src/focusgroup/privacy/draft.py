"""How much of a half-typed line may be saved: nothing that could be the start of a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from focusgroup.privacy.lexicon import Kind
from focusgroup.privacy.tokens import Token, split

_LOOK_BACK = 4  # words a name or phrase may have before the word in hand
_TELLING = frozenset("@._/\\#:+-0123456789")
# "j dot farrow at mail", "14 Kestrel": what is masked once it is whole waits until it is.
_BEGUN = re.compile(
    r"(?:(?<!\S)\S+ (?:dot|underscore|hyphen)"
    r"(?: \S+ (?:dot|at|underscore|hyphen))*(?: \S+(?: do?| a)?)?"
    r"|\b\d{1,4}[a-z]?,? [A-Z]\S*(?: [A-Z]\S*)?) ?$"
)
_BEGUN_IN = 160  # characters: longer, and it is no address


def _plain(token: Token, starts_a_name: Callable[[str], bool]) -> bool:
    """Tell whether a word may be saved before what follows is known.

    An ordinary word, and the start of no known name. A capital inside a sentence is doubt enough.
    """
    if token.code:
        return True
    if not token.kind & Kind.COMMON or token.kind & (Kind.WORD_NAME | Kind.GIVEN):
        return False
    if token.cap and not token.starts and token.word != "i":
        return False
    return not starts_a_name(token.key)


def behind_the_key(before: str, after: str) -> int:
    """Return how many characters stand behind the place where a text was last changed."""
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    most -= head  # of "aa" made "aaa" the last a was typed
    return next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)


def by_line(scrub_draft: Callable[[str, int], str], before: str, text: str) -> str:
    """Return what may be saved of several half-typed lines, `before` being the text saved last.

    The unsure end of each line is held back, and so is the word that was changed inside one.
    """
    key, end, masked = len(text) - behind_the_key(before, text), -1, []
    for line in text.split("\n"):
        end += 1 + len(line)
        masked.append(scrub_draft(line, end - key if end - len(line) <= key <= end else 0))
    return "\n".join(masked)


def in_hand(
    text: str,
    behind: int,
    starts_a_name: Callable[[str], bool],
    unfinished: Callable[[Sequence[Token]], int],
) -> tuple[int, int] | None:
    """Return from where to where the words in hand may not be saved yet, or None.

    A name typed into the middle of a line is as half as one at its end.
    """
    if not 0 < behind <= len(text):
        return None
    key = len(text) - behind
    ends = {(text.find(" ", key) + 1 or len(text) + 1) - 1}
    if text[:key].endswith(" "):
        ends.add(key)  # the word just finished waits for what follows, as it does at a line's end
    held = [(safe_length(text[:end], starts_a_name, unfinished), end) for end in ends]
    held = [(start, end) for start, end in held if start < end]
    return (min(held)[0], max(end for _, end in held)) if held else None


def safe_length(
    text: str,
    starts_a_name: Callable[[str], bool],
    unfinished: Callable[[Sequence[Token]], int],
) -> int:
    """Return how many characters from the start may be scrubbed and saved now.

    `unfinished` tells how many words at the end of a row are the start of a longer phrase.
    """
    cut = text.rfind(" ") + 1
    last = split(text[cut:])
    if len(last) == 1 and not _TELLING.intersection(text[cut:]):
        tokens = split(text)
        if tokens and _plain(tokens[-1], starts_a_name):
            cut = len(text)
    tokens = split(text)
    count = unfinished(tokens)
    if count:
        cut = min(cut, tokens[-count].start)
    begun = _BEGUN.search(text, max(0, len(text) - _BEGUN_IN))
    if begun:
        cut = min(cut, begun.start())
    return _back(text, cut, starts_a_name)


def _back(text: str, cut: int, starts_a_name: Callable[[str], bool]) -> int:
    """Hold back further words that may belong to what is not finished yet."""
    for _ in range(_LOOK_BACK):
        head = text[:cut].rstrip()
        tokens = split(head)
        if not tokens:
            return 0 if _TELLING.intersection(head) else cut
        tail = head[tokens[-1].full_end :]
        start = head.rfind(" ") + 1
        if any(char.isdigit() or char in "@_" for char in head[start:]):
            cut = start
            continue
        if not tail and not _plain_enough(tokens[-1], starts_a_name):
            cut = tokens[-1].start if start > tokens[-1].start else start
            continue
        break
    return cut


def _plain_enough(token: Token, starts_a_name: Callable[[str], bool]) -> bool:
    """A finished word: an unmistakable name will be masked, so only doubtful ones wait."""
    if token.code:
        return True
    return not (token.kind & Kind.WORD_NAME or starts_a_name(token.key))

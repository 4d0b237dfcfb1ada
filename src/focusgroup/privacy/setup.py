"""Advice before a session: names that will need care, and words that may stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from focusgroup.domain.text import clean
from focusgroup.privacy.lexicon import WORDS, Kind, fold, key_of, kind_of
from focusgroup.privacy.records import Person
from focusgroup.privacy.tokens import split

_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\[[^\]]*\]")


def roster_warnings(people: Iterable[Person]) -> tuple[str, ...]:
    """Return a sentence for each name of the roster that masking will find hard.

    For the set-up screen only: the sentences hold the names, so they are never stored.
    """
    people = tuple(people)
    warnings: list[str] = []
    firsts = Counter(key_of(person.first) for person in people if person.first.strip())
    for person in people:
        for name in filter(str.strip, (person.first, *person.also)):
            if len(key_of(name)) < 2:
                warnings.append(
                    f"{person.code}: one letter is not enough to mask by. Enter the first name."
                )
            elif kind_of(fold(name.strip())) & (WORDS | Kind.WORD_NAME | Kind.PUBLIC) and not (
                kind_of(fold(name.strip())) & Kind.GIVEN
            ):
                warnings.append(
                    f"{person.code}: {name.strip()} is also a word. Type it with a capital and "
                    "look at the preview before Enter."
                )
    warnings += [
        f"{', '.join(p.code for p in people if key_of(p.first) == key)} share a first name, so "
        "both are masked as one of the two. Add a last name or a nickname."
        for key, count in firsts.items()
        if count > 1
    ]
    return tuple(warnings)


def keep_words(texts: Iterable[str]) -> frozenset[str]:
    """Return product and system names from a guide's questions that comments may hold unmasked.

    These are capitals inside sentences, such as Beacon or WarmPlan. Given names are left out.
    """
    kept: set[str] = set()
    for text in texts:
        tokens = split(clean(_PLACEHOLDER.sub(" ", text)))
        for index, token in enumerate(tokens):
            if not token.cap or token.starts or len(token.key) < 2 or not token.before:
                continue
            whole = token.text
            if index + 1 < len(tokens) and tokens[index + 1].before == "":
                whole += tokens[index + 1].text
            given = index and tokens[index - 1].kind & (Kind.GIVEN | Kind.WORD_NAME)
            if given and token.before == " " and tokens[index - 1].cap:
                continue
            if token.kind & (Kind.GIVEN | Kind.WORD_NAME | Kind.SURNAME | Kind.PUBLIC):
                continue
            kept.add(whole)
    return frozenset(kept)

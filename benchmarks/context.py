"""Learn which neighbours speak for a name, from labelled talk, and test it on talk held out.

python -m benchmarks.context          each set held out in turn, learned from all others
python -m benchmarks.context --write  learn from all of them and write words/context.bin

`report` is never learned from, and neither is any set whose sentences nobody may read.
"""

from __future__ import annotations

import math
import random
import sys
from array import array
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from focusgroup.privacy.context import BUCKETS, clues, is_asked, is_small
from focusgroup.privacy.evaluate import Example, lowered, read_examples
from focusgroup.privacy.tokens import split

SETS = ("tune", "choose", "attack", "fresh", "second", "unseen", "third", "fourth", "fifth")
PERSONS = frozenset({"name", "person", "participant", "stranger"})  # as the sets call them
DATA = Path(__file__).parent.parent / "tests" / "data" / "privacy"
WORDS = Path(str(files("focusgroup.privacy"))) / "words"
ROUNDS = 6  # over all words; more changes nothing held out
OTHERS = 3  # times a comment is told again of somebody else
STEP = 0.1
SHRINK = 1e-4
LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)

Sample = tuple[list[int], float]


def listed(name: str) -> list[str]:
    """Return the plain words of a shipped list."""
    return [w for w in (WORDS / f"{name}.txt").read_text("utf-8").splitlines() if w.isalpha()]


class Names:
    """Other names, so that the turn of speech is learned and not who was spoken of."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._given, self._words = listed("given_names"), listed("names_that_are_words")
        self._family, self._rare = listed("surnames"), listed("rare_names")

    def _other(self, word: str, *, first: bool) -> str:
        if not word.isalpha() or len(word) < 3:
            return word
        share = self._dice.random()
        if first:
            names = self._given if share < 0.6 else self._words if share < 0.75 else self._rare
        else:
            names = self._family if share < 0.5 else self._rare
        name = self._dice.choice(names)
        return name.title() if word[:1].isupper() else name

    def told_of_others(self, example: Example) -> Example:
        """Return a comment with other people in it."""
        text, spans, at = "", [], 0
        for start, end, kind in sorted(example.spans):
            text += example.text[at:start]
            said = example.text[start:end]
            if kind in PERSONS:
                words = enumerate(said.split(" "))
                said = " ".join(self._other(word, first=n == 0) for n, word in words)
            spans.append((len(text), len(text) + len(said), kind))
            text, at = text + said, end
        return Example(text + example.text[at:], tuple(spans))


def samples(examples: Iterable[Example]) -> list[Sample]:
    """Return the clues about each word asked of, and whether it was a name."""
    told: list[Sample] = []
    for example in examples:
        tokens = split(example.text)
        small = is_small(tokens)
        persons = [(a, b) for a, b, kind in example.spans if kind in PERSONS]
        for index, token in enumerate(tokens):
            if is_asked(token):
                name = any(a < token.end and token.start < b for a, b in persons)
                told.append((clues(tokens, index, small=small), float(name)))
    return told


def varied(examples: Iterable[Example], names: Names, dice: random.Random) -> list[Example]:
    """Return each comment as typed and in small letters, and told again of others."""
    told: list[Example] = []
    for example in examples:
        told.append(example)
        told += lowered([example])
        if any(kind in PERSONS for *_, kind in example.spans):
            for _ in range(OTHERS):
                again = names.told_of_others(example)
                told.append(again)
                if dice.random() < 0.6:
                    told += lowered([again])
    return told


def learn(told: list[Sample], dice: random.Random) -> tuple[float, array[float]]:
    """Return the start and a weight for each bucket: logistic regression, one word at a time."""
    weights, seen = array("d", [0.0]) * BUCKETS, array("d", [1.0]) * BUCKETS
    start = 0.0
    for _ in range(ROUNDS):
        dice.shuffle(told)
        for buckets, name in told:
            odds = max(-30.0, min(30.0, start + sum([weights[at] for at in buckets])))
            off = 1 / (1 + math.exp(-odds)) - name
            start -= 0.002 * off
            for at in buckets:
                slope = off + SHRINK * weights[at]
                seen[at] += slope * slope
                weights[at] -= STEP * slope / math.sqrt(seen[at])
    return start, weights


def table(start: float, weights: array[float]) -> bytes:
    """Return the file: a line with the start and the worth of a step, then a byte each."""
    step = max(abs(weight) for weight in weights) / 127
    small = bytes(round(weight / step) + 128 for weight in weights)
    return f"{start:.5f} {step:.6f}\n".encode() + small


def show(held: list[Sample], start: float, weights: array[float]) -> None:
    """Print how many names and other words stand above each level."""
    for what, name in (("names", 1.0), ("others", 0.0)):
        odds = [start + sum(weights[at] for at in told) for told, each in held if each == name]
        above = [sum(1 / (1 + math.exp(-each)) > level for each in odds) for level in LEVELS]
        shares = ", ".join(
            f"{n / len(odds):.1%} above {level}" for n, level in zip(above, LEVELS, strict=True)
        )
        print(f"{len(odds):>6} {what}: {shares}")


def learned_from(sets: Iterable[str]) -> tuple[float, array[float]]:
    """Return what is learned of some sets."""
    dice = random.Random(1)
    names = Names(dice)
    told: list[Sample] = []
    for name in sets:
        told += samples(varied(read_examples(DATA / f"{name}.jsonl").examples, names, dice))
    return learn(told, dice)


def main() -> None:
    """Test or write, as asked."""
    if "--write" in sys.argv:
        (WORDS / "context.bin").write_bytes(table(*learned_from(SETS)))
        return
    for out in SETS:
        start, weights = learned_from(each for each in SETS if each != out)
        held = read_examples(DATA / f"{out}.jsonl").examples
        for what, examples in (("as typed", held), ("small letters", tuple(lowered(held)))):
            print(f"{out}, {what}")
            show(samples(examples), start, weights)


if __name__ == "__main__":
    main()

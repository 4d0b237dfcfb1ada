"""The grammar of the capture line as data: help page, documents and tests all read it here."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """What to type, what it means, and a line that shows it."""

    what: str
    means: str
    example: str


WHO: tuple[Row, ...] = (
    Row("3 words", "seat 3 said it", "3 we write it on paper first"),
    Row("3,5", "seats 3 and 5 both said it", "3,5 nobody told us"),
    Row("3>5", "seat 3 answering seat 5", "3>5+ that is not what we see"),
    Row("p3", "the same as 3", "p3- we heard it from a customer"),
    Row("*", "the room", "* everyone nods"),
    Row("?", "somebody, you did not see who", "? lost a whole day to it"),
)

HOW: tuple[Row, ...] = (
    Row("3+", "a strength", "3+ they ring back the same day"),
    Row("3-", "a weakness", "3- they re-key every order"),
    Row("3!", "an idea", "3! one form for all of it"),
    Row("3~", "mixed: good and bad at once", "3~ quick, but often wrong"),
    Row("3:", "neutral, and 3 is a seat for certain", "3: people told me so"),
    Row("!! at the end", "said with force", "3- every single week !!"),
    Row("=6 or =6/9 after who", "a show of hands: 6, or 6 of 9", "* =6/9 prefer the old form"),
)

WHAT: tuple[Row, ...] = (
    Row('"words"', "word for word", '3- "nobody rings them back"'),
    Row("words …", "to be completed from the recording", "3 the callback promise …"),
    Row("(words)", "your own observation", "(they look at each other)"),
    Row("^ words", "a question to come back to", "^ what happened to the pilot?"),
    Row("#tech", "about that element; any clear beginning will do", "3- it logs me out #tech"),
    Row(
        "#create #maintain #expand",
        "what it would do for the relationship",
        "3! ring first #create",
    ),
)

PLAIN: tuple[Row, ...] = (
    Row("a space first", "all of it is words: no seat, quotes or brackets", " 3 to 5 of them rang"),
    Row("\\ before a mark", "that mark is words", "3 we call it \\#tech"),
)

GRAMMAR: dict[str, tuple[Row, ...]] = {
    "Who": WHO,
    "How it was meant": HOW,
    "What kind of words": WHAT,
    "As it stands": PLAIN,
}

RULES: tuple[str, ...] = (
    'A mark ends at a space; behind a sign also at a quote or bracket: 3-"no".',
    "A number is a seat when it is a seat of this group. In '3 people told me', '2 of us' or"
    " '5 years' it is read as a count: type 3: if seat 3 said 'people told me'.",
    "A tag may stand anywhere before or after a word and is taken out of the text.",
    "What is not understood stays in the text, and the preview says what to type instead.",
)

"""The scrubber: takes any text, settles at once, grows within bounds, leaves nothing known."""

from __future__ import annotations

from collections.abc import Iterable

from focusgroup.domain.text import clean
from focusgroup.privacy import Person, Scrubber
from fuzz.target import Target, hold_linear, text_of

_A_CODE = 40  # characters that one replacement may add
ROSTER = (
    Person("P1", "Wren", "Hallowtree"),
    Person("P2", "Will", "Hartnoll"),
    Person("P3", "Siân", "Pritchard-Rees"),
    Person("P4", "May", "Sutcliffe"),
    Person("P5", "Tomasz", "Wilk", ("Tomek",)),
    Person("P6", "Hye-jin", "Park"),
    Person("G2-P7", "愛子", "田中"),
)
NEVER = ("Norwell Homes", "Marlow & Pike")


def room() -> Scrubber:
    """Return a scrubber of a group that has just sat down."""
    return Scrubber(ROSTER, NEVER)


def check_text(text: str) -> None:
    """Assert what masking promises of a text, by every door."""
    scrubber = room()
    previewed = scrubber.preview(text)
    assert scrubber.next_number == 1, "a preview used a number up"
    saved = scrubber.scrub_draft(text)
    done = scrubber.scrub(text)
    assert previewed.text == done.text, "the preview is not what is written"
    original = clean(text)
    assert len(done.text) <= len(original) + _A_CODE * len(done.replacements)
    assert len(saved) <= len(done.text) + _A_CODE
    end = 0
    for each in done.replacements:
        assert end <= each.start < each.end <= len(original), "replacements overlap"
        end = each.end
    assert scrubber.scrub(done.text).text == done.text, "a second pass changes the text"
    assert room().scrub(done.text).text == done.text, "another window changes the text"
    assert scrubber.hits(done.text) == (), "something known is left"


def check_roster(text: str) -> None:
    """Assert that any text may be a name, a phrase or a word to keep."""
    parts = [*text.split("\n"), "", "", "", ""]
    scrubber = Scrubber(
        [Person("P1", parts[0], parts[1], (parts[2],))], [parts[3], text], keep=[parts[2]]
    )
    for each in (text, " ".join(parts), parts[0]):
        done = scrubber.scrub(each).text
        assert scrubber.scrub(done).text == done, "a second pass changes the text"
        scrubber.hits(each)
        scrubber.scrub_draft(each)
    scrubber.keep_word(parts[1])
    scrubber.mask_word(parts[0])
    scrubber.scrub(text)
    shown = repr(scrubber)
    assert len(parts[0]) < 12 or parts[0] not in shown


def check_growth(unit: str) -> None:
    """Assert that masking takes work in step with the length of the text."""
    hold_linear(unit, lambda text: room().scrub(text))
    hold_linear(unit, lambda text: room().hits(text))


def check(data: bytes) -> None:
    """Take the first byte for what to check, and the rest for a text."""
    how, text = (data[0] if data else 0) % 64, text_of(data[1:])
    if how < 48:
        check_text(text)
    elif how < 63:
        check_roster(text)
    else:
        check_growth(clean(text)[:24])


_LINES = (
    "Wren said it and Xhqzt Oyelaran heard it from Mr Cole.",
    "ring 07700 900412 or wren.h@norwell-homes.example, ref 4471-09",
    "will may and mark it, hope so; Will did, May didn't",
    "[P3] told [name 7], D.O. and W-R-E-N",
    "NORWELL HOMES CALLED SIÂN'S DESK",
    "愛子さん said so; Norwel Homs; Tomek's",
    "Wren\nHallowtree\nWrennie\nthe Acme job",
)


def _seeds() -> Iterable[bytes]:
    for how in (0, 48, 63):
        yield from (bytes([how]) + line.encode() for line in _LINES)


TARGET = Target(
    "masking",
    check,
    _seeds,
    longest=500,
    words=("[name ", "[P3]", "Wren", "Hartnoll", "norwell", " & Pike", "@", "07700", "'s", "Mr ",
           "愛子", "W-R-E-N", "D.O.", "\u0301", "\u200b"),
)  # fmt: skip

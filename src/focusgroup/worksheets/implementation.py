"""How far each element is put into practice, and what that does to its weight (row 4.15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.domain.element import Element
from focusgroup.worksheets.declare import Grid, OpenPoint, Points, Sheet, View, Worksheet, lacking
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import Record, comments, lines, number, percent, text


@dataclass(frozen=True, slots=True)
class ElementLevel(Record):
    """How far one element of the frame is put into practice, and how much it counts."""

    element: str = text("Element", "an element of this study, such as: Technology", needed=True)
    level: float | None = percent("In practice", "how far it is put into practice, in %")
    weight: float | None = number("Weight", "how much it counts; empty: 1")
    reason: str = lines("Reason", "what shows the level, why it weighs so much")
    evidence: str = comments()

    @property
    def factor(self) -> float | None:
        """What a comment counts in the weighted picture; None while the level is not known."""
        if self.level is None:
            return None
        return self.level / 100 * (1.0 if self.weight is None else self.weight)


def _element_of(facts: Facts, row: ElementLevel) -> Element | None:
    """Return the element of the frame that a row names, by name, key or alias."""
    word = " ".join(row.element.casefold().split())
    return next((e for e in facts.elements if word in {e.name.casefold(), e.key, *e.aliases}), None)


def _by_element(facts: Facts) -> dict[str, ElementLevel]:
    """Return the row of each element by its key; the first where there are several."""
    found: dict[str, ElementLevel] = {}
    for row in facts.rows(ElementLevel):
        element = _element_of(facts, row)
        if element is not None:
            found.setdefault(element.key, row)
    return found


def _fits_the_frame(facts: Facts) -> Iterator[OpenPoint]:
    if not facts.elements:
        return
    first = {row.id for row in _by_element(facts).values()}
    for row in facts.rows(ElementLevel):
        if _element_of(facts, row) is None:
            yield OpenPoint("element_level", "This study has no element of that name.", row.id)
        elif row.id not in first:
            yield OpenPoint("element_level", "This element stands there twice; the first counts.",
                            row.id)  # fmt: skip
    left = len(facts.elements) - len(first)
    if left:
        verb = "has" if left == 1 else "have"
        words = "element" if left == 1 else "elements"
        yield OpenPoint("element_level", f"{left} {words} of this study {verb} no row yet.")


def weighted(counts: list[tuple[int, float | None]]) -> list[tuple[float, float | None]]:
    """Return plain and weighted shares in percent of (comments, factor), in order.

    An element without a factor has no weighted share, and the others share the whole between them.
    """
    plain = sum(count for count, _ in counts)
    whole = sum(count * factor for count, factor in counts if factor is not None)
    return [
        (
            100 * count / plain if plain else 0.0,
            None if factor is None else 100 * (count * factor / whole) if whole else 0.0,
        )
        for count, factor in counts
    ]


def _picture(facts: Facts) -> Iterator[View]:
    """Yield comments by element, plain and weighted, side by side."""
    if not facts.rows(ElementLevel) or not facts.elements:
        return
    counts = facts.comments_by_element
    if counts is None:
        yield Points("Comments by element", (("", "They cannot be counted just now: the study "
                     "file is busy. Leave this page and come back."),))  # fmt: skip
        return
    held = _by_element(facts)
    told = [
        (counts.get(e.key, 0), held[e.key].factor if e.key in held else None)
        for e in facts.elements
    ]
    rows = [
        (element.name, *_told(held.get(element.key)), *_side_by_side(count, factor, shares))
        for element, (count, factor), shares in zip(
            facts.elements, told, weighted(told), strict=True
        )
    ]
    yield Grid(
        "Comments by element, plain and weighted",
        ("Element", "In practice", "Weight", "Comments", "Share", "Weighted", "Share, weighted"),
        tuple(rows),
        note="Weighted: comments x level in practice x weight (1 where none is given). An element "
        "without a level has no weighted figure. A comment with two elements counts at both"
        + _not_tagged(counts.get("", 0)),
        widths=(3, 1.8, 1.6, 1.9, 1.5, 1.9, 2),
        numbers=frozenset({1, 2, 3, 4, 5, 6}),
    )


def _not_tagged(count: int) -> str:
    if not count:
        return "."
    return f"; {count} {'is' if count == 1 else 'are'} not tagged and not counted here."


def _told(row: ElementLevel | None) -> tuple[str, str]:
    if row is None or row.level is None:
        return "?", ""
    return f"{row.level:g} %", f"{1.0 if row.weight is None else row.weight:g}"


def _side_by_side(
    count: int, factor: float | None, shares: tuple[float, float | None]
) -> tuple[str, str, str, str]:
    plain, heavy = shares
    if factor is None or heavy is None:
        return f"{count}", f"{plain:.0f} %", "–", "–"
    return f"{count}", f"{plain:.0f} %", f"{count * factor:.1f}", f"{heavy:.0f} %"


def _of_the_frame(facts: Facts) -> Iterator[ElementLevel]:
    held = _by_element(facts)
    for element in facts.elements:
        if element.key not in held:
            yield ElementLevel("", element=element.name)


WORKSHEET = Worksheet(
    key="implementation",
    title="Level of implementation",
    phase=2,
    place=44,
    about="How far each element is put into practice and how much it counts: what was said of it, "
    "plain and weighted.",
    sheets=(
        Sheet(
            ElementLevel,
            "Elements",
            "level",
            "Put in the elements of this study, then how far each is put into practice.",
            ("element", "level", "weight", "reason", "evidence"),
            checks=(
                lacking(ElementLevel, "level", "How far it is put into practice is missing."),
                _fits_the_frame,
            ),
            proposed=_of_the_frame,
        ),
    ),
    views=(("plain and weighted", _picture),),
)

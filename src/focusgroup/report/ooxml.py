"""The few WordprocessingML elements the report needs, built by lxml.

Paragraphs and rows go in as XML because python-docx looks a style up for every paragraph and finds
cells by counting: 10,000 rows took 6.7 s that way and 0.11 s as copies of a template row.
"""

from __future__ import annotations

import copy
import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docx.oxml.ns import NamespacePrefixedTag, qn
from docx.oxml.parser import oxml_parser

from focusgroup.domain.text import clean, clean_lines

Element = Any  # lxml ships no types

_T, _TCW, _WIDTH = qn("w:t"), qn("w:tcW"), qn("w:w")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def safe(text: str) -> str:
    """Return text without characters XML cannot hold: the last guard, they should be gone."""
    return text if text.isprintable() else clean(text)


def el(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return an element; `val=1` becomes w:val="1", and r_id becomes r:id."""
    element = _empty(tag)
    for name, value in attributes.items():
        element.set(_attribute(name), str(value))
    for child in children:
        element.append(child)
    return element


def _empty(tag: str) -> Element:
    """Return an element without anything; python-docx takes each tag apart again every time."""
    name, spaces = _named(tag)
    return oxml_parser.makeelement(name, nsmap=spaces)


@functools.cache
def _named(tag: str) -> tuple[str, dict[str, str]]:
    known = NamespacePrefixedTag(tag)
    return known.clark_name, known.nsmap


@functools.cache
def _attribute(name: str) -> str:
    prefix, _, local = name.rpartition("_")
    return qn(f"{prefix or 'w'}:{local}")


def text_of(text: str) -> Element:
    """Return w:t with spaces kept."""
    element = _empty("w:t")
    element.set(_SPACE, "preserve")
    element.text = safe(text)
    return element


def run(text: str, style: str = "", *, bold: bool = False) -> Element:
    """Return a run; line ends become line breaks."""
    element = el("w:r")
    if style or bold:
        element.append(el("w:rPr", *_properties(style, bold=bold)))
    for number, line in enumerate(clean_lines(text).split("\n") if "\n" in text else [text]):
        if number:
            element.append(el("w:br"))
        element.append(text_of(line))
    return element


def unbroken(text: str, style: str) -> Element:
    """Return a run whose hyphens do not break, so that a code such as "G1-P3" stays in one line."""
    element = el("w:r", el("w:rPr", *_properties(style, bold=False)))
    for number, piece in enumerate(text.split("-")):
        if number:
            element.append(el("w:noBreakHyphen"))
        element.append(text_of(piece))
    return element


def _properties(style: str, *, bold: bool) -> Iterable[Element]:
    if style:
        yield el("w:rStyle", val=style)
    if bold:
        yield el("w:b")


def paragraph(style: str, *content: Element, properties: Sequence[Element] = ()) -> Element:
    """Return a paragraph of a style id; further properties must come in the schema's order."""
    return el("w:p", el("w:pPr", el("w:pStyle", val=style), *properties), *content)


def field(instruction: str, cached: str, style: str = "") -> list[Element]:
    """Return the runs of a field with the result shown until Word works it out anew."""
    code = _empty("w:instrText")
    code.set(_SPACE, "preserve")
    code.text = f" {instruction} "
    return [
        el("w:r", el("w:fldChar", fldCharType="begin")),
        el("w:r", code),
        el("w:r", el("w:fldChar", fldCharType="separate")),
        run(cached, style),
        el("w:r", el("w:fldChar", fldCharType="end")),
    ]


def bookmarked(number: int, name: str, *content: Element) -> list[Element]:
    """Return content between the two ends of a bookmark."""
    start = el("w:bookmarkStart", id=number, name=name)
    return [start, *content, el("w:bookmarkEnd", id=number)]


def link(anchor: str, *content: Element) -> Element:
    """Return a link to a bookmark of this document."""
    return el("w:hyperlink", *content, anchor=anchor, history=1)


def caption(label: str, number: int, title: str) -> Element:
    """Return a caption, numbered by a SEQ field so that Word can list and renumber it."""
    copied = copy.deepcopy(_caption(label))
    _, counted, words = copied.iter(_T)
    counted.text = str(number)
    words.text = safe(f". {title}")
    return copied


@functools.cache
def _caption(label: str) -> Element:
    return paragraph("Caption", run(f"{label} "), *field(f"SEQ {label} \\* ARABIC", "0"), run(". "))


def column_widths(weights: Sequence[float], total: int) -> list[int]:
    """Return column widths in twips that share out the total exactly."""
    edges = [round(total * sum(weights[:n]) / sum(weights)) for n in range(len(weights) + 1)]
    return [right - left for left, right in itertools.pairwise(edges)]


def cell(width: int, content: Element, span: int = 1) -> Element:
    """Return a table cell of a width in twips."""
    size = [el("w:tcW", w=width, type="dxa")]
    if span > 1:
        size.append(el("w:gridSpan", val=span))
    return el("w:tc", el("w:tcPr", *size), content)


def words_cell(width: int, style: str, text: str = "", *, keep: bool = False) -> Element:
    """Return a cell of one line of text; `keep` holds it to the next row's page.

    Copied: setting nine elements anew for each cell took a third of a report of many small tables.
    """
    copied = copy.deepcopy(_words_cell(style, keep=keep))
    (size,), (words,) = copied.iter(_TCW), copied.iter(_T)
    size.set(_WIDTH, str(width))
    words.text = safe(text)
    return copied


@functools.cache
def _words_cell(style: str, *, keep: bool) -> Element:
    properties = [el("w:keepNext")] if keep else []
    return cell(0, paragraph(style, run(""), properties=properties))


def row(cells: Iterable[Element], *, header: bool = False, whole: bool = True) -> Element:
    """Return a table row; a header repeats on every page, a whole row stays on one."""
    marks = [el("w:cantSplit")] if whole else []
    if header:
        marks.append(el("w:tblHeader"))
    return el("w:tr", *([el("w:trPr", *marks)] if marks else []), *cells)


def table(widths: Sequence[int], description: str, *, total: bool) -> Element:
    """Return a table without rows; the description is read out by screen readers."""
    look = el("w:tblLook", val="0460" if total else "0420", firstRow=1, lastRow=int(total),
              firstColumn=0, lastColumn=0, noHBand=0, noVBand=1)  # fmt: skip
    return el(
        "w:tbl",
        el(
            "w:tblPr",
            el("w:tblStyle", val="ReportTable"),
            el("w:tblW", w=sum(widths), type="dxa"),
            el("w:tblLayout", type="fixed"),
            look,
            el("w:tblCaption", val=safe(description)),
        ),
        el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths)),
    )


def fill(template: Element, rows: Iterable[Sequence[str]]) -> Iterator[Element]:
    """Yield a copy of the template row for each row of texts.

    One by one: rows copied by the hundred cost more to move out of their copy than was saved.
    """
    for texts in rows:
        copied = copy.deepcopy(template)
        for target, text in zip(copied.iter(_T), texts, strict=True):
            target.text = safe(text)
        yield copied

"""How Word shows the report. This package alone knows Word, and it is imported only to write."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import IO, Any, cast

import docx
from docx.document import Document

from focusgroup.report.blocks import (
    Bullets,
    Cover,
    CurveFigure,
    Figure,
    GanttFigure,
    Heading,
    Manner,
    Outline,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Toc,
)
from focusgroup.report.charts import chart
from focusgroup.report.curve_chart import curve_chart
from focusgroup.report.gantt_chart import gantt_chart
from focusgroup.report.ooxml import (
    Element,
    bookmarked,
    caption,
    cell,
    column_widths,
    el,
    field,
    fill,
    link,
    paragraph,
    row,
    run,
    safe,
    table,
    unbroken,
    words_cell,
)
from focusgroup.report.package import write_package
from focusgroup.report.styles import PAGE, SIDE, TEXT_WIDTH, numbering_xml, styles_xml

_QUOTES = {
    "strength": "QuoteStrength",
    "weakness": "QuoteWeakness",
    "idea": "QuoteIdea",
    "mixed": "QuoteMixed",
}
_MANNERS = {Manner.BODY: "Normal", Manner.QUESTION: "Question", Manner.NOTE: "Note"}
# What a paragraph before it belongs to.
_KEPT_WITH = (Quote, Table, Figure, CurveFigure, GanttFigure)
# A table of up to so many rows stays on one page; a longer one is better broken between rows.
_ROWS_TOGETHER = 14
# A row longer than this may break: kept whole, it could leave most of a page empty.
_WHOLE_ROW = 1500
# Parts of python-docx's template that say where it came from, or that nothing here uses.
_STRAY = ("stylesWithEffects", "webSettings", "fontTable", "customXml", "theme")


def write_docx(outline: Outline, stream: IO[bytes], *, created: dt.date) -> None:
    """Write an outline as .docx; the same outline and day give the same bytes."""
    document = docx.Document()
    _strip(document)
    _Setter(document, outline).set()
    _properties(document, outline, created)
    package = document.part.package
    assert package is not None  # an opened document always has one
    write_package(package, stream)


def _strip(document: Document) -> None:
    part = document.part
    for key, rel in list(part.rels.items()):
        if rel.reltype.rsplit("/", 1)[-1] in _STRAY:
            part.drop_rel(key)
    package = part.package
    assert package is not None
    for key, rel in list(package.rels.items()):
        if rel.reltype.rsplit("/", 1)[-1] in {"thumbnail", "extended-properties"}:
            del package.rels[key]


def _properties(document: Document, outline: Outline, created: dt.date) -> None:
    """Set title, subject and day, and leave nobody's name: no author, no last editor."""
    core = document.core_properties
    element = cast(Any, core)._element
    for child in list(element):
        element.remove(child)
    moment = dt.datetime.combine(created, dt.time())
    core.title = safe(outline.title)[:255]
    core.subject = safe(outline.subject)[:255]
    core.language = outline.language
    core.created = moment
    core.modified = moment


class _Setter:
    """Sets blocks one after the other into a document's body."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self._document = document
        self._outline = outline
        self._body = cast(Any, document.element.body)
        self._end = self._body.sectPr
        self._contents = {id(h): n for n, h in enumerate(outline.headings(), start=1)}
        self._break = False
        self._keep = False  # whether the paragraph belongs on the page of what follows
        self._noted = False  # whether a note on what is set now follows it
        self._tables = self._figures = self._lists = 0
        self._ways: dict[type, Callable[[Any], None]] = {
            Cover: self._cover,
            Heading: self._heading,
            Paragraph: self._paragraph,
            Quote: self._quote,
            Bullets: self._bullets,
            Table: self._table,
            Figure: self._figure,
            CurveFigure: self._curve,
            GanttFigure: self._gantt,
            Toc: self._toc,
            PageBreak: self._page_break,
        }

    def set(self) -> None:
        """Set the whole outline."""
        self._furnish()
        blocks = self._outline.blocks
        around = zip((None, *blocks[:-1]), blocks, (*blocks[1:], None), strict=True)
        for before, block, following in around:
            # What a heading says first stays with what it speaks of, not alone at a page's end.
            self._keep = isinstance(before, Heading) or isinstance(following, _KEPT_WITH)
            self._noted = isinstance(following, Paragraph) and following.manner is Manner.NOTE
            self._ways[type(block)](block)

    def _add(self, *elements: Element) -> None:
        for element in elements:
            self._end.addprevious(element)

    def _furnish(self) -> None:
        """Set styles, lists, paper, header and footer."""
        part = self._document.part
        _replace(self._document.styles.element, styles_xml(self._outline.language))
        lists = sum(1 for b in self._outline.blocks if isinstance(b, Bullets) and b.ordered)
        _replace(part.numbering_part.element, numbering_xml(lists))
        settings = self._document.settings.element
        for child in list(settings):
            if child.tag.rsplit("}", 1)[-1] in {"rsids", "savePreviewPicture", "themeFontLang"}:
                settings.remove(child)
        section = self._document.sections[0]
        section.different_first_page_header_footer = True  # the title page stands bare
        for name in [n for n in section._sectPr.attrib if "rsid" in str(n)]:
            del section._sectPr.attrib[name]
        size, margins = section._sectPr.find(_w("pgSz")), section._sectPr.find(_w("pgMar"))
        for name, value in zip(("w", "h"), PAGE, strict=True):
            size.set(_w(name), str(value))
        for name, value in (("left", SIDE), ("right", SIDE), ("top", 1360), ("bottom", 1250)):
            margins.set(_w(name), str(value))
        _only(section.header, paragraph("header", run(self._outline.title)))
        _only(
            section.footer,
            paragraph(
                "footer",
                run("No participant is identified by name."),
                el("w:r", el("w:tab")),
                run("Page "),
                *field("PAGE", "1"),
                run(" of "),
                *field("NUMPAGES", "1"),
            ),
        )
        _only(section.first_page_header, paragraph("Normal"))
        _only(section.first_page_footer, paragraph("Normal"))

    def _page_break(self, _: PageBreak) -> None:
        self._break = True

    def _cover(self, block: Cover) -> None:
        self._add(paragraph("Subtitle", run(block.kind)), paragraph("Title", run(block.title)))
        for name, value in block.facts:
            self._add(paragraph("CoverFact", run(f"{name}  ", "FactName"), run(value)))
        self._add(paragraph("Statement", run(block.statement)))

    def _heading(self, block: Heading) -> None:
        before = [el("w:pageBreakBefore")] if self._break else []
        if block.level == 1 and not self._break:
            before = [el("w:spacing", before=480)]  # on a new page it would only push down
        self._break = False
        style = f"Heading{block.level}" if block.level else "TOCHeading"
        words: list[Element] = [run(block.text)]
        number = self._contents.get(id(block))
        if number is not None and block.level:
            words = bookmarked(number, _anchor(number), *words)
        self._add(paragraph(style, *words, properties=before))

    def _paragraph(self, block: Paragraph) -> None:
        lead = [run(f"{block.lead} ", "Lead")] if block.lead else []
        keep = [el("w:keepNext")] if self._keep or block.manner is Manner.QUESTION else []
        self._add(paragraph(_MANNERS[block.manner], *lead, run(block.text), properties=keep))

    def _quote(self, block: Quote) -> None:
        style = _QUOTES.get(block.valence, "Quote")
        source = f"{block.code} · {block.time}".replace(" ", "\u00a0")
        words = (run(block.text), run("\u2002"), unbroken(source, "QuoteSource"))
        self._add(paragraph(style, *words))

    def _bullets(self, block: Bullets) -> None:
        key = 1
        if block.ordered:
            self._lists += 1
            key = 1 + self._lists
        style = "ListNumber" if block.ordered else "ListBullet"
        for number, (lead, text) in enumerate(block.items, start=1):
            head = [run(f"{lead} ", "Lead")] if lead else []
            properties = [el("w:numPr", el("w:ilvl", val=0), el("w:numId", val=key))]
            if number == len(block.items):
                properties.append(el("w:spacing", after=150))
            self._add(paragraph(style, *head, run(text), properties=properties))

    def _toc(self, _: Toc) -> None:
        """Set the contents as a field whose shown result is the true list of headings.

        Page numbers are known to Word only: they come when fields are updated or the file is
        printed. Asking Word to do it on opening would greet the reader with a warning.
        """
        entries = [h for h in self._outline.headings() if h.level]
        start = field('TOC \\o "1-2" \\h \\z \\u', "")
        for place, heading in enumerate(entries):
            anchor = _anchor(self._contents[id(heading)])
            content: list[Element] = start[:3] if place == 0 else []
            page = [el("w:r", el("w:tab")), *field(f"PAGEREF {anchor} \\h", "")]
            content.append(link(anchor, run(heading.text), *page))
            if place == len(entries) - 1:
                content.append(start[-1])
            self._add(paragraph(f"TOC{heading.level}", *content))

    def _figure(self, block: Figure) -> None:
        self._figures += 1
        self._drawn(block.title, chart(self._document.part, block, self._figures, TEXT_WIDTH))

    def _curve(self, block: CurveFigure) -> None:
        self._figures += 1
        self._drawn(block.title, curve_chart(self._document.part, block, self._figures, TEXT_WIDTH))

    def _gantt(self, block: GanttFigure) -> None:
        self._figures += 1
        self._drawn(block.title, gantt_chart(self._document.part, block, self._figures, TEXT_WIDTH))

    def _drawn(self, title: str, drawn: Element) -> None:
        """Set a figure under its caption, on one page with its note and with nothing else.

        Held to a table behind it, both are more than a page, and the heading stands alone.
        """
        keep = [el("w:keepNext")] if self._noted else []
        self._add(
            caption("Figure", self._figures, title), paragraph("Figure", drawn, properties=keep)
        )

    def _table(self, block: Table) -> None:
        self._tables += 1
        widths = column_widths(block.widths, TEXT_WIDTH)
        grid = table(widths, block.title, total=block.total)
        # Set before it is filled: moving 10,000 rows with their table afterwards takes 0.9 s.
        self._add(caption("Table", self._tables, block.title), grid)
        if block.bands:
            grid.append(_bands(block, widths))
        heads = (
            words_cell(width, "TableHeadNumber" if n in block.numbers else "TableHead", text)
            for n, (width, text) in enumerate(zip(widths, block.header, strict=True))
        )
        grid.append(row(heads, header=True))
        together = len(block.rows) <= _ROWS_TOGETHER
        last = len(block.rows) - 1

        def way(numbered: tuple[int, tuple[str, ...]]) -> tuple[bool, bool]:
            number, texts = numbered
            return sum(map(len, texts)) <= _WHOLE_ROW, together and number < last

        for (whole, keep), run_of in itertools.groupby(enumerate(block.rows), way):
            template = _template(block, widths, whole=whole, keep=keep)
            grid.extend(fill(template, (texts for _, texts in run_of)))
        # Two tables with nothing between them would run into one in Word.
        # One without a note is a point high: a line more would begin a page that stays empty.
        self._add(
            paragraph("TableNote", run(block.note))
            if block.note
            else paragraph(
                "TableNote",
                properties=[el("w:spacing", before=0, after=240, line=20, lineRule="exact")],
            )
        )


def _template(block: Table, widths: list[int], *, whole: bool, keep: bool) -> Element:
    """Return an empty row whose copies are filled; `keep` holds it to the next row's page."""
    plain = "TableSmall" if block.small else "TableText"
    number = "TableSmallNumber" if block.small else "TableNumber"
    return row(
        (
            words_cell(width, number if n in block.numbers else plain, keep=keep)
            for n, width in enumerate(widths)
        ),
        whole=whole,
    )


def _bands(block: Table, widths: list[int]) -> Element:
    cells = []
    start = 0
    for text, span in block.bands:
        width = sum(widths[start : start + span])
        cells.append(cell(width, paragraph("TableBand", run(text)), span))
        start += span
    return row(cells, header=True)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _w(name: str) -> str:
    return f"{_W}{name}"


def _anchor(number: int) -> str:
    return f"_Toc{number:08d}"


def _replace(element: Element, other: Element) -> None:
    for child in list(element):
        element.remove(child)
    for child in list(other):
        element.append(child)


def _only(story: Element, content: Element) -> None:
    """Give a header or footer one paragraph."""
    story.is_linked_to_previous = False
    element = story._element
    for child in list(element):
        element.remove(child)
    element.append(content)

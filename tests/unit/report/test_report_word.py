"""How Word shows it: styles, fields, header rows, properties, and the same bytes every time."""

import io
import re
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx_integrity import check
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.domain.comment import Valence
from focusgroup.domain.text import clean
from focusgroup.report.blocks import CurveFigure, Heading, Manner, Outline, Paragraph, Table
from focusgroup.report.outline import build
from focusgroup.report.readback import texts
from focusgroup.report.scope import ReportScope
from focusgroup.report.word import write_docx
from support.hostile import HOSTILE
from support.records import Builder, sample

TODAY = date(2026, 11, 23)


def written(record):
    stream = io.BytesIO()
    outline = build(record, ReportScope(), today=TODAY, checked=True)
    write_docx(outline, stream, created=TODAY)
    return stream


def opened(record):
    return docx.Document(io.BytesIO(written(record).getvalue()))


def parts(stream):
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def instructions(element):
    return [code.text.strip() for code in element.iter(qn("w:instrText"))]


@pytest.fixture(scope="module")
def sample_docx():
    """The sample study's report with a flip chart, as bytes."""
    built = sample()
    entry = built.line("G1", "the same-week callback")
    built.run("G1", "b:callback", entry=entry.id, working="partly", helpful="yes", why="if kept")
    return written(built.record())


@pytest.fixture(scope="module")
def document(sample_docx):
    return docx.Document(io.BytesIO(sample_docx.getvalue()))


def test_it_opens_again_with_real_heading_styles(document):
    styles = {p.style.name for p in document.paragraphs}
    wanted = {"Title", "Heading 1", "Heading 2", "Heading 3", "Quote Strength", "Caption"}
    assert wanted <= styles
    assert "Strengths and successes" in [
        p.text for p in document.paragraphs if p.style.name == "Heading 1"
    ]


def test_every_style_used_is_declared(sample_docx):
    content = parts(sample_docx)
    declared = set(re.findall(rb'w:styleId="([^"]+)"', content["word/styles.xml"]))
    for name, xml in content.items():
        if name.startswith("word/") and name.endswith(".xml"):
            used = set(re.findall(rb'<w:(?:p|r|tbl)Style w:val="([^"]+)"', xml))
            assert used <= declared, name


def test_no_structural_fault_is_found(sample_docx, tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(sample_docx.getvalue())
    assert check(str(path)) == []


def test_contents_is_a_field_whose_shown_result_is_the_true_list_of_headings(document):
    entries = [p for p in document.paragraphs if p.style.name.startswith("toc ")]
    titles = [p.text for p in document.paragraphs if p.style.name in {"Heading 1", "Heading 2"}]
    assert [p.text.strip() for p in entries] == titles
    assert instructions(entries[0]._p)[0].startswith('TOC \\o "1-2"')
    bookmarks = {b.get(qn("w:name")) for b in document.element.iter(qn("w:bookmarkStart"))}
    anchors = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    assert anchors
    assert anchors <= bookmarks


def test_fields_begin_and_end_in_pairs(document):
    kinds = [f.get(qn("w:fldCharType")) for f in document.element.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_captions_are_numbered_by_fields_in_order(document):
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    tables = [p for p in captions if p.text.startswith("Table")]
    assert len(tables) == len(document.tables)
    for number, caption in enumerate(tables, start=1):
        assert caption.text.startswith(f"Table {number}. ")
        assert instructions(caption._p) == ["SEQ Table \\* ARABIC"]


def test_every_table_repeats_its_header_and_keeps_rows_whole(document):
    for found in document.element.iter(qn("w:tbl")):
        rows = found.findall(qn("w:tr"))
        first = rows[0].find(qn("w:trPr"))
        assert first.find(qn("w:tblHeader")) is not None
        assert all(r.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for r in rows)
        widths = [int(c.get(qn("w:w"))) for c in found.find(qn("w:tblGrid"))]
        assert sum(widths) == int(found.tblPr.find(qn("w:tblW")).get(qn("w:w")))


def test_pages_are_numbered_a4_and_headed_by_the_title_save_the_first(document):
    (section,) = document.sections
    assert instructions(section.footer._element) == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text == "Marlow & Pike: CRM strategy reset"
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_figures_carry_their_numbers_in_words_and_in_a_workbook(sample_docx, document):
    (drawing,) = document.element.iter(qn("wp:docPr"))
    assert "People: strengths 15, weaknesses 23" in drawing.get("descr")
    content = parts(sample_docx)
    with zipfile.ZipFile(io.BytesIO(content["word/embeddings/figures1.xlsx"])) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<t>People</t>" in sheet
    assert "<v>15</v>" in sheet
    chart = content["word/charts/chart1.xml"].decode()
    assert "<c:v>Strengths</c:v>" in chart
    assert "Sheet1!$B$2:$B$7" in chart


@pytest.mark.feature("1.32")
def test_properties_hold_title_and_day_and_nobodys_name(sample_docx, document):
    core = document.core_properties
    assert core.title == "Marlow & Pike: CRM strategy reset"
    assert core.created.date() == TODAY
    assert (core.author, core.last_modified_by, core.comments, core.keywords) == ("", "", "", "")
    names = set(parts(sample_docx))
    assert not [n for n in names if "thumbnail" in n or "app.xml" in n or "custom" in n]
    assert b"python-docx" not in b"".join(parts(sample_docx).values())
    assert b"w:rsid" not in parts(sample_docx)["word/document.xml"]


def test_the_documents_language_is_the_guides(document):
    (language,) = document.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en"


def test_the_same_study_gives_the_same_bytes():
    one, two = (written(sample().record()).getvalue() for _ in range(2))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_text_of_the_outline_is_in_the_file():
    record = sample().record()
    outline = build(record, ReportScope(), today=TODAY, checked=True)
    whole = "\n".join(text for _, text in texts(io.BytesIO(written(record).getvalue())))
    for place, text in outline.places():
        assert text in whole or not re.search(r"[a-z]{2}", text), place


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reaches_word_as_it_reads_and_breaks_nothing(text, tmp_path):
    text = clean(text)
    built = Builder()
    built.session("G1", label=text, themes=text, place=text)
    built.line("G1", text)
    built.say("G1-P1", text, valence=Valence.STRENGTH, elements=("people",))
    path = tmp_path / "report.docx"
    path.write_bytes(written(built.record()).getvalue())
    assert check(str(path)) == []
    last = docx.Document(path).tables[-1]
    assert last.rows[-1].cells[3].text == text


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_characters_xml_cannot_hold_never_stop_a_report(text):
    built = Builder()
    built.session("G1", label=text, themes=text)
    built.say("G1-P1", text, elements=(text,) if text else ())
    stream = written(built.record())
    for name, content in parts(stream).items():
        if name.endswith(".xml"):
            parse_xml(content)


def test_two_lists_are_each_numbered_from_one():
    built = Builder()
    built.session("G1")
    built.session("G2")
    for group in ("G1", "G2"):
        built.line(group, "one")
        built.line(group, "two")
    document = opened(built.record())
    listed = [p for p in document.paragraphs if p.style.name == "List Number"]
    keys = [p._p.pPr.numPr.numId.val for p in listed]
    assert len(set(keys)) == 2
    assert keys == sorted(keys)
    numbering = document.part.numbering_part.element
    starts = [s.get(qn("w:val")) for s in numbering.iter(qn("w:startOverride"))]
    assert starts == ["1", "1"]


CURVE = CurveFigure(
    "The way", "in words", ("first", "last"), (("emotion", (1.0, 2.0)),), (-2, "bad"), (2, "good")
)
TABLE = Table("Tasks", ("Task",), (("One",), ("Two",)), widths=(1.0,))


def set_down(*blocks):
    """The body of a document of these blocks: paragraphs and tables in their order."""
    stream = io.BytesIO()
    write_docx(Outline("A", "B", "en", blocks), stream, created=TODAY)
    return list(docx.Document(io.BytesIO(stream.getvalue())).element.body)


def kept(element):
    return next(element.iter(qn("w:keepNext")), None) is not None


def figure_of(body):
    return next(each for each in body if next(each.iter(qn("w:drawing")), None) is not None)


def test_a_figure_stays_with_its_note_but_is_not_held_to_a_table_behind_it():
    assert kept(figure_of(set_down(CURVE, Paragraph("It feeds itself.", manner=Manner.NOTE))))
    assert not kept(figure_of(set_down(CURVE, Paragraph("Where it leads."), TABLE)))


def test_a_table_without_a_note_leaves_no_line_that_could_begin_an_empty_page():
    body = set_down(TABLE)
    behind = body[next(n for n, each in enumerate(body) if each.tag == qn("w:tbl")) + 1]
    (spacing,) = behind.iter(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("20", "exact")


def test_what_a_heading_says_first_stays_with_what_it_speaks_of():
    heading, about, more, *_ = set_down(Heading("Road map"), Paragraph("About."), Paragraph("On."))
    assert kept(about)
    assert not kept(more)
    assert heading.tag == about.tag

"""How the report looks: paper, type and colour, as the document's own styles.

Calibri is on every Word; LibreOffice sets Carlito in its place, which has the same widths. One ink,
one accent, and a tint for each valence that stays apart for colour-blind readers; nothing is told
by colour alone.
"""

from __future__ import annotations

from docx.oxml.parser import parse_xml

from focusgroup.report.ooxml import Element

FONT = "Calibri"
INK = "22303C"
MUTED = "5D6B78"
ACCENT = "1B5E6B"
HAIRLINE = "D9E0E4"
WASH = "F1F5F6"
TINTS = {
    "strength": "2A8C82",
    "weakness": "C4572E",
    "idea": "D99A1C",
    "mixed": "7A6A96",
    "neutral": "A9B4BC",
}

# A4 in twips, with margins that leave a line of about 90 characters at 10.5 points.
PAGE = (11906, 16838)
SIDE = 1361
TEXT_WIDTH = PAGE[0] - 2 * SIDE

# Names Word knows; every other style is declared as ours. "Quote Strength" is ours, "Quote" is not.
_BUILT_IN = (
    frozenset(
        (
            "Normal",
            "Title",
            "Subtitle",
            "Quote",
            "caption",
            "List Bullet",
            "List Number",
            "TOC Heading",
        )
    )
    | {f"{name} {n}" for name in ("heading", "toc") for n in (1, 2, 3)}
    | {"header", "footer"}
)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _style(
    key: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    based: str = "Normal",
    follow: str = "",
    kind: str = "paragraph",
) -> str:
    links = f'<w:basedOn w:val="{based}"/>' if based else ""
    links += f'<w:next w:val="{follow}"/>' if follow else ""
    default = ' w:default="1"' if key == "Normal" else ""
    own = "" if name in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{default}{own} w:styleId="{key}"><w:name w:val="{name}"/>{links}'
        "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _space(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _type(half_points: int, color: str = INK, extra: str = "", *, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    return (
        f'{weight}{extra}<w:color w:val="{color}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def _heading(level: int, paragraph: str, run: str) -> str:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f"<w:keepNext/><w:keepLines/>{paragraph}{outline}",
        run,
        follow="Normal",
    )


def _bar(color: str) -> str:
    return f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="{color}"/></w:pBdr>'


def _quote(key: str, name: str, color: str, based: str = "Normal") -> str:
    return _style(
        key, name, f'<w:keepLines/>{_bar(color)}{_space(60, 120, 264)}<w:ind w:left="397"/>',
        based=based, follow="Normal",
    )  # fmt: skip


def _rule(side: str, size: int, color: str, space: int = 4) -> str:
    return (
        f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{space}" '
        f'w:color="{color}"/></w:pBdr>'
    )


def _toc(level: int) -> str:
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    indent = f'<w:ind w:left="{(level - 1) * 284}" w:right="567"/>'
    first = level == 1
    return _style(
        f"TOC{level}",
        f"toc {level}",
        f"{stop}{_space(90 if first else 0, 10 if first else 0, 240)}{indent}",
        _type(20 if first else 18, INK if first else MUTED, bold=first),
    )


_PARAGRAPHS = (
    _style("Normal", "Normal", _space(0, 130, 276), based=""),
    _heading(1, f"{_rule('bottom', 8, ACCENT, 6)}{_space(0, 240)}", _type(40, INK, bold=True)),
    _heading(2, _space(340, 90), _type(27, ACCENT, bold=True)),
    _heading(
        3,
        _space(220, 70),
        "<w:b/><w:caps/>" + f'<w:color w:val="{MUTED}"/><w:spacing w:val="14"/>'
        '<w:sz w:val="18"/><w:szCs w:val="18"/>',
    ),
    _style("Title", "Title", _space(120, 240, 228), _type(68, INK, bold=True), follow="Subtitle"),
    _style(
        "Subtitle",
        "Subtitle",
        f"{_rule('top', 36, ACCENT, 22)}{_space(3000, 60)}",
        f'<w:b/><w:color w:val="{ACCENT}"/><w:spacing w:val="10"/><w:sz w:val="25"/>'
        '<w:szCs w:val="25"/>',
    ),
    _style("CoverFact", "Cover Fact", _space(0, 60), _type(23, INK)),
    _style(
        "Statement",
        "Statement",
        f'{_bar(ACCENT)}<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>'
        f'{_space(900, 0, 288)}<w:ind w:left="284"/>',
        _type(22, INK),
    ),
    _style("TOCHeading", "TOC Heading", _space(0, 240), _type(40, INK, bold=True)),
    _toc(1),
    _toc(2),
    _style("Question", "Question", _space(0, 140, 276), _type(22, MUTED, "<w:i/>")),
    _style("Note", "Note", _space(0, 130), _type(18, MUTED)),
    _quote("Quote", "Quote", TINTS["neutral"]),
    _quote("QuoteStrength", "Quote Strength", TINTS["strength"], "Quote"),
    _quote("QuoteWeakness", "Quote Weakness", TINTS["weakness"], "Quote"),
    _quote("QuoteIdea", "Quote Idea", TINTS["idea"], "Quote"),
    _quote("QuoteMixed", "Quote Mixed", TINTS["mixed"], "Quote"),
    _style("Caption", "caption", f"<w:keepNext/>{_space(260, 90)}", _type(18, MUTED, bold=True)),
    _style("ListBullet", "List Bullet", _space(0, 80)),
    _style("ListNumber", "List Number", _space(0, 50)),
    _style("TableText", "Table Text", _space(30, 30), _type(18)),
    _style("TableNumber", "Table Number", '<w:jc w:val="right"/>', based="TableText"),
    _style(
        "TableHead", "Table Head", "<w:keepNext/>", _type(17, ACCENT, bold=True), based="TableText"
    ),
    _style("TableHeadNumber", "Table Head Number", '<w:jc w:val="right"/>', based="TableHead"),
    _style("TableBand", "Table Band", '<w:jc w:val="center"/>', based="TableHead"),
    _style("TableSmall", "Table Small", "", _type(16), based="TableText"),
    _style("TableSmallNumber", "Table Small Number", '<w:jc w:val="right"/>', based="TableSmall"),
    _style("TableNote", "Table Note", _space(70, 240), _type(16, MUTED)),
    _style("Figure", "Figure", _space(60, 60)),
    _style("header", "header", _rule("bottom", 4, HAIRLINE, 5), _type(16, MUTED)),
    _style(
        "footer",
        "footer",
        f'{_rule("top", 4, HAIRLINE, 5)}<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/>'
        f"</w:tabs>{_space(0, 0)}",
        _type(16, MUTED),
    ),
)
_CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>',
    _style("Lead", "Lead", run=f'<w:b/><w:color w:val="{INK}"/>', based="", kind="character"),
    _style(
        "QuoteSource", "Quote Source", run=_type(17, ACCENT, bold=True), based="", kind="character"
    ),
    _style("FactName", "Fact Name", run=f'<w:color w:val="{MUTED}"/>', based="", kind="character"),
)


def _border(side: str, size: int, color: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'


_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable">'
    '<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
    # As far in as the cell's margin, so that the rules end where the lines of text do.
    '<w:tblInd w:w="85" w:type="dxa"/><w:tblBorders>'
    + _border("top", 8, ACCENT)
    + _border("bottom", 8, ACCENT)
    + _border("insideH", 4, HAIRLINE)
    + '</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    + _border("bottom", 6, ACCENT)
    + f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
    + _border("top", 6, ACCENT)
    + "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
)


def styles_xml(language: str) -> Element:
    """Return the w:styles element with the document's language as the default."""
    return parse_xml(
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + "".join((*_PARAGRAPHS, *_CHARACTERS, _TABLES))
        + "</w:styles>"
    )


def numbering_xml(ordered_lists: int) -> Element:
    """Return bullets as list 1, and one numbered list each, all starting at 1, from list 2 on."""
    bullet, decimal = (
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr>'
        f'<w:rPr><w:color w:val="{ACCENT}"/></w:rPr></w:lvl></w:abstractNum>'
        for key, form, text in ((0, "bullet", "•"), (1, "decimal", "%1."))
    )
    numbered = "".join(
        f'<w:num w:numId="{2 + n}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(ordered_lists)
    )
    return parse_xml(
        f'<w:numbering {_W}>{bullet}{decimal}<w:num w:numId="1"><w:abstractNumId w:val="0"/>'
        f"</w:num>{numbered}</w:numbering>"
    )

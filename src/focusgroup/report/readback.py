"""Every text of a finished .docx, part by part, for the second search."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

# Values of attributes: alternative texts, table captions, bookmarks, series names. Taken from the
# raw XML, since walking half a million elements in Python takes longer than writing them did.
_ATTRIBUTE = re.compile(r'="([^"]*)"')
_PARAGRAPH, _TEXT = qn("w:p"), qn("w:t")
_SPOKEN = {_TEXT: None, qn("w:noBreakHyphen"): "-", qn("w:br"): " ", qn("w:tab"): " "}
_LETTERS = re.compile(r"[^\W\d_]{2}")


def texts(file: IO[bytes]) -> Iterator[tuple[str, str]]:
    """Yield (part of the file, text): paragraphs as a whole, other texts, attributes, names."""
    yield from _archive(file, "written file")


def _archive(file: IO[bytes], where: str) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            part = f"{where}, part {name}"
            yield f"{where}, name of a part", name
            content = archive.read(name)
            if name.endswith((".xml", ".rels")):
                for text in dict.fromkeys(_part(content)):
                    if _LETTERS.search(text):
                        yield part, text
            elif zipfile.is_zipfile(io.BytesIO(content)):
                yield from _archive(io.BytesIO(content), part)


def _part(content: bytes) -> Iterator[str]:
    root = parse_xml(content)
    pieces: list[str] = []
    paragraphs = 0
    for element in root.iter(_PARAGRAPH, *_SPOKEN):  # one walk: paragraphs do not nest here
        if element.tag == _PARAGRAPH:
            yield "".join(pieces)
            pieces.clear()
            paragraphs += 1
        else:
            pieces.append(_SPOKEN[element.tag] or element.text or "")
    yield "".join(pieces)
    if not paragraphs:
        yield from (text.strip() for text in root.itertext() if text.strip())
    for value in set(_ATTRIBUTE.findall(content.decode("utf-8"))):
        yield html.unescape(value)

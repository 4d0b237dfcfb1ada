"""The .docx file itself: only the parts we mean, and the same bytes for the same report."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import IO

from docx.opc.package import OpcPackage

# The earliest time a zip can hold: the moment of writing would make every file differ.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


def write_zip(stream: IO[bytes], entries: Mapping[str, bytes]) -> None:
    """Write entries in their order, each with one fixed time and no trace of the machine."""
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # else the kind of operating system stands in every entry
            archive.writestr(info, content)


def write_package(package: OpcPackage, stream: IO[bytes]) -> None:
    """Write a package; python-docx's own writer would stamp each entry with the clock."""
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    types = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in parts
    )
    entries = {
        "[Content_Types].xml": (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{_RELS_TYPE}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": _bytes(package.rels.xml),
    }
    for part in parts:
        entries[part.partname.membername] = part.blob
        if len(part.rels):
            entries[part.partname.rels_uri.membername] = _bytes(part.rels.xml)
    write_zip(stream, entries)


def _bytes(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml

"""Reports as trees of blocks, and ways to find a place in them."""

from __future__ import annotations

from datetime import date

from focusgroup.report.blocks import Heading, Table
from focusgroup.report.outline import build
from focusgroup.report.scope import ReportScope

TODAY = date(2026, 11, 23)


def report(record, scope=None, **options):
    return build(record, scope or ReportScope(), today=TODAY, **options)


def words(outline):
    return "\n".join(text for _, text in outline.places())


def headings(outline, level=1):
    return [b.text for b in outline.blocks if isinstance(b, Heading) and b.level == level]


def under(outline, title):
    """Blocks under a heading, down to the next one of its level or higher."""
    blocks = iter(outline.blocks)
    level = next(b.level for b in blocks if isinstance(b, Heading) and b.text == title)
    found = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            break
        found.append(block)
    return found


def table(outline, title):
    return next(b for b in outline.blocks if isinstance(b, Table) and b.title == title)

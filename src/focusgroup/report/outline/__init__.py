"""What the report says: a tree of blocks built from a study record. No Word here."""

from focusgroup.report.outline.build import build

__all__ = ["build"]

"""The review: tagging, correcting and counting comments after a group."""

from focusgroup.tui.screens.review.screen import ReviewScreen

__all__ = ["ReviewScreen"]

"""Worksheets on screen: the shelf of all of them, one worksheet's sheets, and the form of a row."""

from focusgroup.tui.screens.worksheets.shelf import WorksheetsScreen

__all__ = ["WorksheetsScreen"]

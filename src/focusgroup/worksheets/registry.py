"""Every worksheet there is: each module of this package that declares one."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from focusgroup.worksheets.declare import Offer, OpenPoint, Sheet, Worksheet
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import WORDS, columns, link_only_to


def _declared() -> Iterator[Worksheet]:
    package = __name__.rpartition(".")[0]
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        name = f"{package}.{module.name}"
        found = None if name == __name__ else getattr(import_module(name), "WORKSHEET", None)
        if isinstance(found, Worksheet):
            yield found


WORKSHEETS: tuple[Worksheet, ...] = tuple(
    sorted(_declared(), key=lambda each: (each.phase, each.place, each.key))
)
SHEETS: dict[str, Sheet] = {
    sheet.table: sheet for worksheet in WORKSHEETS for sheet in worksheet.sheets
}
for _sheet in SHEETS.values():
    link_only_to(_sheet.record, SHEETS)
# Columns that a person types freely, by table: what a withdrawal has to look through.
WORKSHEET_TEXTS: dict[str, tuple[str, ...]] = {
    table: tuple(each.name for each in columns(sheet.record) if each.kind in WORDS)
    for table, sheet in SHEETS.items()
}
OFFERING: tuple[Worksheet, ...] = tuple(each for each in WORKSHEETS if each.offering)


def sheet_of(table: str) -> Sheet:
    """Return the sheet whose rows a table keeps."""
    return SHEETS[table]


def open_points(facts: Facts) -> dict[str, list[OpenPoint]]:
    """Return what is still to be done, by the key of the worksheet."""
    return {each.key: list(each.open_points(facts)) for each in WORKSHEETS}


def offers(facts: Facts, target: str = "weakness") -> list[Offer]:
    """Return what worksheets offer: findings for the weaknesses, or for the gap list ("gap")."""
    found = (offer for each in OFFERING if each.offering for offer in each.offering(facts))
    return [offer for offer in found if offer.target == target]

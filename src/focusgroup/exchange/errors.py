"""What can be wrong with material that comes in or goes out."""

from __future__ import annotations

from pathlib import Path


class ImportRefused(Exception):
    """A file to import cannot be used; str() is `file:line: what is wrong, what to do`."""

    def __init__(self, file: Path, line: int, what: str) -> None:
        place = f"{file}:{line}" if line else str(file)
        super().__init__(f"{place}: {what}")


class ExportFailed(Exception):
    """Tables cannot be written where they were asked for; str() says what to do."""


class NamesFound(Exception):
    """A name would leave the study; `places` say where, without the word."""

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places
        shown = "\n".join(f"  {place}" for place in places)
        super().__init__(
            f"A name stands in {len(places)} {'place' if len(places) == 1 else 'places'}; nothing "
            f"was written:\n{shown}\nMask it in the program, then export again."
        )

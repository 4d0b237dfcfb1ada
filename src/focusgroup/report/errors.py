"""What can go wrong with a report, each as a sentence a user can act on."""

from __future__ import annotations

_PLACES_SHOWN = 40  # of a long list in one message; the exception holds all of them


class ReportError(Exception):
    """A report could not be written; the message is one clear sentence for the user."""


class UnknownSession(ReportError, LookupError):
    """A report was asked for of a session that the study does not hold."""


class ExportRefused(ReportError):
    """A name would appear; `places` say where, and nothing says which name."""

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places
        shown = "\n".join(f"  {place}" for place in places[:_PLACES_SHOWN])
        more = len(places) - _PLACES_SHOWN
        rest = f"\n  and {more} more" if more > 0 else ""
        super().__init__(
            "The report was not written: a name from the list of names, or something never to be "
            f"written, stands in it. Edit these places and try again:\n{shown}{rest}"
        )

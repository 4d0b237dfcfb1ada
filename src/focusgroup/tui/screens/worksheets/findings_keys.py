"""The keys of the findings board, and what its help says of them."""

from __future__ import annotations

from textual.binding import Binding, BindingType

HELP = (
    "What phases 1 and 2 found: strengths first, then weaknesses in their order. n adds one, "
    "Enter changes the one in hand, Tab goes to the other side, to the decision and to pages "
    "worked out of the rows.\n\n"
    "o lists what the other worksheets and the wall's votes offer, + as a strength and - as a "
    "weakness: Enter takes one over with its words, its level, its votes and the comments behind "
    "it. O sets one aside that is no finding, with the reason. c links a comment: type words of "
    "it. u chooses which of the linked comments the report quotes; without a choice it takes the "
    "best.\n\n"
    "+ ranks a weakness higher and - lower: from then on the order is by hand. How it is ranked "
    "stands under Decision. By votes: a weakness linked to a group of the wall has what the last "
    "ballot gave, and follows when people vote again. A figure typed in its form counts instead "
    "and is marked “by hand”; emptied, the ballot counts again.\n\n"
    "p lists what is still open, F4 follows the thread, Ctrl+Z takes back. b begins the new cycle "
    "once a major reset is decided."
)
KEYS: list[BindingType] = [
    Binding("o", "offers", "offers", id="findings.offers",
            tooltip="Take over what other worksheets offer as a strength or weakness"),
    Binding("O", "set_aside", "set aside", id="findings.aside", show=False,
            tooltip="Say why something offered is no finding"),
    Binding("c", "comments", "link", id="findings.link",
            tooltip="Link a comment to the finding in hand, or take the link off"),
    Binding("u", "quotes", "quotes", id="findings.quotes",
            tooltip="Choose which comments of this finding the report quotes"),
    Binding("plus", "rank(-1)", "rank higher", id="findings.higher", show=False,
            tooltip="Rank the weakness higher: the order is by hand from then on"),
    Binding("minus", "rank(1)", "rank lower", id="findings.lower", show=False,
            tooltip="Rank the weakness lower: the order is by hand from then on"),
    Binding("p", "open_points", "open points", id="findings.open", show=False,
            tooltip="What is still open"),
    Binding("ctrl+z", "step(True)", "undo", id="findings.undo", show=False,
            tooltip="Take back"),
    Binding("b", "begin_cycle", "new cycle", id="findings.cycle", show=False,
            tooltip="Open the study of the next cycle, linked to this one"),
]  # fmt: skip

"""The keys of a board, and which of them its footer shows at each step."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from focusgroup.domain.wall import Step

# Esc stands before what 80 columns have no room for.
FOOTER = {
    Step.FREE: ("board.pick", "board.lie", "wall.write", "wall.comments", "wall.group", "wall.name",
                "screen.back"),
    Step.QUESTION: ("wall.next", "wall.question", "screen.back"),
    Step.GROUP: ("wall.next", "wall.back", "screen.back"),
    Step.WRITING: ("wall.next", "wall.write", "wall.comments", "wall.old", "screen.back",
                   "wall.reword"),
    Step.POSTING: ("wall.next", "wall.write", "wall.comments", "wall.old", "screen.back",
                   "wall.reword"),
    Step.SORTING: ("wall.next", "board.pick", "board.lie", "wall.group", "wall.similar",
                   "wall.undo", "screen.back"),
    Step.NAMING: ("wall.next", "wall.name", "board.pick", "board.lie", "wall.group",
                  "screen.back"),
    Step.RANKING: ("wall.vote", "wall.next", "wall.result", "screen.back"),
    Step.TALLY: ("wall.result", "wall.vote", "wall.back", "screen.back"),
}  # fmt: skip
BINDINGS: list[BindingType] = [
    Binding("f7", "next", "next step", id="wall.next", tooltip="Go on to the next step"),
    Binding("f6", "step_back", "step back", id="wall.back", tooltip="Go back a step"),
    Binding("n", "write", "new card", id="wall.write", tooltip="Write cards"),
    Binding("c", "comments", "comments", id="wall.comments", tooltip="Cards from comments"),
    Binding("o", "old", "old cards", id="wall.old", tooltip="Bring cards of earlier work"),
    Binding("g", "group", "group", id="wall.group", tooltip="Make a group of this card"),
    Binding(
        "f",
        "into",
        "into group …",
        id="wall.into",
        show=False,
        tooltip="Send this card into a group chosen by its name",
    ),
    Binding("s", "similar", "similar", id="wall.similar", tooltip="Offer similar cards"),
    Binding(
        "S",
        "near",
        "similar near",
        id="wall.near",
        show=False,
        tooltip="Put loose cards that say much the same next to each other",
    ),
    Binding("r", "name", "name", id="wall.name", tooltip="Name the group in hand"),
    Binding("v", "vote", "vote", id="wall.vote", tooltip="Vote on the groups"),
    Binding("t", "result", "result", id="wall.result", tooltip="What the votes came to"),
    Binding("e", "reword", "reword", id="wall.reword", tooltip="Change this card's words"),
    Binding("E", "question", "question", id="wall.question", tooltip="Change the focus question"),
    Binding("x,delete", "take_off", "take off", id="wall.off", tooltip="Take this card off"),
    Binding(
        "left_square_bracket",
        "move_group(-1)",
        "group left",
        id="wall.left",
        show=False,
        tooltip="Move this group to the left",
    ),
    Binding(
        "right_square_bracket",
        "move_group(1)",
        "group right",
        id="wall.right",
        show=False,
        tooltip="Move this group to the right",
    ),
    Binding(
        "D",
        "dissolve",
        "take apart",
        id="wall.apart",
        show=False,
        tooltip="Take this group apart; its cards stay",
    ),
    Binding(
        "b",
        "behind",
        "comment",
        id="wall.behind",
        show=False,
        tooltip="Show the comment behind this card, in the review",
    ),
    Binding(
        "f4",
        "thread",
        "thread",
        id="wall.thread",
        show=False,
        tooltip="What is behind this card or group, and which gaps and tasks rest on it",
    ),
    Binding(
        "plus,equals_sign",
        "minutes(1)",
        "one minute more",
        id="wall.more",
        show=False,
        tooltip="One minute more for this step",
    ),
    Binding(
        "minus",
        "minutes(-1)",
        "one minute less",
        id="wall.less",
        show=False,
        tooltip="One minute less for this step",
    ),
    Binding("u,ctrl+z", "undo", "undo", id="wall.undo", tooltip="Take the last thing back"),
    Binding("ctrl+y", "redo", "redo", id="wall.redo", show=False, tooltip="Do it again"),
]

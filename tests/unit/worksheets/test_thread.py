"""The thread from a row to the comments behind it, and from a comment to what rests on it."""

from __future__ import annotations

from focusgroup.worksheets.actions import AgreedAction
from focusgroup.worksheets.findings import Weakness
from focusgroup.worksheets.measure_audit import Measure
from focusgroup.worksheets.thread import comments_behind, leads_to, used_by
from support.worksheets import facts_of

ROWS = (
    Measure("m", name="hold", evidence="c2 gone"),
    Weakness("w", name="long waits", rests_on="measure:m", evidence="c1"),
    AgreedAction("a", name="more lines", mends="weakness:w weakness:gone"),
)


def test_the_thread_goes_back_from_an_action_to_every_comment_and_forward_again():
    facts = facts_of(*ROWS, comments=["c1", "c2"])
    assert leads_to(facts, ("agreed_action", "a")) == [("weakness", "w")]
    behind = comments_behind(facts, ("agreed_action", "a"))
    assert [(each.comment, each.through) for each in behind] == [
        ("c1", ("weakness", "w")), ("c2", ("measure", "m")),
    ]  # fmt: skip
    assert used_by(facts, ("comment", "c2")) == [("measure", "m")]
    assert used_by(facts, ("measure", "m")) == [("weakness", "w")]
    assert used_by(facts, ("weakness", "w")) == [("agreed_action", "a")]


def test_rows_that_link_in_a_ring_are_each_met_once():
    facts = facts_of(Weakness("x", name="x", rests_on="weakness:y", evidence="c1"),
                     Weakness("y", name="y", rests_on="weakness:x", evidence="c1"),
                     comments=["c1"])  # fmt: skip
    assert len(comments_behind(facts, ("weakness", "x"))) == 1

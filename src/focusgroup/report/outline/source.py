"""What every part of the report draws on, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from focusgroup.analysis.flipchart import Verdict, verdicts
from focusgroup.analysis.makeup import too_few
from focusgroup.analysis.matrix import Matrix, MatrixRow, elements, matrix_row
from focusgroup.analysis.questions import Asked, by_sort_of_session, guide_order
from focusgroup.analysis.quoting import QuoteRules
from focusgroup.analysis.reach import opening_comments, said
from focusgroup.domain.comment import Comment, CommentKind, Valence
from focusgroup.domain.guide import GuideItem
from focusgroup.domain.record import StudyRecord
from focusgroup.report.blocks import Quote
from focusgroup.report.outline.wording import clock, shortened
from focusgroup.report.scope import ReportScope
from focusgroup.worksheets.facts import Facts


class Source:
    """A record within its scope, with the analyses that several parts share."""

    def __init__(
        self, record: StudyRecord, scope: ReportScope, today: date, *, checked: bool
    ) -> None:
        self.record = record
        self.scope = scope
        self.today = today
        self.checked = checked  # whether a roster is at hand to check the report against
        self.rules = QuoteRules(record)
        self._quoted: set[str] = set()

    @cached_property
    def said(self) -> tuple[Comment, ...]:
        """What participants said, the opening round left out."""
        return said(self.record)

    @cached_property
    def said_in(self) -> dict[str, list[Comment]]:
        """The same by session id; sorted once, since a study may hold dozens of groups."""
        said: dict[str, list[Comment]] = {session.id: [] for session in self.record.sessions}
        for comment in self.said:
            said.setdefault(comment.session, []).append(comment)
        return said

    @cached_property
    def elements(self) -> Matrix:
        """Element against valence."""
        return elements(self.record, self.said)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Questions with their answers in guide order: of the groups, then of workshops."""
        return by_sort_of_session(self.record, self.said)

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What each group said of each approach on its flip chart."""
        return verdicts(self.record)

    @cached_property
    def items(self) -> tuple[GuideItem, ...]:
        """Guide items in order."""
        return guide_order(self.record)

    @cached_property
    def opening(self) -> frozenset[str]:
        """Ids of opening answers."""
        return opening_comments(self.record)

    @cached_property
    def comment_by_id(self) -> dict[str, Comment]:
        """Comments by id."""
        return {comment.id: comment for comment in self.record.comments}

    @cached_property
    def facts(self) -> Facts:
        """The worksheets' rows and what is worked out beside them."""
        facts = Facts.of(self.record)
        facts.withheld = too_few(self.record)
        return facts

    def points(self, valence: Valence) -> list[MatrixRow]:
        """Return elements with comments of a valence, widest reach first, untagged last."""
        rows = [
            matrix_row(row.key, row.name, row.of(valence))
            for row in self.elements.rows
            if row.cells[valence].comments
        ]
        rows.sort(key=lambda row: (row.total.rank_key, row.name))
        untagged = [c for c in self.elements.untagged if c.valence == valence]
        if untagged:
            rows.append(matrix_row("", "Not tagged", untagged))
        return rows

    def quotes(self, comments: Iterable[Comment], most: int) -> Iterator[Quote]:
        """Yield up to so many quotes, best first, those not quoted before preferred."""
        best = self.rules.ordered(comments)
        fresh = [c for c in best if c.id not in self._quoted]
        for comment in (fresh or best)[:most]:
            self._quoted.add(comment.id)
            yield self.quote(comment)

    def quote(self, comment: Comment) -> Quote:
        """Return a comment as a quote block; the caller has asked the rules.

        Quotation marks stand round what was noted word for word, and round nothing else.
        """
        text = shortened(self.rules.words(comment))
        if comment.kind == CommentKind.VERBATIM and text[:1] not in {"“", '"'}:
            text = f"“{text}”"
        return Quote(text, self.rules.code(comment), clock(comment.at_s), comment.valence)

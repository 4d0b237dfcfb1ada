"""Who took part: no held-back number can be worked out. Who may be quoted, and beside what."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.analysis.makeup import make_up
from focusgroup.analysis.quoting import QuoteRules
from focusgroup.domain.comment import CommentKind, Voice
from focusgroup.domain.session import Study
from support.records import Builder


def seated(*departments, minimum=5):
    built = Builder(study=Study(id="s", title="Study", cell_minimum=minimum))
    for number, department in enumerate(departments, start=1):
        built.seat(f"G1-P{number}", department=department)
    return built.record()


def test_a_small_band_is_held_back_and_its_neighbour_with_it():
    record = seated(*["phones"] * 9, *["billing"] * 6, *["stores"] * 2)
    (table,) = make_up(record)
    shown = {cell.label: cell.count for cell in table.cells}
    assert shown == {"phones": 9, "billing": None, "stores": None}
    assert {cell.label for cell in table.cells if cell.small} == {"stores"}


def test_large_bands_are_shown():
    (table,) = make_up(seated(*["phones"] * 9, *["billing"] * 6))
    assert [(cell.label, cell.count) for cell in table.cells] == [("phones", 9), ("billing", 6)]


def test_where_every_person_is_their_own_band_nothing_is_broken_down():
    (table,) = make_up(seated("phones", "billing", "stores"))
    assert table.cells == ()


def test_bands_nobody_recorded_make_no_table():
    assert make_up(seated("", "", "")) == ()


def possible(cells, total, minimum):
    """Every way to fill the held-back cells that agrees with what is printed."""
    held = [cell for cell in cells if cell.count is None]
    rest = total - sum(cell.count for cell in cells if cell.count is not None)
    ranges = [range(1, minimum) if cell.small else range(minimum, rest + 1) for cell in held]
    return [way for way in product(*ranges) if sum(way) == rest]


@settings(max_examples=200)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=4), st.sampled_from([2, 3, 5]))
def test_no_held_back_number_follows_from_what_is_printed(counts, minimum):
    departments = [name for n, c in enumerate(counts) for name in [f"unit {n}"] * c]
    (table,) = make_up(seated(*departments, minimum=minimum))
    assert table.total == len(departments)
    for cell in table.cells:
        assert cell.count is None or cell.count >= minimum
    ways = possible(table.cells, table.total, minimum)
    for values in zip(*ways, strict=True):
        assert len(set(values)) > 1


def test_only_comments_all_of_whose_speakers_agreed_may_be_quoted():
    built = Builder()
    built.seat("G1-P1")
    built.seat("G1-P2", quote=0)
    yes = built.say("G1-P1", "mine")
    no = built.say("G1-P2", "not mine to give")
    both = built.say("G1-P1", "ours", also=("G1-P2",))
    marked = built.say("G1-P1", "marked", quotable=0)
    room = built.say("G1*", "everyone nods")
    somebody = built.say("G1?", "lost a day")
    rules = QuoteRules(built.record())
    allowed = [c for c in (yes, no, both, marked, room, somebody) if rules.allows(c)]
    assert allowed == [yes, room]


def test_an_unknown_speaker_may_be_quoted_where_everybody_agreed():
    built = Builder()
    built.seat("G1-P1")
    somebody = built.say("G1?", "lost a day")
    assert QuoteRules(built.record()).allows(somebody)


def test_an_opening_answer_is_never_quoted_for_it_tells_the_speakers_work():
    built = Builder()
    answer = built.say("G1-P1", "I run the boards for the north vans", item="opening")
    assert not QuoteRules(built.record()).allows(answer)


def test_a_question_to_come_back_to_is_the_note_takers_own_unless_it_has_a_seat():
    built = Builder()
    built.seat("G1-P1", quote=0)
    own = built.say("G1?", "what of the pilot?", kind=CommentKind.QUESTION, quotable=0)
    asked = built.say("G1-P1", "who decided that?", kind=CommentKind.QUESTION, quotable=0)
    rules = QuoteRules(built.record())
    assert rules.allows(own)
    assert not rules.allows(asked)


def test_a_quote_carries_the_seats_code_and_loses_it_beside_a_role():
    built = Builder()
    record_of = [
        built.say("G1-P3", "plain"),
        built.say("G1-P3", "ours", also=("G1-P5",)),
        built.say("G1-P3", "as the only one in billing", flags="role"),
        built.say("G1*", "nods"),
        built.say("G1?", "back row"),
        built.say("G1?", "a pause", kind=CommentKind.OBSERVATION),
        built.say("G1*", "to sum up", voice=Voice.TEAM, kind=CommentKind.SUMMARY),
    ]
    rules = QuoteRules(built.record())
    assert [rules.code(comment) for comment in record_of] == [
        "G1-P3",
        "G1-P3, P5",
        "G1, a participant",
        "G1, the room",
        "G1, a participant",
        "G1, note-taker",
        "G1, the team",
    ]


def test_codes_of_people_spoken_of_go_too_where_a_role_is_told():
    built = Builder()
    plain = built.say("G1-P3", "as [P5] said")
    flagged = built.say("G1-P3", "billing do that, I say [G1-P3], that's [name 4]", flags="role")
    rules = QuoteRules(built.record())
    assert rules.words(plain) == "as [P5] said"
    assert rules.words(flagged) == "billing do that, I say [a participant], that's [name 4]"


def test_every_seat_and_group_is_heard_before_anybody_is_heard_twice():
    built = Builder()
    for n in range(4):
        built.say("G1-P1", f"the loud one, remark {n}, long enough to be read as a quote", strong=1)
    built.say("G1-P2", "a quiet one, whose remark is long enough to be read as a quote")
    built.say("G2-P1", "another group, whose remark is long enough to be read as a quote")
    ordered = QuoteRules(built.record()).ordered(built.comments)
    speakers = [comment.seat for comment in ordered[:3]]
    assert speakers == ["seat-G1-P1", "seat-G2-P1", "seat-G1-P2"]


def test_what_most_people_said_leads_and_the_order_never_changes():
    built = Builder()
    built.say("G1-P1", "alone")
    built.say("G1-P2", "with hands", hands=6)
    chorus = built.say("G1-P3", "together", also=("G1-P4",))
    record = built.record()
    first = QuoteRules(record).ordered(built.comments)
    assert first[0] == chorus
    assert first == QuoteRules(record).ordered(list(reversed(built.comments)))


def test_of_two_who_share_a_first_name_neither_code_stands_beside_a_role():
    built = Builder()
    flagged = built.say("G1-P3", "[P9 or P10] is our manager, as [G2-P1 or P4] says", flags="role")
    words = QuoteRules(built.record()).words(flagged)
    assert words == "[a participant] is our manager, as [a participant] says"

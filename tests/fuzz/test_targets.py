"""The fuzz targets in their short form: every seed, and cases that hypothesis makes up.

`make fuzz` runs the same checks for as long as it is told to, guided by coverage.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from focusgroup.domain.comment import CommentKind
from focusgroup.guide.markdown import parse_markdown
from focusgroup.guide.reader import parse_frame, parse_guide
from focusgroup.store.tables import TABLES
from fuzz import (
    capture_line,
    guide_text,
    imports,
    masking,
    report,
    study_bytes,
    target,
    wall,
    worksheets,
)
from fuzz import settings as settings_files
from fuzz.__main__ import NAMES
from fuzz.worker import load, signature
from support.hostile import HOSTILE

few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
more = settings(max_examples=200, deadline=None)

lines = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from([*capture_line.TARGET.words, " ", "re-key", "\\"]), max_size=12).map(
        "".join
    ),
)
talk = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from([*masking.TARGET.words, " ", "said", ". "]), max_size=14).map("".join),
)
change = st.tuples(
    st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5]),
    st.integers(0, 2**24 - 1),
    st.integers(0, 255),
    st.integers(0, 40),
).map(lambda c: bytes([c[0], *c[1].to_bytes(3, "big"), c[2], c[3]]))
changes = st.lists(change, max_size=3).map(b"".join)
values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.binary(max_size=8),
    st.text(max_size=8),
    st.sampled_from(["{", "[]", '{"deleted": 1}', '{"text": [1]}', "x:y", ":", "9" * 400]),
)


@pytest.mark.parametrize("name", NAMES)
def test_every_seed_holds(name):
    target = load(name)
    assert target.name == name
    assert sum(1 for seed in target.seeds() if target.check(seed) is None) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_case_holds(name):
    load(name).check(b"")


def test_the_seeds_of_the_guide_target_are_read_whole():
    assert len(list(parse_guide(guide_text.SMALL).items())) == 2
    assert len(parse_frame(guide_text.FRAME).elements) == 2
    assert len(list(parse_markdown(guide_text.MARKDOWN).guide.items())) == 2


@given(lines, st.sampled_from([None, CommentKind.SUMMARY]))
@more
@example("„a“ «b» ‘c’ \\…", None)
def test_a_typed_line_keeps_what_is_no_syntax(line, hint):
    capture_line.check_line(line, hint)


@given(lines.map(lambda line: line[:16]))
@few
@example("\\#")
@example("1,")
def test_a_line_is_read_in_step_with_its_length(unit):
    capture_line.check_growth(unit)


@given(talk)
@few
def test_masking_holds_what_it_promises(text):
    masking.check_text(text)


@given(talk)
@few
def test_any_text_may_be_a_name(text):
    masking.check_roster(text)


@given(talk.map(lambda text: text[:12]))
@settings(max_examples=12, deadline=None)
@example("a@")
@example("V e ")
@example("0\u00de")
def test_masking_takes_work_in_step_with_the_length(unit):
    masking.check_growth(unit)


@given(st.one_of(st.text(max_size=200), st.binary(max_size=60).map(target.text_of)))
@few
@example(guide_text.BOMB)
@example(guide_text.DEEP)
def test_a_guide_is_read_or_refused(text):
    guide_text.check_yaml(text)
    guide_text.check_yaml(guide_text.SMALL.replace("What", text[:40]))
    guide_text.check_markdown(guide_text.MARKDOWN + text)
    guide_text.check_placeholders(text)


@given(st.binary(max_size=300))
@few
def test_any_file_is_a_guide_or_is_refused(data):
    guide_text.check_file(data)


@given(st.sampled_from(["{{ ", "[a", "<b", "# ", "- ", "(", "1:", "**", "a.b "]))
@settings(max_examples=9, deadline=None)
def test_a_guide_is_read_in_step_with_its_length(unit):
    guide_text.check_growth(unit)


@given(changes, changes, st.booleans())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(b"\x01\0\0\0\0\0", b"", True)
def test_a_damaged_study_is_refused_or_read_and_a_backup_takes_its_place(main, wal, with_log):
    study_bytes.check_changed(main, wal, with_log=with_log)


@given(st.integers(0, len(TABLES)), st.integers(0, 40), st.integers(0, 40), values)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(0, 4, 0, 2**63 - 1)
@example(0, 13, 2, "7")
def test_a_study_that_says_what_no_program_wrote_is_refused_or_read(table, column, row, value):
    study_bytes.check_values(table, column, row, value)


@given(st.sampled_from(list(imports.SOUND)), st.binary(max_size=80), st.integers(0, 200))
@few
def test_a_folder_is_imported_or_refused(name, data, place):
    sound = imports.SOUND[name]
    imports.check_folder({name: sound[:place] + data + sound[place:]})


@given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
@few
def test_settings_and_memory_of_any_bytes_are_told_or_forgotten(data):
    settings_files.check_config(data)
    settings_files.check_state(data)
    settings_files.check_handover(data)


@given(st.lists(st.one_of(st.text(max_size=30), st.sampled_from(HOSTILE)), max_size=4))
@settings(max_examples=8, deadline=None)
def test_a_study_of_any_texts_gives_a_sound_report(pieces):
    report.check_report([piece[:2_000] for piece in pieces])


def test_work_that_grows_faster_than_its_text_is_noticed():
    def compare_all(text):
        return sum(1 for one in text for other in text if one.__eq__(other))

    with pytest.raises(AssertionError, match="calls grew to"):
        target.hold_linear("ab", compare_all, length=60)


def test_a_crash_is_named_by_places_and_never_by_words():
    error = None
    try:
        guide_text.check_guide("Wren Hallowtree")
    except AttributeError as caught:
        error = caught
    assert error is not None
    assert "Wren" not in signature(error)
    assert signature(error).startswith("AttributeError at reader.py:")


deeds = st.lists(
    st.tuples(
        st.integers(0, 60), st.integers(0, 255), st.integers(0, 255), st.integers(0, 255),
        st.one_of(st.binary(max_size=12), st.sampled_from([b"40", b"2026-12-31", b"Mr Abernethy"])),
    ),
    max_size=14,
)  # fmt: skip


@given(deeds)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_two_windows_at_the_worksheets_agree_with_the_file_whatever_is_typed(done):
    worksheets.check_deeds(done)


@given(st.booleans(), deeds)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_two_windows_at_the_wall_agree_with_the_file_whatever_is_done(kj, done):
    wall.check_deeds(kj, done)

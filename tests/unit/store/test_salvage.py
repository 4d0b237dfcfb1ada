"""A damaged study: what one half has lost the other half still holds, and a backup the rest."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.ids import new_id
from focusgroup.store import backup
from focusgroup.store.errors import StoreError
from focusgroup.store.salvage import newest_good, salvage
from focusgroup.store.study_file import StudyFile
from support.rooms import session_in
from support.studies import JOINED

PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A study of 150 comments with tags, edits and undone ones."""
    path = tmp_path_factory.mktemp("sound") / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        room = session_in(study)
        room.agenda.start()
        for n in range(150):
            comment = room.notes.note(f"{1 + n % 6}- remark number {n} about the order desk #tech")
            if n % 10 == 0:
                room.notes.retext(comment.id, f"remark number {n}, corrected")
            if n % 25 == 24:
                room.undo()
        room.close()
    return path


@pytest.fixture
def study(sound, tmp_path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "reset.focusgroup"))


def texts(path: Path) -> set[str]:
    with StudyFile.open(path) as file:
        assert file.check().good
        return {c.text for s in file.sessions() for c in file.comments(s.id)}


def pages_of(path: Path, name: str) -> list[int]:
    """The pages of a table or index, by the one SQLite that can tell: its own shell."""
    shell = shutil.which("sqlite3")
    if shell is None:
        pytest.skip("needs the sqlite3 shell to find a table's pages")
    import subprocess

    told = subprocess.run(
        [shell, str(path), f"SELECT pageno FROM dbstat WHERE name = '{name}'"],
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        pytest.skip("this sqlite3 shell has no dbstat")
    return [int(line) for line in told.stdout.split()]


def spoil(path: Path, *pages: int) -> None:
    body = bytearray(path.read_bytes())
    for page in pages:
        body[(page - 1) * PAGE : page * PAGE] = random.Random(page).randbytes(PAGE)
    path.write_bytes(body)


@pytest.mark.parametrize(
    "table", ["change", "comment", "tag", "seat", "session", "comment_fts_data"]
)
def test_one_damaged_page_of_a_table_loses_no_comment(study, sound, table):
    before = texts(sound)
    for page in pages_of(study, table)[-3:]:
        shutil.copy(sound, study)
        spoil(study, page)
        done = salvage(study)
        assert texts(done.path) == before
        assert done.comments == len(before)


def test_a_damaged_index_loses_nothing_at_all(study, sound):
    spoil(study, *pages_of(study, "change_row"))
    done = salvage(study)
    assert texts(done.path) == texts(sound)
    assert (done.missing, done.from_tables, done.stand_ins) == (0, 0, 0)


def test_the_damaged_file_itself_is_not_touched(study):
    spoil(study, pages_of(study, "comment")[-1])
    before = study.read_bytes()
    done = salvage(study)
    assert study.read_bytes() == before
    assert done.path == study.with_name("reset.salvaged.focusgroup")
    assert salvage(study).path == study.with_name("reset.salvaged-2.focusgroup")


def test_comments_are_rebuilt_from_the_log_alone_and_from_the_tables_alone(study, sound):
    spoil(study, *pages_of(study, "comment"))
    assert texts(salvage(study).path) == texts(sound)
    shutil.copy(sound, study)
    spoil(study, *pages_of(study, "change"))
    done = salvage(study)
    assert texts(done.path) == texts(sound)
    assert done.lines == 0
    assert done.from_tables > 150


def test_what_log_and_tables_have_both_lost_comes_from_the_newest_good_backup(study, sound):
    backup.make_backup(study)
    spoil(study, *pages_of(study, "comment"), *pages_of(study, "change"))
    done = salvage(study)
    assert texts(done.path) == texts(sound)
    assert done.from_backup > 150


def test_comments_whose_session_and_guide_are_lost_are_kept_under_a_stand_in(study, sound):
    pages = [*pages_of(study, "session"), *pages_of(study, "kept_guide")]
    with sqlite3.connect(study) as raw:
        raw.execute("DELETE FROM change WHERE row_table IN ('session', 'kept_guide', 'study')")
    raw.close()
    spoil(study, *pages, *pages_of(study, "study"), pages_of(study, "change_target")[0])
    body = bytearray(study.read_bytes())
    study.write_bytes(body)
    done = salvage(study)
    assert texts(done.path) == texts(sound)
    assert done.stand_ins >= 2
    with StudyFile.open(done.path) as file:
        assert [s.code for s in file.sessions()] == ["G0"]
        assert file.guide_of(file.sessions()[0]).id == "lost"


def test_a_tag_whose_comment_is_nowhere_any_more_breaks_nothing(study):
    with StudyFile.open(study) as file:
        session = file.sessions()[0].id
        with file.act("x", actor="analyst", session=session) as act:
            lost = Comment(new_id(), session, "a", "lost")
            act.add(lost, Tag(new_id(), lost.id, "element", "tech", "analyst"))
        file.connection.execute("PRAGMA foreign_keys = OFF")
        for table, column in (("comment", "id"), ("change", "row_id")):
            file.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (lost.id,))
    done = salvage(study)
    assert done.stand_ins == 1
    assert "[lost]" in texts(done.path)


def test_any_pages_at_all_may_be_damaged_and_what_is_read_is_sound(study, sound):
    """Thirty random wounds of one to six pages; the header page stays.

    Where the list of the tables itself is hit (6 of 30: it takes 12 pages), only a
    backup helps, and that is said.
    """
    before = texts(sound)
    count = len(sound.read_bytes()) // PAGE
    kept = []
    for seed in range(30):
        chance = random.Random(seed)
        shutil.copy(sound, study)
        spoil(study, *chance.sample(range(2, count + 1), chance.randint(1, 6)))
        try:
            done = salvage(study)
        except StoreError:
            continue
        found = texts(done.path)
        # Where an edit or an undo is lost, the words before it come back; no others appear.
        assert all(text == "[lost]" or text.startswith("remark number") for text in found)
        kept.append(len(found & before) / len(before))
    assert len(kept) >= 24
    assert min(kept) > 0.95


def test_nothing_but_noise_is_told_and_leaves_no_file(study):
    study.write_bytes(study.read_bytes()[:100] + random.Random(1).randbytes(40_000))
    with pytest.raises(StoreError):
        salvage(study)
    assert list(study.parent.glob("*salvaged*")) == []


def test_the_newest_backup_that_can_be_read_is_pointed_to(study):
    first = backup.make_backup(study)
    second = backup.make_backup(study)
    spoil(second.path, 3, 4, 5)
    found = newest_good(study)
    assert found
    assert found.path == first.path


def test_an_encrypted_study_is_salvaged_under_its_key(sound, tmp_path):
    pytest.importorskip("sqlcipher3")
    from focusgroup.store.cipher import Passphrase

    key = Passphrase("four calm words here").new_key()
    path = tmp_path / "vault.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED, key=key) as file:
        room = session_in(file)
        for n in range(40):
            room.notes.note(f"1- remark number {n}")
        room.close()
    with StudyFile.open(path, key=key):  # its key is at hand while another connection has it
        spoil(path, len(path.read_bytes()) // PAGE - 1)
        done = salvage(path)
    assert b"remark number" not in done.path.read_bytes()
    with StudyFile.open(done.path, key=key) as saved:
        assert saved.encrypted
        assert done.comments == len(saved.comments(saved.sessions()[0].id)) > 30

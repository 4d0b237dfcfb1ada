"""Encryption at rest: nothing readable in any file, keys in memory only, one kind of error."""

from __future__ import annotations

import gc
import hashlib
import pickle
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.store import backup, purge, schema
from focusgroup.store.cipher import KEYS, SHORTEST, FileKey, Passphrase, asking, salt_of, strength
from focusgroup.store.drafts import DraftBook
from focusgroup.store.errors import (
    CipherMissing,
    DiskFull,
    NotAStudy,
    PassphraseNeeded,
    StudyBusy,
    WrongPassphrase,
)
from focusgroup.store.study_file import StudyFile
from support.ciphers import OTHER, PLANTED, WORDS, a_key, encrypted_study, holding, needs_cipher
from support.rooms import session_in
from support.studies import FRAME, add_session


def say(study: StudyFile, text: str) -> None:
    session = study.sessions()[0] if study.sessions() else add_session(study)
    with study.act("comment", actor="note-taker", session=session.id) as act:
        act.add(Comment(new_id(), session.id, "a", text))


def python(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False
    )


# What lies on the disk


@needs_cipher
def test_no_file_holds_a_word_while_the_study_is_open_and_after(tmp_path):
    study = encrypted_study(tmp_path, purpose=PLANTED)
    room = session_in(study)
    room.agenda.start()
    for number in range(20):
        room.notes.note(f"3- {PLANTED} number {number} #tech")
    room.save_draft(f"4+ {PLANTED} half typed")
    room.write_session("debrief", themes=PLANTED)
    room.undo()
    assert (tmp_path / "reset.focusgroup-wal").stat().st_size > 100_000
    backup.make_backup(study.path)
    assert holding(tmp_path, PLANTED) == []
    assert len(study.search(PLANTED)) == 20
    room.close()
    study.close()
    assert holding(tmp_path, PLANTED) == []
    assert holding(tmp_path, "SQLite format 3") == []


def test_a_plain_study_does_hold_it_so_that_the_search_proves_something(tmp_path):
    with StudyFile.create(tmp_path / "s.focusgroup", title="x", frame=FRAME) as study:
        say(study, PLANTED)
        assert holding(tmp_path, PLANTED) == ["s.focusgroup-wal"]
    assert holding(tmp_path, PLANTED) == ["s.focusgroup"]


@needs_cipher
def test_two_studies_of_one_passphrase_have_different_keys(tmp_path):
    one, other = Passphrase(WORDS).new_key(), Passphrase(WORDS).new_key()
    assert one.salt != other.salt
    assert one.secret() != other.secret()


@needs_cipher
def test_other_sqlcipher_programs_open_the_file_by_its_passphrase(tmp_path):
    """The key is derived with SQLCipher 4's own settings, so DB Browser and its shell read it."""
    from sqlcipher3 import dbapi2

    with encrypted_study(tmp_path) as study:
        say(study, PLANTED)
    other = dbapi2.connect(str(study.path))
    other.execute(f"PRAGMA key = '{WORDS}'")
    assert other.execute("SELECT text FROM comment").fetchall() == [(PLANTED,)]
    other.close()


# Passphrases and keys


@needs_cipher
def test_a_wrong_passphrase_is_said_calmly_and_changes_nothing(tmp_path):
    encrypted_study(tmp_path).close()
    path = tmp_path / "reset.focusgroup"
    before = path.read_bytes()
    wrong = Passphrase(OTHER).key(before[:16])
    with pytest.raises(WrongPassphrase, match="does not open reset.focusgroup. Nothing was chan"):
        StudyFile.open(path, key=wrong)
    assert path.read_bytes() == before
    with StudyFile.open(path, key=a_key()) as study:
        assert study.study.title == "Reset"


@needs_cipher
def test_a_wrong_passphrase_prints_nothing_from_the_library(tmp_path):
    encrypted_study(tmp_path).close()
    done = python(
        "import sys; from pathlib import Path\n"
        "from focusgroup.store.cipher import FileKey\n"
        "from focusgroup.store.errors import WrongPassphrase\n"
        "from focusgroup.store.study_file import StudyFile\n"
        "path = Path(sys.argv[1])\n"
        "for n in range(3):\n"
        "    try:\n"
        "        StudyFile.open(path, key=FileKey(bytearray([n]) * 32, path.read_bytes()[:16]))\n"
        "    except WrongPassphrase:\n"
        "        print('wrong')\n",
        str(tmp_path / "reset.focusgroup"),
    )
    assert (done.stdout, done.stderr) == ("wrong\n" * 3, "")


@needs_cipher
def test_without_a_passphrase_it_is_not_opened(tmp_path):
    encrypted_study(tmp_path).close()
    with pytest.raises(PassphraseNeeded, match="reset.focusgroup is encrypted"):
        StudyFile.open(tmp_path / "reset.focusgroup")


@needs_cipher
def test_it_is_asked_for_until_it_is_right_and_then_no_more(tmp_path):
    encrypted_study(tmp_path).close()
    path = tmp_path / "reset.focusgroup"
    answers = [OTHER, "", WORDS]
    asked: list[tuple[str, bool]] = []

    def ask(asked_for: Path, was_wrong: bool) -> Passphrase:
        asked.append((asked_for.name, was_wrong))
        return Passphrase(answers.pop(0))

    with asking(ask):
        with StudyFile.open(path) as study:
            made = backup.make_backup(study.path)
        assert backup.content(path, made.path).comments == 0
        with StudyFile.open(path) as study:
            assert study.encrypted
    assert asked == [(path.name, False), (path.name, True), (path.name, True)]
    gc.collect()
    assert len(KEYS) == 0


@needs_cipher
def test_giving_up_leaves_it_closed(tmp_path):
    encrypted_study(tmp_path).close()
    with asking(lambda *_: None), pytest.raises(PassphraseNeeded):
        StudyFile.open(tmp_path / "reset.focusgroup")


def test_without_the_extra_it_is_said_what_to_install(tmp_path):
    path = tmp_path / "reset.focusgroup"
    path.write_bytes(b"".join(hashlib.sha512(bytes([n])).digest() for n in range(64)))
    done = python(
        "import sys; sys.modules['sqlcipher3'] = None\n"
        "from pathlib import Path\n"
        "from focusgroup.store.study_file import StudyFile\n"
        "StudyFile.open(Path(sys.argv[1]))\n",
        str(path),
    )
    assert CipherMissing.__name__ in done.stderr
    assert "pipx inject focusgroup sqlcipher3" in done.stderr


@needs_cipher
def test_the_key_goes_when_the_last_connection_closes(tmp_path):
    study = encrypted_study(tmp_path)
    key = study.connection.key
    book = DraftBook(study.path)
    assert KEYS.find(study.path) is key
    study.close()
    assert KEYS.find(study.path) is key
    book.close()
    assert KEYS.find(study.path) is None
    key.wipe()
    with pytest.raises(ValueError, match="wiped"):
        key.spec()


def test_passphrases_and_keys_are_shown_to_nobody():
    passphrase = Passphrase(WORDS)
    key = FileKey(bytearray(b"k" * 32), b"s" * 16)
    assert WORDS not in repr(passphrase) + str(passphrase) + repr([passphrase])
    assert "kkk" not in repr(key) + str(key) + key.secret()[:0]
    for each in (passphrase, key):
        with pytest.raises(TypeError, match="memory of its program"):
            pickle.dumps(each)
    passphrase.wipe()
    assert passphrase == Passphrase("")


def test_one_passphrase_typed_on_two_keyboards_is_one():
    assert Passphrase("Zu\u0308rich bei Nacht") == Passphrase("Z\u00fcrich bei Nacht")
    assert Passphrase("two  spaces") != Passphrase("two spaces")


def test_strength_goes_by_length_only():
    assert "too short" in strength(SHORTEST - 1)
    assert [strength(n).rpartition(" ")[2] for n in (SHORTEST, 12, 20)] == [
        "stronger",
        "fair",
        "good",
    ]


# What is encrypted and what only looks odd


@given(st.binary(max_size=3 * 4096) | st.text(max_size=9000).map(lambda t: t.encode()))
def test_no_short_or_odd_file_is_taken_for_an_encrypted_study(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("odd") / "notes.focusgroup"
    path.write_bytes(content)
    found = salt_of(path)
    assert found is None or (len(content) % 4096 == 0 and len(set(content[:4096])) > 240)


@pytest.mark.parametrize(
    "content", [b"", b"plain notes\n" * 4096, b"SQLite format 3\0" + bytes(range(256)) * 64]
)
def test_text_and_plain_databases_are_not_encrypted(tmp_path, content):
    path = tmp_path / "notes.focusgroup"
    path.write_bytes(content)
    assert salt_of(path) is None


# The rest of the store sees no difference


@needs_cipher
@pytest.mark.parametrize("durable", [True, False])
def test_an_encrypted_file_has_every_setting_of_a_plain_one(tmp_path, durable):
    from focusgroup.store.connection import connect

    encrypted_study(tmp_path, "one").close()
    StudyFile.create(tmp_path / "two.focusgroup", title="x", frame=FRAME).close()
    names = ("foreign_keys", "secure_delete", "temp_store", "synchronous", "journal_mode")
    told = []
    for name, key in (("one", a_key()), ("two", None)):
        connection = connect(tmp_path / f"{name}.focusgroup", key=key, durable=durable)
        told.append([connection.execute(f"PRAGMA {n}").fetchone()[0] for n in names])
        connection.close()
    assert told[0] == told[1]


@needs_cipher
def test_errors_are_those_of_sqlite3(tmp_path):
    with encrypted_study(tmp_path) as study:
        say(study, "once")
        row = study.connection.execute("SELECT id, session FROM comment").fetchone()
        with pytest.raises(sqlite3.IntegrityError) as told:
            study.connection.execute("INSERT INTO comment (id, session) VALUES (?, ?)", row)
        assert told.value.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CONSTRAINT
        with pytest.raises(sqlite3.OperationalError):
            study.connection.executemany("INSERT INTO nowhere VALUES (?)", [(1,)])
        with pytest.raises(sqlite3.IntegrityError):
            study.db["comment"].insert({"id": row[0], "session": row[1]})
        assert {"comment", "change"} <= set(study.db.table_names())


@needs_cipher
def test_a_full_disk_says_so_and_loses_nothing(tmp_path):
    with encrypted_study(tmp_path) as study:
        say(study, "first")
        pages = study.connection.execute("PRAGMA page_count").fetchone()[0]
        study.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DiskFull):
            for n in range(500):
                say(study, f"remark {n} " * 50)
        study.connection.execute("PRAGMA max_page_count = 100000")
        say(study, "room again")
        assert study.check().good


@needs_cipher
def test_a_damaged_page_is_told_as_damage_not_as_a_wrong_passphrase(tmp_path):
    with encrypted_study(tmp_path) as study:
        for n in range(300):
            say(study, f"remark {n} " * 20)
    body = bytearray(study.path.read_bytes())
    body[2 * 4096 :] = bytes(len(body) - 2 * 4096)
    study.path.write_bytes(body)
    with pytest.raises(NotAStudy, match=r"reset.focusgroup is damaged"):
        StudyFile.open(study.path, key=a_key())


_OTHER_PROGRAM = """
import sys, sqlite3
from pathlib import Path
from focusgroup.store.cipher import FileKey
from focusgroup.store.connection import open_raw
key = FileKey.from_secret(sys.argv[2], bytes.fromhex(sys.argv[3])) if sys.argv[2] else None
connection = open_raw(Path(sys.argv[1]), "rw", key=key, busy_ms=100)
try:
    connection.execute(sys.argv[4])
    print("taken")
except sqlite3.OperationalError as error:
    print(error.sqlite_errorname)
"""


def other_program(path: Path, statement: str) -> str:
    """What another program is told when it asks something of a study."""
    key = KEYS.find(path)
    secret, salt = (key.secret(), key.salt.hex()) if key else ("", "")
    return python(_OTHER_PROGRAM, str(path), secret, salt, statement).stdout.strip()


@needs_cipher
def test_a_study_held_by_another_program_is_busy(tmp_path):
    with encrypted_study(tmp_path) as study:
        add_session(study)
        study.connection.execute("BEGIN IMMEDIATE")
        assert other_program(study.path, "BEGIN IMMEDIATE") == "SQLITE_BUSY"
        study.connection.execute("ROLLBACK")
        assert other_program(study.path, "BEGIN IMMEDIATE") == "taken"


@pytest.mark.parametrize("encrypted", [pytest.param(True, marks=needs_cipher), False])
def test_no_second_look_at_a_file_gives_back_its_locks(tmp_path, encrypted):
    """POSIX drops a program's locks when it closes any handle of the file (cipher.salt_of)."""
    key = a_key() if encrypted else None
    with StudyFile.create(tmp_path / "s.focusgroup", title="x", frame=FRAME, key=key) as study:
        say(study, "held")
        for _ in range(2):
            DraftBook(study.path).close()
            StudyFile.open(study.path).close()
            backup.make_backup(study.path)
            assert purge.search_bytes(study.path, ["held"]).files >= 4
        # Only when nobody else has the file open does SQLite let the log go.
        assert other_program(study.path, "PRAGMA journal_mode = DELETE") == "SQLITE_BUSY"


@needs_cipher
def test_a_thread_opens_the_study_in_hand_without_asking(tmp_path):
    with encrypted_study(tmp_path) as study:
        say(study, "from a thread")
        heard: list[str] = []

        def read() -> None:
            with StudyFile.open(study.path) as mine:
                heard.extend(c.text for c in mine.rows(Comment))

        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
        assert heard == ["from a thread"]


@needs_cipher
def test_a_copy_before_a_migration_is_encrypted_too(tmp_path, monkeypatch):
    with encrypted_study(tmp_path) as study:
        say(study, PLANTED)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    StudyFile.open(study.path, key=a_key()).close()
    (copy,) = tmp_path.glob(f"*.before-v{schema.SCHEMA_VERSION}.focusgroup")
    assert holding(tmp_path, PLANTED) == []
    with StudyFile.open(copy, key=a_key()) as old:
        assert [c.text for c in old.rows(Comment)] == [PLANTED]


@needs_cipher
def test_a_write_while_another_program_holds_it_is_told_as_busy_and_goes_through_later(tmp_path):
    with encrypted_study(tmp_path) as study:
        add_session(study)
        study.connection.execute("PRAGMA busy_timeout = 20")
        holder = subprocess.Popen(
            [sys.executable, "-c", _HOLDER, str(study.path), a_key().secret()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert holder.stdout
        assert holder.stdin
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StudyBusy, match="tried again"):
            say(study, "later")
        holder.stdin.close()
        holder.wait()
        say(study, "later")


_HOLDER = """
import sys
from pathlib import Path
from focusgroup.store.cipher import FileKey
from focusgroup.store.connection import open_raw
path = Path(sys.argv[1])
held = open_raw(path, "rw", key=FileKey.from_secret(sys.argv[2], path.open("rb").read(16)))
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""

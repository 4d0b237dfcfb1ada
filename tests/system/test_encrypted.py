"""An encrypted study in real programs: commands, two windows, eight writers, kill -9."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from focusgroup.room.sealed import seal
from focusgroup.store import backup
from focusgroup.store.cipher import salt_of
from focusgroup.store.feed import Feed
from focusgroup.store.study_file import StudyFile
from support.ciphers import OTHER, PLANTED, WORDS, a_key, encrypted_study, holding, needs_cipher
from support.rooms import session_in
from support.studies import JOINED
from support.terminal import Terminal

pytestmark = [needs_cipher, pytest.mark.slow, pytest.mark.xdist_group("terminal")]
SAMPLE = Path(__file__).parents[2] / "src/focusgroup/exchange/sample"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        room = session_in(study)
        room.agenda.start()
        room.notes.note(f"3- {PLANTED} #tech")
        room.close()
    return path


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    with encrypted_study(tmp_path) as study:
        room = session_in(study)
        room.agenda.start()
        room.close()
    return study.path


def answered(terminal: Terminal, *pairs: tuple[str, str]) -> str:
    """Answer questions on a terminal, each once it is asked anew; return the screen at the end.

    Typing ahead would be lost: what hides a passphrase also drops what was typed before.
    """
    asked: Counter[str] = Counter()
    for question, answer in pairs:
        asked[question] += 1
        wait_asked(terminal, question, asked[question])
        terminal.type(f"{answer}\r")
    code = terminal.wait_end()
    terminal.read()
    assert code == 0, terminal.text
    return terminal.text


def wait_asked(terminal: Terminal, question: str, times: int) -> None:
    end = time.monotonic() + 30
    while terminal.text.count(question) < times:
        assert time.monotonic() < end, terminal.text
        terminal.read()


NEW = (("New passphrase:", WORDS), ("The same again:", WORDS))


def test_encrypting_on_the_terminal_shows_no_passphrase_and_leaves_no_word(plain, tmp_path):
    with Terminal("encrypt", str(plain), home=tmp_path, size=(120, 36)) as terminal:
        told = answered(
            terminal,
            ("New passphrase:", "short"),
            ("New passphrase:", WORDS),
            ("The same again:", OTHER),
            *NEW,
        )
        assert "too short: 8 characters at least" in told
        assert "These two differ" in told
        assert WORDS.encode() not in terminal.raw
    assert "reset.focusgroup is encrypted" in told
    assert "solid-state disk" in told
    assert salt_of(plain) is not None
    assert holding(tmp_path, PLANTED) == []
    assert holding(tmp_path, WORDS) == []


def test_every_command_asks_on_the_terminal_and_works(vault, tmp_path):
    word = tmp_path / "report.docx"
    right = ("Passphrase of reset.focusgroup:", WORDS)
    with Terminal("doctor", str(vault), home=tmp_path, size=(120, 36)) as terminal:
        wrong = ("Passphrase of reset.focusgroup:", OTHER)
        told = answered(terminal, wrong, ("Try again; Enter alone leaves:", WORDS))
        assert "every page is sound" in told
    with Terminal("note", "--plain", str(vault), home=tmp_path, size=(120, 36)) as terminal:
        told = answered(terminal, right, ("> ", "3- they re-key it #tech"), ("Kept: P3", "/quit"))
        assert "they re-key it" in told
    with Terminal("report", str(vault), "-o", str(word), home=tmp_path) as terminal:
        answered(terminal, right)
    assert word.read_bytes().startswith(b"PK")
    with StudyFile.open(vault, key=a_key()) as study:
        assert len(study.search("re-key")) == 1


def test_no_terminal_no_passphrase_and_a_sentence(vault, tmp_path):
    """A script has nobody to ask; neither arguments nor the environment carry a passphrase."""
    done = subprocess.run(
        [sys.executable, "-m", "focusgroup", "doctor", str(vault)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "FOCUSGROUP_HOME": str(tmp_path)},
        start_new_session=True,
        check=False,
    )
    assert done.returncode == 1
    assert "there is none here" in done.stderr
    assert "reset.focusgroup is encrypted. It was not opened" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_passphrase_then_plain_again_and_sealed_names_are_asked_about(vault, tmp_path):
    with StudyFile.open(vault, key=a_key()) as study:
        room = session_in(study, label="Second")
        seal(study, room.session.id, room.names)
        room.close()
    old, new = "Passphrase of reset", "New passphrase:"
    with Terminal("passphrase", str(vault), home=tmp_path, size=(120, 36)) as terminal:
        told = answered(terminal, (old, WORDS), (new, OTHER), ("The same again:", OTHER))
        assert "has its new passphrase" in told
    with Terminal("decrypt", str(vault), home=tmp_path, size=(120, 36)) as terminal:
        terminal.wait_for(old)
        terminal.type(f"{OTHER}\r")
        terminal.wait_for("names sealed for 1 group")
        terminal.type("n\r")
        assert terminal.wait_end() == 1
    assert salt_of(vault) is not None
    with Terminal("decrypt", str(vault), home=tmp_path, size=(120, 36)) as terminal:
        told = answered(terminal, (old, WORDS), ("Try again;", OTHER), ("Go on?", "y"))
        assert "reset.focusgroup is plain" in told
    with StudyFile.open(vault) as study:
        assert study.check().good
    assert holding(tmp_path, "Hallowtree") == []


def test_a_backup_is_restored_after_asking_once(vault, tmp_path):
    with StudyFile.open(vault, key=a_key()) as study:
        backup.make_backup(vault)
    vault.write_bytes(b"\0" * 4096)
    right = ("Passphrase of 000001", WORDS)
    with Terminal("restore", str(vault), home=tmp_path, size=(120, 36)) as terminal:
        told = answered(terminal, right, ("Which one?", "1"))
        assert "0 comments, 1 groups" in told
        assert "is now the backup" in told
        assert told.count("Passphrase of") == 1
    with StudyFile.open(vault, key=a_key()) as study:
        assert study.encrypted
        assert study.check().good
    assert holding(tmp_path, "SQLite format 3") == []


def test_a_study_is_imported_straight_into_an_encrypted_file(tmp_path):
    path = tmp_path / "sample.focusgroup"
    words = ("import-sample", str(SAMPLE), "-o", str(path), "--encrypt")
    with Terminal(*words, home=tmp_path, size=(120, 36)) as terminal:
        answered(terminal, *NEW)
    assert salt_of(path) is not None
    assert holding(tmp_path, "SQLite format 3") == []
    assert holding(tmp_path, "re-key") == []


def test_killing_the_screen_of_an_encrypted_study_loses_nothing_and_leaves_no_word(vault, tmp_path):
    def opened(terminal: Terminal) -> None:
        terminal.wait_for("reset.focusgroup is encrypted")
        terminal.type(f"{WORDS}\r")
        terminal.wait_for("of 2:00")

    with Terminal("note", str(vault), home=tmp_path) as terminal:
        opened(terminal)
        for number in range(3):
            terminal.type(f"{number + 1}- {PLANTED} number {number}\r")
            terminal.wait_for(f"− {PLANTED} number {number}")
        terminal.type(f"6+ {PLANTED} half typed")
        terminal.wait_for("half typed")
        time.sleep(0.3)
        terminal.read()
        assert holding(tmp_path, PLANTED) == []
        terminal.kill(signal.SIGKILL)
    assert holding(tmp_path, PLANTED) == []
    with StudyFile.open(vault, key=a_key()) as study:
        assert study.check().good
        assert len(study.search(PLANTED)) == 3
    with Terminal("note", str(vault), home=tmp_path) as terminal:
        opened(terminal)
        terminal.wait_for("half typed", "being typed when")


_WRITER = """
import sys
from pathlib import Path
from focusgroup.room.room import Room
from focusgroup.store.cipher import FileKey
from focusgroup.store.study_file import StudyFile
secret, salt = sys.stdin.readline().split()
study = StudyFile.open(Path(sys.argv[1]), key=FileKey.from_secret(secret, bytes.fromhex(salt)))
room = Room(study, study.sessions()[0].id, actor=sys.argv[2])
for n in range(int(sys.argv[3])):
    comment = room.notes.note(f"{1 + n % 6}- zebrafinchword {n} of {sys.argv[2]} #tech")
    print(comment.id, flush=True)
"""


def writers(path: Path, count: int, comments: int) -> list[subprocess.Popen[str]]:
    running = []
    for number in range(count):
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), f"writer {number}", str(comments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdin
        process.stdin.write(f"{a_key().secret()} {a_key().salt.hex()}\n")
        process.stdin.flush()
        running.append(process)
    return running


def kill_rounds(path: Path, rounds: int, count: int) -> None:
    """Kill writers at random moments; look at the raw bytes each time, then at what was kept."""
    chance = random.Random(count)
    acknowledged: set[str] = set()
    for _ in range(rounds):
        running = writers(path, count, 100_000)
        for process in running:
            assert process.stdout
            acknowledged.add(process.stdout.readline().strip())
        time.sleep(chance.uniform(0.0, 0.15))
        for process in running:
            process.kill()
        for process in running:
            out, _ = process.communicate()
            acknowledged |= {line for line in out.split("\n")[:-1] if len(line) == 36}
        assert holding(path.parent, PLANTED) == []
    with StudyFile.open(path, key=a_key()) as study:
        assert study.check().good
        kept = {c.id for c in study.comments(study.sessions()[0].id)}
    assert len(acknowledged) >= rounds * count
    assert acknowledged <= kept


@pytest.mark.parametrize("count", [1, 2])
def test_killed_writers_keep_every_acknowledged_comment_and_leave_no_word(vault, count):
    kill_rounds(vault, 4, count)


@pytest.mark.soak
@pytest.mark.parametrize("count", [1, 2])
def test_killed_writers_of_a_long_run_keep_every_acknowledged_comment(vault, count):
    kill_rounds(vault, 100, count)


def test_eight_programs_on_one_encrypted_file_lose_nothing_and_show_no_lock(vault):
    for process in writers(vault, 8, 25):
        _, errors = process.communicate()
        assert errors == ""
    with StudyFile.open(vault, key=a_key()) as study:
        assert study.check().good
        assert len(study.comments(study.sessions()[0].id)) == 200


def test_two_windows_see_each_others_comments(vault):
    with StudyFile.open(vault, key=a_key()) as study:
        feed = Feed(study)
        (other,) = writers(vault, 1, 3)
        assert other.communicate()[1] == ""
        assert sum(change.row_table == "comment" for change in feed.news()) == 3
        assert feed.news() == []

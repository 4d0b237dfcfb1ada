"""First names sealed in an encrypted study: there for the next day, in no other place ever."""

from __future__ import annotations

import pytest

from focusgroup.domain.session import Seat
from focusgroup.room.names import NameCard, NameCards, packed, unpacked
from focusgroup.room.room import Room
from focusgroup.room.sealed import (
    forget_seat,
    is_sealed,
    keep_sealed,
    names_at_hand,
    seal,
    unseal,
)
from focusgroup.store import sealed
from focusgroup.store.backup import copy_to
from focusgroup.store.connection import key_of
from focusgroup.store.sealed import NotSealed
from focusgroup.store.study_file import StudyFile
from support.ciphers import a_key, encrypted_study, holding, needs_cipher
from support.rooms import NAMES, session_in

CARDS = NameCards(
    {"P1": NameCard("Wren", "Hallowtree", ("Wrenny",)), "P2": NameCard("Tunde")},
    NameCard("Linnea"),
    [NameCard("Kofi")],
    never_write=["Norwell Homes"],
)


@pytest.fixture(autouse=True)
def nobody_elses_window(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))


@pytest.fixture
def vault(tmp_path):
    with encrypted_study(tmp_path) as study:
        yield study


def test_cards_come_out_as_they_went_in():
    assert unpacked(packed(CARDS)) == CARDS
    assert unpacked("{}") is None
    assert unpacked("no cards at all") is None


def test_a_plain_study_refuses_to_keep_names_and_says_what_to_do(study, room):
    with pytest.raises(NotSealed, match="focusgroup encrypt reset.focusgroup"):
        seal(study, room.session.id, room.names)
    assert not is_sealed(study, room.session.id)
    room.close()
    study.close()
    assert holding(study.path.parent, NAMES[0]) == []


@needs_cipher
def test_the_next_day_the_room_knows_its_names_again(vault):
    room = session_in(vault)
    session = room.session.id
    seal(vault, session, room.names)
    room.close()
    vault.close()
    with StudyFile.open(vault.path, key=a_key()) as next_day:
        names = names_at_hand(next_day, session)
        assert names == room.names
        again = Room(next_day, session, names=names)
        again.agenda.start()
        kept = again.notes.note("2 Wren told Iqbal so")
        assert kept is not None
        assert kept.text == "[P1] told [P2] so"
        again.close()


@needs_cipher
def test_sealed_names_are_in_no_file_as_bytes_open_or_closed(vault, tmp_path):
    room = session_in(vault)
    seal(vault, room.session.id, room.names)
    for name in NAMES:
        assert holding(tmp_path, name) == []
    room.close()
    vault.close()
    for name in NAMES:
        assert holding(tmp_path, name) == []


@needs_cipher
def test_no_log_no_record_no_second_laptop_and_no_undo_meets_them(vault, tmp_path):
    copy = tmp_path / "laptop.focusgroup"
    copy_to(vault.connection, copy)
    room = session_in(vault)
    before = vault.log.last_number()
    seal(vault, room.session.id, room.names)
    assert vault.log.last_number() == before
    assert "Hallowtree" not in str(vault.connection.execute("SELECT * FROM change").fetchall())
    assert "Hallowtree" not in repr(vault.record()) + str(vault.record())
    vault.rebuild()
    assert is_sealed(vault, room.session.id)
    with StudyFile.open(copy, key=key_of(vault.connection)) as laptop:
        laptop.merge_from(vault)
        assert laptop.rows(Seat)
        assert sealed.sessions(laptop) == []
    room.close()


@needs_cipher
def test_what_is_sealed_follows_the_cards_and_forgets_who_withdrew(vault):
    room = session_in(vault)
    session = room.session.id
    keep_sealed(vault, session, CARDS)
    assert not is_sealed(vault, session)
    seal(vault, session, CARDS)
    more = NameCards({**CARDS.cards, "P7": NameCard("Marit")})
    keep_sealed(vault, session, more)
    assert unseal(vault, session) == more
    forget_seat(vault, session, "P1")
    assert "Hallowtree" not in str(sealed.load(vault, session))
    assert set(unseal(vault, session).cards) == {"P2", "P7"}
    forget_seat(vault, session, "P99")
    room.close()


@needs_cipher
def test_names_let_go_are_gone_from_every_page(vault):
    room = session_in(vault)
    other = session_in(vault, label="Second")
    seal(vault, room.session.id, room.names)
    seal(vault, other.session.id, CARDS)
    assert sealed.drop(vault, room.session.id) == 1
    assert sealed.sessions(vault) == [other.session.id]
    assert sealed.drop(vault) == 1
    assert sealed.drop(vault) == 0
    room.close()
    other.close()
    # Decrypted by SQLCipher itself, no page holds a name any more.
    plain = vault.path.with_name("pages")
    vault.connection.execute("ATTACH ? AS pages KEY ''", (str(plain),))
    vault.connection.execute("SELECT sqlcipher_export('pages')")
    vault.connection.execute("DETACH pages")
    assert b"Hallowtree" not in plain.read_bytes()
    assert b"Customer contact" in plain.read_bytes()

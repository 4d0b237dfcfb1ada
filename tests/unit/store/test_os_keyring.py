"""The operating system's keyring: asked for by a person, safe, and never the passphrase itself."""

from __future__ import annotations

import importlib.util

import pytest

from focusgroup.store import os_keyring
from focusgroup.store.cipher import Passphrase, asking
from focusgroup.store.errors import PassphraseNeeded
from focusgroup.store.os_keyring import KeyringFailed
from focusgroup.store.study_file import StudyFile
from support.ciphers import OTHER, WORDS, a_key, encrypted_study, needs_cipher

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("keyring") is None,
    reason='the extra [keyring] is not installed: pip install "focusgroup[keyring]"',
)


@pytest.fixture
def backend():
    """A keyring of this test, as safe as those of operating systems."""
    import keyring
    import keyring.backend
    import keyring.errors

    class InMemory(keyring.backend.KeyringBackend):
        priority = 5.0  # type: ignore[assignment]

        def __init__(self):
            super().__init__()
            self.kept: dict[tuple[str, str], str] = {}
            self.locked = False

        def _look(self):
            if self.locked:
                raise keyring.errors.KeyringLocked("locked")

        def get_password(self, service, username):
            self._look()
            return self.kept.get((service, username))

        def set_password(self, service, username, password):
            self._look()
            self.kept[service, username] = password

        def delete_password(self, service, username):
            self._look()
            self.kept.pop((service, username))

    before = keyring.get_keyring()
    mine = InMemory()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def no_asking(*_):
    raise AssertionError("asked for a passphrase")


@needs_cipher
def test_what_it_remembers_opens_the_study_without_asking(tmp_path, backend):
    encrypted_study(tmp_path).close()
    path = tmp_path / "reset.focusgroup"
    with pytest.raises(PassphraseNeeded):
        StudyFile.open(path)
    os_keyring.remember(a_key().salt, a_key().secret())
    with asking(no_asking), StudyFile.open(path) as study:
        assert study.study.title == "Reset"
    assert WORDS not in str(backend.kept)
    assert os_keyring.forget(a_key().salt)
    assert not os_keyring.forget(a_key().salt)
    with pytest.raises(PassphraseNeeded):
        StudyFile.open(path)


@needs_cipher
def test_a_key_that_no_longer_fits_leads_to_asking(tmp_path, backend):
    encrypted_study(tmp_path).close()
    stale = Passphrase(OTHER).key(a_key().salt)
    for secret in (stale.secret(), "no key at all", ""):
        os_keyring.remember(a_key().salt, secret)
        with (
            asking(lambda *_: Passphrase(WORDS)),
            StudyFile.open(tmp_path / "reset.focusgroup") as study,
        ):
            assert study.encrypted


@needs_cipher
def test_a_locked_keyring_leads_to_asking(tmp_path, backend):
    encrypted_study(tmp_path).close()
    os_keyring.remember(a_key().salt, a_key().secret())
    backend.locked = True
    with (
        asking(lambda *_: Passphrase(WORDS)),
        StudyFile.open(tmp_path / "reset.focusgroup") as study,
    ):
        assert study.encrypted
    with pytest.raises(KeyringFailed, match="did not keep it"):
        os_keyring.remember(a_key().salt, a_key().secret())


def test_a_keyring_that_writes_a_file_of_its_own_is_not_used(backend):
    backend.__class__.priority = 0.5
    assert not os_keyring.available()
    with pytest.raises(KeyringFailed, match="no keyring that focusgroup may use"):
        os_keyring.remember(b"s" * 16, "00")
    assert backend.kept == {}
    assert os_keyring.recall(b"s" * 16) is None

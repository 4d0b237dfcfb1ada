"""Encryption at rest: passphrases and keys in memory, and how an encrypted file is opened.

SQLCipher 4 encrypts every page, the write-ahead log included. The key is derived here, with
SQLCipher's own settings, so that its other programs open the file with the same passphrase, and so
that a second connection needs 0.3 ms instead of deriving again for 170 ms.

The driver itself is behind `store.sqlcipher`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar
from weakref import WeakSet, WeakValueDictionary

from focusgroup.store.errors import PassphraseNeeded, WrongPassphrase

_PLAIN = b"SQLite format 3\0"
_SALT = 16  # bytes; an encrypted file begins with them
_PAGE = 4096
_ROUNDS = 256_000  # of PBKDF2-HMAC-SHA512: the settings of SQLCipher 4
_KEY = 32
SHORTEST = 8  # characters; what is shorter is tried out within hours

Made = TypeVar("Made")
Identity = tuple[int, int]


class FileKey:
    """The key of one encrypted file: bytes in memory, overwritten when nobody needs them."""

    __slots__ = ("__weakref__", "_secret", "salt")

    def __init__(self, secret: bytearray, salt: bytes) -> None:
        self._secret, self.salt = secret, salt

    def __repr__(self) -> str:
        return "<file key>"

    def __reduce__(self) -> str:
        raise TypeError("a key stays in the memory of its program")

    def spec(self) -> bytearray:
        """Return the key as SQLCipher reads it; the caller overwrites it after use."""
        if not self._secret:
            raise ValueError("this key was wiped")
        return bytearray(b"x'" + self._secret.hex().encode() + self.salt.hex().encode() + b"'")

    def secret(self) -> str:
        """Return the key as hexadecimal digits, for the keyring of the operating system only."""
        return self._secret.hex()

    @classmethod
    def from_secret(cls, secret: str, salt: bytes) -> FileKey | None:
        """Return a key from what the operating system's keyring kept; None when it is no key."""
        try:
            key = bytearray.fromhex(secret)
        except ValueError:
            return None
        return cls(key, salt) if len(key) == _KEY else None

    def wipe(self) -> None:
        """Overwrite the key."""
        _overwrite(self._secret)

    def __del__(self) -> None:
        self.wipe()


class Passphrase:
    """What somebody typed to open a file: never shown, never written, overwritten when wiped.

    Python may keep copies of the typed string it was made from until that memory is used again.
    """

    __slots__ = ("_words", "length")

    def __init__(self, typed: str) -> None:
        composed = unicodedata.normalize("NFC", typed)  # one ü, whichever keyboard typed it
        self.length = len(composed)
        self._words = bytearray(composed.encode("utf-8", "replace"))

    def __repr__(self) -> str:
        return "<passphrase>"

    def __reduce__(self) -> str:
        raise TypeError("a passphrase stays in the memory of its program")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passphrase) and self._words == other._words

    __hash__ = None  # type: ignore[assignment]  # a passphrase is no key of a dictionary

    def key(self, salt: bytes) -> FileKey:
        """Derive the key of the file that begins with `salt`: 0.2 to 0.4 s, on purpose."""
        derived = hashlib.pbkdf2_hmac("sha512", self._words, salt, _ROUNDS, _KEY)
        return FileKey(bytearray(derived), salt)

    def new_key(self) -> FileKey:
        """Derive the key of a file yet to be made."""
        return self.key(os.urandom(_SALT))

    def wipe(self) -> None:
        """Overwrite the passphrase."""
        _overwrite(self._words)


def _overwrite(secret: bytearray) -> None:
    secret[:] = bytes(len(secret))
    secret.clear()


def strength(length: int) -> str:
    """Say what the length of a passphrase is worth; its characters are not looked at."""
    if length < SHORTEST:
        return f"too short: {SHORTEST} characters at least"
    if length < 12:
        return f"{length} characters: short; four words in a row are stronger"
    if length < 20:
        return f"{length} characters: fair"
    return f"{length} characters: long, good"


Asker = Callable[[Path, bool], Passphrase | None]


class Opened(Protocol):
    """A connection: `key` is None for a plain file, `place` the file it was opened on."""

    key: FileKey | None
    place: Identity | None


class KeyRing:
    """The files this program run has open, and the keys of those that are encrypted.

    Held weakly: when the last connection to a file closes, its key is overwritten.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()  # backups are made in a thread
        self._open: dict[Identity, WeakSet[Opened]] = {}
        self._of_salt: WeakValueDictionary[bytes, FileKey] = WeakValueDictionary()
        self.ask: Asker | None = None
        self.given: list[FileKey] = []  # kept while `asking`, so that nobody is asked twice

    def __len__(self) -> int:
        return len(self._of_salt)

    def opened(self, path: Path, connection: Opened) -> None:
        """Take note of a connection."""
        connection.place = identity(path)
        with self._lock:
            self._open.setdefault(connection.place, WeakSet()).add(connection)
        if connection.key is not None:
            self._of_salt[connection.key.salt] = connection.key
            if self.ask is not None:
                self.given.append(connection.key)

    def closed(self, connection: Opened) -> None:
        """Forget a connection; the system may give the number of its file to another one."""
        with self._lock:
            if connection.place is not None and connection.place in self._open:
                self._open[connection.place].discard(connection)
        connection.key = None

    def is_open(self, path: Path) -> bool:
        """Tell whether this program has a file open, plain or encrypted."""
        return bool(self._at(path))

    def find(self, path: Path) -> FileKey | None:
        """Return the key of an encrypted file that this program has open already."""
        return next((each.key for each in self._at(path) if each.key is not None), None)

    def _at(self, path: Path) -> list[Opened]:
        with contextlib.suppress(OSError), self._lock:
            return list(self._open.get(identity(path), ()))
        return []

    def with_salt(self, salt: bytes) -> FileKey | None:
        """Return the key of another file that begins with the same salt: a copy shares it."""
        return self._of_salt.get(salt)


def identity(path: Path) -> Identity:
    """Return what tells a file from others, whatever it is called."""
    told = path.stat()
    return told.st_dev, told.st_ino


KEYS = KeyRing()


@contextlib.contextmanager
def asking(ask: Asker) -> Iterator[None]:
    """Inside the block, encrypted files are opened by asking: `ask(path, was_wrong)`.

    None as an answer gives up. Outside, an encrypted file without a key raises PassphraseNeeded.
    """
    before, KEYS.ask = KEYS.ask, ask
    try:
        yield
    finally:
        KEYS.ask = before
        if before is None:
            KEYS.given.clear()


def salt_of(path: Path) -> bytes | None:
    """Return the salt an encrypted file begins with; None for a plain file, or none at all.

    Never call it for a file this program has open: closing any handle of a file gives back the
    locks that SQLite holds on it (POSIX), and another window could then take its log away.
    """
    try:
        with path.open("rb") as file:
            page = file.read(_PAGE)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return None  # SQLite tells what is wrong with it
    if page.startswith(_PLAIN) or len(page) < _PAGE or size % _PAGE:
        return None
    # An encrypted page looks like 4,096 throws of a die with 256 sides, which leave none out;
    # text leaves out more than 100.
    return page[:_SALT] if len(set(page)) > 240 else None


def unlock(path: Path, salt: bytes, connect: Callable[[FileKey], Made]) -> Made:
    """Open an encrypted file with a key at hand, or by asking as often as it takes.

    `connect` raises WrongPassphrase for a key that does not fit.
    """
    from focusgroup.store import os_keyring

    kept = FileKey.from_secret(os_keyring.recall(salt) or "", salt)
    for key in (KEYS.with_salt(salt), kept):
        if key is not None:
            with contextlib.suppress(WrongPassphrase):
                return connect(key)
    wrong = False
    while KEYS.ask is not None:
        passphrase = KEYS.ask(path, wrong)
        if passphrase is None:
            break
        try:
            return connect(passphrase.key(salt))
        except WrongPassphrase:
            wrong = True
        finally:
            passphrase.wipe()
    raise PassphraseNeeded(f"{path.name} is encrypted. It was not opened: no passphrase was given.")

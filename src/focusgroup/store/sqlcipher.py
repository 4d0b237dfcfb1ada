"""The SQLCipher driver behind the face of `sqlite3`: its errors become those of `sqlite3`.

Loaded only when an encrypted file is met (its library has 21 MB).
"""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from typing import Any, cast

from focusgroup.store.cipher import KEYS, FileKey
from focusgroup.store.errors import CipherMissing, WrongPassphrase

_SETTINGS = (
    # A wrong key would otherwise be told on stderr from C, across the screen.
    "PRAGMA cipher_log_level = NONE",
    # What the key was derived for, should a later SQLCipher have other defaults.
    "PRAGMA cipher_default_compatibility = 4",
)
MISSING = (
    "This installation cannot read encrypted studies. Install the extra part: "
    'pipx inject focusgroup sqlcipher3  (or: pip install "focusgroup[encrypted]")'
)


@cache
def driver() -> Any:  # noqa: ANN401 - sqlcipher3 carries no types; this is the one place that says so
    """Return the driver module; raises CipherMissing with what to install."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise CipherMissing(MISSING) from None
    return dbapi2


def available() -> bool:
    """Tell whether encrypted studies can be opened here."""
    try:
        return driver() is not None
    except CipherMissing:
        return False


def version() -> str:
    """Return the version of SQLCipher, such as "4.19.0 community"."""
    connection = driver().connect(":memory:")
    told = connection.execute("PRAGMA cipher_version").fetchone()[0]
    connection.close()
    return str(told)


def as_sqlite_error(error: Exception, *, unlocked: bool) -> sqlite3.Error:
    """Return the error of `sqlite3` that an error of the driver stands for.

    A page that does not decrypt reads as "not a database": once the first page did, it is damage.
    """
    kind = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)
    told: sqlite3.Error = kind(*error.args)
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        damaged = unlocked and code & 0xFF == sqlite3.SQLITE_NOTADB
        told.sqlite_errorcode = sqlite3.SQLITE_CORRUPT if damaged else code
        told.sqlite_errorname = "SQLITE_CORRUPT" if damaged else error.sqlite_errorname  # type: ignore[attr-defined]
    return told


def _telling(base: Any, names: tuple[str, ...]) -> dict[str, Any]:  # noqa: ANN401
    """Return methods that do what those of `base` do, with the errors of `sqlite3`."""

    def telling(method: Any) -> Any:  # noqa: ANN401
        def told(self: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401
            try:
                return method(self, *given, **named)
            except driver().Error as error:
                unlocked = getattr(self, "connection", self).unlocked
                raise as_sqlite_error(error, unlocked=unlocked) from None

        return told

    return {name: telling(getattr(base, name)) for name in names}


@cache
def _connection_class() -> Any:  # noqa: ANN401 - the driver has no types
    """Return our kind of connection, made once the driver is there."""
    module = driver()
    reads = ("execute", "executemany", "executescript", "fetchone", "fetchmany", "fetchall")
    cursor_class = type("Cursor", (module.Cursor,), _telling(module.Cursor, (*reads, "__next__")))

    told = _telling(module.Connection, ("cursor", "commit", "rollback", "backup"))
    plain_cursor = told.pop("cursor")

    def cursor(self: Any, factory: Any = cursor_class) -> Any:  # noqa: ANN401
        return plain_cursor(self, factory)

    def close(self: Any) -> None:  # noqa: ANN401
        module.Connection.close(self)
        KEYS.closed(self)  # the last connection to a file takes its key along

    own = {"key": None, "place": None, "unlocked": False, "cursor": cursor, "close": close}
    return type("Connection", (module.Connection,), {**told, **own})


def connect(
    path: Path, key: FileKey | None, *, options: str = "mode=rw", busy_ms: int = 5000
) -> sqlite3.Connection:
    """Open a file with its key, or a plain one with None; `options` are those of an SQLite URI.

    Raises WrongPassphrase when the key does not fit, sqlite3.Error for everything else.
    """
    module = driver()
    kind = _connection_class()
    try:
        connection = kind(f"{path.absolute().as_uri()}?{options}", uri=True, isolation_level=None)
    except module.Error as error:
        raise as_sqlite_error(error, unlocked=False) from None
    try:
        connection.execute(f"PRAGMA busy_timeout = {int(busy_ms)}")
        for setting in _SETTINGS:
            connection.execute(setting)
        if key is not None:
            _unlock(connection, path, key)
        KEYS.opened(path, connection)
    except BaseException:
        connection.close()
        raise
    return cast("sqlite3.Connection", connection)


def _unlock(connection: Any, path: Path, key: FileKey) -> None:  # noqa: ANN401
    spec = key.spec()
    try:
        connection.set_key(spec)
    finally:
        spec[:] = bytes(len(spec))
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_NOTADB:
            raise
        raise WrongPassphrase(
            f"This passphrase does not open {path.name}. Nothing was changed; try again."
        ) from None
    connection.unlocked = True
    connection.key = key

"""The keyring of the operating system, for those who asked that it remember an encrypted study.

What is kept there is the key of one file, never the passphrase. Used only when the package
`keyring` is installed, and never with a backend that would write keys to a readable file.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

from focusgroup.store.errors import StoreError

Answer = TypeVar("Answer")
_SERVICE = "focusgroup"
# Backends of an operating system say 4 and more; those that write a file of their own, less than 1.
_SAFE_FROM = 1.0


class KeyringFailed(StoreError):
    """The operating system's keyring did not do as asked."""


@cache
def _module() -> Any:  # noqa: ANN401 - a module, or None where it is not installed
    if importlib.util.find_spec("keyring") is None:
        return None
    import keyring

    return keyring


def _aside(do: Callable[[], Answer]) -> Answer:
    """Do something in a thread of its own.

    The package keeps tracebacks of backends that failed, and each keeps the frames of its callers:
    with them the keys that the callers hold would stay in memory.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(do).result()


def available() -> bool:
    """Tell whether a safe keyring is there to remember a study's key."""

    def safe() -> bool:
        module = _module()
        return module is not None and float(module.get_keyring().priority) >= _SAFE_FROM

    return _aside(safe)


def recall(salt: bytes) -> str | None:
    """Return what was kept for the file that begins with `salt`; None when nothing was."""
    if not available():
        return None
    try:
        found = _aside(lambda: _module().get_password(_SERVICE, salt.hex()))
    except _module().errors.KeyringError:  # locked, or the person said no
        return None
    return None if found is None else str(found)


def remember(salt: bytes, secret: str) -> None:
    """Keep a key; raises KeyringFailed with a sentence."""
    if not available():
        raise KeyringFailed(
            "This computer has no keyring that focusgroup may use. To add one: "
            "pipx inject focusgroup keyring"
        )
    try:
        _aside(lambda: _module().set_password(_SERVICE, salt.hex(), secret))
    except _module().errors.KeyringError as error:
        raise KeyringFailed(
            f"The keyring of this computer did not keep it ({type(error).__name__})."
        ) from None


def forget(salt: bytes) -> bool:
    """Take a key out of the keyring; return whether one was there."""
    if recall(salt) is None:
        return False
    try:
        _aside(lambda: _module().delete_password(_SERVICE, salt.hex()))
    except _module().errors.KeyringError:
        return False
    return True

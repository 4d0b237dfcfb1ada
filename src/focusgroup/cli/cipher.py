"""Commands that encrypt a study, and the one way a command asks for a passphrase: on the terminal.

Never as an argument, which every user of the machine can list, and never from the environment.
"""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from focusgroup.cli.speech import plainly, say, warn

if TYPE_CHECKING:
    from focusgroup.store.cipher import FileKey, Passphrase
    from focusgroup.store.conversion import Converted

FileArgument = Annotated[Path, typer.Argument(help="A study file, NAME.focusgroup")]
RememberOption = Annotated[
    bool,
    typer.Option("--remember", help="Let this computer's keyring open the study from now on"),
]
OLD_BLOCKS = (
    "The old file and its log were overwritten. A solid-state disk, a snapshot or a synchronised "
    "folder may still keep old blocks: whole-disk encryption covers those."
)
COPYING = "Copying and checking every row; stopped at any moment, the study is whole."
LOST = "Nobody can open the study without it, and nothing can bring it back: write it down."


def ask(path: Path, was_wrong: bool) -> Passphrase | None:
    """Ask for the passphrase of a file on the terminal; None gives up (Enter alone does)."""
    from focusgroup.store.cipher import Passphrase

    if was_wrong:
        warn(f"This passphrase does not open {path.name}.")
    again = "Try again; Enter alone leaves: " if was_wrong else f"Passphrase of {path.name}: "
    typed = _typed(again)
    return Passphrase(typed) if typed else None


def ask_new(what: str) -> Passphrase:
    """Ask for a new passphrase, twice, until both are the same and long enough."""
    from focusgroup.store.cipher import SHORTEST, Passphrase, strength

    warn(f"A passphrase for {what}: {SHORTEST} characters at least, four words in a row are good.")
    warn(LOST)
    while True:
        passphrase = Passphrase(_typed("New passphrase: "))
        if not passphrase.length:
            warn("Nothing was changed.")
            raise typer.Exit(1)
        warn(strength(passphrase.length))
        if passphrase.length < SHORTEST:
            continue
        again = Passphrase(_typed("The same again: "))
        if again == passphrase:
            again.wipe()
            return passphrase
        warn("These two differ. Once more.")


def _typed(question: str) -> str:
    """Read a line that is not shown; "" where there is no terminal to type it on."""
    if not _has_terminal():
        warn("A passphrase is typed on a terminal, and there is none here.")
        return ""
    try:
        return getpass.getpass(question)
    except EOFError:
        return ""


def _has_terminal() -> bool:
    if os.name != "posix":
        return sys.stdin.isatty()
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def new_key(path: Path) -> FileKey:
    """Ask for a new passphrase of a file and derive its key."""
    from focusgroup.store.sqlcipher import driver

    driver()  # what is missing is said before anybody thinks of a passphrase
    passphrase = ask_new(path.name)
    try:
        return passphrase.new_key()
    finally:
        passphrase.wipe()


def encrypt(file: FileArgument, remember: RememberOption = False) -> None:
    """Encrypt a study where it lies; asks for a passphrase."""
    from focusgroup.store.conversion import convert

    with plainly():
        if _salt(file) is not None:
            warn(f"{file.name} is encrypted already. Another passphrase: focusgroup passphrase")
            raise typer.Exit(1)
        _look_at(file)
        key = new_key(file)
        warn(COPYING)
        done = convert(file, old=None, new=key)
        say(f"{file.name} is encrypted. {OLD_BLOCKS}")
        _say_copies(done, "one encrypted backup was made")
        if remember:
            _remember(file, key)


def decrypt(
    file: FileArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether to go on")] = False,
) -> None:
    """Make a plain study of an encrypted one; names sealed in it are deleted."""
    from focusgroup.store import os_keyring, sealed
    from focusgroup.store.connection import key_of
    from focusgroup.store.conversion import convert
    from focusgroup.store.study_file import StudyFile

    with plainly():
        salt = _encrypted_salt(file)
        with StudyFile.open(file) as study_file:
            key = key_of(study_file.connection)
            names = len(sealed.sessions(study_file))
            if not yes:
                what = f"The names sealed for {names} groups are deleted. " if names else ""
                typer.confirm(
                    f"{what}Whoever has the file can read it then. Go on?", abort=True, err=True
                )
            sealed.drop(study_file)
        warn(COPYING)
        done = convert(file, old=key, new=None)
        os_keyring.forget(salt)
        say(f"{file.name} is plain: whoever has the file can read what was said.")
        _say_copies(done, "one plain backup was made")


def passphrase(
    file: FileArgument,
    remember: RememberOption = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take the study out of this computer's keyring")
    ] = False,
) -> None:
    """Give an encrypted study another passphrase, or have the keyring remember or forget it."""
    from focusgroup.store import os_keyring
    from focusgroup.store.connection import key_of
    from focusgroup.store.conversion import convert
    from focusgroup.store.study_file import StudyFile

    with plainly():
        salt = _encrypted_salt(file)
        if forget:
            gone = os_keyring.forget(salt)
            say("The keyring has forgotten it." if gone else "The keyring did not know it.")
            return
        known = os_keyring.recall(salt) is not None
        with StudyFile.open(file) as study_file:
            old = key_of(study_file.connection)
        assert old is not None, "its salt was read"
        if remember:
            _remember(file, old)
            return
        new = new_key(file)
        warn(COPYING)
        done = convert(file, old=old, new=new)
        say(f"{file.name} has its new passphrase.")
        _say_copies(done, "one backup was made under the new passphrase")
        os_keyring.forget(salt)
        if known:
            _remember(file, new)


def _salt(file: Path) -> bytes | None:
    from focusgroup.store.cipher import salt_of

    return salt_of(file)


def _encrypted_salt(file: Path) -> bytes:
    salt = _salt(file)
    if salt is None:
        _look_at(file)
        warn(f"{file.name} is not encrypted. To encrypt it: focusgroup encrypt {file.name}")
        raise typer.Exit(1)
    return salt


def _look_at(file: Path) -> None:
    """Open and close a study: says what is wrong with it before anything is asked."""
    from focusgroup.store.study_file import StudyFile

    StudyFile.open(file).close()


def _say_copies(done: Converted, made: str) -> None:
    if done.copies:
        were = "1 older copy was" if done.copies == 1 else f"{done.copies} older copies were"
        say(f"{were} destroyed; {made}.")
    if done.warning:
        warn(done.warning)


def _remember(file: Path, key: FileKey) -> None:
    from focusgroup.store import os_keyring

    os_keyring.remember(key.salt, key.secret())
    say(f"This computer's keyring opens {file.name} from now on.")

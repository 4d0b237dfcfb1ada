"""Invented names planted into a group, and a search for them in the raw bytes of files."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import focusgroup

_SHIPPED = Path(focusgroup.__file__).resolve().parent / "privacy" / "words"

# First name, last name, nickname: none is a word, and no part of one stands in any shipped text.
ROSTER = (
    ("Zephrine", "Okwuosa", "Zephie"),
    ("Tavishka", "Brannoch", ""),
    ("Ysoldine", "Vantongeren", ""),
    ("Ikaikane", "Mahutani-Wells", ""),
    ("Ngozikaya", "Delacroft", "Gozika"),
    ("Wulfrida", "Szczepanova", ""),
)
MODERATOR = "Hildegund"
NOTE_TAKER = "Bertrande"
CLIENT = "Tarnbrook Homes"
STRANGERS = ("Xolanile", "Dlaminika", "Perpetuana", "Featherquill")
MAIL = "x.dlaminika@quernmail.example"
PHONE = "07700 900 613"


def words() -> tuple[str, ...]:
    """Return every planted word by itself."""
    named = [part for person in ROSTER for each in person for part in each.split("-") if part]
    named.remove("Wells")  # half of a double name; it may stand in any text
    contacts = ["quernmail", PHONE, PHONE.replace(" ", "")]
    return (*named, MODERATOR, NOTE_TAKER, "Tarnbrook", *STRANGERS, *contacts)


def stems() -> tuple[str, ...]:
    """Return the planted words short of their last letters: a half-typed name is a find too."""
    return tuple(word if word[0] == "0" else word[: max(5, len(word) - 3)] for word in words())


def _needles() -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for stem in stems():
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            found[stem.lower().encode(encoding)] = stem
    return found


_NEEDLES = _needles()


def stems_in(data: bytes) -> set[str]:
    """Return the planted stems that stand in some bytes, in any case, as UTF-8 or UTF-16."""
    lowered = data.lower()
    return {stem for needle, stem in _NEEDLES.items() if needle in lowered}


@dataclass
class Search:
    """Looks for the planted words in every file of some folders, and keeps the figures."""

    folders: tuple[Path, ...]
    files: set[str] = field(default_factory=set)
    readings: int = 0
    searched: int = 0  # bytes
    finds: set[tuple[str, str]] = field(default_factory=set)
    _seen: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def once(self) -> None:
        """Search each file that has changed since it was searched last."""
        for folder in self.folders:
            for path in list(folder.rglob("*")):
                self._search(path)

    def _search(self, path: Path) -> None:
        self._note(str(path), os.fsencode(path.name))
        try:
            told = path.stat()
            if not path.is_file() or self._seen.get(path) == (told.st_mtime_ns, told.st_size):
                return
            data = path.read_bytes()
        except OSError:  # gone meanwhile: a temporary file
            return
        self._seen[path] = (told.st_mtime_ns, told.st_size)
        self._note(str(path), data)
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                for part in parts.namelist():
                    self._note(f"{path}!{part}", part.encode() + parts.read(part))

    def _note(self, where: str, data: bytes) -> None:
        self.files.add(where)
        self.readings += 1
        self.searched += len(data)
        self.finds |= {(stem, where) for stem in stems_in(data)}

    def process(self, pid: int) -> None:
        """Search a process's command line, environment and open files, deleted ones too."""
        root = Path(f"/proc/{pid}")
        if not root.exists():
            return
        for name in ("cmdline", "environ", "comm"):
            self._note(f"{root}/{name}", (root / name).read_bytes())
        for link in (root / "fd").iterdir():
            try:
                # The shipped word lists are held open, and hold names of the whole world.
                if link.is_file() and _SHIPPED not in link.readlink().parents:
                    self._note(f"fd of {link.readlink()}", link.read_bytes())
            except OSError:
                continue

    def figures(self) -> str:
        """Return what was done as one line."""
        return (
            f"{len(words())} names tried as {len(_NEEDLES)} byte strings, {len(self.files)} files, "
            f"{self.readings} readings, {self.searched:,} bytes, {len(self.finds)} finds"
        )


class Watch:
    """Searches again and again in a thread, so that what is written for a moment is met too."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(20)
        self.search.once()

    def _run(self) -> None:
        while not self._stop.wait(0.02):
            self.search.once()

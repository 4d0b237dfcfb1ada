"""A folder to import: whatever its files hold, one sentence with file and line, or a study."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from focusgroup.exchange.errors import ImportRefused
from focusgroup.exchange.roster import read_roster, read_words
from focusgroup.exchange.sample import import_sample, read_sample
from focusgroup.guide.problem import GuideError
from focusgroup.privacy import Scrubber
from focusgroup.store.errors import StoreError
from focusgroup.store.study_file import StudyFile
from fuzz.study_bytes import folder
from fuzz.target import Target

SOUND = {
    "comments.jsonl": b'{"group": "G1", "seat": "P1", "t_seconds": 12, "guide_item": "a", "text": '
    b'"Wren said we re-key it", "valence": "weakness", "elements": ["people"]}\n'
    b'{"group": "G1", "seat": "?", "t_seconds": 30.5, "text": "=1+1 (nods)"}\n',
    "roster.csv": b"group,seat,name,also_called,department,tenure_band\n"
    b"G1,P1,Wren Hallowtree,Wrennie/W,Desk,1-3 years\nG1,P2,Iqbal,,Stores,\n",
    "guide.md": b"# Guide\n\n## Questions (60 minutes)\n### a: What we do now (15 minutes)\n"
    b"Ask: What do you do?\n",
    "never_write.txt": b"Norwell Homes\nMarlow & Pike\n",
}
_REFUSALS = (ImportRefused, GuideError, StoreError)


def check_folder(files: dict[str, bytes]) -> None:
    """Assert that a folder becomes a study that can be read, or is refused."""
    with folder() as place:
        for name, content in {**SOUND, **files}.items():
            (place / name).write_bytes(content)
        _check_parts(place)
        out = place / "made.focusgroup"
        try:
            sample = read_sample(place)
            if len(sample.comments) > 20:  # each one is a write; long folders add nothing
                return
            import_sample(place, out)
        except _REFUSALS as error:
            assert str(error)
            return
        with StudyFile.open(out) as study:
            assert study.check().good
            kept = study.record().comments
            assert len(kept) <= len(sample.comments)


def _check_parts(place: Path) -> None:
    try:
        rows = read_roster(place / "roster.csv")
        words = read_words(place / "never_write.txt")
    except ImportRefused as error:
        assert str(error)
        assert "Hallowtree" not in str(error), "an error repeats a name"
        return
    scrubber = Scrubber([row.person("G1") for row in rows], words)
    for row in rows:
        scrubber.scrub(f"{row.card.first} {row.card.last} said so")


def check(data: bytes) -> None:
    """Take the first byte for the file that is fuzzed, and the rest for what it holds."""
    names = list(SOUND)
    check_folder({names[(data[0] if data else 0) % len(names)]: data[1:]})


def _seeds() -> Iterable[bytes]:
    for number, content in enumerate(SOUND.values()):
        yield bytes([number]) + content
        yield bytes([number])
        yield bytes([number]) + content.decode().encode("utf-16")
    yield b"\x01group;seat;name\nG1;P1;Wren\n"
    yield b'\x01group,seat,name\n"G1,P1,Wren\n'
    yield b"\x00[[[[{}]]]]"
    yield b"\x02# \n## Questions\n### a: \nAsk: {{ department }}\n"


TARGET = Target(
    "imports",
    check,
    _seeds,
    longest=600,
    words=('"seat": "?"', '"t_seconds": ', "1e999", "NaN", '"elements": []', "\r", '""', "\0",
           "also_called", "P99", "### b: ", "=cmd|", "\ufeff"),
)  # fmt: skip

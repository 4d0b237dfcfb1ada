"""What encryption at rest costs: Enter to durable, opening, converting, each beside plain."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.material import filled_study, lines, new_study
from benchmarks.measure import median, p95, show, timed
from focusgroup.room.room import Room
from focusgroup.store.cipher import FileKey, Passphrase
from focusgroup.store.conversion import convert
from focusgroup.store.study_file import StudyFile

COMMENTS = 10_000


def room_in(folder: Path, key: FileKey | None) -> Room:
    """Return the room of a new study, encrypted with a key."""
    path = folder / ("encrypted.focusgroup" if key else "plain.focusgroup")
    study, session, cards = new_study(path)
    if key:
        study.close()
        convert(path, old=None, new=key)
        study = StudyFile.open(path, key=key)
    room = Room(study, session, names=cards)
    room.agenda.start()
    return room


def enter_to_durable(key: FileKey) -> None:
    """The same comments into both, turn by turn, so that both meet the same machine."""
    with tempfile.TemporaryDirectory() as name:
        plain, vault = room_in(Path(name), None), room_in(Path(name), key)
        times: dict[Room, list[float]] = {plain: [], vault: []}
        for number, line in enumerate(lines(700, named=True)):
            for room in (plain, vault) if number % 2 else (vault, plain):
                took = timed(lambda r=room, t=line: r.notes.note(t))
                if number >= 100:  # caches warm, as after the first minutes of a group
                    times[room].append(took)
        ours, theirs = times[vault], times[plain]
        show(
            "Enter to durable in an encrypted study, median against plain",
            f"{median(ours) / median(theirs):.2f}x "
            f"({median(ours) * 1e3:.2f} / {median(theirs) * 1e3:.2f} ms)",
            "no bar set",
        )
        show("   the same, p95", f"{p95(ours) / p95(theirs):.2f}x", "no bar set")
        for room in (plain, vault):
            room.close()
            room.file.close()


def whole_files(key: FileKey) -> None:
    """Deriving, opening, reading and converting a study of 10,000 comments."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "s.focusgroup"
        session = filled_study(path, COMMENTS)
        size = path.stat().st_size / 1e6
        opened = median([timed(lambda: StudyFile.open(path).close()) for _ in range(9)])
        with StudyFile.open(path) as study:
            read = median([timed(lambda: study.comments(session)) for _ in range(5)])
        there = timed(lambda: convert(path, old=None, new=key))
        with_key = median([timed(lambda: StudyFile.open(path, key=key).close()) for _ in range(9)])
        with StudyFile.open(path, key=key) as study:
            vault_read = median([timed(lambda: study.comments(session)) for _ in range(5)])
        back = timed(lambda: convert(path, old=key, new=None))
        passphrase = Passphrase("grebe lantern ninepin oak")
        derive = median([timed(lambda: passphrase.key(key.salt)) for _ in range(5)])
        show(
            "deriving the key, once an opening, on purpose", f"{derive * 1e3:.0f} ms", "no bar set"
        )
        show(
            "opening with the key at hand, against plain",
            f"{with_key / opened:.2f}x ({with_key * 1e3:.1f} / {opened * 1e3:.1f} ms)",
            "no bar set",
        )
        show(
            f"reading {COMMENTS:,} comments, against plain",
            f"{vault_read / read:.2f}x ({vault_read * 1e3:.0f} / {read * 1e3:.0f} ms)",
            "no bar set",
        )
        show(
            f"encrypting {size:.0f} MB, checked row by row, and back",
            f"{there:.2f} s, {back:.2f} s",
            "no bar set",
        )


def main() -> None:
    """Print the figures, or what to install."""
    from focusgroup.store import sqlcipher

    if not sqlcipher.available():
        show("encryption at rest", "not measured", sqlcipher.MISSING)
        return
    key = Passphrase("grebe lantern ninepin oak").new_key()
    enter_to_durable(key)
    whole_files(key)


if __name__ == "__main__":
    main()

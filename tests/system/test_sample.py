"""The sample study replayed: nobody of it is in any file, and ordinary words come through."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from focusgroup.exchange.sample import SHIPPED
from focusgroup.store.study_file import StudyFile

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KINDS = {"participant", "staff", "customer", "other_person", "contact", "reference"}
# Words in whose place a name of the sample must not be looked for: the month, the verb, the bill.
DOUBLE = {"May", "Mark", "Bill", "Will", "Art", "Grace", "Hope", "Joy", "Precious"}


def terms() -> list[str]:
    path = ROOT / "tests" / "data" / "expected_masks.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row["term"] for row in csv.DictReader(file) if row["kind"] in KINDS]


@pytest.fixture(scope="module")
def replayed(tmp_path_factory) -> tuple[Path, Path]:
    """The study file and the report, made by the commands of the README."""
    folder = tmp_path_factory.mktemp("sample")
    study, report = folder / "sample.focusgroup", folder / "report.docx"
    run = [sys.executable, "-m", "focusgroup"]
    subprocess.run([*run, "import-sample", str(SHIPPED), "-o", str(study)], check=True)
    words = [
        "--roster",
        str(SHIPPED / "roster.csv"),
        "--never-write",
        str(SHIPPED / "never_write.txt"),
    ]
    subprocess.run([*run, "report", str(study), "-o", str(report), *words], check=True)
    return study, report


def all_bytes(folder: Path) -> dict[str, bytes]:
    """Every file of the folder, and every part of every Word file."""
    found = {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    for path in folder.rglob("*.docx"):
        with zipfile.ZipFile(path) as parts:
            found |= {f"{path.name}/{name}": parts.read(name) for name in parts.namelist()}
    return found


@pytest.mark.feature("1.32")
def test_not_one_term_that_tells_a_person_is_in_any_file(replayed):
    study, report = replayed
    files = all_bytes(study.parent)
    assert len(files) > 10
    for term in terms():
        if term in DOUBLE:
            continue
        for name, content in files.items():
            assert not _stands(term, content), f"{term} in {name}"
            assert term.encode("utf-16-le") not in content, f"{term} in {name}"
    assert report.exists()


def _stands(term: str, content: bytes) -> bool:
    """Tell whether a term stands in some bytes; four digits stand in a row's id by chance."""
    if not term.isdigit():
        return term.encode() in content
    told = re.sub(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", b"", content)
    return re.search(rb"(?<![0-9a-f.])%b(?![0-9a-f])" % term.encode(), told) is not None


@pytest.mark.feature("1.32")
def test_names_that_are_words_are_masked_where_they_are_names(replayed):
    study, _ = replayed
    with StudyFile.open(study) as held:
        texts = [c.text for s in held.sessions() for c in held.comments(s.id)]
    sample = (SHIPPED / "comments.jsonl").read_text(encoding="utf-8")
    assert len(texts) == len(sample.splitlines()) == 269
    kept = "\n".join(texts)
    for word in DOUBLE - {"May"}:
        assert not re.search(rf"\b{word}\b(?! (for|call))", kept), word
    assert re.findall(r"\w+ \w+ May\b", kept) == ["fitted in May", "4th of May"]


def test_ordinary_words_come_through_unharmed(replayed):
    study, _ = replayed
    with StudyFile.open(study) as held:
        texts = "\n".join(c.text for s in held.sessions() for c in held.comments(s.id))
    for phrase in (
        "a bill for leaving",
        "A named person will call within the week",
        "Beacon",
        "WarmPlan",
        "nineteen years in March",
        "I had it for two weeks in April",
        "4th of May",
        "I spend that on screenwash",
        "three touches",
        "Form 12",
        "since 2019",
        "In 2021",
        "Hi [FIRSTNAME]",
        "Post-it",
        "the boards for the north vans",
        "Stores isnae on it",
    ):
        assert phrase in texts, phrase


def test_the_replayed_study_is_sound(replayed):
    study, _ = replayed
    with StudyFile.open(study) as held:
        assert held.check().good
        assert [s.code for s in held.sessions()] == ["G1", "G2", "G3"]
        assert all(s.state == "closed" for s in held.sessions())

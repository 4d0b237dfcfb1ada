"""Guides and frames are found by id or path; one's own stand before the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from focusgroup.guide import library
from focusgroup.guide.reader import GuideError, dump_guide
from focusgroup.guide.template import new_guide, slug


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "guides"
    (folder / "frames").mkdir(parents=True)
    return folder


def test_shipped_guides_are_found_by_id() -> None:
    entry = library.find("crm-strategy-reset")
    assert (entry.kind, entry.origin, entry.note) == ("guide", "shipped", "")
    assert library.load_guide("crm-strategy-reset").title == "CRM strategy reset"
    assert library.load_frame("crm-joined").name == "CRM, six elements"


@pytest.mark.feature("1.26")
def test_ones_own_guide_stands_before_the_shipped_one_and_says_so(own: Path) -> None:
    guide = library.load_guide("crm-strategy-reset").model_copy(update={"title": "Ours"})
    (own / "anything.yaml").write_text(dump_guide(guide), encoding="utf-8")
    assert library.load_guide("crm-strategy-reset", own).title == "Ours"
    (entry,) = [e for e in library.available(own) if e.id == "crm-strategy-reset"]
    assert entry.note == "your own, in place of the shipped one"
    assert library.load_guide("crm-strategy-reset").title == "CRM strategy reset"


def test_ones_own_frame_can_be_used_by_ones_own_guide(own: Path) -> None:
    frame = "id: ours\nname: Ours\nelements:\n- {key: vans, name: Vans, hotkey: v}\n"
    (own / "frames" / "ours.yml").write_text(frame, encoding="utf-8")
    (own / "g.yaml").write_text(new_guide("Vans", frame="ours"), encoding="utf-8")
    assert library.load_guide("vans", own).frame == "ours"
    with pytest.raises(GuideError, match="there is no frame 'ours'"):
        library.load_guide(str(own / "g.yaml"))


def test_a_broken_guide_is_listed_with_its_fault_and_does_not_hide_the_shipped_one(
    own: Path,
) -> None:
    broken = own / "crm-strategy-reset.yaml"
    broken.write_text("id: [", encoding="utf-8")
    entries = [e for e in library.available(own) if e.id == "crm-strategy-reset"]
    assert {entry.origin for entry in entries} == {"own", "shipped"}
    assert any(f"cannot be read: {broken}:1: " in entry.note for entry in entries)
    assert library.load_guide("crm-strategy-reset", own).title == "CRM strategy reset"


def test_a_path_is_read_from_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(new_guide("Mine", 45), encoding="utf-8")
    assert library.load_guide(str(path)).length == 45
    assert library.find(str(path)).origin == "file"


@pytest.mark.parametrize("name", ["nothing", "../no/such.yaml", "", "none.yaml", "a\0b/", "C:\\x"])
def test_what_is_not_there_is_told_with_what_is(name: str) -> None:
    with pytest.raises(GuideError) as raised:
        library.load_guide(name)
    assert "crm-strategy-reset" in str(raised.value) or "cannot be read" in str(raised.value)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert library.available(tmp_path / "none") == library.shipped()


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("CRM strategy reset", "crm-strategy-reset"),
        ("Ünser: Führer & Co.", "unser-fuhrer-co"),
        ("2027 plan", "guide-2027-plan"),
        ("顧客", "guide"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_title_makes_an_id(title: str, made: str) -> None:
    assert slug(title) == made

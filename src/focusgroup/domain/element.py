"""Frames of CRM elements that comments are tagged to (feature rows 3.03 and 4.01)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Criterion(BaseModel):
    """One thing to check an element by, such as "people have the skills"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    text: str


class Element(BaseModel):
    """One side of CRM, such as People or Technology."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$", description="written as #key when typing")
    name: str
    hotkey: str = Field(min_length=1, max_length=1, description="one key in the review screen")
    aliases: tuple[str, ...] = ()
    description: str = ""
    criteria: tuple[Criterion, ...] = ()
    same_as: dict[str, str] = Field(
        default_factory=dict, description="crosswalk: frame id to that frame's element key"
    )


class Frame(BaseModel):
    """A set of elements a study tags to; the crosswalk says how it reads in another frame."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    description: str = ""
    elements: tuple[Element, ...] = Field(min_length=1)

    def element(self, key: str) -> Element | None:
        """Return the element of that key, or None."""
        return next((each for each in self.elements if each.key == key), None)

    def matching(self, word: str) -> tuple[Element, ...]:
        """Return the elements a typed word may mean: exact key or alias first, else by prefix."""
        word = word.casefold()
        exact = tuple(e for e in self.elements if word == e.key or word in e.aliases)
        if exact or not word:
            return exact
        return tuple(
            e for e in self.elements if any(n.startswith(word) for n in (e.key, *e.aliases))
        )

    def across(self, key: str, frame_id: str) -> str | None:
        """Return the key of another frame that this frame's element reads as, or None."""
        element = self.element(key)
        if element is None:
            return None
        return key if frame_id == self.id else element.same_as.get(frame_id)

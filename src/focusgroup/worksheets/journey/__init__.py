"""The customer journey map, from first contact to lapse and return (rows 0.01 to 0.23)."""

from __future__ import annotations

from focusgroup.worksheets.declare import Sheet, Worksheet, lacking
from focusgroup.worksheets.journey import checks, versions, views
from focusgroup.worksheets.journey.records import (
    DEFAULT_STAGES,
    JourneyStage,
    JourneyVersion,
    KeptTouchpoint,
    KeptWeakPoint,
    Stakeholder,
    Touchpoint,
    WeakPoint,
)

_STAGES = Sheet(
    JourneyStage,
    "Stages",
    "stage",
    "Put in the usual stages, from first contact to lapse and return; change them as you like.",
    ("name", "role", "managed", "process", "known", "plans", "evidence"),
    checks=(checks.staged, checks.evidenced),
    examples=tuple(JourneyStage("", name=name, role=role) for name, role in DEFAULT_STAGES),
)
_TOUCHPOINTS = Sheet(
    Touchpoint,
    "Touchpoints",
    "touchpoint",
    "Write down where customers meet you, stage by stage.",
    ("name", "stage", "channel", "owner", "process", "emotion", "quality", "key", "evidence"),
    checks=(
        lacking(Touchpoint, "stage", "It belongs to no stage."),
        lacking(Touchpoint, "owner", "Nobody owns it."),
        lacking(Touchpoint, "process", "No process is named."),
        lacking(Touchpoint, "emotion", "How the customer feels is not known."),
        lacking(Touchpoint, "quality", "How well the customer is processed is not known."),
        lacking(Touchpoint, "data", "No data is held of it."),
        checks.diverging,
        checks.key_contacts,
        checks.automation,
    ),
    filter_by="key",
)
_WEAK_POINTS = Sheet(
    WeakPoint,
    "Weak points",
    "weak point",
    "Write down where the journey is weak, and link what was said of it.",
    ("name", "touchpoint", "severity", "remedy", "place", "evidence"),
    checks=(
        lacking(WeakPoint, "touchpoint", "It belongs to no touchpoint."),
        lacking(WeakPoint, "severity", "How severe it is, is missing."),
        lacking(WeakPoint, "remedy", "Nobody said how it is overcome."),
        lacking(WeakPoint, "place", "Where change must happen is missing."),
        versions.recurring,
    ),
    filter_by="place",
)

WORKSHEET = Worksheet(
    key="journey",
    title="Customer journey",
    phase=1,
    place=50,
    about="Where customers meet you from first contact to lapse and return, how they feel, and "
    "where it is weak.",
    sheets=(
        _STAGES,
        _TOUCHPOINTS,
        _WEAK_POINTS,
        Sheet(
            Stakeholder,
            "Stakeholders",
            "stakeholder",
            "Write down whose view the map needs: those without input are listed.",
            ("name", "note"),
            checks=(checks.heard,),
        ),
        Sheet(
            JourneyVersion,
            "Versions",
            "version",
            "n keeps the map as it stands, with date and note, to compare it with a later one.",
            ("made_on", "note"),
            checks=(lacking(JourneyVersion, "made_on", "The version has no date."),),
            along=versions.kept_along,
        ),
        Sheet(
            KeptTouchpoint,
            "Kept touchpoints",
            "kept touchpoint",
            "",
            ("name",),
            kept_with="version",
        ),
        Sheet(
            KeptWeakPoint, "Kept weak points", "kept weak point", "", ("name",), kept_with="version"
        ),
    ),
    views=(
        ("people", views.people),
        ("curve", views.curve),
        ("weak", views.weak_points),
        ("contacts", views.contacts),
        ("automation", views.automated),
        ("compare", versions.compared),
    ),
    offering=checks.offered,
)

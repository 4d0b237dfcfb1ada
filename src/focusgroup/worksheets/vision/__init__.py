"""The vision of a new customer relationship (rows 0.05, 2.01 to 2.17)."""

from __future__ import annotations

from focusgroup.worksheets.declare import Sheet, Worksheet, lacking
from focusgroup.worksheets.vision import checks, views
from focusgroup.worksheets.vision.records import (
    FIRST_STEP,
    STEPS,
    TESTS,
    VIEWS,
    Activity,
    CompanyBehaviour,
    CustomerBehaviour,
    CustomerGroup,
    FutureView,
    Milestone,
    Objective,
    Vision,
    VisionStep,
    VisionTest,
)
from focusgroup.worksheets.vision.wording import NOTE, second_look

_NOW = "What they do now is missing: it can set the change off."

_VISION = Sheet(
    Vision,
    "Vision",
    "vision",
    "Picture the new relationship first: how customers and you will be with each other.",
    ("relationship", "notice", "state"),
    checks=(
        checks.planned,
        lacking(Vision, "notice", "What the customer will notice is not said."),
        checks.sided,
    ),
    single=True,
    read_on_pages=True,
    watched="relationship",
    watch=second_look,
    watch_note=NOTE,
)
_STEPS = Sheet(
    VisionStep,
    "Steps",
    "step",
    "Put in the four steps; the first is named, name the others.",
    ("step", "name", "done"),
    checks=(checks.four_steps, lacking(VisionStep, "name", "This step has no name yet.")),
    examples=tuple(
        VisionStep("", step=key, name=FIRST_STEP if key == "1" else "") for key, _ in STEPS
    ),
    read_on_pages=True,
)
_VIEWS = Sheet(
    FutureView,
    "Four views",
    "view",
    "Put in the four sides, and let each say how it will see the relationship.",
    ("who", "picture", "evidence"),
    checks=(checks.four_views, lacking(FutureView, "picture", "This side's picture is empty.")),
    examples=tuple(FutureView("", who=key) for key, _ in VIEWS),
)
_TESTS = Sheet(
    VisionTest,
    "Tests",
    "test",
    "Every transaction, inquiry and corporate decision tests the vision: write some down.",
    ("kind", "name", "answer"),
    checks=(
        checks.each_test,
        lacking(VisionTest, "name", "What happens is missing."),
        lacking(VisionTest, "answer", "The vision gives no answer yet."),
    ),
    examples=tuple(VisionTest("", kind=key) for key, _ in TESTS),
    read_on_pages=True,
)
_GROUPS = Sheet(
    CustomerGroup,
    "Customer groups",
    "customer group",
    "Write down groups of customers whose behaviour differs.",
    ("name", "note"),
    checks=(checks.grouped,),
)
_CUSTOMERS = Sheet(
    CustomerBehaviour,
    "Their behaviour",
    "behaviour",
    "For each group: what its customers would do ideally, and do now.",
    ("desired", "group", "current", "catalyst", "evidence"),
    checks=(
        lacking(CustomerBehaviour, "group", "It is not said of which group."),
        lacking(CustomerBehaviour, "current", _NOW),
    ),
)
_COMPANY = Sheet(
    CompanyBehaviour,
    "Our behaviour",
    "behaviour",
    "What executives, managers and employees must do for the vision, and do now.",
    ("desired", "who", "current", "catalyst", "evidence"),
    checks=(checks.each_side, lacking(CompanyBehaviour, "current", _NOW)),
    filter_by="who",
)

WORKSHEET = Worksheet(
    key="vision",
    title="Vision",
    phase=3,
    place=10,
    about="The new relationship with customers, how it is tested, who must behave how, and what "
    "is done for it.",
    sheets=(
        _VISION,
        _STEPS,
        _VIEWS,
        _TESTS,
        _GROUPS,
        _CUSTOMERS,
        _COMPANY,
        Sheet(
            Objective,
            "Objectives",
            "objective",
            "Write down what of the vision is to come true.",
            ("name", "note"),
            checks=(checks.dated,),
        ),
        Sheet(
            Milestone,
            "Milestones",
            "milestone",
            "Write down dated points on the road.",
            ("name", "due", "objective"),
        ),
        Sheet(
            Activity,
            "Activities",
            "activity",
            "Write down what is done because of the vision, and link what it serves.",
            ("name", "serves", "unit"),
            checks=(checks.served,),
        ),
    ),
    views=(
        ("statement", views.statement),
        ("stepper", views.stepper),
        ("views", views.four_views),
        ("behaviours", views.behaviours),
        ("activities", views.activities),
    ),
    offering=checks.gaps,
)

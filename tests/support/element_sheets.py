"""The worksheets of the four elements, filled in a study through the desk that masks and writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Seat
from focusgroup.guide.library import load_frame
from focusgroup.privacy import Person, Scrubber
from focusgroup.room.worksheet_desk import WorksheetDesk
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets.customer_data import CustomerData
from focusgroup.worksheets.hand_offs import HandOff
from focusgroup.worksheets.implementation import ElementLevel
from focusgroup.worksheets.processes import Procedure, Process
from focusgroup.worksheets.record import Record
from focusgroup.worksheets.service_domains import Duty, ServiceDomain, ServiceRole
from focusgroup.worksheets.step_tree import ProcessStep
from focusgroup.worksheets.voice_of_customer import CustomerAspect, Tool, VoiceSource
from support.studies import add_session

# Element, and how many comments are tagged to it; "" is not tagged.
SAID = (("people", 3), ("process", 4), ("technology", 5), ("", 1))


class Filling:
    """Somebody who fills in rows; `said` holds the ids of comments to link."""

    def __init__(self, study: StudyFile, said: list[str]) -> None:
        scrubber = Scrubber([Person("G1-P3", "Solveig", "Nygaardsen")], [])
        self.desk = WorksheetDesk(study, lambda: scrubber)
        self.said = said

    def add(self, record: type[Record], **values: str) -> str:
        """Add a row and return its id."""
        return self.desk.add(record, values).id

    def fill(self) -> None:
        """Fill every worksheet of the four elements."""
        self.roles()
        self.hand_offs()
        self.processes()
        self.voices()
        self.levels()
        self.data()

    def roles(self) -> None:
        complaints = self.add(ServiceDomain, name="Complaints", about="anything that went wrong")
        field = self.add(ServiceDomain, name="Field service")
        adviser = self.add(ServiceRole, name="Adviser", unit="Contact centre")
        self.add(ServiceRole, name="Fitter", unit="Workshop")
        self.add(Duty, role=adviser, domain=complaints, expectations="answers the same day",
                 part="speaks for the customer", responsibilities="every open case")  # fmt: skip
        self.add(Duty, role=adviser, domain=field, expectations="knows who comes when")

    def hand_offs(self) -> None:
        self.add(HandOff, name="a signed order", giver="Sales", taker="Billing", felt="bad",
                 feels="tells it all again to Solveig", idea="one order form for both",
                 partner="Billing team lead", evidence=self.said[0])  # fmt: skip
        self.add(HandOff, name="a finished visit", giver="Workshop", taker="Billing")

    def processes(self) -> None:
        claim = self.add(Process, name="Complaint to answer", begins="a call", ends="a letter",
                         owner="Head of service")  # fmt: skip
        self.add(Process, name="Order to visit", begins="an order", ends="a visit", owner="Sales")
        take = self.add(ProcessStep, name="take the call", process=claim, at_end="start",
                        interaction="Complaint by phone", units="Contact centre, IT")  # fmt: skip
        weigh = self.add(ProcessStep, name="weigh it up", process=claim, after=take,
                         units="Contact centre")  # fmt: skip
        self.add(ProcessStep, name="send the letter", process=claim, at_end="end",
                 interaction="complaint by phone", units="Post room")  # fmt: skip
        self.add(ProcessStep, name="look up the order", part_of=weigh, at_end="both")
        self.add(Procedure, name="Complaints handbook", process=claim, consistency="2",
                 consistency_note="each shift does it its own way", evidence=self.said[1],
                 enough="no", tested_by="an adviser of ten years",
                 tested_on="2026-11-02")  # fmt: skip
        self.claim = claim

    def voices(self) -> None:
        left = self.add(CustomerAspect, name="why they left", source="exit calls")
        who = self.add(CustomerAspect, name="who decides")
        self.add(CustomerAspect, name="what they fear")
        self.add(Tool, name="Case desk", sort="crm", processes=self.claim, understanding="partly",
                 holds="addresses and calls", aspects=who)  # fmt: skip
        self.add(Tool, name="Yearly survey", sort="survey")
        self.add(VoiceSource, name="Focus groups", aspects=f"{left} {who}", kept="this study")

    def levels(self) -> None:
        self.add(ElementLevel, element="People", level="50", weight="2", reason="half are trained")
        self.add(ElementLevel, element="technology", level="20")
        self.add(ElementLevel, element="Weather", level="10")

    def data(self) -> None:
        self.add(CustomerData, name="Address book", sort="base", held="yes", managed="partly",
                 managed_by="Billing", used="yes", used_by="Sales")  # fmt: skip
        self.add(CustomerData, name="Orders", sort="behaviour", held="yes", managed="no", used="no")
        self.add(CustomerData, name="Churn model", sort="insight", held="no")


def filled_study(folder: Path, **options: Any) -> tuple[Path, list[str]]:
    """Return a study with a group of thirteen tagged comments and every worksheet filled."""
    path = folder / "elements.focusgroup"
    with StudyFile.create(path, title="Service reset", frame=load_frame("crm-joined"),
                          **options) as study:  # fmt: skip
        said = say(study)
        Filling(study, said).fill()
    return path, said


def say(study: StudyFile) -> list[str]:
    """Note comments of each element; return their ids."""
    session = add_session(study)
    seat = study.seats(session.id)[0].id
    found: list[str] = []
    with study.act("comments", actor="note-taker", session=session.id) as act:
        act.set(Seat, seat, quote=1)
        for element, count in SAID:
            for number in range(count):
                comment = Comment(new_id(), session.id, "a", f"remark {number} of {element}",
                                  seat=seat, at_s=float(len(found)))  # fmt: skip
                act.add(comment)
                found.append(comment.id)
                if element:
                    act.add(Tag(new_id(), comment.id, "element", element, "analyst"))
    return found

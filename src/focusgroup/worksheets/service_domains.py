"""Who is to do what in each service domain: expectations, role, responsibilities (row 4.02)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.worksheets.declare import (
    Grid,
    OpenPoint,
    Points,
    Sheet,
    View,
    Worksheet,
    lacking,
)
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import Record, comments, lines, link, text

_DOMAINS_A_GRID = 4  # beside the role; more would be too narrow at 80 columns
_LISTED = 100  # blanks by name; nobody reads a longer list
_THREE = (
    ("expectations", "expectations"),
    ("part", "role"),
    ("responsibilities", "responsibilities"),
)


@dataclass(frozen=True, slots=True)
class ServiceDomain(Record):
    """A field of service that customers meet."""

    name: str = text("Service domain", "such as: complaints, field service", needed=True)
    about: str = lines("Covers", "what belongs to it, and what does not")


@dataclass(frozen=True, slots=True)
class ServiceRole(Record):
    """A role that works in one domain or several."""

    name: str = text("Role", "a role or job, never a person's name", needed=True)
    unit: str = text("Unit", "where it belongs")


@dataclass(frozen=True, slots=True)
class Duty(Record):
    """What is expected of a role in a service domain."""

    role: str = link("Role", "service_role", needed=True)
    domain: str = link("Service domain", "service_domain", needed=True)
    expectations: str = lines("Expectations", "what customers and colleagues expect of it there")
    part: str = lines("Its role", "what it is there for")
    responsibilities: str = lines("Responsibilities", "what it answers for")
    evidence: str = comments()


def missing_of(duties: list[Duty]) -> list[str]:
    """Return which of the three nobody has written down for one role in one domain."""
    return [words for name, words in _THREE if not any(getattr(each, name) for each in duties)]


def _by_cell(facts: Facts) -> dict[tuple[str, str], list[Duty]]:
    found: dict[tuple[str, str], list[Duty]] = {}
    for row in facts.rows(Duty):
        found.setdefault((row.role, row.domain), []).append(row)
    return found


def _said(facts: Facts) -> set[tuple[str, str]]:
    """Return the ids of each role and domain of which anything is written down."""
    roles, domains = (
        {row.id for row in facts.of_table(table)} for table in ("service_role", "service_domain")
    )
    return {
        (role, domain)
        for (role, domain), duties in _by_cell(facts).items()
        if role in roles and domain in domains and len(missing_of(duties)) < len(_THREE)
    }


def _blank_cells(facts: Facts) -> Iterator[tuple[ServiceRole, ServiceDomain]]:
    """Yield each role and domain of which nothing is written down."""
    said = _said(facts)
    for role in facts.rows(ServiceRole):
        for domain in facts.rows(ServiceDomain):
            if (role.id, domain.id) not in said:
                yield role, domain


def _blanks(facts: Facts) -> Iterator[OpenPoint]:
    cells = len(facts.rows(ServiceRole)) * len(facts.rows(ServiceDomain))
    blank = cells - len(_said(facts))
    if blank:
        yield OpenPoint(
            "duty",
            f"Nothing is written down for {blank} of {cells} pairs of role and service domain.",
        )
    for held in _by_cell(facts).values():
        for again in held[1:]:
            yield OpenPoint("duty", "This role and service domain stand there twice.", again.id)


def _matrix(facts: Facts) -> Iterator[View]:
    """Yield role by domain with what is missing, and the blanks as a list."""
    roles, domains = facts.rows(ServiceRole), facts.rows(ServiceDomain)
    if not roles or not domains:
        return
    held = _by_cell(facts)
    starts = range(0, len(domains), _DOMAINS_A_GRID)
    for number, start in enumerate(starts, start=1):
        part = domains[start : start + _DOMAINS_A_GRID]
        of = f", part {number} of {len(starts)}" if len(starts) > 1 else ""
        yield Grid(
            f"Roles by service domain{of}",
            ("Role", *(each.name for each in part)),
            tuple(
                (role.name, *(_cell(held.get((role.id, each.id), [])) for each in part))
                for role in roles
            ),
            note="“all three” means that expectations, role and responsibilities are written down.",
            widths=(3, *(3.0 for _ in part)),
        )
    blank = [(role.name, domain.name) for role, domain in _blank_cells(facts)]
    if blank:
        more = len(blank) - _LISTED
        yield Points(
            "Blank: nothing written down",
            tuple(blank[:_LISTED]),
            note=f"and {more} more, as the table shows." if more > 0 else "",
        )


def _cell(duties: list[Duty]) -> str:
    missing = missing_of(duties)
    if not missing:
        return "all three"
    return "blank" if len(missing) == len(_THREE) else f"lacks {', '.join(missing)}"


WORKSHEET = Worksheet(
    key="service-domains",
    title="Service domains and roles",
    phase=2,
    place=40,
    about="What is expected of each role in each service domain, what it is there for, and what "
    "it answers for.",
    sheets=(
        Sheet(
            ServiceDomain,
            "Domains",
            "service domain",
            "Write down each field of service that customers meet.",
            ("name", "about"),
        ),
        Sheet(
            ServiceRole,
            "Roles",
            "role",
            "Write down each role that serves customers. Roles, not names.",
            ("name", "unit"),
        ),
        Sheet(
            Duty,
            "Duties",
            "duty",
            "Say for each role and service domain what is expected of it. Domains and roles "
            "come first: they are linked here.",
            ("role", "domain", "expectations", "part", "responsibilities", "evidence"),
            checks=(
                lacking(Duty, "expectations", "Its expectations are not written down."),
                lacking(Duty, "part", "Its role is not written down."),
                lacking(Duty, "responsibilities", "Its responsibilities are not written down."),
                _blanks,
            ),
        ),
    ),
    views=(("role x domain", _matrix),),
)

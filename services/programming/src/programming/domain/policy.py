"""Who may give which command; which projects and conventions a caller may know of.

Programmes are public: an envelope for a region. A project, its scores and their evidence concern
who proposed it until it is published by a convention.
"""

from enum import StrEnum
from uuid import UUID

from mithaq.commands import Caller
from mithaq.visibility import Facts, may_see

from programming.domain.commands import Command
from programming.domain.project import Project, ProjectOutline
from programming.domain.rules import (
    OfficeOnly,
    OwnNameOnly,
    ProposerOrOfficeOnly,
    ScorerPlaces,
    ScoresOwnProject,
)


class Capacity(StrEnum):
    """The ministry's office, or someone who acts for the organisation that proposes."""

    OFFICE = "office"
    PROPOSER = "proposer"


def capacity_in(command: Command) -> str:
    """In which capacity it is given, for the record; whether it may be is decided later."""
    return str(Capacity.OFFICE if _is_office(command.caller) else Capacity.PROPOSER)


def ensure_office(caller: Caller) -> None:
    """Only the office opens programmes, scores projects and places them."""
    if not _is_office(caller):
        raise OfficeOnly


def ensure_may_propose(caller: Caller, proposed_by: UUID) -> None:
    """A partner proposes in its own name, the office in anybody's."""
    if not _is_office(caller) and not _acts_for(caller, proposed_by):
        raise OwnNameOnly(organisation=str(proposed_by))


def may_see_project(caller: Caller, outline: ProjectOutline) -> bool:
    return may_see(caller, Facts(drafted_by=outline.proposed_by))


def ensure_may_link(caller: Caller, proposed_by: UUID) -> None:
    """The office and the organisation that proposed a project link it."""
    if not _is_office(caller) and not _acts_for(caller, proposed_by):
        raise ProposerOrOfficeOnly


def ensure_may_score(project: Project, outline: ProjectOutline, caller: Caller) -> None:
    """The office scores, but never its own project: neither its person's nor its organisation's."""
    ensure_office(caller)
    proposed = project.proposed
    if _is_of(caller, outline.proposed_by) or (
        proposed is not None and proposed.person == caller.person
    ):
        raise ScoresOwnProject


def ensure_may_place(project: Project, outline: ProjectOutline, caller: Caller) -> None:
    """The office places, by a person who neither proposed nor scored the project."""
    ensure_office(caller)
    if _is_of(caller, outline.proposed_by) or caller.person in {
        step.person for step in project.steps
    }:
        raise ScorerPlaces


def _is_office(caller: Caller) -> bool:
    return "office" in caller.roles


def _acts_for(caller: Caller, organisation: UUID) -> bool:
    return "partner" in caller.roles and _is_of(caller, organisation)


def _is_of(caller: Caller, organisation: UUID) -> bool:
    """Of the organisation itself, or of the one that it was merged into."""
    return caller.organisation == organisation or organisation in caller.also

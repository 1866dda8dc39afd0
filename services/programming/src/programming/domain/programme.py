"""A programme: an envelope for a region and some years, and the projects it has taken in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from mithaq.events import Provenance
from mithaq.money import ZERO, Money

from programming.domain import rules
from programming.domain.commands import AdmitProject, OpenProgramme, ProgrammeCommand
from programming.domain.events import ProgrammeEvent, ProgrammeOpened, ProjectAdmitted
from programming.domain.permissions import ensure_office


@dataclass(frozen=True, slots=True)
class Programme:
    """What a decision needs to know; `region` is None until it is opened."""

    region: str | None = None
    envelope: Money = ZERO
    reserved: Money = ZERO
    projects: frozenset[UUID] = field(default_factory=frozenset)


UNOPENED = Programme()


def decide(programme: Programme, command: ProgrammeCommand) -> Sequence[ProgrammeEvent]:
    match command:
        case OpenProgramme():
            return open_programme(programme, command)
        case AdmitProject():
            return admit(programme, command)


def open_programme(programme: Programme, command: OpenProgramme) -> Sequence[ProgrammeEvent]:
    ensure_office(command.caller)
    if programme.region is not None:
        raise rules.AlreadyExists(id=str(command.programme_id))
    if not command.title_fr.strip():
        raise rules.TitleMissing
    if command.envelope <= ZERO:
        raise rules.AmountNotPositive(amount=str(command.envelope))
    if command.last_year < command.first_year:
        raise rules.PeriodReversed(first=command.first_year, last=command.last_year)
    return [
        ProgrammeOpened(
            programme_id=command.programme_id,
            title_fr=command.title_fr,
            title_ar=command.title_ar,
            region=command.region,
            first_year=command.first_year,
            last_year=command.last_year,
            envelope=command.envelope,
        )
    ]


def admit(programme: Programme, command: AdmitProject) -> Sequence[ProgrammeEvent]:
    """Set the project's cost aside. A project taken in already changes nothing."""
    ensure_office(command.caller)
    if programme.region is None:
        raise rules.ProgrammeUnknown(id=str(command.programme_id))
    if command.project_id in programme.projects:
        return []
    if command.region != programme.region:
        raise rules.OtherRegion(project=command.region, programme=programme.region)
    free = programme.envelope - programme.reserved
    if command.cost > free:
        raise rules.EnvelopeExceeded(
            cost=str(command.cost), free=str(free), envelope=str(programme.envelope)
        )
    return [
        ProjectAdmitted(
            programme_id=command.programme_id, project_id=command.project_id, cost=command.cost
        )
    ]


def evolve(programme: Programme, event: ProgrammeEvent, _: Provenance) -> Programme:
    match event:
        case ProgrammeOpened():
            return replace(programme, region=event.region, envelope=event.envelope)
        case ProjectAdmitted():
            return replace(
                programme,
                reserved=programme.reserved + event.cost,
                projects=programme.projects | {event.project_id},
            )

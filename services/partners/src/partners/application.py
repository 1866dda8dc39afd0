"""Load, decide, append: the commands of this service, each one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from mithaq.commands import Accepted, Request
from mithaq.projections import Reader
from mithaq.store import Change, Streams, append_to

from partners.domain import ice
from partners.domain.commands import KnownOrganisationCommand, RegisterOrganisation
from partners.domain.decide import decide
from partners.domain.events import IceReserved, OrganisationEvent
from partners.domain.organisation import Organisation
from partners.gazetteer import Gazetteer
from partners.person_keys import PersonKeys

RABAT: Final = ZoneInfo("Africa/Casablanca")


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """Everything the routes work with, put together in `bootstrap.py`."""

    organisations: Streams[Organisation, OrganisationEvent]
    reservations: Streams[UUID | None, IceReserved]
    keys: PersonKeys
    gazetteer: Gazetteer
    directory: Reader
    representatives: Reader
    mandates: Reader
    clock: Callable[[], datetime]

    def today(self) -> date:
        """The day in Morocco: mandates begin and end there."""
        return self.clock().astimezone(RABAT).date()


def stream_of(organisation_id: UUID) -> str:
    return f"organisation-{organisation_id}"


async def register(partners: Partners, command: RegisterOrganisation, request: Request) -> Accepted:
    """Register the organisation and reserve its ICE, or neither.

    Both streams are appended in one transaction. Of two registrations with one ICE the second
    finds the reservation's stream moved on, decides afresh and is refused by IceTaken.
    """

    def decided(organisation: Organisation) -> list[OrganisationEvent]:
        return list(decide(organisation, command))

    def reserved(holding: UUID | None) -> list[IceReserved]:
        return list(ice.reserve(holding, command.ice or "", command.organisation_id))

    stream = stream_of(command.organisation_id)
    if command.ice is None:
        return await partners.organisations.run(stream, decided, request)
    ice.ensure_well_formed(command.ice)
    reservation = Change(partners.reservations, ice.stream_of(command.ice), reserved)
    return await append_to([Change(partners.organisations, stream, decided), reservation], request)


async def run(
    partners: Partners, organisation_id: UUID, command: KnownOrganisationCommand, request: Request
) -> Accepted:
    """Give a command to a registered organisation; OrganisationUnknown if there is none."""
    decided = partial(_decided, command=command)
    return await partners.organisations.run(stream_of(organisation_id), decided, request)


def _decided(
    organisation: Organisation, command: KnownOrganisationCommand
) -> list[OrganisationEvent]:
    return list(decide(organisation, command))

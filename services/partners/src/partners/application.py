"""Load, decide, append: the commands of this service, each one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from mithaq.commands import Accepted, Request
from mithaq.morocco import Clocked
from mithaq.projections import Reader
from mithaq.store import Change, Streams, append_to

from partners.domain import ice
from partners.domain.commands import OrganisationCommand, RegisterOrganisation
from partners.domain.decide import decide
from partners.domain.events import IceReserved, OrganisationEvent
from partners.domain.organisation import Organisation
from partners.person_keys import PersonKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners(Clocked):
    """Everything the routes work with, put together in `bootstrap.py`."""

    organisations: Streams[Organisation, OrganisationEvent]
    reservations: Streams[UUID | None, IceReserved]
    keys: PersonKeys
    directory: Reader
    representatives: Reader
    mandates: Reader


def stream_of(organisation_id: UUID) -> str:
    return f"organisation-{organisation_id}"


async def run(partners: Partners, command: OrganisationCommand, request: Request) -> Accepted:
    """Give a command to its organisation; OrganisationUnknown if there is none.

    A registration reserves the ICE in the same transaction, or does neither: of two with one ICE
    the second finds the reservation's stream moved on, decides afresh and is refused by IceTaken.
    """
    stream = stream_of(command.organisation_id)
    change = Change(partners.organisations, stream, partial(decide, command=command))
    return await append_to([change, *_reservations(partners, command)], request)


def _reservations(partners: Partners, command: OrganisationCommand) -> Sequence[Change[Any, Any]]:
    if not isinstance(command, RegisterOrganisation) or command.identity.ice is None:
        return []
    number = command.identity.ice
    ice.ensure_well_formed(number)
    reserve = partial(ice.reserve, ice=number, organisation=command.organisation_id)
    return [Change(partners.reservations, ice.stream_of(number), reserve)]

"""Load, decide, append: the commands of this service, each one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from mithaq.commands import Accepted, Submission
from mithaq.morocco import Clocked
from mithaq.projections import Reader
from mithaq.store import Change, Streams, append_to

from partners.domain import ice, naming
from partners.domain.commands import OrganisationCommand, RegisterOrganisation
from partners.domain.decide import decide
from partners.domain.events import IceReserved, NameReserved, OrganisationEvent
from partners.domain.organisation import Organisation
from partners.domain.policy import capacity_in
from partners.person_keys import PersonKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners(Clocked):
    """Everything the routes work with, put together in `bootstrap.py`."""

    organisations: Streams[Organisation, OrganisationEvent]
    reservations: Streams[UUID | None, IceReserved]
    names: Streams[naming.Bearers, NameReserved]
    keys: PersonKeys
    directory: Reader
    representatives: Reader
    mandates: Reader


def stream_of(organisation_id: UUID) -> str:
    return f"organisation-{organisation_id}"


def organisation_of(stream_id: str) -> UUID:
    return UUID(stream_id.removeprefix("organisation-"))


async def run(partners: Partners, submission: Submission, command: OrganisationCommand) -> Accepted:
    """Give a command to its organisation; OrganisationUnknown if there is none.

    A registration reserves its ICE and its names in the same transaction, or does neither: of two
    at a time the second finds the reservation's stream moved on, decides afresh and is refused.
    """
    request = submission.request(capacity_in(command), command.on)
    stream = stream_of(command.organisation_id)
    change = Change(partners.organisations, stream, partial(decide, command=command))
    return await append_to([change, *_reservations(partners, command)], request)


def _reservations(partners: Partners, command: OrganisationCommand) -> Iterator[Change[Any, Any]]:
    if not isinstance(command, RegisterOrganisation):
        return
    number, organisation = command.identity.ice, command.organisation_id
    if number is not None:
        ice.ensure_well_formed(number)
        reserve = partial(ice.reserve, ice=number, organisation=organisation)
        yield Change(partners.reservations, ice.stream_of(number), reserve)
    for seen, name in {naming.skeleton(name): name for name in command.identity.names}.items():
        take = partial(
            naming.reserve,
            name=name,
            organisation=organisation,
            distinct_from=command.distinct_from,
        )
        yield Change(partners.names, naming.stream_of(seen), take)

"""Load, decide, append: the commands of this service, each one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from mithaq.commands import Accepted, Caller, Submission
from mithaq.morocco import Clocked
from mithaq.projections import Reader
from mithaq.store import Change, Streams, answered_once, append_to

from partners.beside import Beside
from partners.domain import naming
from partners.domain.commands import OrganisationCommand
from partners.domain.decide import decide
from partners.domain.events import IceReserved, NameReserved
from partners.domain.policy import capacity_in
from partners.families import absorbed_by, acting_for, ensure_no_own
from partners.person_keys import PersonKeys
from partners.streams import OrganisationStreams, stream_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners(Clocked):
    """Everything the routes work with, put together in `bootstrap.py`."""

    organisations: OrganisationStreams
    reservations: Streams[UUID | None, IceReserved]
    names: Streams[naming.Bearers, NameReserved]
    keys: PersonKeys
    directory: Reader
    representatives: Reader
    mandates: Reader

    @property
    def beside(self) -> Beside:
        return Beside(self.organisations, self.reservations, self.names)


async def run(partners: Partners, submission: Submission, command: OrganisationCommand) -> Accepted:
    """Give a command to its organisation; OrganisationUnknown if there is none.

    What it does beside is in the same transaction: a registration reserves its ICE and its names, a
    merger is told of both organisations. Of two commands at a time that meet on a stream the second
    finds it moved on, decides afresh and is refused.
    """
    attempt = partial(_attempt, partners, submission, command)
    return await answered_once(partners.organisations.store, submission, attempt)


async def _attempt(
    partners: Partners, submission: Submission, command: OrganisationCommand
) -> Accepted:
    stream, organisations = stream_of(command.organisation_id), partners.organisations
    loaded = await organisations.load(stream)
    organisation = loaded.state
    caller = await acting_for(organisations, organisation, command.organisation_id, command.caller)
    command = replace(command, header=replace(command.header, caller=caller))
    await ensure_no_own(organisations, organisation, command)
    beside = await partners.beside.changes(organisation, command)
    lead = Change(organisations, stream, partial(decide, command=command), known=loaded)
    request = replace(submission, caller=caller).request(capacity_in(command), command.on)
    return await append_to([lead, *beside], request)


async def read_as(partners: Partners, organisation_id: UUID, caller: Caller) -> Caller:
    """The caller, as the organisation that it reads where it answers for that one."""
    organisations = partners.organisations
    state = (await organisations.load(stream_of(organisation_id))).state
    return await acting_for(organisations, state, organisation_id, caller)


async def entries_of(partners: Partners, organisation_id: UUID) -> Sequence[UUID]:
    """The organisation and every one merged into it: what is recorded of one is of all."""
    state = (await partners.organisations.load(stream_of(organisation_id))).state
    return [organisation_id, *await absorbed_by(partners.organisations, state)]

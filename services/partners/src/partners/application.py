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
from partners.domain.commands import AskChange, ConfirmChange, OrganisationCommand
from partners.domain.decide import decide
from partners.domain.events import IceReserved, NameReserved
from partners.domain.organisation import Organisation
from partners.domain.policy import capacity_in
from partners.domain.vocabulary import ChangeAct
from partners.families import (
    absorbed_by,
    acting_for,
    changed_by,
    ensure_no_circle,
    ensure_no_own,
)
from partners.person_keys import PersonKeys
from partners.read_models.organisation_directory import attached_to
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
    await ensure_no_circle(organisations, organisation, command)
    command = await _with_attached(partners, organisation, command)
    beside = await partners.beside.changes(organisation, command)
    lead = Change(organisations, stream, partial(decide, command=command), known=loaded)
    request = replace(submission, caller=caller).request(capacity_in(command), command.on)
    return await append_to([lead, *beside], request)


async def _with_attached(
    partners: Partners, organisation: Organisation, command: OrganisationCommand
) -> OrganisationCommand:
    """A command that closes knows what is attached to the organisation, or to what it answers for.

    What is attached elsewhere in this very moment is missed: see the closure of ADR 24.
    """
    change = changed_by(organisation, command)
    if not isinstance(command, AskChange | ConfirmChange) or change is None:
        return command
    if change.act is not ChangeAct.CLOSURE:
        return command
    entries = [command.organisation_id, *await absorbed_by(partners.organisations, organisation)]
    async with partners.directory.connect() as connection:
        return replace(command, attached=await attached_to(connection, entries))


async def read_as(partners: Partners, organisation_id: UUID, caller: Caller) -> Caller:
    """The caller, as the organisation that it reads where it answers for that one."""
    organisations = partners.organisations
    state = (await organisations.load(stream_of(organisation_id))).state
    return await acting_for(organisations, state, organisation_id, caller)


async def entries_of(partners: Partners, organisation_id: UUID) -> Sequence[UUID]:
    """The organisation and every one merged into it: what is recorded of one is of all."""
    state = (await partners.organisations.load(stream_of(organisation_id))).state
    return [organisation_id, *await absorbed_by(partners.organisations, state)]

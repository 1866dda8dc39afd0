"""For which organisation a caller acts in a convention, where one was registered twice.

A convention keeps the parties that it has. Since a merger the persons of the organisation that goes
on act for those that were merged into it; in events they stand as the party they acted for.
"""

from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from mithaq.commands import Caller

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.policy import facts_of
from conventions.domain.core.rules import ActingForRefused, ActingForUnsaid
from conventions.registry import Registry

C = TypeVar("C", bound=ConventionCommand)


async def given_for(registry: Registry, state: Absent | Convention, command: C) -> C:
    """The command as given by the party that its caller acts for.

    Raises ActingForUnsaid where there are several, ActingForRefused where it is none of them.
    """
    caller, said = command.caller, command.header.acting_for
    parties = await _answered_for(registry, state, caller, said)
    if said is not None and said != caller.organisation and said not in parties:
        raise ActingForRefused(organisation=str(said))
    if said is None and len(parties) > 1:
        raise ActingForUnsaid(organisations=tuple(map(str, parties)))
    party = said or next(iter(parties), caller.organisation)
    return replace(command, header=replace(command.header, caller=_as(caller, party)))


async def seen_as(registry: Registry, state: Absent | Convention, caller: Caller) -> Caller:
    """The caller as it reads: as the first of the parties that it answers for."""
    parties = await _answered_for(registry, state, caller, None)
    return _as(caller, next(iter(parties), caller.organisation))


async def with_entries(registry: Registry, caller: Caller) -> Caller:
    """The caller, with what was merged into its organisation: it sees what those do."""
    if caller.organisation is None:
        return caller
    return replace(caller, also=frozenset(await registry.merged_into(caller.organisation)))


def _as(caller: Caller, party: UUID | None) -> Caller:
    return caller if party == caller.organisation else replace(caller, organisation=party)


async def _answered_for(
    registry: Registry, state: Absent | Convention, caller: Caller, said: UUID | None
) -> list[UUID]:
    """What was merged into its organisation and has a part here.

    Who has a part of its own acts for that unless it says otherwise: nobody has to be asked.
    """
    own = caller.organisation
    if own is None or said == own or isinstance(state, Absent):
        return []
    facts = facts_of(state)
    if said is None and facts.tied(own):
        return []
    return [each for each in await registry.merged_into(own) if facts.tied(each)]

"""What a command appends, or asks, beside its organisation's stream: all of it or nothing.

Names and ICE numbers are reserved in streams of their own. A merger is told of both organisations;
a closure ends the mandates of every entry of the body; what something is attached to has its say.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from mithaq.store import Change, Streams

from partners.domain import attaching, commands, ice, naming, surviving
from partners.domain.change import OrganisationChange
from partners.domain.events import IceReserved, NameReserved, OrganisationEvent
from partners.domain.identity import OrganisationIdentity
from partners.domain.organisation import Organisation
from partners.domain.vocabulary import ChangeAct, PartnerKind
from partners.families import absorbed_by
from partners.streams import OrganisationStreams, stream_of

S = TypeVar("S")
E = TypeVar("E")
Decide = Callable[[S], Sequence[E]]
Changes = Iterator[Change[Any, Any]]
_Changing = commands.AskChange | commands.ConfirmChange


@dataclass(frozen=True, slots=True)
class Beside:
    """The streams beside one organisation's: the others, and the reservations."""

    organisations: OrganisationStreams
    reservations: Streams[UUID | None, IceReserved]
    names: Streams[naming.Bearers, NameReserved]

    async def changes(
        self, organisation: Organisation, command: commands.OrganisationCommand
    ) -> Sequence[Change[Any, Any]]:
        """What the command does here, whether or not its organisation allows it."""
        match command:
            case commands.RegisterOrganisation(identity=identity, distinct_from=known):
                reserved = self._reserved(command.organisation_id, identity, known)
                return [*reserved, *self._parent(identity.kind, command.parent, command)]
            case commands.VerifyOrganisation() if organisation.identity is not None:
                kind = organisation.identity.kind
                return list(self._parent(kind, organisation.parent, command))
            case commands.AskChange(change=change):
                return list(self._asked(organisation, change, command))
            case commands.ConfirmChange() if organisation.asked is not None:
                return await self._made(organisation, organisation.asked.change, command)
            case _:
                return []

    def _asked(
        self, organisation: Organisation, change: OrganisationChange, command: commands.AskChange
    ) -> Changes:
        """Nothing is appended here yet: what could not happen is refused before it is asked for."""
        yield from self._back(organisation, change, command)
        if change.act is ChangeAct.CORRECTION:
            yield from self._corrected(change, command, foreseen=True)
        elif change.act is ChangeAct.MERGER and organisation.identity is not None:
            yield from self._survivor(organisation.identity, change.into, command)
        elif change.act is ChangeAct.SEPARATION:
            yield from self._released(organisation, command)

    async def _made(
        self,
        organisation: Organisation,
        change: OrganisationChange,
        command: commands.ConfirmChange,
    ) -> Sequence[Change[Any, Any]]:
        if change.act is ChangeAct.CORRECTION:
            return list(self._corrected(change, command, foreseen=False))
        if change.act is ChangeAct.MERGER and organisation.identity is not None:
            return list(self._survivor(organisation.identity, change.into, command))
        if change.act is ChangeAct.SEPARATION:
            released = self._released(organisation, command)
            return [*self._back(organisation, change, command), *released]
        if change.act is ChangeAct.REOPENING:
            return list(self._back(organisation, change, command))
        if change.act is ChangeAct.CLOSURE:
            return await self._ended(organisation, change, command)
        return []

    def _back(
        self, organisation: Organisation, change: OrganisationChange, command: _Changing
    ) -> Changes:
        """What comes back comes back to what it is attached to, if that is still there."""
        comes_back = change.act in (ChangeAct.REOPENING, ChangeAct.SEPARATION)
        if comes_back and organisation.identity is not None:
            yield from self._parent(organisation.identity.kind, organisation.parent, command)

    def _survivor(
        self,
        merged: OrganisationIdentity,
        into: UUID | None,
        command: commands.AskChange | commands.ConfirmChange,
    ) -> Changes:
        if into is None or into == command.organisation_id:
            return
        deciding = partial(surviving.absorb, survivor_id=into, merged=merged, command=command)
        yield self._of(into, deciding)

    def _released(
        self, organisation: Organisation, command: commands.AskChange | commands.ConfirmChange
    ) -> Changes:
        survivor = organisation.merged_into
        if survivor is not None:
            yield self._of(
                survivor, partial(surviving.release, survivor_id=survivor, command=command)
            )

    async def _ended(
        self,
        organisation: Organisation,
        change: OrganisationChange,
        command: commands.ConfirmChange,
    ) -> Sequence[Change[Any, Any]]:
        closed_on = change.closed_on or command.on
        return [
            self._of(
                each,
                partial(
                    surviving.end_with,
                    absorbed_id=each,
                    closed_on=closed_on,
                    reason=change.reason,
                ),
            )
            for each in await absorbed_by(self.organisations, organisation)
        ]

    def _corrected(
        self,
        change: OrganisationChange,
        command: commands.AskChange | commands.ConfirmChange,
        *,
        foreseen: bool,
    ) -> Changes:
        """The new name and number are reserved; the old ones stay so."""
        identity = change.identity
        if identity is None:
            return
        yield from self._reserved(
            command.organisation_id, identity, change.distinct_from, foreseen=foreseen
        )
        yield from self._parent(identity.kind, change.parent, command)

    def _parent(
        self, kind: PartnerKind, parent: UUID | None, command: commands.OrganisationCommand
    ) -> Changes:
        if parent is None:
            return
        deciding = partial(
            attaching.take_on, parent_id=parent, kind=kind, child=command.organisation_id
        )
        yield self._of(parent, deciding)

    def _of(
        self, organisation_id: UUID, deciding: Decide[Organisation, OrganisationEvent]
    ) -> Change[Organisation, OrganisationEvent]:
        return Change(self.organisations, stream_of(organisation_id), deciding)

    def _reserved(
        self,
        organisation: UUID,
        identity: OrganisationIdentity,
        distinct_from: Sequence[UUID],
        *,
        foreseen: bool = False,
    ) -> Changes:
        number, meant = identity.ice, _foreseen if foreseen else _as_it_is
        if number is not None:
            ice.ensure_well_formed(number)
            reserve = partial(ice.reserve, ice=number, organisation=organisation)
            yield Change(
                self.reservations,
                ice.stream_of(number),
                _foreseen(reserve) if foreseen else reserve,
            )
        for seen, name in {naming.skeleton(name): name for name in identity.names}.items():
            take = partial(
                naming.reserve, name=name, organisation=organisation, distinct_from=distinct_from
            )
            yield Change(self.names, naming.stream_of(seen), meant(take))


def _foreseen(deciding: Decide[Any, Any]) -> Decide[Any, Any]:
    """The refusal of a decision, or nothing."""

    def asked(state: Any) -> Sequence[Any]:  # noqa: ANN401 (each stream has its own state)
        deciding(state)
        return []

    return asked


def _as_it_is(deciding: Decide[Any, Any]) -> Decide[Any, Any]:
    return deciding

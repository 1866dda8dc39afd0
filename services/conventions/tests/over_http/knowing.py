"""What partners told of the organisations and mandates of one story."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any
from uuid import UUID

from conventions.domain.core.commands import CommandHeader, ConventionCommand
from conventions.domain.core.signing_round import Mandate
from conventions.domain.core.terms import Party
from conventions.registry import KnownOrganisation, Standing
from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A `Registry` in memory; what was never told of is a verified commune that acts."""

    parties: Mapping[UUID, Party]
    kinds: Mapping[UUID, str]
    inactive: frozenset[UUID]
    answered_by: Mapping[UUID, UUID]
    mandates: Mapping[UUID, Mandate] = field(default_factory=dict)

    @staticmethod
    def of(told: Iterable[Any], command: ConventionCommand) -> "Known":
        """As the story has it: what its command brings with it was read from here."""
        values = [each for value in (*told, command) for each in _values(value)]
        caller = command.caller
        return Known(
            parties={each.organisation_id: each for each in values if isinstance(each, Party)},
            kinds=getattr(command, "kinds", {}),
            inactive=command.header.inactive,
            answered_by={each: caller.organisation for each in caller.also if caller.organisation},
            mandates={each.mandate_id: each for each in values if isinstance(each, Mandate)},
        )

    async def organisation(self, organisation_id: UUID) -> KnownOrganisation | None:
        party = self.parties.get(organisation_id)
        named = (party.name_fr, party.name_ar) if party else ("Organisme", None)
        kind = self.kinds.get(organisation_id) or (party.kind if party else None)
        return KnownOrganisation(
            organisation_id=organisation_id,
            kind=kind or "commune",
            name_fr=named[0],
            name_ar=named[1],
            active=organisation_id not in self.inactive,
        )

    async def organisations(self, wanted: Collection[UUID]) -> Sequence[KnownOrganisation]:
        found = [await self.organisation(each) for each in sorted(wanted)]
        return [each for each in found if each is not None]

    async def current(self, wanted: Collection[UUID]) -> Mapping[UUID, UUID]:
        return {each: self.answered_by[each] for each in wanted if each in self.answered_by}

    async def merged_into(self, organisation_id: UUID) -> Sequence[UUID]:
        return sorted(each for each, by in self.answered_by.items() if by == organisation_id)

    async def entries_of(self, organisation_id: UUID) -> Sequence[UUID]:
        first = self.answered_by.get(organisation_id, organisation_id)
        return [first, *await self.merged_into(first)]

    async def standing(self, wanted: Iterable[UUID], days: Iterable[date]) -> Standing:
        asked = frozenset(wanted)
        return Standing(
            inactive=self.inactive & asked, answered_by=await self.current(sorted(asked))
        )

    async def can_sign(self, organisation: UUID, on: date, *, without: UUID) -> bool:
        return False

    async def mandate(self, mandate_id: UUID) -> Mandate | None:
        return self.mandates.get(mandate_id)


def _values(value: Any) -> Iterator[Any]:
    """A value and those that it holds, at any depth."""
    if isinstance(value, tuple | list):
        for each in value:
            yield from _values(each)
    elif is_dataclass(value) and not isinstance(value, Money | CommandHeader):
        yield value
        for each in fields(value):
            yield from _values(getattr(value, each.name))

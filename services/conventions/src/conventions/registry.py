"""What this service knows of organisations and their representatives, from partners' events."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from conventions.domain.core.signing_round import Mandate


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOrganisation:
    """`kind` is what partners calls it, a kind this service does not know included.

    `merged_into` answers for it since a merger, `closed_on` is the first day it exists no more,
    `parent` is what it is attached to. `active`: verified, and none of these but the last.
    """

    organisation_id: UUID
    kind: str
    name_fr: str
    name_ar: str | None
    active: bool
    merged_into: UUID | None = None
    closed_on: date | None = None
    parent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who of some organisations may not act, and who answers for each of them that was merged."""

    inactive: frozenset[UUID] = frozenset()
    answered_by: Mapping[UUID, UUID] = field(default_factory=dict)

    def entries_of(self, organisation: UUID, among: Iterable[UUID]) -> frozenset[UUID]:
        """Those among them that are the same body as this one, under another id."""
        body = self.answered_by.get(organisation, organisation)
        same = {each for each in among if self.answered_by.get(each, each) == body}
        return frozenset(same - {organisation})


class Registry(Protocol):
    """Slightly behind partners, never ahead: what was just registered there may take a moment."""

    async def organisation(self, organisation_id: UUID) -> KnownOrganisation | None: ...

    async def organisations(self, wanted: Collection[UUID]) -> Sequence[KnownOrganisation]:
        """Those of these that are known, by id."""
        ...

    async def current(self, wanted: Collection[UUID]) -> Mapping[UUID, UUID]:
        """By each of these that was merged, at whatever remove, the one that answers for it."""
        ...

    async def merged_into(self, organisation_id: UUID) -> Sequence[UUID]:
        """Every organisation that this one answers for, at whatever remove."""
        ...

    async def entries_of(self, organisation_id: UUID) -> Sequence[UUID]:
        """Every id of the body that this is an id of, itself alone if it was registered once."""
        ...

    async def standing(self, wanted: Iterable[UUID], days: Iterable[date]) -> Standing:
        """Inactive are those that are unknown, not verified, suspended now or on one of these days.

        A closed one is as a suspended one from its closure on; of a merged one counts what answers
        for it, and its own suspensions on those days.
        """
        ...

    async def can_sign(self, organisation: UUID, on: date, *, without: UUID) -> bool:
        """Whether it has a confirmed mandate, but for this one, that holds on that day.

        Recorded under any entry of the same body.
        """
        ...

    async def mandate(self, mandate_id: UUID) -> Mandate | None: ...

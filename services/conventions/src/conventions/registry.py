"""What this service knows of organisations and their representatives, from partners' events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from conventions.domain.core.signing_round import Mandate


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOrganisation:
    """`kind` is what partners calls it, a kind this service does not know included."""

    organisation_id: UUID
    kind: str
    name_fr: str
    name_ar: str | None
    active: bool


class Registry(Protocol):
    """Slightly behind partners, never ahead: what was just registered there may take a moment."""

    async def organisation(self, organisation_id: UUID) -> KnownOrganisation | None: ...

    async def inactive(self, wanted: Iterable[UUID], days: Iterable[date]) -> frozenset[UUID]:
        """Those of these that are unknown, not verified, suspended now or on one of these days."""
        ...

    async def can_sign(self, organisation: UUID, on: date, *, without: UUID) -> bool:
        """Whether it has a confirmed mandate, but for this one, that holds on that day."""
        ...

    async def mandate(self, mandate_id: UUID) -> Mandate | None: ...

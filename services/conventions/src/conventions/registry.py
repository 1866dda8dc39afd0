"""What this service knows of organisations and their representatives, from partners' events."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from conventions.domain.core.signing_round import Mandate


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOrganisation:
    organisation_id: UUID
    name_fr: str
    name_ar: str | None
    active: bool


class Registry(Protocol):
    """Slightly behind partners, never ahead: what was just registered there may take a moment."""

    async def organisation(self, organisation_id: UUID) -> KnownOrganisation | None: ...

    async def mandate(self, mandate_id: UUID) -> Mandate | None: ...

    async def representative(self, organisation_id: UUID, subject: str) -> UUID | None:
        """Who the bearer of `subject` is in that organisation."""
        ...

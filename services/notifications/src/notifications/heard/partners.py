"""Events of partners, as much of each as tells who signs for whom. Unknown fields are ignored."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateGranted:
    """Name and address of the holder are asked from partners when a message leaves."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRevoked:
    mandate_id: UUID
    revoked_on: date


PartnerEvent = MandateGranted | MandateRevoked
PARTNERS: Catalogue[PartnerEvent] = Catalogue.of("ma.mithaq.partners", PartnerEvent)

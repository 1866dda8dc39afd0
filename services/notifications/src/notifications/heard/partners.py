"""Events of the partners service: who may sign for which organisation."""

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


PartnersEvent = MandateGranted | MandateRevoked
PARTNERS: Catalogue[PartnersEvent] = Catalogue.of("ma.mithaq.partners", PartnersEvent)

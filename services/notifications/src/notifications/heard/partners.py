"""Events of the partners service: who may sign for which organisation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRecorded:
    """Name and address of the holder are asked from partners when a message leaves."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateConfirmed:
    mandate_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRevoked:
    """Told of an erased person's mandates too."""

    mandate_id: UUID
    revoked_on: date


PartnersEvent = MandateRecorded | MandateConfirmed | MandateRevoked
PARTNERS: Catalogue[PartnersEvent] = Catalogue.of("ma.mithaq.partners", PartnersEvent)
# From then on the organisation has somebody to be told.
CONFIRMED: Catalogue[MandateConfirmed] = PARTNERS.only(MandateConfirmed)

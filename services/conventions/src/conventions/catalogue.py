"""Wire names of the conventions service's events (published contract)."""

from typing import Final

from mithaq.events import Catalogue

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.mandate_use import MandateEvent
from conventions.domain.drafting.events import ReferenceReserved
from conventions.domain.events import ConventionEvents
from conventions.domain.tranches.payment_references import ReferenceEvent
from conventions.fields import FIELDS
from conventions.upcasts import UPCASTS

SOURCE: Final = "ma.mithaq.conventions"

# Events that changed: the version today's class writes. All others are at version 1.
VERSIONS: Final = {"PartyInvited": 2}

# Everything the service publishes, then its two kinds of stream, each with what it may hold.
CATALOGUE: Catalogue[ConventionEvent | MandateEvent] = Catalogue.of(
    SOURCE,
    ConventionEvents | ReferenceReserved | ReferenceEvent | MandateEvent,
    versions=VERSIONS,
    upcasts=UPCASTS,
    fields=FIELDS,
)
CONVENTIONS: Catalogue[ConventionEvent] = CATALOGUE.only(ConventionEvents)
RESERVATIONS: Catalogue[ReferenceReserved] = CATALOGUE.only(ReferenceReserved)
REFERENCES: Catalogue[ReferenceEvent] = CATALOGUE.only(ReferenceEvent)
MANDATES: Catalogue[MandateEvent] = CATALOGUE.only(MandateEvent)

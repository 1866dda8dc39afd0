"""Wire names of the partners service's events (published contract)."""

from mithaq.events import Catalogue

from partners.domain.events import IceReserved, NameReserved, OrganisationEvent, PartnersEvent
from partners.fields import FIELDS

SOURCE = "ma.mithaq.partners"

# Everything the service publishes, then its kinds of stream, each with what it may hold.
CATALOGUE: Catalogue[PartnersEvent] = Catalogue.of(SOURCE, PartnersEvent, fields=FIELDS)
ORGANISATIONS: Catalogue[OrganisationEvent] = CATALOGUE.only(OrganisationEvent)
RESERVATIONS: Catalogue[IceReserved] = CATALOGUE.only(IceReserved)
NAMES: Catalogue[NameReserved] = CATALOGUE.only(NameReserved)

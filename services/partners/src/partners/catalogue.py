"""Wire names of the partners service's events (published contract)."""

from typing import get_args

from mithaq.events import Catalogue

from partners.domain.events import IceReserved, OrganisationEvent, PartnersEvent

SOURCE = "ma.mithaq.partners"

# The two kinds of stream, each with the events it may hold, and everything the service publishes.
ORGANISATIONS: Catalogue[OrganisationEvent] = Catalogue(
    SOURCE, {(event.__name__, 1): event for event in get_args(OrganisationEvent)}
)
RESERVATIONS: Catalogue[IceReserved] = Catalogue(SOURCE, {("IceReserved", 1): IceReserved})
CATALOGUE: Catalogue[PartnersEvent] = Catalogue(
    SOURCE, {(event.__name__, 1): event for event in get_args(PartnersEvent)}
)

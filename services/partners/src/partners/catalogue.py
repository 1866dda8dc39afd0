"""Wire names of the partners service's events (published contract)."""

from typing import get_args

from mithaq.events import Catalogue
from partners.domain.events import OrganisationEvent

SOURCE = "ma.mithaq.partners"

CATALOGUE: Catalogue[OrganisationEvent] = Catalogue(
    SOURCE, {(event.__name__, 1): event for event in get_args(OrganisationEvent)}
)

"""Wire names of the partners service's events (published contract)."""

from typing import Final

from mithaq.events import Catalogue, News

from partners.domain.events import IceReserved, NameReserved, OrganisationEvent, PartnersEvent
from partners.fields import FIELDS

SOURCE = "ma.mithaq.partners"

# What the former release cannot read: held until nobody runs it (docs/guides/upgrade.md).
_NEW: Final = (
    "MandateEnded",
    "MandateEnding",
    "MandateDelegated",
    "DelegationAllowed",
    "ChangeAsked",
    "ChangeDeclined",
    "OrganisationAttached",
    "OrganisationClosed",
    "OrganisationReopened",
    "OrganisationMerged",
    "OrganisationSeparated",
    "OrganisationAbsorbed",
    "OrganisationReleased",
    "OrganisationCorrected",
    "RepresentativeCorrected",
)
NEWS: Final = News({(name, 1): None for name in _NEW})

# Everything the service publishes, then its kinds of stream, each with what it may hold.
CATALOGUE: Catalogue[PartnersEvent] = Catalogue.of(SOURCE, PartnersEvent, fields=FIELDS, news=NEWS)
ORGANISATIONS: Catalogue[OrganisationEvent] = CATALOGUE.only(OrganisationEvent)
RESERVATIONS: Catalogue[IceReserved] = CATALOGUE.only(IceReserved)
NAMES: Catalogue[NameReserved] = CATALOGUE.only(NameReserved)

"""Wire names of the conventions service's events (published contract)."""

from typing import Final

from mithaq.events import Catalogue

from conventions.domain.core.event import ConventionEvent
from conventions.domain.events import ConventionEvents
from conventions.fields import FIELDS
from conventions.upcasts import UPCASTS

SOURCE: Final = "ma.mithaq.conventions"

# Events that changed: the version today's class writes. All others are at version 1.
VERSIONS: Final = {"PartyInvited": 2}

CATALOGUE: Catalogue[ConventionEvent] = Catalogue.of(
    SOURCE, ConventionEvents, versions=VERSIONS, upcasts=UPCASTS, fields=FIELDS
)

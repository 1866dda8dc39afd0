"""Wire names of the conventions service's events (published contract)."""

from typing import Final, get_args

from mithaq.events import Catalogue

from conventions.domain.events import ConventionEvent
from conventions.upcasts import UPCASTS

SOURCE: Final = "ma.mithaq.conventions"

# Events that changed: the version today's class writes. All others are at version 1.
VERSIONS: Final = {"PartyInvited": 2}

CATALOGUE: Catalogue[ConventionEvent] = Catalogue(
    SOURCE,
    {
        (event.__name__, VERSIONS.get(event.__name__, 1)): event
        for event in get_args(ConventionEvent)
    },
    UPCASTS,
)

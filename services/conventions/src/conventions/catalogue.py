"""Wire names of the conventions service's events (published contract)."""

from typing import get_args

from mithaq.events import Catalogue

from conventions.domain.events import ConventionEvent

SOURCE = "ma.mithaq.conventions"

# Every event is at version 1 today; the first one that changes gets its own line and an upcast.
CATALOGUE: Catalogue[ConventionEvent] = Catalogue(
    SOURCE, {(event.__name__, 1): event for event in get_args(ConventionEvent)}
)

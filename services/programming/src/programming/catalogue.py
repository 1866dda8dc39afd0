"""Wire names of the programming service's events (published contract)."""

from typing import get_args

from mithaq.events import Catalogue

from programming.domain.events import ProgrammeEvent, ProjectEvent

SOURCE = "ma.mithaq.programming"

CATALOGUE: Catalogue[ProgrammeEvent | ProjectEvent] = Catalogue(
    SOURCE, {(event.__name__, 1): event for event in get_args(ProgrammeEvent | ProjectEvent)}
)
PROGRAMMES: Catalogue[ProgrammeEvent] = Catalogue(
    SOURCE, {(event.__name__, 1): event for event in get_args(ProgrammeEvent)}
)
PROJECTS: Catalogue[ProjectEvent] = Catalogue(
    SOURCE, {(event.__name__, 1): event for event in get_args(ProjectEvent)}
)

"""Wire names of the programming service's events (published contract)."""

from mithaq.events import Catalogue

from programming.domain.events import ProgrammeEvent, ProjectEvent
from programming.fields import FIELDS

SOURCE = "ma.mithaq.programming"

CATALOGUE: Catalogue[ProgrammeEvent | ProjectEvent] = Catalogue.of(
    SOURCE, ProgrammeEvent | ProjectEvent, fields=FIELDS
)
PROGRAMMES: Catalogue[ProgrammeEvent] = CATALOGUE.only(ProgrammeEvent)
PROJECTS: Catalogue[ProjectEvent] = CATALOGUE.only(ProjectEvent)

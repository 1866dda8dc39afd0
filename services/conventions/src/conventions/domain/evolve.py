"""A convention is the fold of its events."""

from mithaq.events import Provenance

from conventions.domain.events import (
    AgreeingEvent,
    ConventionEvent,
    DraftingEvent,
    ExecutingEvent,
)
from conventions.domain.events.drafting import ConventionDrafted
from conventions.domain.evolving.agreeing import evolve_agreeing
from conventions.domain.evolving.amending import evolve_amending
from conventions.domain.evolving.drafting import drafted, evolve_drafting
from conventions.domain.evolving.executing import evolve_executing
from conventions.domain.state import Absent, Convention

INITIAL = Absent()


def evolve(state: Absent | Convention, event: ConventionEvent, _: Provenance) -> Convention:
    """The state after `event`. A history begins with ConventionDrafted."""
    if isinstance(state, Absent):
        if not isinstance(event, ConventionDrafted):
            raise TypeError(f"a history cannot begin with {type(event).__name__}")
        return drafted(event)
    if isinstance(event, ExecutingEvent):
        return evolve_executing(state, event)
    if isinstance(event, DraftingEvent):
        return evolve_drafting(state, event)
    if isinstance(event, AgreeingEvent):
        return evolve_agreeing(state, event)
    return evolve_amending(state, event)

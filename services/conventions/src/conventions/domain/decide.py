"""One way in: a command meets the table, then its own decision."""

from mithaq.errors import NotFound

from conventions.domain.admission import admit
from conventions.domain.capacities import may_see
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.commands.drafting import DraftConvention
from conventions.domain.drafting import Events
from conventions.domain.proposing import draft
from conventions.domain.rules.access import CapacityRefused
from conventions.domain.state import Absent, Convention

_DRAFTERS = frozenset({"office", "partner"})


def decide(state: Absent | Convention, command: ConventionCommand) -> Events:
    """The events that `command` makes of this state, or the rule that refuses it.

    Raises NotFound for a convention that does not exist or that the caller may not know of.
    """
    if isinstance(state, Absent):
        return _begin(command)
    if not may_see(state, command.caller):
        raise NotFound(convention=str(command.convention_id))
    row = admit(state, command)
    return row.decide(state, command)


def _begin(command: ConventionCommand) -> Events:
    if not isinstance(command, DraftConvention):
        raise NotFound(convention=str(command.convention_id))
    if not command.caller.roles & _DRAFTERS:
        raise CapacityRefused(command="DraftConvention", needed="office, drafter")
    return draft(command)

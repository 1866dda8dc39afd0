"""From which day a command holds: the day it is given for, unless it names another."""

from datetime import date

from conventions.domain.commands.agreeing import EnterIntoForce
from conventions.domain.commands.amending import PutAmendmentIntoEffect
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.commands.executing import ReportProgress
from conventions.domain.state import Absent, Convention


def holds_from(state: Absent | Convention, command: ConventionCommand) -> date:
    """The effective day of what `command` brings about; whether that day may be is its rule's."""
    match command:
        case ReportProgress():
            return command.observed_on
        case EnterIntoForce() if isinstance(state, Convention):
            return command.in_force_on or state.signing.signed_on or command.on
        case PutAmendmentIntoEffect() if isinstance(state, Convention):
            return command.effective_on or _signed_on(state, command) or command.on
        case _:
            return command.on


def _signed_on(convention: Convention, command: PutAmendmentIntoEffect) -> date | None:
    amendment = convention.amendments.get(command.amendment)
    return max(amendment.signatures.values(), default=None) if amendment else None

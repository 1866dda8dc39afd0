"""A mandate must hold: for this party, this person, this day and this money."""

from datetime import date

from mithaq.commands import Caller
from mithaq.money import Money

from conventions.domain.commands.agreeing import Mandate
from conventions.domain.rules import signing as rules


def ensure_mandate(mandate: Mandate, *, caller: Caller, on: date, promised: Money) -> None:
    """`promised` is all that the party promises in what it signs."""
    if mandate.organisation_id != caller.organisation:
        raise rules.MandateOfAnotherParty()
    if mandate.subject != caller.subject:
        raise rules.MandateOfAnotherPerson()
    _ensure_in_time(mandate, on)
    if mandate.ceiling is not None and promised > mandate.ceiling:
        raise rules.MandateCeilingExceeded(promised=str(promised), ceiling=str(mandate.ceiling))


def _ensure_in_time(mandate: Mandate, on: date) -> None:
    if mandate.revoked_on is not None and on >= mandate.revoked_on:
        raise rules.MandateRevoked(revoked_on=str(mandate.revoked_on))
    if on < mandate.valid_from:
        raise rules.MandateNotYetValid(valid_from=str(mandate.valid_from), on=str(on))
    if mandate.valid_to is not None and on > mandate.valid_to:
        raise rules.MandateExpired(valid_to=str(mandate.valid_to), on=str(on))

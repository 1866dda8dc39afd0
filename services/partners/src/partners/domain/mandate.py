"""A mandate: the power to sign for an organisation, in a capacity, by an instrument, for a time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import ZERO, Money

from partners.domain import rules
from partners.domain.vocabulary import CeilingScope


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """`instrument` is the act that gives the power, such as a deliberation.

    `valid_to` is included; none means open. `ceiling` is the most that may be signed for, by each
    signature or by all of them together as `ceiling_scope` says; none means no limit.
    """

    mandate_id: UUID
    representative_id: UUID
    capacity: str
    instrument: str
    valid_from: date
    valid_to: date | None = None
    ceiling: Money | None = None
    ceiling_scope: Open[CeilingScope] = CeilingScope.TOTAL

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def ensure_possible(mandate: Mandate) -> None:
    """Raise unless the dates are in order and the ceiling, if any, is above zero."""
    if mandate.valid_to is not None and mandate.valid_to < mandate.valid_from:
        raise rules.MandateDatesReversed(
            valid_from=str(mandate.valid_from), valid_to=str(mandate.valid_to)
        )
    if mandate.ceiling is not None and mandate.ceiling <= ZERO:
        raise rules.MandateCeilingNotPositive(ceiling=str(mandate.ceiling))


def ensure_revocable(mandate: Mandate, on: date, revoked_on: date | None) -> None:
    """Raise if the mandate ends before the day `on`, or was revoked from that day on or earlier.

    It need not have begun: what is known to be wrong is stopped before it can be used.
    """
    if mandate.valid_to is not None and on > mandate.valid_to:
        raise rules.RevocationAfterEnd(revoked_on=str(on), valid_to=str(mandate.valid_to))
    if revoked_on is not None and on >= revoked_on:
        raise rules.MandateAlreadyRevoked(revoked_on=str(revoked_on))


def ensure_within(mandate: Mandate, given: Mandate, ends_on: date | None) -> None:
    """Raise unless a mandate delegated from `given` keeps to its days and to its ceiling.

    `ends_on` is the first day without `given`, by its own term or by a revocation for that day.
    """
    last = mandate.valid_to
    outlasts = ends_on is not None and (last is None or last >= ends_on)
    if outlasts or mandate.valid_from < given.valid_from:
        raise rules.DelegationOutlasts
    if given.ceiling is None:
        return
    if mandate.ceiling is None or mandate.ceiling > given.ceiling:
        raise rules.DelegationCeilingExceeded(ceiling=str(given.ceiling))

"""What a convention that is terminated owes each of those who paid (rule 9)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySettlement:
    """All that left a payer, and what of it is justified: `due` is justified - paid.

    Less than nothing is a claim: as much comes back to the payer.
    """

    organisation_id: UUID
    paid: Money
    justified: Money
    due: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundClaim:
    """What a termination claimed back of a tranche: until when, and whether that day went by."""

    refund_by: date | None = None
    overdue: bool = False

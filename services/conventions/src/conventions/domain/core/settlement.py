"""What a convention that is terminated owes each of those who paid (rule 9)."""

from dataclasses import dataclass
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

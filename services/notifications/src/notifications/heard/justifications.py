"""Events of the conventions service about proofs of spending."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class JustificationRefused:
    """`amount` is what was not accepted of what was handed in."""

    convention_id: UUID
    tranche: str
    amount: Money
    reason: str


JustificationEvent = JustificationRefused

"""Events of the conventions service about promises that are split later."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    organisation_id: UUID
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitOverdue:
    """The last day to split these shares is over."""

    convention_id: UUID
    split_by: date
    shares: tuple[Share, ...]


ShareEvent = SplitOverdue

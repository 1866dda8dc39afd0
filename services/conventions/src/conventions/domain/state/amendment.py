"""An amendment: what it changes, who agreed, who signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from conventions.domain.events.amending import AmountChange, YearCostChange
from conventions.domain.vocabulary import AmendmentState, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """What an amendment announces. What it does not announce it cannot change."""

    amounts: tuple[AmountChange, ...] = ()
    costs: tuple[YearCostChange, ...] = ()
    ends_on: date | None = None

    def __bool__(self) -> bool:
        return bool(self.amounts or self.costs or self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    number: int
    base_version: int
    reason: str
    operations: Operations
    state: AmendmentState = AmendmentState.NEGOTIATION
    positions: Mapping[UUID, tuple[Stance, str | None]] = field(default_factory=dict)
    text_sha256: str | None = None
    agreed_on: date | None = None
    signatories: frozenset[UUID] = frozenset()
    asked: frozenset[UUID] = frozenset()
    signatures: Mapping[UUID, date] = field(default_factory=dict)
    effective_on: date | None = None

    @property
    def open(self) -> bool:
        return self.state not in {AmendmentState.EFFECTIVE, AmendmentState.WITHDRAWN}

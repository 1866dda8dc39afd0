"""An amendment: what it changes, who agreed, who signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.approval_round import Answers
from conventions.domain.core.duties import DoneBy
from conventions.domain.core.position import Position
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.vocabulary import AmendmentState


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange:
    """A contribution's amount goes to `amount`; it keeps party, action, year and kind."""

    contribution: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCostChange:
    """The planned cost of an action in a year goes to `cost`."""

    action: str
    year: int
    cost: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """What an amendment announces; what it does not announce it cannot change.

    `ends_on` extends the duration.
    """

    amounts: tuple[AmountChange, ...] = ()
    costs: tuple[YearCostChange, ...] = ()
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """`revision` counts how often its operations were written, the draft included.

    `prepared_by` is who wrote, agreed or submitted it: none of them approves it.
    """

    number: int
    base_version: int
    base_text_sha256: str
    reason: str
    operations: Operations
    revision: int = 1
    state: AmendmentState = AmendmentState.NEGOTIATION
    positions: Mapping[UUID, Position] = field(default_factory=dict)
    approvals: Answers = field(default_factory=dict)
    prepared_by: DoneBy = field(default_factory=dict)
    signing: SigningRound = field(default_factory=SigningRound)
    effective_on: date | None = None

    @property
    def open(self) -> bool:
        return self.state not in {AmendmentState.EFFECTIVE, AmendmentState.WITHDRAWN}

"""Events of tranches: planned, cancelled, and each step of their money.

Every amount is the amount of this step, not the running total.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.tranche import PlannedTranche
from conventions.domain.core.vocabulary import Settlement, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class TranchePlanned(ConventionEvent):
    planned: PlannedTranche


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheMoney(ConventionEvent):
    """Which tranche it is about: whose, of which contribution, for which action and year."""

    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheAmounts:
    """How much of a tranche stood at each step."""

    amount: Money
    called: Money
    committed: Money
    visaed: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheCancelled(TrancheMoney):
    """What was not paid is given up; what was paid, `kept`, bounds the tranche from now on.

    Somebody says why, or the effect of an amendment left no room for it.
    """

    reason: str | None = None
    amendment: int | None = None
    given_up: TrancheAmounts
    kept: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheRescheduled(TrancheMoney):
    """By an amendment: `amount` is due on `due_on`, where `before` was due on `due_before`."""

    amendment: int
    due_before: date
    due_on: date
    before: Money
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundClaimed(TrancheMoney):
    """The convention is terminated, by an amendment or on a notice: `amount` was paid and not
    justified, it is to come back.

    Of it, `advance` had been kept to pay orders to come. The tranche ends at what is justified.
    """

    amendment: int | None = None
    notice: int | None = None
    amount: Money
    advance: Money
    refund_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundOverdue(TrancheMoney):
    """The day by which a termination claimed it back is over, and `left` is not back."""

    refund_by: date
    left: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheStep(TrancheMoney):
    """A step of money on the day `on`, resting on the paper `act`."""

    amount: Money
    act: str
    on: date
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundsCalled(TrancheStep):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheCommitted(TrancheStep):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheVisaed(TrancheStep):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrdered(TrancheStep):
    """So many `persons` answer for it, who ordered among them, before anything of it is paid.

    `order` is its number among those of the tranche; unnumbered, it is the next one.
    """

    persons: int = 1
    order: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TranchePaid(TrancheStep):
    """Money left the payer. `act` is the transfer's reference, which counts once per payer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceImputed(TrancheStep):
    """An order is paid by an advance of the contribution: no money leaves the payer again.

    `advance_of` is the tranche that was overpaid.
    """

    advance_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheJustified(TrancheStep):
    """Spending was proved by `act`: what was handed in as `submission` is accepted, if any was."""

    submission: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReversed(TrancheStep):
    """Part of a step is taken back from the day `on`, and why; the step itself stays told.

    `reference` is that of the reversed payment; once all of it is reversed it may be used again.
    An imputation that is reversed leaves its advance to the tranche `advance_of` again.
    """

    stage: Open[Stage]
    reason: str
    reference: str | None = None
    advance_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentRecorded(TrancheMoney):
    """A payment seen from outside went beyond what was ordered: the contribution freezes."""

    excess: Money
    act: str
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentSettled(TrancheMoney):
    """What becomes of `amount` of the excess.

    Kept, it is an advance to be imputed on orders to come; claimed, it is due back; in error, it
    never left the payer, and `reference` is that of the payment which was none.
    """

    kind: Open[Settlement]
    amount: Money
    decision: str
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundReceived(TrancheMoney):
    """Part of what was claimed back came back. `act` is the transfer's reference."""

    amount: Money
    act: str
    basis: str | None = None


StepEvent = (
    FundsCalled
    | TrancheCommitted
    | TrancheVisaed
    | PaymentOrdered
    | TranchePaid
    | AdvanceImputed
    | TrancheJustified
)
BeyondEvent = OverpaymentRecorded | OverpaymentSettled | RefundReceived
AmendingEvent = TrancheRescheduled | RefundClaimed | RefundOverdue
MoneyEvent = TrancheCancelled | AmendingEvent | BeyondEvent | StepReversed | StepEvent
TrancheEvent = TranchePlanned | MoneyEvent

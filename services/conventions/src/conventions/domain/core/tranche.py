"""A tranche: what was planned, and how far its money went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from mithaq.money import ZERO, Money

from conventions.domain.core.duties import DoneBy
from conventions.domain.core.flow import EMPTY, Flow
from conventions.domain.core.payment_order import PaymentOrder
from conventions.domain.core.submission import Submission
from conventions.domain.core.terms import ReleaseTerms
from conventions.domain.core.vocabulary import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTranche:
    """A part of a contribution. The three conditions, where given, bind its release (rule 5).

    `justified_before` and `progress_at_least` are whole percentages, 0 to 100. `committees` are
    those whose confirmed minutes must decide on the release.
    """

    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    amount: Money
    due_on: date
    justified_before: int = 0
    progress_at_least: int = 0
    documents: tuple[str, ...] = ()
    basis: str | None = None
    committees: tuple[str, ...] = ()

    @property
    def release(self) -> ReleaseTerms:
        return ReleaseTerms(
            justified_before=self.justified_before,
            progress_at_least=self.progress_at_least,
            documents=self.documents,
            committees=self.committees,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """Money of a contribution that a tranche gave up: planned again, it keeps what bound it.

    `place` is the day on which it was due at first: its place among the others stays.
    """

    amount: Money
    due_on: date
    place: date
    release: ReleaseTerms

    @property
    def bound(self) -> bool:
        return self.release != ReleaseTerms()


@dataclass(frozen=True, kw_only=True)  # without slots: `changed` copies it at each step of money
class Tranche:
    """What flowed through each step: on every day justified <= paid <= ordered <= ... <= amount.

    The first step is planning: its flow is what was planned, less what a cancellation gave up.
    `rank` counts the tranches of the convention as they were planned, `first_due` is the day on
    which its money was due before it was planned again. What was paid beyond an order
    is `excess` until it is decided on, then an `advance` to impute or a `refund_due`. `references`
    are the bank's, each with what was paid under it: `paid_under` is what of it paid orders,
    `undecided` what of it is excess. `imputed` is what advances paid, by the tranche that left
    them; `deposited_on` is the first day of each kind. `cleared` is what of the `orders` enough
    persons approved; `submissions` are the proofs of spending that were handed in.
    """

    planned: PlannedTranche
    rank: int
    first_due: date | None = None
    flows: Mapping[Stage, Flow] = field(default_factory=dict)
    excess: Money = ZERO
    advance: Money = ZERO
    refund_due: Money = ZERO
    beyond_on: date | None = None
    references: Mapping[str, Money] = field(default_factory=dict)
    paid_under: Mapping[str, Flow] = field(default_factory=dict)
    undecided: Mapping[str, Money] = field(default_factory=dict)
    imputed: Mapping[str, Flow] = field(default_factory=dict)
    cancelled: bool = False
    deposited: Mapping[str, str] = field(default_factory=dict)
    deposited_on: Mapping[str, date] = field(default_factory=dict)
    done_by: DoneBy = field(default_factory=dict)
    orders: Mapping[int, PaymentOrder] = field(default_factory=dict)
    cleared: Flow = EMPTY
    submissions: Mapping[int, Submission] = field(default_factory=dict)

    def flow(self, stage: Stage) -> Flow:
        return self.flows.get(stage, EMPTY)

    @property
    def amount(self) -> Money:
        return self.flow(Stage.PLANNED).total

    @property
    def called(self) -> Money:
        return self.flow(Stage.CALLED).total

    @property
    def committed(self) -> Money:
        return self.flow(Stage.COMMITTED).total

    @property
    def visaed(self) -> Money:
        return self.flow(Stage.VISAED).total

    @property
    def ordered(self) -> Money:
        return self.flow(Stage.ORDERED).total

    @property
    def paid(self) -> Money:
        return self.flow(Stage.PAID).total

    @property
    def justified(self) -> Money:
        return self.flow(Stage.JUSTIFIED).total

    @property
    def overpayment_open(self) -> bool:
        """Nothing was decided yet on some of what was paid beyond the order."""
        return bool(self.excess)

    @property
    def beyond(self) -> Money:
        """All that left the payer and is not in `paid`: it counts until it is back or imputed."""
        return self.excess + self.advance + self.refund_due

    @property
    def last_day(self) -> date | None:
        """The last day on which money moved, beyond the order included."""
        days = [flow.last_day for stage, flow in self.flows.items() if stage in BEFORE]
        return max((day for day in (*days, self.beyond_on) if day), default=None)

    @property
    def tranche(self) -> str:
        return self.planned.tranche

    @property
    def contribution(self) -> str:
        return self.planned.contribution

    @property
    def organisation_id(self) -> UUID:
        return self.planned.organisation_id

    @property
    def stage(self) -> Stage:
        if self.cancelled:
            return Stage.CANCELLED
        if self.paid and self.justified == self.amount:
            return Stage.JUSTIFIED
        reached = (
            (self.paid, Stage.PAID),
            (self.ordered, Stage.ORDERED),
            (self.visaed, Stage.VISAED),
            (self.committed, Stage.COMMITTED),
            (self.called, Stage.CALLED),
        )
        return next((stage for amount, stage in reached if amount), Stage.PLANNED)

    @property
    def settled(self) -> bool:
        """Nothing more is expected of it."""
        return self.stage in {Stage.JUSTIFIED, Stage.CANCELLED} and not self.beyond

    @property
    def schedule_key(self) -> tuple[date, int]:
        """Orders the tranches of a contribution: by due day, then as they were planned."""
        return (self.planned.due_on, self.rank)

    @property
    def place(self) -> tuple[date, int]:
        """Orders releases: planning money again for a later day does not move it behind others."""
        return (self.first_due or self.planned.due_on, self.rank)

    @property
    def missing_documents(self) -> tuple[str, ...]:
        return tuple(kind for kind in self.planned.documents if kind not in self.deposited)


# Each step of money and the step that bounds it.
BEFORE: Final[Mapping[Stage, Stage]] = MappingProxyType(
    {
        Stage.CALLED: Stage.PLANNED,
        Stage.COMMITTED: Stage.CALLED,
        Stage.VISAED: Stage.COMMITTED,
        Stage.ORDERED: Stage.VISAED,
        Stage.PAID: Stage.ORDERED,
        Stage.JUSTIFIED: Stage.PAID,
    }
)
AFTER: Final[Mapping[Stage, Stage]] = MappingProxyType({b: a for a, b in BEFORE.items()})

"""A tranche: what was planned, and how far its money went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from mithaq.money import ZERO, Money

from conventions.domain.core.vocabulary import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTranche:
    """A part of a contribution. The three conditions, where given, bind its release (rule 5).

    `justified_before` and `progress_at_least` are whole percentages, 0 to 100.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """The running totals of each step: justified <= paid <= ordered <= ... <= called <= amount.

    `amount` is what was planned, or what is left of it after a cancellation. `rank` counts the
    tranches of the convention as they were planned.
    """

    planned: PlannedTranche
    rank: int
    amount: Money
    called: Money = ZERO
    committed: Money = ZERO
    visaed: Money = ZERO
    ordered: Money = ZERO
    paid: Money = ZERO
    justified: Money = ZERO
    excess: Money = ZERO
    overpayment_open: bool = False
    cancelled: bool = False
    deposited: Mapping[str, str] = field(default_factory=dict)
    reached_on: Mapping[Stage, date] = field(default_factory=dict)
    committers: frozenset[str] = frozenset()
    orderers: frozenset[str] = frozenset()

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
        return self.stage in {Stage.JUSTIFIED, Stage.CANCELLED} and not self.overpayment_open

    @property
    def schedule_key(self) -> tuple[date, int]:
        """Orders the tranches of a contribution: by due day, then as they were planned."""
        return (self.planned.due_on, self.rank)

    @property
    def missing_documents(self) -> tuple[str, ...]:
        return tuple(kind for kind in self.planned.documents if kind not in self.deposited)


def schedule_of(tranches: Mapping[str, Tranche], contribution: str) -> list[Tranche]:
    """The tranches of one contribution, in order of payment."""
    mine = (t for t in tranches.values() if t.contribution == contribution)
    return sorted(mine, key=lambda tranche: tranche.schedule_key)

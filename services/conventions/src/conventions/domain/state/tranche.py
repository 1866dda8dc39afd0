"""A tranche and how far its money went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from mithaq.money import ZERO, Money


class Stage(StrEnum):
    """How far a tranche went: the furthest step that any of its money reached."""

    PLANNED = "planned"
    CALLED = "called"
    COMMITTED = "committed"
    VISAED = "visaed"
    ORDERED = "ordered"
    PAID = "paid"
    JUSTIFIED = "justified"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """The running totals of each step: justified <= paid <= ordered <= ... <= called <= amount."""

    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    amount: Money
    due_on: date
    justified_before: int
    progress_at_least: int
    documents: tuple[str, ...]
    basis: str | None
    rank: int
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
    def place(self) -> tuple[date, int]:
        """Its place in the schedule of its contribution."""
        return (self.due_on, self.rank)

    @property
    def missing_documents(self) -> tuple[str, ...]:
        return tuple(kind for kind in self.documents if kind not in self.deposited)

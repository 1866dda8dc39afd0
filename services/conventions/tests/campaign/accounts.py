"""The money of a record, added up anew in whole centimes: no code is shared with the rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.amendments import events as amendments
from conventions.domain.core.event import ConventionEvent
from conventions.domain.ending.events import TerminationPronounced
from conventions.domain.shares.events import ShareSplit
from conventions.domain.signatures.events import ConventionSigned
from conventions.domain.tranches import events as e

from .record import Recorded

# From the last step to the first: each is bounded by the one after it.
CHAIN: Final = ("justified", "paid", "ordered", "visaed", "committed", "called", "planned")
_STEPS: Final[Mapping[type[ConventionEvent], str]] = {
    e.FundsCalled: "called",
    e.TrancheCommitted: "committed",
    e.TrancheVisaed: "visaed",
    e.PaymentOrdered: "ordered",
    e.TranchePaid: "paid",
    e.AdvanceImputed: "paid",
    e.TrancheJustified: "justified",
}
Moves = list[tuple[date, int]]


@dataclass(slots=True)
class Account:
    """A tranche: what moved at each step, and what was paid beyond the orders."""

    contribution: str
    payer: UUID
    moves: dict[str, Moves] = field(default_factory=lambda: defaultdict(list))
    excess: int = 0
    advance: int = 0
    refund_due: int = 0
    beyond_on: date = date.min

    def until(self, stage: str, day: date) -> int:
        return sum(amount for on, amount in self.moves[stage] if on <= day)

    def total(self, stage: str) -> int:
        return sum(amount for _, amount in self.moves[stage])

    @property
    def days(self) -> set[date]:
        return {day for moves in self.moves.values() for day, _ in moves}

    @property
    def out(self) -> int:
        """What left the payer, came it back to be due or not."""
        return self.total("paid") + self.excess + self.advance + self.refund_due


@dataclass(slots=True)
class Accounts:
    """All tranches by name, and what each contribution promises from which day."""

    tranches: dict[str, Account] = field(default_factory=dict)
    promised: dict[str, Moves] = field(default_factory=dict)

    def enter(self, entry: Recorded, event: ConventionEvent) -> None:
        if isinstance(event, ConventionSigned | ShareSplit):
            day = entry.on if isinstance(event, ShareSplit) else date.min
            for each in event.contributions:
                self.promised[each.contribution] = [(day, each.amount.centimes)]
        elif isinstance(event, amendments.AmendmentTookEffect | TerminationPronounced):
            self._amend(event)
        elif isinstance(event, e.TranchePlanned):
            planned = event.planned
            account = Account(planned.contribution, planned.organisation_id)
            account.moves["planned"].append((entry.on, planned.amount.centimes))
            self.tranches[planned.tranche] = account
        elif isinstance(event, e.TrancheMoney):
            self._move(self.tranches[event.tranche], entry, event)

    def _amend(self, event: amendments.AmendmentTookEffect | TerminationPronounced) -> None:
        for change in event.contributions:
            for pledge, sign in ((change.before, -1), (change.after, 1)):
                if pledge is not None:
                    moves = self.promised.setdefault(pledge.contribution, [])
                    moves.append((event.effective_on, sign * pledge.amount.centimes))

    def of(self, contribution: str) -> Iterator[Account]:
        return (each for each in self.tranches.values() if each.contribution == contribution)

    def owed(self, contribution: str, day: date = date.max) -> int:
        return sum(amount for on, amount in self.promised[contribution] if on <= day)

    def _move(self, account: Account, entry: Recorded, event: e.TrancheMoney) -> None:
        if isinstance(event, e.TrancheStep) and type(event) in _STEPS:
            account.moves[_STEPS[type(event)]].append((event.on, event.amount.centimes))
        if isinstance(event, e.StepReversed):
            account.moves[str(event.stage)].append((event.on, -event.amount.centimes))
        if isinstance(event, e.AdvanceImputed):
            self.tranches[event.advance_of].advance -= event.amount.centimes
        if isinstance(event, e.TrancheCancelled):
            _cancel(account, entry, event)
        if isinstance(event, e.TrancheRescheduled):
            more = event.amount.centimes - event.before.centimes
            account.moves["planned"].append((entry.on, more))
        if isinstance(event, e.RefundClaimed):
            _claim(account, entry, event)
        _beyond(account, entry, event)


def _cancel(account: Account, entry: Recorded, event: e.TrancheCancelled) -> None:
    """From its day on, at the earliest when money last moved there."""
    day = max(entry.on, account.beyond_on, *account.days)
    given_up = event.given_up
    account.moves["planned"].append((day, -given_up.amount.centimes))
    account.moves["called"].append((day, -given_up.called.centimes))
    account.moves["committed"].append((day, -given_up.committed.centimes))
    account.moves["visaed"].append((day, -given_up.visaed.centimes))


def _claim(account: Account, entry: Recorded, event: e.RefundClaimed) -> None:
    """What was not justified goes back: it is no more planned, called, ordered or paid."""
    day = max(entry.on, account.beyond_on, *account.days)
    for stage in CHAIN[1:]:
        account.moves[stage].append((day, -event.amount.centimes))
    account.advance -= event.advance.centimes
    account.refund_due += event.amount.centimes + event.advance.centimes
    account.beyond_on = day


def _beyond(account: Account, entry: Recorded, event: e.TrancheMoney) -> None:
    if isinstance(event, e.OverpaymentRecorded):
        account.excess += event.excess.centimes
    elif isinstance(event, e.RefundReceived):
        account.refund_due -= event.amount.centimes
    elif isinstance(event, e.OverpaymentSettled):
        account.excess -= event.amount.centimes
        if event.kind == "kept_as_advance":
            account.advance += event.amount.centimes
        elif event.kind == "refund_claimed":
            account.refund_due += event.amount.centimes
    else:
        return
    account.beyond_on = max(account.beyond_on, entry.on)

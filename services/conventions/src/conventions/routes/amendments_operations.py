"""Bodies of what an amendment adds, changes or takes away, part by part."""

from typing import Annotated
from uuid import UUID

from mithaq.http import Body, Day, Digest, Line, MoneyBody, Name, Prose, Year
from pydantic import Field

from conventions.domain.core.amendment import (
    AmountChange,
    DelegatedOwnerChange,
    Minutes,
    Period,
    Reschedule,
    Succession,
    Termination,
    YearCostChange,
)
from conventions.domain.core.terms import Share
from conventions.domain.core.vocabulary import ContributionKind

Balance = Annotated[
    MoneyBody | None,
    Field(description="What it hands over of the money it holds, where others hold some too."),
]


class AmountBody(Body):
    contribution: Name
    amount: MoneyBody

    def change(self) -> AmountChange:
        return AmountChange(contribution=self.contribution, amount=self.amount.money())


class CostBody(Body):
    action: Name
    year: Year
    cost: MoneyBody

    def change(self) -> YearCostChange:
        return YearCostChange(action=self.action, year=self.year, cost=self.cost.money())


class PeriodBody(Body):
    first_year: Year
    last_year: Year

    def period(self) -> Period:
        return Period(first_year=self.first_year, last_year=self.last_year)


class SuccessionBody(Body):
    leaver: UUID
    successor: UUID
    balance: Balance = None

    def succession(self) -> Succession:
        balance = self.balance.money() if self.balance else None
        return Succession(leaver=self.leaver, successor=self.successor, balance=balance)


class DelegatedOwnerBody(Body):
    leaver: UUID
    successor: UUID
    balance: Balance = None

    def change(self) -> DelegatedOwnerChange:
        balance = self.balance.money() if self.balance else None
        return DelegatedOwnerChange(leaver=self.leaver, successor=self.successor, balance=balance)


class ShareBody(Body):
    """A promise that is not split yet by action, by year, or by both."""

    share: Name
    organisation_id: UUID
    kind: ContributionKind
    amount: MoneyBody
    action: Name | None = None
    year: Year | None = None
    basis: Prose | None = None

    def promised(self) -> Share:
        return Share(
            share=self.share,
            organisation_id=self.organisation_id,
            kind=self.kind,
            amount=self.amount.money(),
            action=self.action,
            year=self.year,
            basis=self.basis,
        )


class RescheduleBody(Body):
    tranche: Name
    due_on: Day
    amount: MoneyBody

    def reschedule(self) -> Reschedule:
        return Reschedule(tranche=self.tranche, due_on=self.due_on, amount=self.amount.money())


class TerminationBody(Body):
    refund_by: Annotated[
        Day | None, Field(description="Until when what is not justified comes back.")
    ] = None

    def termination(self) -> Termination:
        return Termination(refund_by=self.refund_by)


class MinutesBody(Body):
    """Minutes of a committee that decided on it, where the convention lets them."""

    committee: Line
    held_on: Day
    sha256: Annotated[Digest, Field(description="Of the minutes as they are kept.")]

    def minutes(self) -> Minutes:
        return Minutes(committee=self.committee, held_on=self.held_on, sha256=self.sha256)

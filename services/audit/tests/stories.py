"""A convention's money, told in the events that the ledger reads."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from audit.domain.ledger.line import Kind, Line
from audit.domain.ledger.lines import lines_of
from audit.heard import conventions, deliveries, tranches
from audit.heard.conventions import MoneyEvent
from audit.heard.terms import Contribution, ContributionChange
from mithaq.money import Money

CONVENTION = UUID(int=1)
MINISTRY, REGION = UUID(int=10), UUID(int=11)
S = TypeVar("S", bound=tranches.TrancheStep)
D = TypeVar("D", bound=deliveries.Delivery)


def promise(
    name: str, centimes: int, organisation_id: UUID = MINISTRY, action: str = "A1"
) -> Contribution:
    return Contribution(
        contribution=name,
        organisation_id=organisation_id,
        action=action,
        year=2026,
        kind="cash",
        amount=Money(centimes),
        basis="art. 5",
    )


def pledged(
    contribution: Contribution, replaced: Contribution | None = None
) -> conventions.ContributionPledged:
    return conventions.ContributionPledged(
        convention_id=CONVENTION, contribution=contribution, replaced=replaced
    )


def withdrawn(contribution: Contribution) -> conventions.ContributionWithdrawn:
    return conventions.ContributionWithdrawn(convention_id=CONVENTION, contribution=contribution)


def signed(*contributions: Contribution) -> conventions.ConventionSigned:
    return conventions.ConventionSigned(
        convention_id=CONVENTION,
        signed_on=date(2026, 1, 10),
        text_sha256="ab" * 32,
        contributions=contributions,
    )


def refused(*given_up: Contribution) -> conventions.SignatureRefused:
    return conventions.SignatureRefused(
        convention_id=CONVENTION, reason="budget rejeté", given_up=given_up
    )


def abandoned(*given_up: Contribution) -> conventions.ConventionWithdrawn:
    return conventions.ConventionWithdrawn(
        convention_id=CONVENTION, reason="abandon", given_up=given_up
    )


def lapsed(*given_up: Contribution) -> conventions.ConventionLapsed:
    return conventions.ConventionLapsed(
        convention_id=CONVENTION, sign_by=date(2026, 6, 30), given_up=given_up
    )


def failed(*given_up: Contribution) -> conventions.ConditionFailed:
    return conventions.ConditionFailed(
        convention_id=CONVENTION, condition="vote", given_up=given_up
    )


def amended(
    *changes: tuple[Contribution | None, Contribution | None], number: int = 1
) -> conventions.AmendmentTookEffect:
    return conventions.AmendmentTookEffect(
        convention_id=CONVENTION,
        amendment=number,
        effective_on=date(2026, 1, 20),
        contributions=tuple(
            ContributionChange(before=before, after=after) for before, after in changes
        ),
    )


def cancelled(
    of: Contribution, *, called: int, committed: int, visaed: int
) -> tranches.TrancheCancelled:
    """What is given up at each step."""
    given_up = tranches.TrancheAmounts(
        called=Money(called), committed=Money(committed), visaed=Money(visaed)
    )
    return tranches.TrancheCancelled(
        convention_id=CONVENTION,
        contribution=of.contribution,
        organisation_id=of.organisation_id,
        action=of.action,
        year=of.year,
        reason="marché résilié",
        given_up=given_up,
    )


def step(event: type[S], of: Contribution, centimes: int, act: str = "OP-7") -> S:
    return event(
        convention_id=CONVENTION,
        contribution=of.contribution,
        organisation_id=of.organisation_id,
        action=of.action,
        year=of.year,
        amount=Money(centimes),
        act=act,
    )


def delivery(event: type[D], of: Contribution, centimes: int) -> D:
    return event(
        convention_id=CONVENTION,
        contribution=of.contribution,
        organisation_id=of.organisation_id,
        action=of.action,
        year=of.year,
        kind=of.kind,
        amount=Money(centimes),
        act="PV-3",
    )


def overpaid(of: Contribution, centimes: int) -> tranches.OverpaymentRecorded:
    return tranches.OverpaymentRecorded(
        convention_id=CONVENTION,
        contribution=of.contribution,
        organisation_id=of.organisation_id,
        action=of.action,
        year=of.year,
        excess=Money(centimes),
        act="V-9",
    )


def settled(
    of: Contribution, kind: str = "kept_as_advance", centimes: int = 40
) -> tranches.OverpaymentSettled:
    return tranches.OverpaymentSettled(
        convention_id=CONVENTION,
        contribution=of.contribution,
        organisation_id=of.organisation_id,
        action=of.action,
        year=of.year,
        kind=kind,
        amount=Money(centimes),
        decision="à déduire de la suivante",
    )


def refunded(of: Contribution, centimes: int) -> tranches.RefundReceived:
    return tranches.RefundReceived(
        convention_id=CONVENTION,
        contribution=of.contribution,
        organisation_id=of.organisation_id,
        action=of.action,
        year=of.year,
        amount=Money(centimes),
        act="V-10",
    )


def reversed_step(of: Contribution, stage: str, centimes: int) -> tranches.StepReversed:
    return tranches.StepReversed(
        convention_id=CONVENTION,
        contribution=of.contribution,
        organisation_id=of.organisation_id,
        action=of.action,
        year=of.year,
        amount=Money(centimes),
        act="REJET-1",
        stage=stage,
        reason="compte clos",
    )


def lines_by_event(*events: MoneyEvent) -> list[list[Line]]:
    """The lines that each of these events makes."""
    return [list(lines_of(event)) for event in events]


def lines(*events: MoneyEvent) -> list[Line]:
    return [line for made in lines_by_event(*events) for line in made]


def total(made: Iterable[Line], kind: Kind, organisation_id: UUID | None = None) -> int:
    return sum(
        line.amount.centimes
        for line in made
        if line.kind is kind and organisation_id in (None, line.undertaking.organisation_id)
    )

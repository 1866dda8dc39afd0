"""A convention's money, told in the ledger's own facts."""

from datetime import date
from typing import Any
from uuid import UUID

from audit.facts import MoneyFact, paying, promising
from audit.ledger import NOTHING, Kind, Known, Line, derive
from mithaq.money import Money

CONVENTION = UUID(int=1)
MINISTRY, REGION = UUID(int=10), UUID(int=11)


def pledged(
    contribution: str, centimes: int, organisation_id: UUID = MINISTRY, action: str = "A1"
) -> promising.ContributionPledged:
    return promising.ContributionPledged(
        convention_id=CONVENTION,
        contribution=contribution,
        organisation_id=organisation_id,
        action=action,
        year=2026,
        kind="cash",
        amount=Money(centimes),
        basis="art. 5",
    )


def withdrawn(contribution: str) -> promising.ContributionWithdrawn:
    return promising.ContributionWithdrawn(convention_id=CONVENTION, contribution=contribution)


SIGNED = promising.ConventionSigned(
    convention_id=CONVENTION, signed_on=date(2026, 1, 10), text_sha256="ab" * 32
)
REOPENED = promising.TextReopened(convention_id=CONVENTION, reason="nouveau partage")
REFUSED = promising.SignatureRefused(convention_id=CONVENTION, reason="budget rejeté")


def amended(contribution: str, before: int, after: int) -> promising.AmendmentTookEffect:
    change = promising.ContributionChange(
        contribution=contribution,
        organisation_id=MINISTRY,
        action="A1",
        year=2026,
        kind="cash",
        before=Money(before),
        after=Money(after),
    )
    return promising.AmendmentTookEffect(
        convention_id=CONVENTION,
        amendment=1,
        effective_on=date(2026, 1, 20),
        contributions=(change,),
    )


def planned(tranche: str, contribution: str) -> paying.TranchePlanned:
    return paying.TranchePlanned(
        convention_id=CONVENTION, tranche=tranche, contribution=contribution
    )


def cancelled(tranche: str) -> paying.TrancheCancelled:
    return paying.TrancheCancelled(
        convention_id=CONVENTION, tranche=tranche, reason="marché résilié"
    )


def step(
    fact: type[paying.TrancheStep], contribution: str, centimes: int, act: str = "OP-7"
) -> Any:
    return fact(
        convention_id=CONVENTION,
        tranche="T1",
        contribution=contribution,
        organisation_id=MINISTRY,
        action="A1",
        year=2026,
        amount=Money(centimes),
        act=act,
    )


def overpaid(tranche: str, centimes: int) -> paying.OverpaymentRecorded:
    return paying.OverpaymentRecorded(
        convention_id=CONVENTION,
        tranche=tranche,
        organisation_id=MINISTRY,
        excess=Money(centimes),
        act="V-9",
    )


def told(*facts: MoneyFact) -> tuple[Known, list[Line]]:
    """What is known after these facts, and every line they made."""
    known: Known = NOTHING
    lines: list[Line] = []
    for fact in facts:
        known, made = derive(known, fact)
        lines += made
    return known, lines


def total(lines: list[Line], kind: Kind, organisation_id: UUID | None = None) -> int:
    return sum(
        line.amount.centimes
        for line in lines
        if line.kind is kind and organisation_id in (None, line.organisation_id)
    )

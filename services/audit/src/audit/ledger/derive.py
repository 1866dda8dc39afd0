"""One event in, its lines out, and what is known since."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from mithaq.money import ZERO, Money

from audit.facts import MoneyFact
from audit.facts import paying as facts
from audit.ledger.known import Known
from audit.ledger.line import Kind, Line, line_of
from audit.ledger.promising import promising

_STEPS: Final[Mapping[type[facts.TrancheStep], Kind]] = {
    facts.FundsCalled: Kind.CALLED,
    facts.TrancheCommitted: Kind.COMMITTED,
    facts.TrancheVisaed: Kind.VISAED,
    facts.PaymentOrdered: Kind.ORDERED,
    facts.TranchePaid: Kind.PAID,
    facts.TrancheJustified: Kind.JUSTIFIED,
}


def derive(known: Known, fact: MoneyFact) -> tuple[Known, Sequence[Line]]:
    """The lines `fact` makes, given the convention's earlier facts.

    Raises KeyError for a tranche or contribution that no earlier fact told of.
    """
    match fact:
        case facts.TranchePlanned():
            return replace(known, tranches={**known.tranches, fact.tranche: fact.contribution}), []
        case facts.TrancheStep():
            undertaking = known.promises[fact.contribution].undertaking
            return known, [line_of(_STEPS[type(fact)], undertaking, fact.amount, fact.act)]
        case facts.OverpaymentRecorded():
            return known, [_overpaid(known, fact.tranche, fact.excess, fact.act)]
        case facts.OverpaymentSettled():
            return known, [_overpaid(known, fact.tranche, ZERO, fact.decision)]
        case _:
            return promising(known, fact)


def _overpaid(known: Known, tranche: str, excess: Money, act: str) -> Line:
    undertaking = known.promises[known.tranches[tranche]].undertaking
    return line_of(Kind.OVERPAID, undertaking, excess, act)

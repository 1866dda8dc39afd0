"""One event in, its lines out, and what is known since."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from mithaq.money import ZERO, Money

from audit.facts import MoneyFact
from audit.facts import paying as facts
from audit.ledger.known import Known, Tranche
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


# A step that a cancellation takes back, as far as it was not paid. An order is paid by then.
_GIVEN_UP: Final = (Kind.CALLED, Kind.COMMITTED, Kind.VISAED)
_KEPT: Final = frozenset({*_GIVEN_UP, Kind.PAID})


def derive(known: Known, fact: MoneyFact) -> tuple[Known, Sequence[Line]]:
    """The lines `fact` makes, given the convention's earlier facts.

    Raises KeyError for a tranche or contribution that no earlier fact told of.
    """
    match fact:
        case facts.TranchePlanned():
            return _with(known, fact.tranche, Tranche(contribution=fact.contribution)), []
        case facts.TrancheCancelled():
            return _cancelled(known, fact)
        case facts.TrancheStep():
            return _stepped(known, fact)
        case facts.OverpaymentRecorded():
            return known, [_of_tranche(known, fact.tranche, Kind.OVERPAID, fact.excess, fact.act)]
        case facts.OverpaymentSettled():
            return known, [_of_tranche(known, fact.tranche, Kind.OVERPAID, ZERO, fact.decision)]
        case _:
            return promising(known, fact)


def _stepped(known: Known, fact: facts.TrancheStep) -> tuple[Known, Sequence[Line]]:
    kind, tranche = _STEPS[type(fact)], known.tranches[fact.tranche]
    undertaking = known.promises[fact.contribution].undertaking
    line = line_of(kind, undertaking, fact.amount, fact.act)
    if kind not in _KEPT:
        return known, [line]
    reached = replace(tranche, **{kind.value: getattr(tranche, kind.value) + fact.amount})
    return _with(known, fact.tranche, reached), [line]


def _cancelled(known: Known, fact: facts.TrancheCancelled) -> tuple[Known, Sequence[Line]]:
    """What was called, committed or visaed and not paid is given up; what was paid stays."""
    tranche = known.tranches[fact.tranche]
    paid = tranche.paid
    ended = replace(tranche, called=paid, committed=paid, visaed=paid)
    lines = [
        _of_tranche(known, fact.tranche, kind, paid - getattr(tranche, kind.value), fact.reason)
        for kind in _GIVEN_UP
        if getattr(tranche, kind.value) != paid
    ]
    return _with(known, fact.tranche, ended), lines


def _of_tranche(known: Known, tranche: str, kind: Kind, amount: Money, act: str) -> Line:
    undertaking = known.promises[known.tranches[tranche].contribution].undertaking
    return line_of(kind, undertaking, amount, act)


def _with(known: Known, name: str, tranche: Tranche) -> Known:
    return replace(known, tranches={**known.tranches, name: tranche})

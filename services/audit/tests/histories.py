"""Random histories of a convention: pledged, signed or ended unsigned, amended, paid."""

from collections.abc import Mapping

from audit.heard import tranches
from audit.heard.conventions import MoneyEvent
from audit.heard.terms import Contribution
from hypothesis import strategies as some

from .stories import (
    MINISTRY,
    REGION,
    abandoned,
    amended,
    overpaid,
    pledged,
    promise,
    refused,
    signed,
    step,
    withdrawn,
)

STEPS: list[type[tranches.StepEvent]] = [
    tranches.FundsCalled,
    tranches.TrancheCommitted,
    tranches.TrancheVisaed,
    tranches.PaymentOrdered,
    tranches.TranchePaid,
    tranches.TrancheJustified,
]
NAMES = some.sampled_from(["c1", "c2", "c3"])
AMOUNTS = some.integers(0, 10_000)
PLEDGES = some.integers(1, 10_000)  # nothing is no pledge: conventions refuses it
Text = dict[str, Contribution]


@some.composite
def histories(draw: some.DrawFn) -> list[MoneyEvent]:
    """Pledges and withdrawals; then the end, or all have signed, and it is amended and paid."""
    events: list[MoneyEvent] = []
    text: Text = {}
    for _ in range(draw(some.integers(1, 2))):
        for name in draw(some.lists(NAMES, min_size=1, max_size=6)):
            owner = draw(some.sampled_from([MINISTRY, REGION]))
            new = promise(name, draw(PLEDGES), owner)
            events.append(pledged(new, replaced=text.get(name)))
            text[name] = new
        if draw(some.booleans()):
            gone = text.pop(draw(some.sampled_from(sorted(text))))
            events.append(withdrawn(gone))
    standing = text.values()
    if draw(some.booleans()):
        return [*events, signed(*standing), *draw(executions(text))]
    unsigned: list[MoneyEvent] = [refused(*standing), abandoned(*standing)]
    return [*events, draw(some.sampled_from(unsigned))]


@some.composite
def executions(draw: some.DrawFn, text: Mapping[str, Contribution]) -> list[MoneyEvent]:
    events: list[MoneyEvent] = []
    for _ in range(draw(some.integers(0, 8)) if text else 0):
        of = text[draw(some.sampled_from(sorted(text)))]
        before, after = (promise(of.contribution, draw(AMOUNTS)) for _ in range(2))
        kinds: list[MoneyEvent] = [
            step(draw(some.sampled_from(STEPS)), of, draw(AMOUNTS)),
            amended((before, after)),
            overpaid(of, draw(AMOUNTS)),
        ]
        events.append(draw(some.sampled_from(kinds)))
    return events

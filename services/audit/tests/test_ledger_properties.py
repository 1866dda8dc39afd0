"""What holds for every history of a convention."""

from collections import defaultdict

from audit.facts import MoneyFact, paying
from audit.ledger import KINDS, Kind
from hypothesis import given
from hypothesis import strategies as some
from mithaq.money import Money

from .stories import (
    MINISTRY,
    REFUSED,
    REGION,
    REOPENED,
    SIGNED,
    amended,
    overpaid,
    planned,
    pledged,
    step,
    told,
    total,
    withdrawn,
)

STEPS = [
    paying.FundsCalled,
    paying.TrancheCommitted,
    paying.TrancheVisaed,
    paying.PaymentOrdered,
    paying.TranchePaid,
    paying.TrancheJustified,
]
NAMES = some.sampled_from(["c1", "c2", "c3"])
AMOUNTS = some.integers(0, 10_000)


@some.composite
def histories(draw: some.DrawFn) -> list[MoneyFact]:
    """Pledges and withdrawals, perhaps signed, perhaps reopened, then amended and paid."""
    facts: list[MoneyFact] = []
    for _ in range(draw(some.integers(1, 2))):
        for name in draw(some.lists(NAMES, min_size=1, max_size=6)):
            owner = draw(some.sampled_from([MINISTRY, REGION]))
            facts.append(pledged(name, draw(AMOUNTS), owner))
        open_promises = list(told(*facts)[0].promises)
        if draw(some.booleans()):
            facts.append(withdrawn(draw(some.sampled_from(open_promises))))
        facts += [SIGNED, REOPENED]
    if draw(some.booleans()):
        return [*facts[:-2], REFUSED]
    return [*facts[:-1], *draw(executions(list(told(*facts)[0].promises)))]


@some.composite
def executions(draw: some.DrawFn, contributions: list[str]) -> list[MoneyFact]:
    facts: list[MoneyFact] = [planned("T1", name) for name in contributions[:1]]
    for _ in range(draw(some.integers(0, 8)) if contributions else 0):
        name = draw(some.sampled_from(contributions))
        kinds = [
            step(draw(some.sampled_from(STEPS)), name, draw(AMOUNTS)),
            amended(name, draw(AMOUNTS), draw(AMOUNTS)),
            overpaid("T1", draw(AMOUNTS)),
        ]
        facts.append(draw(some.sampled_from(kinds)))
    return facts


@given(histories())
def test_property_open_pledges_and_promises_are_what_the_text_says(
    facts: list[MoneyFact],
) -> None:
    known, lines = told(*facts)
    amendments = total(lines, Kind.AMENDED)
    signed = Money.sum(each.amount for each in known.promises.values() if each.signed)
    if not any(fact.__class__.__name__ == "AmendmentTookEffect" for fact in facts):
        assert total(lines, Kind.PROMISED) == signed.centimes
        assert amendments == 0
    assert total(lines, Kind.PLEDGED) == sum(
        each.amount.centimes for each in known.promises.values() if not each.signed
    )


@given(histories())
def test_property_totals_a_partner_add_up_to_the_convention_s(facts: list[MoneyFact]) -> None:
    _, lines = told(*facts)
    for kind in KINDS:
        by_partner: dict[object, int] = defaultdict(int)
        for line in lines:
            if line.kind is kind:
                by_partner[line.organisation_id] += line.amount.centimes
        assert sum(by_partner.values()) == total(lines, kind)


@given(histories(), some.data())
def test_property_knowing_less_is_a_beginning_of_knowing_more(
    facts: list[MoneyFact], data: some.DataObject
) -> None:
    cut = data.draw(some.integers(0, len(facts)))
    _, fewer = told(*facts[:cut])
    _, more = told(*facts)
    assert more[: len(fewer)] == fewer


@given(histories())
def test_property_steps_sum_to_what_was_stepped(facts: list[MoneyFact]) -> None:
    _, lines = told(*facts)
    paid = sum(fact.amount.centimes for fact in facts if isinstance(fact, paying.TranchePaid))
    assert total(lines, Kind.PAID) == paid
    beyond = [fact for fact in facts if isinstance(fact, paying.OverpaymentRecorded)]
    assert total(lines, Kind.OVERPAID) == sum(fact.excess.centimes for fact in beyond)

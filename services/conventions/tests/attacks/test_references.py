"""A bank reference that stands for one payment is not used again, whatever undoes another one."""

import pytest
from conventions.domain.core.rules import NothingWaits
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import rules
from conventions.domain.tranches.payment_references import ReferenceUsed

from ..people import accountant, clerk, office
from ..proposal import mad
from ..story import Story, in_force, state_of
from ..tranches.story import paid, reverse, settle, step, tranche

PAYMENT, EXTERNAL = "PayTranche R1 100", "ReportExternalPayment R1 40"


def overpaid() -> Story:
    """100 paid by an order, then 40 seen at the bank that no order asked for."""
    story = in_force().when(tranche("R1", "region-26", 400), *paid(100))
    return story.when(step(c.ReportExternalPayment, office, 40))


def test_an_error_of_entry_does_not_free_the_reference_of_an_ordinary_payment() -> None:
    wrong = settle(Settlement.ERROR_OF_ENTRY, 40, reference=PAYMENT)
    assert overpaid().refuses(wrong, rules.PaymentUnknown).values["paid"] == "0.00"
    overpaid().accepts(settle(Settlement.ERROR_OF_ENTRY, 40, reference=EXTERNAL))


def test_a_reversal_does_not_free_the_reference_of_an_overpayment() -> None:
    overpaid().refuses(reverse(Stage.PAID, 40, reference=EXTERNAL), rules.PaymentUnknown)
    overpaid().accepts(reverse(Stage.PAID, 40, reference=PAYMENT))


@pytest.mark.parametrize("kind", [Settlement.KEPT_AS_ADVANCE, Settlement.REFUND_CLAIMED])
def test_what_was_decided_on_is_no_error_of_entry_afterwards(kind: Settlement) -> None:
    """Another overpayment came in since: it is not taken back under the first one's reference."""
    story = overpaid().when(settle(kind, 40), step(c.ReportExternalPayment, office, 30))
    under_first = settle(Settlement.ERROR_OF_ENTRY, 30, reference=EXTERNAL)
    story.refuses(under_first, rules.PaymentUnknown)
    second = "ReportExternalPayment R1 30"
    after = story.when(settle(Settlement.ERROR_OF_ENTRY, 30, reference=second))
    assert set(state_of(after).tranches["R1"].references.values()) == {mad(100), mad(40)}


def test_one_external_payment_is_taken_back_in_the_two_parts_it_was_told_in() -> None:
    """60 paid an order, 40 did not: each part by its own command, then the reference is free."""
    story = in_force().when(tranche("R1", "region-26", 400), *paid(60)[:4])
    story = story.when(step(c.ReportExternalPayment, office, 100))
    reference = "ReportExternalPayment R1 100"
    story.refuses(reverse(Stage.PAID, 61, reference=reference), rules.NotReversible)
    over = settle(Settlement.ERROR_OF_ENTRY, 41, reference=reference)
    story.refuses(over, rules.SettlementExceedsExcess)
    story = story.when(settle(Settlement.ERROR_OF_ENTRY, 40, reference=reference))
    again = accountant(c.PayTranche, tranche="R1", amount=mad(1), act=reference)
    story.refuses(again, NothingWaits)
    story = story.when(reverse(Stage.PAID, 60, reference=reference))
    assert state_of(story).tranches["R1"].references == {}
    story.accepts(again)


@pytest.mark.parametrize(
    "spelt", ["paytranche r1-100", "PAYTRANCHE/R1/100", "PayTranche\u200b R1 100"]
)
def test_a_reference_spelt_otherwise_is_the_same(spelt: str) -> None:
    story = overpaid().when(settle(Settlement.REFUND_CLAIMED, 40), *paid(50)[:4])
    twice = accountant(c.PayTranche, tranche="R1", amount=mad(50), act=spelt)
    story.refuses(twice, ReferenceUsed)


def test_a_refund_comes_back_under_no_reference_of_a_payment() -> None:
    story = overpaid().when(settle(Settlement.REFUND_CLAIMED, 40))
    for reference in (PAYMENT, EXTERNAL):
        back = accountant(c.RecordRefund, tranche="R1", amount=mad(40), act=reference)
        story.refuses(back, ReferenceUsed)


def test_a_refund_is_not_made_undone_as_a_payment() -> None:
    story = overpaid().when(
        settle(Settlement.REFUND_CLAIMED, 40),
        accountant(c.RecordRefund, tranche="R1", amount=mad(40), act="RET 1"),
    )
    for stage in (Stage.PAID, Stage.JUSTIFIED):
        undone = reverse(stage, 40, say=clerk, reference="RET 1")
        story.refuses(undone, rules.PaymentUnknown if stage is Stage.PAID else rules.NotReversible)

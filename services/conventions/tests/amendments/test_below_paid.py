"""Rule 6: an avenant never takes a contribution below what is paid of it, by whatever operation."""

from dataclasses import replace

import pytest
from conventions.domain.amendments.operations.amounts import (
    AmendmentBelowCalled,
    AmendmentBelowPaid,
)
from conventions.domain.core.amendment import Operations
from conventions.domain.core.vocabulary import Settlement
from conventions.domain.tranches import commands as tranches

from ..deliveries.story import delivered
from ..people import accountant, commune, office, operator, region
from ..story import Story, in_force, state_of
from ..tranches.story import paid, scheduled, settle, step
from .story import accept, agree, draft, effect, operations, signed

EXACTLY = {"region-26": 150, "commune-26": 450}


def _accepted(story: Story, wanted: Operations) -> Story:
    return story.when(draft(wanted), *accept(region, commune, operator))


def test_never_below_what_is_paid() -> None:
    below = operations({"region-26": 149, "commune-26": 451})
    refused = _accepted(scheduled().when(*paid(150)), below).refuses(agree(), AmendmentBelowPaid)
    assert (refused.values["asked"], refused.values["paid"]) == ("149.00", "150.00")


def test_exactly_what_is_paid_is_enough() -> None:
    story = signed(scheduled().when(*paid(150)), operations(EXACTLY)).when(effect())
    assert state_of(story).terms.contributions["region-26"].amount.centimes == 150_00


def test_an_overpayment_counts_as_paid_until_it_is_back() -> None:
    story = scheduled().when(*paid(150), step(tranches.ReportExternalPayment, office, 20))
    wanted = operations({"region-26": 169, "commune-26": 431})
    refused = _accepted(story, wanted).refuses(agree(), AmendmentBelowPaid)
    assert refused.values["paid"] == "170.00"
    claimed = _accepted(story.when(settle(Settlement.REFUND_CLAIMED, 20)), wanted)
    claimed.refuses(agree(), AmendmentBelowPaid)
    back = claimed.when(step(tranches.RecordRefund, accountant, 20))
    back.accepts(agree())


def test_never_below_what_is_called() -> None:
    story = scheduled().when(step(tranches.CallFunds, operator, 150))
    below = operations({"region-26": 149, "commune-26": 451})
    _accepted(story, below).refuses(agree(), AmendmentBelowCalled)


@pytest.mark.parametrize("dirhams", [0, 99])
def test_never_below_what_was_delivered_in_kind(dirhams: int) -> None:
    more = {"commune-land": dirhams, "region-26": 500 - dirhams}
    story = _accepted(in_force().when(*delivered(100)), operations(more))
    story.refuses(agree(), AmendmentBelowPaid)


def test_withdrawing_it_is_taking_it_below_what_is_paid() -> None:
    """The same rule by another operation: a contribution of which something moved stays."""
    wanted = replace(operations({"commune-26": 600}), withdrawn_contributions=("region-26",))
    _accepted(scheduled().when(*paid(1)), wanted).refuses(agree(), AmendmentBelowPaid)
    called = scheduled().when(step(tranches.CallFunds, operator, 1))
    _accepted(called, wanted).refuses(agree(), AmendmentBelowCalled)
    untouched = signed(scheduled(), wanted).when(effect())
    assert "region-26" not in state_of(untouched).terms.contributions
    assert all(tranche.cancelled for tranche in state_of(untouched).tranches.values())


def test_money_that_moves_after_the_signature_is_held_against_it_too() -> None:
    story = signed(
        scheduled(),
        replace(operations({"commune-26": 600}), withdrawn_contributions=("region-26",)),
    )
    story.when(*paid(150)).refuses(effect(), AmendmentBelowPaid)

"""Days typed so that, on some day, more left or came than was promised. Each is refused by name."""

from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.amendments.commands import PutAmendmentIntoEffect
from conventions.domain.amendments.operations import amounts as amendments
from conventions.domain.core.vocabulary import Stage
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.deliveries.rules import DeliveryExceedsPromise
from conventions.domain.tranches import commands as tranches

from ..amendments.story import operations, signed
from ..deliveries.story import land
from ..people import DAY, Say, clerk, commune, office, operator, region
from ..proposal import mad
from ..story import Story, in_force, state_of
from ..tranches.story import paid, reverse, tranche

LESS = operations({"region-26": 100, "commune-26": 500})
LESS_LAND = operations({"commune-land": 50, "commune-26": 250})


def day(nth: int) -> date:
    return DAY + timedelta(days=nth)


def later(say: Say, nth: int) -> Say:
    """Dated so many days after the entry into force, recorded long after."""
    return say.on_day(day(nth), day(20))


def given_back() -> Story:
    """All of a tranche is called and paid on the first day, and taken back on the tenth."""
    undo = [
        reverse(Stage.PAID, 400, reference="PayTranche R1 400"),
        *(reverse(stage, 400) for stage in (Stage.ORDERED, Stage.VISAED)),
        *(reverse(stage, 400) for stage in (Stage.COMMITTED, Stage.CALLED)),
    ]
    told = in_force().when(tranche("R1", "region-26", 400), *paid(400, "R1"))
    told = told.when(*(replace(each, header=later(clerk, 10).header) for each in undo))
    return told.when(later(office, 10)(tranches.CancelTranche, tranche="R1", reason="erreur"))


def effect(nth: int) -> PutAmendmentIntoEffect:
    return later(region, 20)(PutAmendmentIntoEffect, amendment=1, effective_on=day(nth))


def test_less_is_not_promised_on_days_on_which_more_was_paid() -> None:
    story = signed(given_back(), LESS)
    refused = story.refuses(effect(9), amendments.AmendmentBelowPaid)
    assert refused.values["paid"] == "400.00"
    after = state_of(story.accepts(effect(10)))
    for nth in range(20):
        out = after.tranches["R1"].flow(Stage.PAID).until(day(nth))
        assert out <= after.promised_on("region-26", day(nth))


def test_nor_on_days_on_which_more_was_delivered() -> None:
    given = in_force().when(
        land(deliveries.DeliverContribution, commune, 100),
        land(deliveries.RejectDelivery, later(operator, 10), 60, reason="occupé"),
    )
    story = signed(given, LESS_LAND)
    story.refuses(effect(9), amendments.AmendmentBelowPaid)
    story.accepts(effect(10))


def test_what_was_rejected_is_not_delivered_again_before_its_rejection() -> None:
    """On the days between, both would have been there."""
    story = in_force().when(
        land(deliveries.DeliverContribution, later(commune, 5), 100),
        land(deliveries.RejectDelivery, later(operator, 10), 60, reason="occupé"),
    )
    again = land(deliveries.DeliverContribution, later(commune, 9), 60)
    assert story.refuses(again, DeliveryExceedsPromise).values["left"] == "0.00"
    after = story.accepts(land(deliveries.DeliverContribution, later(commune, 10), 60))
    delivered = state_of(after).deliveries["commune-land"].delivered
    assert all(delivered.until(day(nth)) <= mad(100) for nth in range(20))

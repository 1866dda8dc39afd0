"""In kind and land: delivered, accepted by another party, and never a debt of cash."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.amendments.operations.amounts import AmendmentBelowPaid
from conventions.domain.core import rules as core
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.vocabulary import ContributionKind
from conventions.domain.deliveries import commands as c
from conventions.domain.deliveries import events as e
from conventions.domain.deliveries import rules
from mithaq.commands import Caller

from ..amendments.story import accept, agree, draft, operations
from ..people import COMMUNE, DAY, ID, Say, bookkeeper, clerk, commune, office, operator, region
from ..proposal import mad
from ..story import in_force, state_of
from .story import delivered, land

EVENTS = {
    "convention_id": ID,
    "contribution": "commune-land",
    "organisation_id": COMMUNE,
    "action": "works",
    "year": 2026,
    "kind": ContributionKind.LAND,
    "act": "PV 7",
    "on": DAY,
}
GIVEN = in_force().when(land(c.DeliverContribution, commune, 60))


def test_land_is_delivered_and_accepted_in_parts() -> None:
    give = land(c.DeliverContribution, commune, 60)
    in_force().then(give, e.ContributionDelivered(amount=mad(60), **EVENTS))  # type: ignore[arg-type]
    take = land(c.AcceptDelivery, operator, 50)
    GIVEN.then(take, e.DeliveryAccepted(amount=mad(50), **EVENTS))  # type: ignore[arg-type]
    known = state_of(GIVEN.when(take)).deliveries["commune-land"]
    assert (known.delivered.total, known.accepted.total) == (mad(60), mad(50))


def test_no_more_is_delivered_than_promised_nor_accepted_than_delivered() -> None:
    GIVEN.refuses(land(c.DeliverContribution, commune, 41), rules.DeliveryExceedsPromise)
    GIVEN.refuses(land(c.DeliverContribution, commune, 0), core.AmountNotPositive)
    GIVEN.refuses(land(c.AcceptDelivery, operator, 61), rules.AcceptanceExceedsDelivery)
    GIVEN.refuses(land(c.RejectDelivery, operator, 61, reason="x"), rules.AcceptanceExceedsDelivery)
    in_force().refuses(land(c.AcceptDelivery, operator, 1), core.NothingWaits)


def test_what_is_rejected_is_owed_again() -> None:
    reject = land(c.RejectDelivery, operator, 60, reason="occupé")
    GIVEN.then(reject, e.DeliveryRejected(amount=mad(60), reason="occupé", **EVENTS))  # type: ignore[arg-type]
    GIVEN.refuses(land(c.RejectDelivery, operator, 60, reason=" "), core.ReasonMissing)
    GIVEN.when(reject).accepts(land(c.DeliverContribution, commune, 100))


def test_who_promised_or_builds_tells_it_and_another_party_accepts_it() -> None:
    in_force().refuses(land(c.DeliverContribution, region, 1), rules.NotTheDeliverer)
    in_force().refuses(land(c.DeliverContribution, office, 1), core.CapacityRefused)
    GIVEN.refuses(land(c.AcceptDelivery, commune, 1), DutiesNotSeparated)
    colleague = Say(replace(commune.caller, subject="commune-clerk"))
    GIVEN.refuses(land(c.AcceptDelivery, colleague, 1), rules.OwnDelivery)
    for say in (operator, region, clerk):
        GIVEN.accepts(land(c.AcceptDelivery, say, 1))
    by_builder = in_force().when(land(c.DeliverContribution, operator, 60))
    by_builder.refuses(land(c.AcceptDelivery, bookkeeper, 1), rules.OwnDelivery)
    by_builder.refuses(land(c.AcceptDelivery, commune, 1), rules.OwnDelivery)
    both = Say(Caller(subject="x", organisation=COMMUNE, roles=frozenset({"office", "partner"})))
    told = in_force().when(land(c.DeliverContribution, both, 60))
    told.refuses(land(c.AcceptDelivery, both, 1), DutiesNotSeparated)


def test_days_of_a_delivery() -> None:
    may, june = date(2026, 5, 1), date(2026, 6, 1)
    late = in_force().when(land(c.DeliverContribution, commune.on_day(june), 60))
    late.refuses(
        land(c.AcceptDelivery, operator.on_day(may, june), 1), rules.AcceptanceExceedsDelivery
    )
    eve = commune.on_day(date(2026, 3, 1))
    in_force().refuses(land(c.DeliverContribution, eve, 1), DateBeforePrevious)


@pytest.mark.parametrize("name", ["region-26", "gone"])
def test_money_is_not_delivered(name: str) -> None:
    rule = rules.CashNotDelivered if name == "region-26" else core.ContributionUnknown
    command = replace(land(c.DeliverContribution, region, 1), contribution=name)
    in_force().refuses(command, rule)


def test_no_amendment_goes_below_what_was_delivered() -> None:
    lowered = operations({"commune-land": 99, "commune-26": 201})
    story = in_force().when(*delivered(100), draft(lowered), *accept(region, commune, operator))
    story.refuses(agree(), AmendmentBelowPaid)

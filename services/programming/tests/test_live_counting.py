"""What counts as activity, and that each fact counts once however often it is delivered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from mithaq.money import MAX_CENTIMES, ZERO, Money, Total
from programming.heard.conventions import (
    AdvanceImputed,
    AmendmentPartySigned,
    AmendmentTookEffect,
    ConditionFailed,
    Contribution,
    ContributionChange,
    ConventionDrafted,
    ConventionSigned,
    Outline,
    PartySigned,
    RefundClaimed,
    Share,
    ShareChange,
    StepReversed,
    TranchePaid,
)
from programming.live.left_out import LeftOut
from programming.live.movements import (
    ACTIVITY,
    ActivityEvent,
    KnownConvention,
    Movement,
    RegionUnknownToUs,
    counted,
    learn,
    movement_of,
)
from programming.live.offsets import OffsetRange, OffsetTracker, RecordSkipped
from programming.live.totals import RegionMovement, Totals, add
from pydantic import TypeAdapter

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CONVENTION, ORGANISATION = UUID(int=1), UUID(int=2)
DRAFTED = ConventionDrafted(
    convention_id=CONVENTION, drafted_by=ORGANISATION, outline=Outline(region="08")
)
SIGNED = ConventionSigned(
    convention_id=CONVENTION,
    contributions=(Contribution(amount=Money(300)), Contribution(amount=Money(50))),
)
PAID = TranchePaid(amount=Money(250))


def after(*events: ActivityEvent) -> KnownConvention:
    known = KnownConvention()
    for event in events:
        known = learn(known, event)
    return known


def test_a_pledge_binds_nobody_before_all_have_signed() -> None:
    assert not ACTIVITY.knows("ContributionPledged")
    assert movement_of(DRAFTED) is None


def test_a_signed_convention_promises_its_contributions() -> None:
    assert movement_of(SIGNED) == Movement(promised=Total(350))


def test_what_lapses_on_a_condition_after_its_signature_is_promised_no_more() -> None:
    shares = (Share(amount=Money(150)),)
    signed = movement_of(replace(SIGNED, shares=shares))
    failed = ConditionFailed(given_up=SIGNED.contributions, given_up_shares=shares)
    assert signed == Movement(promised=Total(500))
    assert movement_of(failed) == Movement(promised=Total(-500))
    assert not ACTIVITY.knows("ConventionLapsed")  # unsigned, it promised nothing


def test_what_is_promised_unsplit_counts_and_its_split_adds_nothing() -> None:
    shared = replace(SIGNED, shares=(Share(amount=Money(150)),))
    assert movement_of(shared) == Movement(promised=Total(500))
    assert not ACTIVITY.knows("ShareSplit")
    more = ShareChange(before=Share(amount=Money(150)), after=Share(amount=Money(250)))
    effect = AmendmentTookEffect(convention_id=CONVENTION, contributions=(), shares=(more,))
    assert movement_of(effect) == Movement(promised=Total(100))


def test_an_amendment_in_effect_adds_what_it_changes() -> None:
    lowered = ContributionChange(
        before=Contribution(amount=Money(300)), after=Contribution(amount=Money(100))
    )
    raised = ContributionChange(
        before=Contribution(amount=ZERO), after=Contribution(amount=Money(50))
    )
    effect = AmendmentTookEffect(convention_id=CONVENTION, contributions=(lowered, raised))
    assert movement_of(effect) == Movement(promised=Total(-150))


def test_what_an_amendment_adds_and_withdraws_counts_whole() -> None:
    added = ContributionChange(before=None, after=Contribution(amount=Money(70)))
    gone = ContributionChange(before=Contribution(amount=Money(300)), after=None)
    share = ShareChange(before=None, after=Share(amount=Money(5)))
    effect = AmendmentTookEffect(
        convention_id=CONVENTION, contributions=(added, gone), shares=(share,)
    )
    assert movement_of(effect) == Movement(promised=Total(-225))


def test_what_is_claimed_back_on_termination_was_paid_for_nothing() -> None:
    assert movement_of(RefundClaimed(amount=Money(40))) == Movement(paid=Total(-40))


def test_signatures_and_payments_are_counted_and_summed() -> None:
    signed = PartySigned(convention_id=CONVENTION)
    amended = AmendmentPartySigned(convention_id=CONVENTION)
    assert movement_of(signed) == Movement(signatures=1)
    assert movement_of(amended) == Movement(signatures=1)
    assert movement_of(PAID) == Movement(paid=Total(250), payments=1)


def test_an_advance_pays_and_a_reversed_payment_is_taken_back() -> None:
    assert movement_of(AdvanceImputed(amount=Money(30))) == Movement(paid=Total(30))
    rejected = StepReversed(stage="paid", amount=Money(30))
    assert movement_of(rejected) == Movement(paid=Total(-30))
    assert movement_of(StepReversed(stage="ordered", amount=Money(30))) is None


def test_amounts_that_no_amount_can_hold_together_are_counted() -> None:
    largest = Contribution(amount=Money(MAX_CENTIMES))
    signed = ConventionSigned(convention_id=CONVENTION, contributions=(largest, largest))
    _, movement = counted(after(DRAFTED), signed)
    assert movement == Movement(promised=Total(2 * MAX_CENTIMES))
    twice = RegionMovement(partition=0, seq=1, at=AT, movement=movement)
    totals = add(add(Totals(), twice), replace(twice, seq=2))
    assert totals.promised == Total(4 * MAX_CENTIMES)
    kept = TypeAdapter(Totals)
    assert kept.validate_json(kept.dump_json(totals)) == totals


def test_a_movement_of_a_convention_without_a_region_is_not_counted_where_nobody_looks() -> None:
    elsewhere = KnownConvention(region="99")
    for known in (KnownConvention(), elsewhere):
        with pytest.raises(RegionUnknownToUs):
            counted(known, PAID)
    assert counted(KnownConvention(), DRAFTED) == (KnownConvention(region="08"), None)


def test_a_record_left_out_counts_once() -> None:
    left_out = LeftOut()
    for partition, offset in ((0, 3), (1, 3), (0, 3), (0, 4)):
        left_out.note(partition, offset, ValueError("unreadable"))
    assert left_out.count == 3


def test_an_event_delivered_again_changes_nothing() -> None:
    told = (DRAFTED, SIGNED, PAID)
    assert after(*told, *told) == after(*told) == KnownConvention(region="08")


def moved(partition: int, seq: int, centimes: int) -> RegionMovement:
    movement = Movement(paid=Total(centimes))
    return RegionMovement(partition=partition, seq=seq, at=AT, movement=movement)


def total(deliveries: Sequence[RegionMovement]) -> Totals:
    totals = Totals()
    for each in deliveries:
        totals = add(totals, each)
    return totals


@some.composite
def redelivered(draw: some.DrawFn) -> tuple[list[RegionMovement], list[RegionMovement]]:
    """Movements of three partitions, and a delivery that now and then starts again from before."""
    amounts = draw(some.lists(some.integers(-500, 500), min_size=1, max_size=25))
    sent = [moved(draw(some.integers(0, 2)), seq, amount) for seq, amount in enumerate(amounts, 1)]
    delivered: list[RegionMovement] = []
    position = 0
    for _ in range(draw(some.integers(0, 5))):
        position = draw(some.integers(0, position))
        end = draw(some.integers(position, len(sent)))
        delivered += sent[position:end]
        position = end
    return sent, delivered + sent[position:]


@given(redelivered())
def test_property_whatever_is_delivered_again_counts_once(
    deliveries: tuple[list[RegionMovement], list[RegionMovement]],
) -> None:
    sent, delivered = deliveries
    assert total(delivered) == total(sent)
    assert total(sent).paid == Total.of(each.movement.paid for each in sent)


def test_a_record_delivered_again_is_fine_and_one_skipped_is_not() -> None:
    tracker = OffsetTracker({0: OffsetRange(5, 7), 1: OffsetRange(0, 0)})
    tracker.advance(0, 5)
    assert not tracker.caught_up
    tracker.advance(0, 6)
    tracker.advance(0, 5)
    tracker.advance(0, 7)
    assert tracker.caught_up
    assert tracker.records == 4
    with pytest.raises(RecordSkipped):
        tracker.advance(0, 9)
    with pytest.raises(RecordSkipped):
        tracker.advance(1, 1)

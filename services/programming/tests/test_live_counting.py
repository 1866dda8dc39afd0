"""What counts as activity, and that each fact counts once however often it is delivered."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from mithaq.money import ZERO, Money
from programming.live import facts
from programming.live.course import Course, RecordSkipped, Span
from programming.live.movements import Known, Movement, learn, movement
from programming.live.tally import Tally, Told, count

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ORGANISATION = UUID(int=1)
DRAFTED = facts.ConventionDrafted(region="08")
SIGNED = facts.ConventionSigned(text_sha256="0" * 64)
PAID = facts.TranchePaid(amount=Money(250))


def pledged(name: str, centimes: int) -> facts.ContributionPledged:
    return facts.ContributionPledged(contribution=name, amount=Money(centimes))


def after(*told: facts.Fact) -> Known:
    known = Known()
    for version, fact in enumerate(told, start=1):
        known = learn(known, version, fact)
    return known


def test_a_pledge_binds_nobody_before_all_have_signed() -> None:
    assert movement(after(DRAFTED), pledged("a", 100)) is None


def test_a_signed_convention_promises_its_contributions_as_they_then_stood() -> None:
    withdrawn = facts.ContributionWithdrawn(contribution="b")
    known = after(DRAFTED, pledged("a", 100), pledged("b", 50), pledged("a", 300), withdrawn)
    assert movement(known, SIGNED) == Movement(promised=Money(300))


def test_an_amendment_in_effect_adds_what_it_changes() -> None:
    lowered = facts.ContributionChange(before=Money(300), after=Money(100))
    raised = facts.ContributionChange(before=ZERO, after=Money(50))
    effect = facts.AmendmentTookEffect(contributions=(lowered, raised))
    assert movement(after(DRAFTED), effect) == Movement(promised=Money(-150))


def test_signatures_and_payments_are_counted_and_summed() -> None:
    signed = facts.PartySigned(organisation_id=ORGANISATION)
    amended = facts.AmendmentPartySigned(organisation_id=ORGANISATION)
    assert movement(after(DRAFTED), signed) == Movement(signatures=1)
    assert movement(after(DRAFTED), amended) == Movement(signatures=1)
    assert movement(after(DRAFTED), PAID) == Movement(paid=Money(250), payments=1)


def test_a_fact_delivered_again_teaches_nothing_and_moves_the_same() -> None:
    known = after(DRAFTED, pledged("a", 100), pledged("a", 300))
    assert learn(known, 2, pledged("a", 100)) == known
    assert movement(known, SIGNED) == Movement(promised=Money(300))


def told(partition: int, seq: int, centimes: int) -> Told:
    return Told(partition=partition, seq=seq, at=AT, movement=Movement(paid=Money(centimes)))


def counted(deliveries: Sequence[Told]) -> Tally:
    tally = Tally()
    for each in deliveries:
        tally = count(tally, each)
    return tally


@some.composite
def redelivered(draw: some.DrawFn) -> tuple[list[Told], list[Told]]:
    """Movements of three partitions, and a delivery that now and then starts again from before."""
    amounts = draw(some.lists(some.integers(-500, 500), min_size=1, max_size=25))
    sent = [told(draw(some.integers(0, 2)), seq, amount) for seq, amount in enumerate(amounts, 1)]
    delivered: list[Told] = []
    position = 0
    for _ in range(draw(some.integers(0, 5))):
        position = draw(some.integers(0, position))
        end = draw(some.integers(position, len(sent)))
        delivered += sent[position:end]
        position = end
    return sent, delivered + sent[position:]


@given(redelivered())
def test_property_whatever_is_delivered_again_counts_once(
    deliveries: tuple[list[Told], list[Told]],
) -> None:
    sent, delivered = deliveries
    assert counted(delivered) == counted(sent)
    assert counted(sent).paid == Money.sum(each.movement.paid for each in sent)


def test_a_record_delivered_again_is_fine_and_one_skipped_is_not() -> None:
    course = Course({0: Span(5, 7), 1: Span(0, 0)})
    course.take(0, 5)
    assert not course.level
    course.take(0, 6)
    course.take(0, 5)
    course.take(0, 7)
    assert course.level
    with pytest.raises(RecordSkipped):
        course.take(0, 9)
    with pytest.raises(RecordSkipped):
        course.take(1, 1)

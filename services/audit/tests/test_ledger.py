"""Which lines each event makes."""

from dataclasses import replace

import pytest
from audit.domain.ledger.line import Kind, Line, Undertaking
from audit.heard import deliveries, tranches
from audit.heard.conventions import ConventionWithdrawn, MoneyEvent, SignatureRefused
from mithaq.money import Money, Total

from .stories import (
    CONVENTION,
    MINISTRY,
    REGION,
    abandoned,
    amended,
    cancelled,
    delivery,
    failed,
    lapsed,
    lines,
    overpaid,
    pledged,
    promise,
    refunded,
    refused,
    reversed_step,
    settled,
    signed,
    step,
    total,
    withdrawn,
)

C1, C2 = promise("c1", 500), promise("c2", 200, REGION)


def test_a_pledge_is_a_line_of_its_own_kind() -> None:
    assert lines(pledged(C1)) == [
        Line(
            kind=Kind.PLEDGED,
            undertaking=Undertaking(
                contribution="c1",
                organisation_id=MINISTRY,
                action="A1",
                year=2026,
                nature="cash",
            ),
            amount=Total(500),
            basis="art. 5",
        )
    ]


def test_pledging_again_adds_only_the_difference() -> None:
    made = lines(pledged(C1), pledged(promise("c1", 300), replaced=C1))
    assert [line.amount for line in made] == [Total(500), Total(-200)]


def test_a_pledge_taken_over_by_another_leaves_the_first_with_nothing() -> None:
    made = lines(pledged(C1), pledged(promise("c1", 400, REGION), replaced=C1))
    assert total(made, Kind.PLEDGED, MINISTRY) == 0
    assert total(made, Kind.PLEDGED, REGION) == 400


def test_a_withdrawn_pledge_leaves_nothing() -> None:
    made = lines(pledged(C1), withdrawn(C1))
    assert total(made, Kind.PLEDGED) == 0
    assert lines(pledged(C1), withdrawn(C1), signed()) == made


def test_signing_turns_pledges_into_promises_bound_to_the_text() -> None:
    made = lines(pledged(C1), pledged(C2), signed(C1, C2))
    assert total(made, Kind.PLEDGED) == 0
    assert total(made, Kind.PROMISED, MINISTRY) == 500
    assert total(made, Kind.PROMISED, REGION) == 200
    assert {line.act for line in made if line.kind is Kind.PROMISED} == {signed().text_sha256}


def test_signing_moves_contributions_in_the_order_of_their_names() -> None:
    made = lines(pledged(C2), pledged(C1), signed(C2, C1))[2:]
    assert [(line.kind, line.undertaking.contribution) for line in made] == [
        (Kind.PLEDGED, "c1"),
        (Kind.PROMISED, "c1"),
        (Kind.PLEDGED, "c2"),
        (Kind.PROMISED, "c2"),
    ]


@pytest.mark.parametrize("end", [refused(C2, C1), abandoned(C2, C1)])
def test_a_convention_that_ends_unsigned_leaves_no_pledge(
    end: SignatureRefused | ConventionWithdrawn,
) -> None:
    made = lines(pledged(C2), pledged(C1), end)
    assert total(made, Kind.PLEDGED) == 0
    taken_back = [(line.undertaking.contribution, line.act) for line in made[2:]]
    assert taken_back == [("c1", end.reason), ("c2", end.reason)]


def test_a_text_that_lapses_leaves_no_pledge() -> None:
    made = lines(pledged(C2), pledged(C1), lapsed(C2, C1))
    assert total(made, Kind.PLEDGED) == 0
    assert [line.act for line in made[2:]] == [None, None]


def test_a_condition_that_fails_leaves_no_promise() -> None:
    made = lines(pledged(C1), pledged(C2), signed(C1, C2), failed(C2, C1))
    assert total(made, Kind.PROMISED) == total(made, Kind.PLEDGED) == 0
    assert [line.act for line in made[-2:]] == ["condition vote", "condition vote"]


def test_an_amendment_adds_what_it_changes_and_touches_no_earlier_line() -> None:
    before: list[MoneyEvent] = [pledged(C1), signed(C1)]
    earlier = lines(*before)
    made = lines(
        *before,
        amended((C1, promise("c1", 350)), (promise("c3", 0), promise("c3", 90))),
    )
    assert made[: len(earlier)] == earlier
    assert [line.amount for line in made[len(earlier) :]] == [Total(-150), Total(90)]
    assert {line.act for line in made[len(earlier) :]} == {"amendment 1"}


def test_what_an_amendment_adds_withdraws_or_hands_to_another_is_each_party_s() -> None:
    """A promise that another takes over leaves the first with what it paid."""
    handed = promise("c1.1", 300, REGION)
    made = lines(
        pledged(C1),
        signed(C1),
        amended((C1, promise("c1", 200)), (None, handed)),
        amended((handed, None), number=2),
    )
    of = {
        who: sum(x.amount.centimes for x in made if x.undertaking.organisation_id == who)
        for who in (MINISTRY, REGION)
    }
    assert of == {MINISTRY: 200, REGION: 0}


def test_what_is_claimed_back_is_overpaid_until_it_is_back() -> None:
    claim = tranches.RefundClaimed(
        convention_id=CONVENTION,
        contribution=C1.contribution,
        organisation_id=C1.organisation_id,
        action=C1.action,
        year=C1.year,
        amendment=3,
        amount=Money(40),
    )
    made = lines(step(tranches.FundsCalled, C1, 100), step(tranches.TranchePaid, C1, 100), claim)
    assert (total(made, Kind.CALLED), total(made, Kind.PAID)) == (60, 60)
    assert total(made, Kind.OVERPAID) == 40
    assert total([*made, *lines(refunded(C1, 40))], Kind.OVERPAID) == 0
    assert made[-1].act == "amendment 3"


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (tranches.FundsCalled, Kind.CALLED),
        (tranches.TrancheCommitted, Kind.COMMITTED),
        (tranches.TrancheVisaed, Kind.VISAED),
        (tranches.PaymentOrdered, Kind.ORDERED),
        (tranches.TranchePaid, Kind.PAID),
        (tranches.TrancheJustified, Kind.JUSTIFIED),
    ],
)
def test_each_step_of_a_tranche_is_a_line_with_its_act(
    event: type[tranches.StepEvent], kind: Kind
) -> None:
    pledge, *_, line = lines(pledged(C1), signed(C1), step(event, C1, 120))
    assert (line.kind, line.amount, line.act) == (kind, Total(120), "OP-7")
    assert line.undertaking == pledge.undertaking


def test_an_overpayment_is_kept_apart_from_what_was_paid() -> None:
    paid = step(tranches.TranchePaid, C1, 500)
    made = lines(pledged(C1), signed(C1), paid, overpaid(C1, 40), settled(C1))
    assert total(made, Kind.PAID) == 500
    assert total(made, Kind.OVERPAID) == 40
    assert made[-1].act == "à déduire de la suivante"


def test_an_overpayment_leaves_the_sums_when_it_pays_comes_back_or_never_was() -> None:
    begun: list[MoneyEvent] = [pledged(C1), signed(C1), overpaid(C1, 100)]
    kept, claimed = settled(C1, centimes=100), settled(C1, "refund_claimed", 100)
    assert [total(lines(*begun, each), Kind.OVERPAID) for each in (kept, claimed)] == [100, 100]
    assert total(lines(*begun, settled(C1, "error_of_entry", 60)), Kind.OVERPAID) == 40
    assert total(lines(*begun, claimed, refunded(C1, 70)), Kind.OVERPAID) == 30
    imputed = lines(*begun, kept, step(tranches.AdvanceImputed, C1, 80))
    assert (total(imputed, Kind.OVERPAID), total(imputed, Kind.PAID)) == (20, 80)


@pytest.mark.parametrize("stage", ["called", "committed", "visaed", "ordered", "paid", "justified"])
def test_a_reversed_step_is_taken_back_and_says_why(stage: str) -> None:
    (line,) = lines(reversed_step(C1, stage, 30))
    assert (line.kind, line.amount, line.act) == (Kind(stage), Total(-30), "compte clos")


def test_an_imputation_taken_back_leaves_what_was_overpaid_again() -> None:
    taken = replace(reversed_step(C1, "paid", 30), advance_of="T1")
    assert [(line.kind, line.amount) for line in lines(taken)] == [
        (Kind.PAID, Total(-30)),
        (Kind.OVERPAID, Total(30)),
    ]


def test_a_cancelled_tranche_takes_back_what_was_not_paid() -> None:
    """Called anew in another tranche, the same dirhams are not called twice."""
    first: list[MoneyEvent] = [
        step(tranches.FundsCalled, C1, 500),
        step(tranches.TrancheCommitted, C1, 400),
        step(tranches.TrancheVisaed, C1, 300),
        step(tranches.PaymentOrdered, C1, 200),
        step(tranches.TranchePaid, C1, 200),
    ]
    given_up = cancelled(C1, called=300, committed=200, visaed=100)
    story = [pledged(C1), signed(C1), *first, given_up]
    made = lines(*story, step(tranches.TrancheJustified, C1, 200))
    steps = (Kind.CALLED, Kind.COMMITTED, Kind.VISAED, Kind.ORDERED, Kind.PAID, Kind.JUSTIFIED)
    assert [total(made, kind) for kind in steps] == [200] * 6
    taken_back = [line.amount for line in made if line.act == "marché résilié"]
    assert taken_back == [Total(-300), Total(-200), Total(-100)]


def test_cancelling_what_was_never_called_moves_nothing() -> None:
    assert lines(cancelled(C1, called=0, committed=0, visaed=0)) == []


def test_land_is_delivered_and_accepted_and_never_paid() -> None:
    land = replace(promise("c9", 400), kind="land")
    made = lines(
        pledged(land),
        signed(land),
        delivery(deliveries.ContributionDelivered, land, 300),
        delivery(deliveries.DeliveryAccepted, land, 200),
        delivery(deliveries.DeliveryRejected, land, 100),
    )
    assert (total(made, Kind.DELIVERED), total(made, Kind.ACCEPTED)) == (200, 200)
    assert {line.undertaking.nature for line in made} == {"land"}
    assert {line.kind for line in made}.isdisjoint({Kind.CALLED, Kind.PAID})

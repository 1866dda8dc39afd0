"""Which lines each event makes."""

import pytest
from audit.facts import MoneyFact, paying
from audit.ledger import Kind, Line, derive
from mithaq.money import Money

from .stories import (
    MINISTRY,
    REFUSED,
    REGION,
    REOPENED,
    SIGNED,
    amended,
    cancelled,
    overpaid,
    planned,
    pledged,
    step,
    told,
    total,
    withdrawn,
)


def test_a_pledge_is_a_line_of_its_own_kind() -> None:
    _, lines = told(pledged("c1", 500))
    assert lines == [
        Line(
            kind=Kind.PLEDGED,
            contribution="c1",
            organisation_id=MINISTRY,
            action="A1",
            year=2026,
            nature="cash",
            amount=Money(500),
            act="art. 5",
        )
    ]


def test_pledging_again_adds_only_the_difference() -> None:
    _, lines = told(pledged("c1", 500), pledged("c1", 300))
    assert [line.amount for line in lines] == [Money(500), Money(-200)]


def test_a_pledge_taken_over_by_another_leaves_the_first_with_nothing() -> None:
    _, lines = told(pledged("c1", 500), pledged("c1", 400, REGION))
    assert total(lines, Kind.PLEDGED, MINISTRY) == 0
    assert total(lines, Kind.PLEDGED, REGION) == 400


def test_a_withdrawn_pledge_leaves_nothing() -> None:
    known, lines = told(pledged("c1", 500), withdrawn("c1"))
    assert total(lines, Kind.PLEDGED) == 0
    assert not known.promises


def test_signing_turns_pledges_into_promises_bound_to_the_text() -> None:
    _, lines = told(pledged("c1", 500), pledged("c2", 200, REGION), SIGNED)
    assert total(lines, Kind.PLEDGED) == 0
    assert total(lines, Kind.PROMISED, MINISTRY) == 500
    assert total(lines, Kind.PROMISED, REGION) == 200
    assert {line.act for line in lines if line.kind is Kind.PROMISED} == {SIGNED.text_sha256}


def test_a_text_open_again_makes_promises_pledges_again() -> None:
    _, lines = told(pledged("c1", 500), SIGNED, REOPENED)
    assert (total(lines, Kind.PROMISED), total(lines, Kind.PLEDGED)) == (0, 500)
    _, lines = told(pledged("c1", 500), SIGNED, REOPENED, pledged("c1", 600), SIGNED)
    assert (total(lines, Kind.PROMISED), total(lines, Kind.PLEDGED)) == (600, 0)


def test_a_convention_that_ends_unsigned_leaves_no_pledge() -> None:
    _, lines = told(pledged("c1", 500), pledged("c2", 200, REGION), REFUSED)
    assert total(lines, Kind.PLEDGED) == 0


def test_an_amendment_adds_what_it_changes_and_touches_no_earlier_line() -> None:
    before: list[MoneyFact] = [pledged("c1", 500), SIGNED]
    _, earlier = told(*before)
    _, lines = told(*before, amended("c1", 500, 350), amended("c3", 0, 90))
    assert lines[: len(earlier)] == earlier
    assert [line.amount for line in lines[len(earlier) :]] == [Money(-150), Money(90)]
    assert {line.act for line in lines[len(earlier) :]} == {"amendment 1"}


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        (paying.FundsCalled, Kind.CALLED),
        (paying.TrancheCommitted, Kind.COMMITTED),
        (paying.TrancheVisaed, Kind.VISAED),
        (paying.PaymentOrdered, Kind.ORDERED),
        (paying.TranchePaid, Kind.PAID),
        (paying.TrancheJustified, Kind.JUSTIFIED),
    ],
)
def test_each_step_of_a_tranche_is_a_line_with_its_act(
    fact: type[paying.TrancheStep], kind: Kind
) -> None:
    known, _ = told(pledged("c1", 500), SIGNED, planned("T1", "c1"))
    _, [line] = derive(known, step(fact, "c1", 120))
    assert (line.kind, line.amount, line.act) == (kind, Money(120), "OP-7")


def test_an_overpayment_is_kept_apart_from_what_was_paid() -> None:
    settled = paying.OverpaymentSettled(
        convention_id=SIGNED.convention_id, tranche="T1", decision="à déduire de la suivante"
    )
    _, lines = told(
        pledged("c1", 500),
        SIGNED,
        planned("T1", "c1"),
        step(paying.TranchePaid, "c1", 500),
        overpaid("T1", 40),
        settled,
    )
    assert total(lines, Kind.PAID) == 500
    assert total(lines, Kind.OVERPAID) == 40
    assert lines[-1].act == "à déduire de la suivante"


def test_a_cancelled_tranche_takes_back_what_was_not_paid() -> None:
    """Called anew in another tranche, the same dirhams are not called twice."""
    first = [
        step(paying.FundsCalled, "c1", 500),
        step(paying.TrancheCommitted, "c1", 400),
        step(paying.TrancheVisaed, "c1", 300),
        step(paying.PaymentOrdered, "c1", 200),
        step(paying.TranchePaid, "c1", 200),
    ]
    story = [pledged("c1", 500), SIGNED, planned("T1", "c1"), *first, cancelled("T1")]
    _, lines = told(*story, step(paying.TrancheJustified, "c1", 200))
    steps = (Kind.CALLED, Kind.COMMITTED, Kind.VISAED, Kind.ORDERED, Kind.PAID, Kind.JUSTIFIED)
    assert [total(lines, kind) for kind in steps] == [200] * 6
    taken_back = [line.amount for line in lines if line.act == "marché résilié"]
    assert taken_back == [Money(-300), Money(-200), Money(-100)]


def test_cancelling_what_was_never_called_moves_nothing() -> None:
    known, _ = told(pledged("c1", 500), SIGNED, planned("T1", "c1"))
    assert derive(known, cancelled("T1")) == (known, [])


def test_a_step_of_an_unknown_contribution_is_refused() -> None:
    known, _ = told(pledged("c1", 500))
    with pytest.raises(KeyError):
        derive(known, step(paying.TranchePaid, "c9", 1))

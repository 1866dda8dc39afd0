"""A bank reference counts once per payer: in a convention, and across conventions."""

from uuid import UUID

import pytest
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches.payment_references import (
    PaymentReferenceReleased,
    PaymentReferenceReserved,
    ReferenceUnreadable,
    ReferenceUsed,
    evolve,
    folded,
    release,
    reserve,
    stream_of,
)
from conventions.domain.tranches.referring import references_of
from mithaq.testing.given import SOMEBODY

from ..people import COMMUNE, ID, REGION, STRANGER, accountant, office, operator, region
from ..proposal import mad
from ..story import state_of
from .story import paid, reverse, scheduled, settle, step


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("VIR 2024/7", "vir-2024-7", True),
        ("VIR-1", "VIR1", True),
        ("\uff36\uff29\uff32 1", "vir 1", True),
        ("OV n\u00b0 318/2026", "ov N\u00b0318 / 2026", True),
        ("VIR \u0667", "VIR 7", True),
        ("VIR 2024/7", "VIR 20247", False),
        ("VIR 1/17", "VIR 11/7", False),
        ("VIR 1", "VIR 2", False),
    ],
)
def test_references_are_compared_folded(one: str, other: str, same: bool) -> None:
    assert (folded(one) == folded(other)) is same
    assert (stream_of(REGION, one) == stream_of(REGION, other)) is same
    assert stream_of(REGION, one) != stream_of(COMMUNE, one)


def test_a_reference_has_something_to_read() -> None:
    with pytest.raises(ReferenceUnreadable):
        folded(" /-/ ")


def test_one_reference_pays_once_whatever_the_command() -> None:
    ordered = scheduled().when(*paid(100)[:4])
    half = accountant(c.PayTranche, tranche="R1", amount=mad(50), act="VIR-1")
    again = accountant(c.PayTranche, tranche="R1", amount=mad(50), act="vir 1")
    outside = office(c.ReportExternalPayment, tranche="R2", amount=mad(50), act="VIR 1")
    ordered.when(half).refuses(again, ReferenceUsed)
    ordered.when(half).refuses(outside, ReferenceUsed)
    claimed = scheduled().when(outside, settle(Settlement.REFUND_CLAIMED, 50, "R2"))
    back = accountant(c.RecordRefund, tranche="R2", amount=mad(50), act="VIR-1")
    claimed.refuses(back, ReferenceUsed)


def test_a_reversed_payment_gives_its_reference_back_once_all_of_it_is() -> None:
    ordered = scheduled().when(*paid(100)[:4])
    wrong = accountant(c.PayTranche, tranche="R1", amount=mad(50), act="VIR-1")
    right = accountant(c.PayTranche, tranche="R1", amount=mad(40), act="VIR-1")
    part = ordered.when(wrong, reverse(Stage.PAID, 10, reference="VIR-1"))
    part.refuses(right, ReferenceUsed)
    part.when(reverse(Stage.PAID, 40, reference="vir 1")).accepts(right)


def reserved(convention: UUID = ID, dirhams: int = 50) -> PaymentReferenceReserved:
    return PaymentReferenceReserved(
        convention_id=convention,
        organisation_id=REGION,
        tranche="R1",
        reference="VIR-1",
        amount=mad(dirhams),
    )


def released(convention: UUID = ID, dirhams: int = 50) -> PaymentReferenceReleased:
    return PaymentReferenceReleased(
        convention_id=convention,
        organisation_id=REGION,
        tranche="R1",
        reference="VIR-1",
        amount=mad(dirhams),
    )


def test_the_second_convention_that_records_a_payment_is_refused() -> None:
    assert reserve(None, reserved()) == [reserved()]
    held = evolve(None, reserved(), SOMEBODY)
    with pytest.raises(ReferenceUsed):
        reserve(held, reserved(STRANGER))
    assert release(held, released(STRANGER)) == []
    part = evolve(held, released(dirhams=20), SOMEBODY)
    with pytest.raises(ReferenceUsed):
        reserve(part, reserved(STRANGER))
    assert evolve(part, released(dirhams=30), SOMEBODY) is None
    assert release(None, released()) == []


def test_each_payment_command_names_its_reference_s_stream() -> None:
    state = state_of(scheduled())
    pay = step(c.PayTranche, accountant, 5)
    found = references_of(state, pay)
    assert found is not None
    stream, change = found
    assert stream == stream_of(REGION, pay.act)
    assert [type(event) for event in change(None)] == [PaymentReferenceReserved]
    undone = references_of(state, reverse(Stage.PAID, 5, reference=pay.act))
    assert undone is not None
    assert undone[0] == stream
    assert references_of(state, reverse(Stage.ORDERED, 5, reference=pay.act)) is None
    assert references_of(state, settle(Settlement.REFUND_CLAIMED, 5)) is None
    error = settle(Settlement.ERROR_OF_ENTRY, 5, reference=pay.act)
    assert references_of(state, error) is not None
    assert references_of(state, step(c.CommitTranche, region, 5)) is None
    assert references_of(state, step(c.CallFunds, operator, 5, "gone")) is None

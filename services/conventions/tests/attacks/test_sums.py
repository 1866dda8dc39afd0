"""What left the payer stays in the sums, and an unfinished convention unfinished."""

import pytest
from conventions.domain.amendments.operations import amounts as amending
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.rules import CommandClosed, NothingWaits
from conventions.domain.core.schedule import paid_out
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.ending import commands as ending
from conventions.domain.ending.rules import ConventionUnfinished
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import rules

from ..amendments.story import accept, agree, draft, operations
from ..deliveries.story import delivered
from ..execution.story import built
from ..people import accountant, bookkeeper, clerk, commune, office, operator, region
from ..proposal import mad
from ..story import Story, in_force, state_of
from ..tranches.story import paid, reverse, settle, step, tranche

COMPLETE = region(ending.CompleteConvention, report="Rapport final")
OVER = step(c.ReportExternalPayment, office, 40)


OVERPAID = in_force().when(tranche("R1", "region-26", 400), *paid(100), OVER)


HIDING: list[tuple[list[ConventionCommand], str]] = [
    ([settle(Settlement.KEPT_AS_ADVANCE, 40)], "kept"),
    ([settle(Settlement.REFUND_CLAIMED, 40)], "claimed"),
    ([settle(Settlement.KEPT_AS_ADVANCE, 10), settle(Settlement.REFUND_CLAIMED, 30)], "in parts"),
    (
        [
            settle(Settlement.KEPT_AS_ADVANCE, 40),
            *paid(40)[:4],
            accountant(c.ImputeAdvance, tranche="R1", amount=mad(40), act="OR 1", advance_of="R1"),
        ],
        "imputed",
    ),
    (
        [settle(Settlement.REFUND_CLAIMED, 40), clerk(c.CancelTranche, tranche="R1", reason="x")],
        "cancelled",
    ),
]


@pytest.mark.parametrize("commands", [each for each, _ in HIDING], ids=[name for _, name in HIDING])
def test_140_left_the_payer_whatever_became_of_the_40(commands: list[ConventionCommand]) -> None:
    story = OVERPAID.when(*commands)
    assert paid_out(state_of(story), "region-26") == mad(140)
    lowered = operations({"region-26": 139, "commune-26": 461})
    story = story.when(draft(lowered), *accept(region, commune, operator))
    assert story.refuses(agree(), amending.AmendmentBelowPaid).values["paid"] == "140.00"


def test_no_more_comes_back_than_was_claimed_nor_twice() -> None:
    story = OVERPAID.when(settle(Settlement.REFUND_CLAIMED, 40))
    back = accountant(c.RecordRefund, tranche="R1", amount=mad(41), act="RET 1")
    story.refuses(back, rules.RefundExceedsClaim)
    story = story.when(accountant(c.RecordRefund, tranche="R1", amount=mad(40), act="RET 1"))
    assert paid_out(state_of(story), "region-26") == mad(100)
    for reference in ("RET 1", "RET 2"):
        again = accountant(c.RecordRefund, tranche="R1", amount=mad(1), act=reference)
        story.refuses(again, NothingWaits)


def test_one_excess_is_not_settled_twice() -> None:
    story = OVERPAID.when(settle(Settlement.REFUND_CLAIMED, 30))
    for kind in (Settlement.KEPT_AS_ADVANCE, Settlement.REFUND_CLAIMED):
        story.refuses(settle(kind, 11), rules.SettlementExceedsExcess)


def test_an_imputation_taken_back_is_an_advance_again() -> None:
    story = OVERPAID.when(
        settle(Settlement.KEPT_AS_ADVANCE, 40),
        *paid(40)[:4],
        accountant(c.ImputeAdvance, tranche="R1", amount=mad(40), act="OR 1", advance_of="R1"),
    )
    as_payment = reverse(Stage.PAID, 40, reference="OR 1")
    story.refuses(as_payment, rules.PaymentUnknown)
    back = clerk(
        c.ReverseStep,
        tranche="R1",
        stage=Stage.PAID,
        amount=mad(40),
        act="n",
        reason="x",
        advance_of="R1",
    )
    story = story.when(back)
    assert state_of(story).tranches["R1"].advance == mad(40)
    story.refuses(back, rules.AdvanceExceeded)


def finished() -> Story:
    """All is planned, paid, justified, delivered and built."""
    story = in_force()
    for name, promised in (("region-26", 400), ("region-27", 300), ("commune-26", 200)):
        payer = commune if name.startswith("commune") else region
        planned = tranche(name, name, promised)
        story = story.when(planned, *paid(promised, name, payer))
        story = story.when(step(c.JustifyTranche, bookkeeper, promised, name))
    return story.when(*delivered(100), *built(100))


FINISHED = finished()


def test_what_is_finished_is_completed() -> None:
    FINISHED.accepts(COMPLETE)


@pytest.mark.parametrize(
    ("more", "gap"),
    [
        ([step(c.ReportExternalPayment, office, 5, "region-26")], "undecided"),
        (
            [
                step(c.ReportExternalPayment, office, 5, "region-26"),
                settle(Settlement.KEPT_AS_ADVANCE, 5, "region-26"),
            ],
            "unimputed",
        ),
        (
            [
                step(c.ReportExternalPayment, office, 5, "region-26"),
                settle(Settlement.REFUND_CLAIMED, 5, "region-26"),
            ],
            "unrefunded",
        ),
        ([reverse(Stage.JUSTIFIED, 1, name="region-26")], "unjustified"),
        ([*built(99)], "unbuilt"),
    ],
)
def test_nothing_hides_what_is_left_to_do(more: list[ConventionCommand], gap: str) -> None:
    refused = FINISHED.when(*more).refuses(COMPLETE, ConventionUnfinished)
    assert gap in str(refused.values["gaps"])


def test_a_suspended_convention_is_not_completed() -> None:
    story = FINISHED.when(office(ending.SuspendConvention, reason="contrôle"))
    story.refuses(COMPLETE, CommandClosed)

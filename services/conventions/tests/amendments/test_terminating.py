"""All agree to end a convention: what is owed ends, what is not justified goes back (rule 9)."""

from datetime import date

import pytest
from conventions.domain.amendments.commands import PutAmendmentIntoEffect
from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.core.amendment import Operations, Termination
from conventions.domain.core.balance import ensure_balanced
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.rules import CommandClosed, NothingWaits
from conventions.domain.core.settlement import PartySettlement
from conventions.domain.core.vocabulary import Settlement, State
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.ending.commands import CompleteConvention, SuspendConvention
from conventions.domain.ending.events import ConventionTerminated
from conventions.domain.openings import openings
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches.events import RefundClaimed, TrancheCancelled
from conventions.domain.tranches.rules import (
    OrderPending,
    OverpaymentUnsettled,
    RefundExceedsClaim,
)
from mithaq.commands import Caller

from ..core.lookups import ensure_lookups
from ..deliveries.story import land
from ..people import (
    COMMUNE,
    DAY,
    ID,
    OPERATOR,
    REGION,
    Say,
    accountant,
    bookkeeper,
    clerk,
    commune,
    office,
    operator,
    region,
)
from ..proposal import mad
from ..story import Story, in_force, state_of
from ..tranches.story import paid, scheduled, settle, step, tranche
from .story import RAISED, accept, agree, agreed, draft, effect, signed

END = Operations(termination=Termination(refund_by=date(2026, 12, 31)))


def ended() -> Story:
    """150 of the region were paid, 100 of them justified; nothing else moved."""
    begun = scheduled().when(*paid(150), step(tranches.JustifyTranche, bookkeeper, 100))
    return signed(begun, END).when(effect())


def test_everybody_signs_it() -> None:
    assert state_of(agreed(scheduled(), END)).amendments[1].signing.signatories == {
        REGION,
        COMMUNE,
        OPERATOR,
    }


def test_it_ends_what_is_suspended_too() -> None:
    suspended = signed(scheduled(), END).when(region(SuspendConvention, reason="litige"))
    assert state_of(suspended.accepts(effect())).state is State.TERMINATED


@pytest.mark.parametrize(("steps", "stage"), [(1, "called"), (2, "committed"), (3, "visaed")])
def test_money_that_was_not_ordered_yet_is_given_up(steps: int, stage: str) -> None:
    begun = scheduled().when(*paid(150)[:steps])
    assert str(state_of(begun).tranches["R1"].stage) == stage
    after = state_of(signed(begun, END).accepts(effect()))
    assert str(after.tranches["R1"].stage) == "cancelled"


def test_who_has_it_take_effect_gives_nothing_up_by_it() -> None:
    before = signed(scheduled().when(*paid(150)[:3]), END)
    done_by = state_of(before).tranches["R1"].done_by
    assert state_of(before.accepts(effect())).tranches["R1"].done_by == done_by


def test_what_was_not_justified_is_claimed_back_party_by_party() -> None:
    state = state_of(ended())
    assert state.state is State.TERMINATED
    account = PartySettlement(
        organisation_id=REGION, paid=mad(150), justified=mad(100), due=mad(-50)
    )
    assert state.settlements == {REGION: account}
    assert state.tranches["R1"].refund_due == mad(50)
    assert (state.tranches["R1"].paid, state.tranches["R1"].amount) == (mad(100), mad(100))
    assert state.tranches["R2"].cancelled
    ensure_lookups(state)


def test_the_plan_that_is_left_is_what_was_honoured_and_closes() -> None:
    """Rules 1 and 3 hold on it; what nobody moved is owed no more."""
    state = state_of(ended())
    assert state.terms.promised_by(REGION) == mad(100)
    assert state.terms.promised_by(COMMUNE) == mad(0)
    assert state.terms.outline.total == mad(100)
    ensure_balanced(state.terms, state.framed())


def test_its_effect_tells_the_whole_account() -> None:
    begun = scheduled().when(*paid(150), step(tranches.JustifyTranche, bookkeeper, 100))
    before = len(signed(begun, END).history)
    told = signed(begun, END).when(effect()).history[before:]
    kinds = [type(each) for each in told]
    assert kinds == [AmendmentTookEffect, RefundClaimed, TrancheCancelled, ConventionTerminated]
    claim = told[1]
    assert isinstance(claim, RefundClaimed)
    assert (claim.amount, claim.refund_by) == (mad(50), date(2026, 12, 31))
    assert told[-1] == ConventionTerminated(
        convention_id=ID,
        amendment=1,
        settlements=(
            PartySettlement(
                organisation_id=REGION, paid=mad(150), justified=mad(100), due=mad(-50)
            ),
        ),
    )


def test_after_it_no_money_moves_but_refunds() -> None:
    story = ended()
    refund = step(tranches.RecordRefund, accountant, 50)
    story.refuses(step(tranches.RecordRefund, accountant, 51), RefundExceedsClaim)
    back = story.when(refund)
    assert not state_of(back).tranches["R1"].refund_due
    for closed in (
        step(tranches.JustifyTranche, bookkeeper, 1),
        tranche("R9", "region-26", 1),
        draft(RAISED),
        region(CompleteConvention, report="rapport"),
        region(SuspendConvention, reason="contrôle"),
    ):
        story.refuses(closed, CommandClosed)
    story.refuses(step(tranches.CallFunds, operator, 1), NothingWaits)


@pytest.mark.parametrize("caller", [region.caller, operator.caller, accountant.caller])
def test_what_is_open_after_it_is_the_refund_and_what_is_found_late(caller: Caller) -> None:
    told = openings(state_of(ended()), caller, frozenset())
    left = {"RecordRefund", "ReportExternalPayment", "AcceptProvisionally"}
    assert {each.command for each in told if each.closed_by is None} <= left


def test_what_is_on_its_way_arrives_or_is_taken_back_first() -> None:
    ordered = scheduled().when(*paid(150)[:4])
    _to_agree(ordered).refuses(agree(), OrderPending)
    beyond = scheduled().when(*paid(150), step(tranches.ReportExternalPayment, office, 20))
    _to_agree(beyond).refuses(agree(), OverpaymentUnsettled)


def _to_agree(story: Story) -> Story:
    return story.when(draft(END), *accept(region, commune, operator))


def test_money_that_was_kept_to_pay_orders_to_come_goes_back_too() -> None:
    kept = scheduled().when(
        *paid(150),
        step(tranches.ReportExternalPayment, office, 20),
        settle(Settlement.KEPT_AS_ADVANCE, 20, say=clerk),
        step(tranches.JustifyTranche, bookkeeper, 150),
    )
    state = state_of(signed(kept, END).when(effect()))
    assert state.settlements[REGION].due == mad(-20)
    assert (state.tranches["R1"].advance, state.tranches["R1"].refund_due) == (mad(0), mad(20))
    assert state.terms.promised_by(REGION) == mad(150)


def test_what_was_delivered_in_kind_stays() -> None:
    story = in_force().when(land(deliveries.DeliverContribution, commune, 60))
    state = state_of(signed(story, END).when(effect()))
    assert state.terms.promised_by(COMMUNE) == mad(60)
    assert state.settlements == {}
    ensure_balanced(state.terms, state.framed())


def test_it_is_not_dated_before_the_last_money_that_moved() -> None:
    later = DAY.replace(day=12)
    story = signed(scheduled(), END).when(
        step(tranches.CallFunds, operator.on_day(later), 150),
    )

    early = Say(region.caller, DAY, later)(PutAmendmentIntoEffect, amendment=1)
    story.refuses(early, DateBeforePrevious)
    late = Say(region.caller, later)(PutAmendmentIntoEffect, amendment=1, effective_on=later)
    assert state_of(story.when(late)).state is State.TERMINATED

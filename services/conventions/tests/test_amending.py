"""Amendments: operations, who signs, what they may not touch (rule 6), their effect."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.commands import amending as c
from conventions.domain.commands import executing
from conventions.domain.events import amending as e
from conventions.domain.rules import access, amending, money, signing, terms
from conventions.domain.rules.negotiating import RemarkMissing
from conventions.domain.state import Operations
from conventions.domain.vocabulary import AmendmentState, Stance
from mithaq.errors import MithaqError

from .amendments import (
    RAISED,
    SHIFTED,
    accept,
    agree,
    agreed,
    draft,
    effect,
    operations,
    sign,
    signed,
)
from .story import (
    COMMUNE,
    COMMUNE_HEAD,
    DAY,
    OPERATOR,
    REGION,
    commune,
    in_force,
    mad,
    mandate,
    office,
    operator,
    paid,
    region,
    scheduled,
    state_of,
    step,
    tranche,
)


def test_an_amendment_knows_its_base() -> None:
    drafted = in_force().when(draft(RAISED)).history[-1]
    assert isinstance(drafted, e.AmendmentDrafted)
    assert (drafted.amendment, drafted.base_version) == (1, state_of(in_force()).version)


@pytest.mark.parametrize(
    ("wanted", "rule"),
    [
        (Operations(), amending.AmendmentEmpty),
        (operations({"region-26": 400}), amending.AmendmentEmpty),
        (operations({"gone": 1}), terms.ContributionUnknown),
        (operations({"region-26": -1}), terms.AmountNegative),
        (operations(costs={2031: 5}), amending.YearNotPlanned),
        (operations(costs={2026: -5}), terms.AmountNegative),
        (operations(ends_on=date(2028, 3, 2)), amending.EndNotLater),
        (replace(RAISED, amounts=RAISED.amounts * 2), amending.OperationDuplicated),
        (replace(RAISED, costs=RAISED.costs * 2), amending.OperationDuplicated),
        (
            replace(RAISED, costs=(replace(RAISED.costs[0], action="away"),)),
            terms.ActionUnknown,
        ),
    ],
)
def test_operations_name_what_exists_once(wanted: Operations, rule: type[MithaqError]) -> None:
    in_force().refuses(draft(wanted), rule)


def test_one_amendment_at_a_time() -> None:
    story = in_force().when(draft(RAISED))
    story.refuses(draft(SHIFTED), amending.AmendmentStillOpen)
    withdrawn = story.when(region(c.WithdrawAmendment, amendment=1, reason="refus"))
    again = state_of(withdrawn.when(draft(SHIFTED))).open_amendment
    assert again is not None
    assert again.number == 2
    in_force().refuses(draft(RAISED, commune), access.CapacityRefused)


def test_positions_are_void_after_a_revision() -> None:
    story = in_force().when(draft(RAISED), *accept(region, commune, operator))
    revised = region(c.ReviseAmendment, amendment=1, reason="mieux", operations=SHIFTED)
    assert state_of(story.when(revised)).amendments[1].positions == {}
    story.when(revised).refuses(agree(), amending.AmendmentNotAccepted)
    same = region(c.ReviseAmendment, amendment=1, reason="rien", operations=RAISED)
    story.then(same)
    story.then(accept(commune)[0])
    silent = commune(c.TakeAmendmentPosition, amendment=1, stance=Stance.RESERVE)
    story.refuses(silent, RemarkMissing)


def test_rules_1_and_3_hold_on_the_result() -> None:
    unfunded = operations({"region-26": 450})
    story = in_force().when(draft(unfunded), *accept(region, commune, operator))
    refused = story.refuses(agree(), terms.TotalsDiffer)
    assert refused.values["costs_difference"] == "-50.00"
    moved = operations({"region-26": 450, "region-27": 250})
    story = in_force().when(draft(moved), *accept(region, commune, operator))
    assert story.refuses(agree(), terms.YearPlanDiffers).values["difference"] == "50.00"


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        (RAISED, {REGION}),
        (SHIFTED, {REGION, COMMUNE}),
        (operations(ends_on=date(2029, 1, 1)), {REGION, COMMUNE, OPERATOR}),
    ],
)
def test_who_signs_follows_from_what_changes(wanted: Operations, who: set[object]) -> None:
    assert state_of(agreed(in_force(), wanted)).amendments[1].signatories == who


def test_it_is_signed_in_order_by_those_concerned() -> None:
    story = agreed(in_force(), SHIFTED)
    story.refuses(sign(story, region), signing.OutOfTurn)
    story.refuses(sign(story, operator), amending.AmendmentNotYours)
    once = story.when(sign(story, commune))
    once.refuses(sign(story, commune), signing.AlreadySigned)
    whole = once.when(sign(once, region))
    assert state_of(whole).amendments[1].state is AmendmentState.SIGNED
    stale = sign(story, commune, text_sha256="0" * 64)
    story.refuses(stale, signing.TextStale)
    eve = commune.on_day(date(2026, 3, 1))
    story.refuses(sign(story, eve), signing.SignatureBeforeText)


def test_its_mandate_covers_the_new_promise() -> None:
    story = agreed(in_force(), SHIFTED)
    low = mandate(COMMUNE_HEAD, ceiling=mad(349))
    refused = story.refuses(sign(story, commune, mandate=low), signing.MandateCeilingExceeded)
    assert refused.values["promised"] == "350.00"
    enough = mandate(COMMUNE_HEAD, ceiling=mad(350))
    assert story.when(sign(story, commune, mandate=enough))


def test_its_effect_rewrites_what_it_announced_and_nothing_else() -> None:
    before = state_of(in_force())
    after = state_of(signed(in_force(), SHIFTED).when(effect()))
    changed = {"region-26": mad(350), "commune-26": mad(250)}
    for name, contribution in after.terms.contributions.items():
        assert contribution.amount == changed.get(name, before.terms.contributions[name].amount)
    assert replace(after.terms, contributions={}) == replace(before.terms, contributions={})
    assert after.ends_on == before.ends_on


def test_its_effect_tells_each_change() -> None:
    told = signed(in_force(), SHIFTED).when(effect()).history[-1]
    assert isinstance(told, e.AmendmentTookEffect)
    pairs = [(x.contribution, x.before, x.after) for x in told.contributions]
    assert pairs == [
        ("commune-26", mad(200), mad(250)),
        ("region-26", mad(400), mad(350)),
    ]
    assert (told.total, told.effective_on) == (mad(1000), DAY)


def test_a_longer_duration_moves_the_end() -> None:
    wanted = operations(ends_on=date(2029, 1, 1))
    assert state_of(signed(in_force(), wanted).when(effect())).ends_on == date(2029, 1, 1)


def test_never_below_what_is_paid() -> None:
    story = scheduled().when(*paid(150))
    below = operations({"region-26": 149, "commune-26": 451})
    drafted = story.when(draft(below), *accept(region, commune, operator))
    refused = drafted.refuses(agree(), amending.AmendmentBelowPaid)
    assert (refused.values["asked"], refused.values["paid"]) == ("149.00", "150.00")
    exactly = operations({"region-26": 150, "commune-26": 450})
    assert signed(story, exactly).when(effect())


def test_an_overpayment_counts_as_paid_until_its_fate_is_decided() -> None:
    story = scheduled().when(*paid(150), step(executing.ReportExternalPayment, office, 20))
    wanted = operations({"region-26": 169, "commune-26": 431})
    drafted = story.when(draft(wanted), *accept(region, commune, operator))
    refused = drafted.refuses(agree(), amending.AmendmentBelowPaid)
    assert refused.values["paid"] == "170.00"
    settled = region(executing.SettleOverpayment, tranche="R1", decision="remboursé")
    assert drafted.when(settled, agree())


def test_never_below_what_is_called() -> None:
    story = scheduled().when(*paid(100)[:1])
    below = operations({"region-26": 149, "commune-26": 451})
    drafted = story.when(draft(below), *accept(region, commune, operator))
    drafted.refuses(agree(), amending.AmendmentBelowCalled)


def test_money_that_moved_since_is_checked_again_at_the_effect() -> None:
    wanted = operations({"region-26": 150, "commune-26": 450})
    story = signed(scheduled(), wanted)
    report = operator(executing.DepositDocument, tranche="R2", kind="site-report", sha256="a" * 64)
    works = operator(executing.ReportProgress, action="works", percent=50, observed_on=DAY)
    since = story.when(
        *paid(150),
        step(executing.JustifyTranche, operator, 150),
        works,
        report,
        step(executing.CallFunds, operator, 1, "R2"),
    )
    since.refuses(effect(), amending.AmendmentBelowCalled)


def test_uncalled_tranches_without_room_are_cancelled_and_replanned() -> None:
    wanted = operations({"region-26": 300, "commune-26": 300})
    story = signed(scheduled(), wanted).when(effect())
    tranches = state_of(story).tranches
    assert (tranches["R1"].cancelled, tranches["R2"].cancelled) == (False, True)
    replanned = story.when(tranche("R3", "region-26", 150, date(2026, 9, 1)))
    assert replanned.when(*paid(150))


def test_a_raised_contribution_is_replanned_before_the_next_call() -> None:
    story = signed(scheduled(), RAISED).when(effect())
    call = step(executing.CallFunds, operator, 1)
    refused = story.refuses(call, money.ReleaseRefused)
    assert refused.values["unplanned"] == "50.00"
    assert story.when(tranche("R3", "region-26", 50), call)


def test_dates_of_the_effect() -> None:
    story = signed(in_force(), RAISED)
    early = region(c.PutAmendmentIntoEffect, amendment=1, effective_on=date(2026, 3, 1))
    story.refuses(early, amending.EffectBeforeSignature)
    ahead = region(c.PutAmendmentIntoEffect, amendment=1, effective_on=date(2026, 4, 1))
    story.refuses(ahead, access.DateInFuture)


def test_steps_have_their_order() -> None:
    in_force().refuses(effect(), amending.AmendmentUnknown)
    in_force().when(draft(RAISED)).refuses(effect(), amending.AmendmentClosed)
    done = signed(in_force(), RAISED).when(effect())
    done.refuses(effect(), amending.AmendmentClosed)
    done.refuses(office(c.WithdrawAmendment, amendment=1, reason="tard"), amending.AmendmentClosed)


def test_completion_waits_for_the_open_amendment() -> None:
    story = in_force().when(draft(RAISED))
    complete = region(executing.CompleteConvention, report="Rapport")
    story.refuses(complete, amending.AmendmentStillOpen)

"""The result of an amendment keeps rules 1, 3 and 6; who must sign it, and in which order."""

from datetime import date

import pytest
from conventions.domain.amendments import events as e
from conventions.domain.amendments import rules
from conventions.domain.amendments.operations import amounts
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.balance import TotalsDiffer, YearPlanDiffers
from conventions.domain.core.signing_round import Signature, SigningTurn
from conventions.domain.core.vocabulary import AmendmentState, SignatureLevel
from conventions.domain.tranches import commands as tranches

from ..people import (
    COMMUNE,
    COMMUNE_HEAD,
    DAY,
    ID,
    OPERATOR,
    REGION,
    commune,
    operator,
    region,
)
from ..proposal import mad
from ..story import in_force, mandate, state_of
from ..tranches.story import step, tranche
from .story import RAISED, SHIFTED, accept, agree, agreed, draft, operations, sign


def test_rules_1_and_3_hold_on_the_result() -> None:
    unfunded = operations({"region-26": 450})
    story = in_force().when(draft(unfunded), *accept(region, commune, operator))
    refused = story.refuses(agree(), TotalsDiffer)
    assert refused.values["costs_difference"] == "-50.00"
    moved = operations({"region-26": 450, "region-27": 250})
    story = in_force().when(draft(moved), *accept(region, commune, operator))
    assert story.refuses(agree(), YearPlanDiffers).values["difference"] == "50.00"


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        (RAISED, {REGION}),
        (SHIFTED, {REGION, COMMUNE}),
        (operations(ends_on=date(2029, 1, 1)), {REGION, COMMUNE, OPERATOR}),
    ],
)
def test_who_signs_follows_from_what_changes(wanted: Operations, who: set[object]) -> None:
    assert state_of(agreed(in_force(), wanted)).amendments[1].signing.signatories == who


def test_it_is_signed_in_order_by_those_concerned() -> None:
    story = agreed(in_force(), SHIFTED)
    story.refuses(sign(story, region), core.OutOfTurn)
    story.refuses(sign(story, operator), rules.AmendmentNotYours)
    once = story.when(sign(story, commune))
    once.refuses(sign(story, commune), core.AlreadySigned)
    whole = once.when(sign(once, region))
    assert state_of(whole).amendments[1].state is AmendmentState.SIGNED
    everyone = e.AmendmentSigned(
        convention_id=ID, amendment=1, signed_on=DAY, organisations=(REGION, COMMUNE)
    )
    assert whole.history[-1] == everyone
    stale = sign(story, commune, text_sha256="0" * 64)
    story.refuses(stale, core.TextStale)
    eve = commune.on_day(date(2026, 3, 1))
    story.refuses(sign(story, eve), core.SignatureBeforeText)


def test_another_text_is_refused_before_the_result_is_looked_at() -> None:
    called = (tranche("R1", "region-26", 400), step(tranches.CallFunds, operator, 400))
    story = agreed(in_force(), SHIFTED).when(*called)
    story.refuses(sign(story, commune), amounts.AmendmentBelowCalled)
    story.refuses(sign(story, commune, text_sha256="0" * 64), core.TextStale)
    eve = commune.on_day(date(2026, 3, 1))
    story.refuses(sign(story, eve), core.SignatureBeforeText)


def test_its_mandate_covers_the_new_promise() -> None:
    story = agreed(in_force(), SHIFTED)
    low = mandate(COMMUNE_HEAD, ceiling=mad(349))
    refused = story.refuses(sign(story, commune, mandate=low), core.MandateCeilingExceeded)
    assert refused.values["promised"] == "350.00"
    enough = mandate(COMMUNE_HEAD, ceiling=mad(350))
    text = state_of(story).amendments[1].signing.text_sha256
    given = Signature(
        organisation_id=COMMUNE,
        representative_id=enough.representative_id,
        mandate_id=enough.mandate_id,
        capacity="president",
        mandate_instrument="deliberation 12/2026",
        level=SignatureLevel.SIMPLE,
        text_sha256=text,
        signed_on=DAY,
        evidence="identity",
    )
    turn = SigningTurn(order=2, organisations=(REGION,), text_sha256=text)
    story.then(
        sign(story, commune, mandate=enough),
        e.AmendmentPartySigned(convention_id=ID, amendment=1, signature=given),
        e.AmendmentSignaturesRequested(convention_id=ID, amendment=1, turn=turn),
    )

"""An amendment that not all sign: refused by one of them, or not signed by its last day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments import rules
from conventions.domain.core import rules as core
from conventions.domain.core.vocabulary import AmendmentState
from conventions.domain.lifecycle import effective_day
from conventions.domain.mandating import mandates_moved
from mithaq.commands import Caller

from ..people import (
    COMMUNE,
    DAY,
    ID,
    OFFICE,
    REGION_HEAD,
    STRANGER,
    Say,
    by_itself,
    commune,
    operator,
    region,
)
from ..proposal import mad
from ..story import Story, in_force, mandate, state_of
from .story import (
    RAISED,
    SHIFTED,
    accept,
    agree,
    agreed,
    draft,
    frozen,
    grant,
    joiner,
    needed,
    refusal,
    request,
    sign,
    signed,
    step_of,
)
from .test_joining import JOINED

UNTIL = date(2026, 6, 30)
AFTER = UNTIL + timedelta(days=1)
LAPSE = by_itself.on_day(AFTER)(c.LapseAmendment, amendment=1)


def ready(until: date | None = UNTIL) -> Story:
    """To be signed by the commune, then by the region, until that day."""
    return agreed(in_force(), SHIFTED, until)


def waiting() -> Story:
    """It waits for approvals: the region owes more."""
    story = frozen(in_force(), RAISED, UNTIL)
    return story.when(request(*needed(story)))


def test_a_party_that_must_sign_refuses_and_another_may_be_drafted() -> None:
    story, given = ready(), mandate(commune.caller)
    refused = e.AmendmentRefused(
        convention_id=ID,
        amendment=1,
        organisation_id=COMMUNE,
        representative_id=given.representative_id,
        mandate_id=given.mandate_id,
        mandate_instrument=given.instrument,
        text_sha256=state_of(story).amendments[1].signing.text_sha256,
        reason="vote",
    )
    story.then(refusal(story, commune), refused)
    ended = story.when(refusal(story, commune))
    assert step_of(ended) is AmendmentState.REJECTED
    assert state_of(ended).terms == state_of(story).terms
    ended.refuses(sign(story, region), rules.AmendmentClosed)
    ended.accepts(draft(RAISED))


def test_refusing_takes_what_signing_takes_but_room_under_the_ceiling() -> None:
    story = ready()
    low = mandate(commune.caller, ceiling=mad(1))
    story.accepts(refusal(story, commune, mandate=low))
    story.refuses(refusal(story, region), core.OutOfTurn)
    story.refuses(refusal(story, operator), rules.AmendmentNotYours)
    story.refuses(refusal(story, commune, reason=" "), core.ReasonMissing)
    story.refuses(refusal(story, commune, text_sha256="0" * 64), core.TextStale)
    story.refuses(
        refusal(story, commune, mandate=mandate(region.caller)), core.MandateOfAnotherParty
    )
    gone = mandate(commune.caller, revoked_on=DAY)
    story.refuses(refusal(story, commune, mandate=gone), core.MandateRevoked)
    eve = commune.on_day(DAY - timedelta(days=1))
    story.refuses(refusal(story, eve), core.SignatureBeforeText)


def test_who_signed_does_not_refuse_and_what_all_signed_is_refused_by_nobody() -> None:
    once = ready().when(sign(ready(), commune))
    once.refuses(refusal(once, commune), core.AlreadySigned)
    refused = once.when(refusal(once, region)).history[-1]
    assert isinstance(refused, e.AmendmentRefused)
    assert refused.void_signatures == (COMMUNE,)
    whole = signed(in_force(), SHIFTED)
    whole.refuses(refusal(whole, region), rules.AmendmentClosed)


def test_no_text_is_refused_before_its_signatures_are_asked_for() -> None:
    waiting().refuses(refusal(waiting(), region), rules.AmendmentClosed)


def test_nobody_refuses_for_two_parties() -> None:
    twice = Caller(subject="OPERATOR-head", organisation=COMMUNE, roles=frozenset({"partner"}))
    ready().refuses(refusal(ready(), Say(twice)), core.OnePersonTwoParties)


def lapsed(*void: Say) -> e.AmendmentLapsed:
    parties = tuple(say.caller.organisation for say in void)
    return e.AmendmentLapsed(
        convention_id=ID,
        amendment=1,
        sign_by=UNTIL,
        void_signatures=parties,  # type: ignore[arg-type]
    )


def test_it_lapses_at_every_step_from_its_agreement_to_its_last_signature() -> None:
    half = ready().when(sign(ready(), commune))
    cases = (
        (frozen(in_force(), RAISED, UNTIL), ()),
        (waiting(), ()),
        (ready(), ()),
        (half, (commune,)),
    )
    for story, signers in cases:
        story.then(LAPSE, lapsed(*signers))
        ended = story.when(LAPSE)
        assert step_of(ended) is AmendmentState.LAPSED
        assert state_of(ended).terms == state_of(story).terms
        ended.accepts(draft(RAISED, region.on_day(AFTER)))


def test_on_its_last_day_it_is_signed_and_does_not_lapse() -> None:
    ready().then(by_itself.on_day(UNTIL)(c.LapseAmendment, amendment=1))
    ready().accepts(sign(ready(), commune.on_day(UNTIL)))


@pytest.mark.parametrize(
    "late", [commune.on_day(AFTER), commune.on_day(UNTIL, AFTER), commune.on_day(DAY, AFTER)]
)
def test_whoever_signs_later_is_refused_though_no_lapse_is_recorded(late: Say) -> None:
    """By the day of recording: a signature dated back does not come in time."""
    ready().refuses(sign(ready(), late), core.SigningTimeOver)


def test_nobody_escapes_the_lapse_by_writing_the_same_text_again() -> None:
    story, late = frozen(in_force(), RAISED, UNTIL), region.on_day(UNTIL, AFTER)
    revised = late(c.ReviseAmendment, amendment=1, reason="mieux", operations=RAISED)
    story.refuses(revised, core.SigningTimeOver)
    in_time = region.on_day(UNTIL)
    again = story.when(in_time(c.ReviseAmendment, amendment=1, reason="mieux", operations=RAISED))
    again.refuses(LAPSE, rules.AmendmentClosed)
    anew = again.when(
        *accept(*(say.on_day(UNTIL) for say in (region, commune, operator))),
        replace(agree(), header=in_time.header),
    )
    anew.then(LAPSE)


def test_what_was_signed_or_ended_cannot_lapse_and_what_is_unbounded_does_not() -> None:
    ready(None).then(LAPSE)
    withdrawn = ready().when(region(c.WithdrawAmendment, amendment=1, reason="vote"))
    refused = ready().when(refusal(ready(), commune))
    for story in (signed(in_force(), SHIFTED), withdrawn, refused, ready().when(LAPSE)):
        story.refuses(LAPSE, rules.AmendmentClosed)


def extended(
    say: Say = region, by: date = UNTIL + timedelta(days=30), reason: str = "vacances"
) -> c.ExtendAmendmentSigningTime:
    return say(c.ExtendAmendmentSigningTime, amendment=1, sign_by=by, reason=reason)


def test_the_lead_gives_more_time_while_it_lasts() -> None:
    told = e.AmendmentSigningTimeExtended(
        convention_id=ID, amendment=1, sign_by=UNTIL + timedelta(days=30), reason="vacances"
    )
    for story in (frozen(in_force(), RAISED, UNTIL), waiting(), ready(), ready(None)):
        story.then(extended(), told)
        story.when(extended()).then(LAPSE)
    ready().refuses(extended(reason=" "), core.ReasonMissing)
    ready().refuses(extended(by=UNTIL), core.SigningTimeTooShort)
    for late in (region.on_day(AFTER), region.on_day(UNTIL, AFTER)):
        ready().refuses(extended(late), core.SigningTimeOver)
    ready().refuses(extended(commune), core.CapacityRefused)
    whole = signed(in_force(), SHIFTED)
    whole.refuses(extended(), rules.AmendmentClosed)


def test_a_text_leaves_a_day_to_sign_it() -> None:
    story = in_force().when(draft(SHIFTED), *accept(region, commune, operator))
    today = replace(agree(), sign_by=DAY)
    assert story.refuses(today, core.SigningTimeTooShort).values["earliest"] == "2026-03-03"
    dated_back = replace(today, header=region.on_day(DAY, AFTER).header, sign_by=UNTIL)
    story.refuses(dated_back, core.SigningTimeTooShort)


def test_refused_or_lapsed_it_gives_the_mandates_their_room_back() -> None:
    half = ready().when(sign(ready(), commune))
    early = by_itself.on_day(UNTIL)(c.LapseAmendment, amendment=1)
    for ending, moved in ((LAPSE, 1), (early, 0), (refusal(half, region), 1)):
        assert len(mandates_moved(half.state, ending)) == moved
    assert not mandates_moved(signed(in_force(), SHIFTED).state, LAPSE)


def test_the_lapse_holds_from_the_day_after_the_last_or_from_what_was_recorded_since() -> None:
    story, late = waiting(), AFTER + timedelta(days=3)
    assert effective_day(story.state, LAPSE) == AFTER
    wanted = needed(frozen(in_force(), RAISED, UNTIL))[0]
    given = grant(wanted)
    granted = story.when(replace(given, header=Say(given.caller, late).header))
    assert effective_day(granted.state, LAPSE) == late
    granted.then(LAPSE, lapsed())


@pytest.mark.parametrize("caller", [OFFICE, REGION_HEAD])
def test_nobody_has_it_lapse_by_hand(caller: Caller) -> None:
    ready().refuses(Say(caller, AFTER)(c.LapseAmendment, amendment=1), core.CapacityRefused)


def test_who_would_join_by_it_refuses_it_too() -> None:
    joins = agreed(in_force(), JOINED)
    ended = joins.when(refusal(joins, joiner))
    assert step_of(ended) is AmendmentState.REJECTED
    assert STRANGER not in state_of(ended).terms.parties
    ended.refuses(refusal(joins, joiner), core.CapacityRefused)

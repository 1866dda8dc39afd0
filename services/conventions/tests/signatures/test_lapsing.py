"""A text that says until when it is signed lapses when that day is over and not all signed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting.commands import ProposeConvention, WithdrawConvention
from conventions.domain.lifecycle import effective_day
from conventions.domain.mandating import mandates_moved
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.signatures import commands as c
from conventions.domain.signatures import events as e
from mithaq.commands import Caller
from mithaq.dating import ARCHIVIST

from ..approvals.story import NEEDED, grants, request
from ..people import DAY, ID, OFFICE, REGION_HEAD, Say, by_itself, commune, operator, region
from ..story import Story, drafted, negotiated, signature, signed, state_of

UNTIL = date(2026, 6, 30)
AFTER = UNTIL + timedelta(days=1)
LAPSE = by_itself.on_day(AFTER)(c.LapseConvention)


def agreed(until: date | None = UNTIL) -> Story:
    return negotiated().when(region(negotiation.AgreeText, sign_by=until))


def ready(until: date | None = UNTIL) -> Story:
    return agreed(until).when(request(*NEEDED), *grants(*NEEDED))


def lapsed(story: Story, *signers: Say) -> e.ConventionLapsed:
    parties = tuple(sorted((say.caller.organisation for say in signers), key=str))
    return e.ConventionLapsed(
        convention_id=ID,
        sign_by=UNTIL,
        given_up=state_of(story).terms.pledges(),
        void_signatures=parties,  # type: ignore[arg-type]
    )


def test_it_lapses_in_every_state_before_its_last_signature() -> None:
    begun, asked = ready().when(signature(ready(), commune)), agreed().when(request(*NEEDED))
    for story, signers in ((agreed(), ()), (asked, ()), (ready(), ()), (begun, (commune,))):
        story.then(LAPSE, lapsed(story, *signers))
        assert state_of(story.when(LAPSE)).state is State.LAPSED


def test_it_is_withdrawn_in_every_state_before_its_last_signature() -> None:
    begun, asked = ready().when(signature(ready(), commune)), agreed().when(request(*NEEDED))
    proposed = drafted().when(region(ProposeConvention))
    for story in (drafted(), proposed, negotiated(), agreed(), asked, ready(), begun):
        withdrawn = story.when(region(WithdrawConvention, reason="abandon"))
        assert state_of(withdrawn).state is State.WITHDRAWN
    signed().refuses(region(WithdrawConvention, reason="abandon"), core.CommandClosed)


def test_on_its_last_day_it_is_signed_and_does_not_lapse() -> None:
    ready().then(by_itself.on_day(UNTIL)(c.LapseConvention))
    assert ready().when(signature(ready(), commune.on_day(UNTIL)))


def test_whoever_signs_later_is_refused_before_the_lapse_is_recorded_too() -> None:
    """By the day of recording: nobody signs back into a time that is over."""
    for say in (commune.on_day(AFTER), commune.on_day(UNTIL, recorded_on=AFTER)):
        ready().refuses(signature(ready(), say), core.SigningTimeOver)


def test_what_was_signed_or_ended_cannot_lapse_and_what_is_unbounded_does_not() -> None:
    ready(None).then(LAPSE)
    ended = region(WithdrawConvention, reason="vote")
    again = region(negotiation.ReopenText, reason="erreur")
    for story in (signed(), ready().when(ended), ready().when(again), ready().when(LAPSE)):
        story.refuses(LAPSE, core.CommandClosed)


def test_the_time_is_extended_while_it_lasts() -> None:
    later = UNTIL + timedelta(days=30)
    extend = region(c.ExtendSigningTime, sign_by=later, reason="le conseil se réunit en juillet")
    extended = e.SigningTimeExtended(
        convention_id=ID, sign_by=later, reason="le conseil se réunit en juillet"
    )
    ready().then(extend, extended)
    ready().when(extend).then(LAPSE)
    ready(None).then(extend, extended)
    ready().refuses(region(c.ExtendSigningTime, sign_by=later, reason=" "), core.ReasonMissing)
    same = region(c.ExtendSigningTime, sign_by=UNTIL, reason="vote")
    ready().refuses(same, core.SigningTimeTooShort)
    over = region.on_day(AFTER)(c.ExtendSigningTime, sign_by=later, reason="vote")
    ready().refuses(over, core.SigningTimeOver)


def test_a_text_leaves_a_day_to_sign_it() -> None:
    today = region(negotiation.AgreeText, sign_by=DAY)
    assert negotiated().refuses(today, core.SigningTimeTooShort).values == {
        "sign_by": "2026-03-02",
        "earliest": "2026-03-03",
    }
    assert state_of(agreed(DAY + timedelta(days=1)))


def test_a_lapse_gives_the_mandates_their_room_back_and_one_that_is_moot_gives_none() -> None:
    begun = ready().when(*(signature(ready(), say) for say in (commune, operator)))
    early = by_itself.on_day(UNTIL)(c.LapseConvention)
    assert len(mandates_moved(begun.state, LAPSE)) == 2
    assert not mandates_moved(begun.state, early)
    assert not mandates_moved(signed().state, LAPSE)


def test_it_holds_from_the_day_after_the_last_or_from_what_was_recorded_since() -> None:
    """An approval that came while no worker ran does not keep the text from lapsing."""
    story = agreed().when(request(*NEEDED))
    assert effective_day(story.state, LAPSE) == AFTER
    late_grants = [
        replace(each, header=Say(each.caller, AFTER + timedelta(days=3)).header)
        for each in grants(*NEEDED)
    ]
    granted = story.when(*late_grants)
    assert effective_day(granted.state, LAPSE) == AFTER + timedelta(days=3)
    granted.then(LAPSE, lapsed(granted))


@pytest.mark.parametrize("caller", [OFFICE, REGION_HEAD])
def test_nobody_has_it_lapse_by_hand(caller: Caller) -> None:
    ready().refuses(Say(caller, AFTER)(c.LapseConvention), core.CapacityRefused)


def test_who_may_give_more_time() -> None:
    asked = operator(c.ExtendSigningTime, sign_by=UNTIL + timedelta(days=9), reason="vote")
    ready().refuses(asked, core.CapacityRefused)


TOLD = AFTER + timedelta(days=700)
BY_ARCHIVIST = replace(REGION_HEAD, roles=REGION_HEAD.roles | {ARCHIVIST})


def told_late(
    *, by: Caller = BY_ARCHIVIST, reason: str | None = "reprise du papier", until: date = UNTIL
) -> c.ExtendSigningTime:
    """Recorded long after that day, as of a day before it: a time that was over on paper."""
    header = Say(by, DAY, TOLD).header
    header = replace(header, dating=replace(header.dating, reason=reason))
    return c.ExtendSigningTime(header=header, sign_by=until, reason="fixé par le procès-verbal")


def test_an_archivist_takes_over_a_time_to_sign_that_was_over_on_paper() -> None:
    """From then on it runs as any other does: it has lapsed, and nobody signs any more."""
    begun = ready(None).when(signature(ready(None), commune)).when(told_late())
    begun.refuses(signature(begun, operator.on_day(DAY, recorded_on=TOLD)), core.SigningTimeOver)
    begun.then(LAPSE, lapsed(begun, commune))
    assert effective_day(begun.state, LAPSE) == AFTER


def test_nobody_else_and_nobody_without_a_reason_does() -> None:
    ready(None).refuses(told_late(by=REGION_HEAD), core.SigningTimeTooShort)
    ready(None).refuses(told_late(reason=None), core.ReasonMissing)
    ready(None).refuses(told_late(reason=" "), core.ReasonMissing)


def test_no_time_that_was_said_is_shortened_and_no_signature_is_outdated_by_it() -> None:
    """Where a last day still to come was said, or a party signed later, none before it is told."""
    later = ready(TOLD + timedelta(days=1))
    later.refuses(told_late(), core.SigningTimeTooShort)
    signed_since = ready(None).when(signature(ready(None), commune.on_day(AFTER)))
    refused = signed_since.refuses(told_late(), core.SigningTimeTooShort)
    assert refused.values == {"sign_by": str(UNTIL), "earliest": str(AFTER)}
    ready(None).refuses(told_late(until=DAY - timedelta(days=1)), core.SigningTimeTooShort)

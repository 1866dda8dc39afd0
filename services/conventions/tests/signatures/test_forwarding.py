"""Who was asked to sign has somebody else of its party sign: that person alone, and traceably."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.signing_round import Mandate
from conventions.domain.core.vocabulary import SignatureLevel, State
from conventions.domain.negotiation.commands import AgreeText, ReopenText
from conventions.domain.signatures import commands as c
from conventions.domain.signatures import events as e
from conventions.domain.signatures import rules
from mithaq.commands import Caller
from mithaq.errors import MithaqError
from mithaq.money import Money

from ..approvals.story import NEEDED, grants, request
from ..people import COMMUNE, COMMUNE_HEAD, ID, OPERATOR, Say, by_itself, commune, operator, region
from ..story import (
    TO_A_ROUND,
    TO_CONSENSUS,
    Story,
    mandate,
    power,
    ready_to_sign,
    refusal,
    signature,
    signing,
    state_of,
)

DEPUTY = Say(Caller(subject="deputy", organisation=COMMUNE, roles=frozenset({"partner"})))
THIRD = Say(Caller(subject="third", organisation=COMMUNE, roles=frozenset({"partner"})))
OWN = mandate(COMMUNE_HEAD)


def of(say: Say, nth: int, **changes: object) -> Mandate:
    """A mandate of another person of the commune."""
    own = mandate(say.caller, mandate_id=UUID(int=nth), representative_id=UUID(int=nth + 100))
    return replace(own, **changes)  # type: ignore[arg-type]


TO, ONWARD = of(DEPUTY, 1), of(THIRD, 2)


def forward(
    story: Story, to: Mandate = TO, say: Say = commune, mine: Mandate = OWN
) -> c.ForwardSignature:
    shown = replace(power(story, commune), mandate=mine)
    return say(c.ForwardSignature, power=shown, to=to, reason="déplacement")


def forwarded() -> Story:
    return ready_to_sign().when(forward(ready_to_sign()))


def signs(story: Story, say: Say, under: Mandate) -> c.SignConvention:
    plain = signing(say, state_of(story).signing.text_sha256, SignatureLevel.SIMPLE)
    return say(c.SignConvention, signing=replace(plain, mandate=under))


def test_it_moves_to_another_person_of_the_party() -> None:
    ready_to_sign().then(
        forward(ready_to_sign()),
        e.SignatureForwarded(
            convention_id=ID,
            organisation_id=COMMUNE,
            from_representative_id=OWN.representative_id,
            from_mandate_id=OWN.mandate_id,
            representative_id=TO.representative_id,
            mandate_id=TO.mandate_id,
            text_sha256=state_of(ready_to_sign()).signing.text_sha256,
            reason="déplacement",
        ),
    )


def test_only_that_person_signs_or_refuses_then() -> None:
    story = forwarded()
    story.refuses(signature(story, commune), core.SignatureForwardedToAnother)
    story.refuses(refusal(story, commune), core.SignatureForwardedToAnother)
    story.refuses(signs(story, THIRD, ONWARD), core.SignatureForwardedToAnother)
    done = story.when(signs(story, DEPUTY, TO))
    assert state_of(done).signing.signatures[COMMUNE].mandate_id == TO.mandate_id
    rest = done.when(*(signature(done, say) for say in (operator, region)))
    assert state_of(rest).state is State.SIGNED


def test_a_copied_link_lets_nobody_else_sign() -> None:
    """The mandate's number and the digest are not enough: the mandate is one person's."""
    story = forwarded()
    for thief in (THIRD, commune):
        story.refuses(signs(story, thief, TO), core.MandateOfAnotherPerson)
    story.refuses(signs(story, operator, TO), core.MandateOfAnotherParty)


def test_it_goes_on_twice_and_back_by_whom_it_was_forwarded_to() -> None:
    story = forwarded()
    story.refuses(forward(story, ONWARD), core.SignatureForwardedToAnother)
    onward = story.when(forward(story, ONWARD, DEPUTY, TO))
    onward.refuses(signs(onward, DEPUTY, TO), core.SignatureForwardedToAnother)
    onward.accepts(signs(onward, THIRD, ONWARD))
    back = story.when(forward(story, OWN, DEPUTY, TO))
    back.accepts(signature(back, commune))


@pytest.mark.parametrize(
    ("to", "rule"),
    [
        (OWN, rules.ForwardToOneself),
        (of(commune, 5), rules.ForwardToOneself),
        (replace(TO, organisation_id=OPERATOR), core.MandateOfAnotherParty),
        (replace(TO, valid_to=date(2026, 3, 1)), core.MandateExpired),
        (replace(TO, valid_from=date(2026, 3, 3)), core.MandateNotYetValid),
        (replace(TO, revoked_on=date(2026, 3, 2)), core.MandateRevoked),
        (replace(TO, confirmed=False), core.MandateNotConfirmed),
        (replace(TO, ceiling=Money(1)), core.MandateCeilingExceeded),
    ],
)
def test_it_goes_to_nobody_who_could_not_sign(to: Mandate, rule: type[MithaqError]) -> None:
    ready_to_sign().refuses(forward(ready_to_sign(), to), rule)


def below(*depths: int, **top: object) -> Mandate:
    """The deputy's mandate, passed on from others of which each allows so much; the nearest first.

    `top` is what differs of the farthest.
    """
    links = [of(THIRD, 10 + nth, depth=depth) for nth, depth in enumerate(depths)]
    links[-1] = replace(links[-1], **top)  # type: ignore[arg-type]
    return replace(TO, above=tuple(links))


@pytest.mark.parametrize("allowed", [(1,), (1, 2), (3, 3)])
def test_it_goes_to_whom_a_mandate_was_passed_on_as_deep_as_that_was_allowed(
    allowed: tuple[int, ...],
) -> None:
    story = ready_to_sign().when(forward(ready_to_sign(), below(*allowed)))
    story.accepts(signs(story, DEPUTY, below(*allowed)))


@pytest.mark.parametrize(
    ("to", "rule"),
    [
        (below(0), core.DelegationTooDeep),
        (below(1, 1), core.DelegationTooDeep),
        (below(0, 2), core.DelegationTooDeep),
        (below(1, 2, confirmed=False), core.MandateNotConfirmed),
        (below(1, 2, revoked_on=date(2026, 3, 2)), core.MandateRevoked),
        (below(1, 2, valid_to=date(2026, 3, 1)), core.MandateExpired),
    ],
)
def test_no_link_of_the_chain_is_longer_or_over(to: Mandate, rule: type[MithaqError]) -> None:
    story = ready_to_sign()
    story.refuses(forward(story, to), rule)
    story.refuses(signs(story, DEPUTY, to), rule)


def test_what_the_first_link_may_not_sign_is_not_forwarded_below_it() -> None:
    story = ready_to_sign()
    story.refuses(forward(story, below(1, 2, ceiling=Money(1))), core.MandateCeilingExceeded)


def test_who_could_not_sign_forwards_nothing() -> None:
    story = ready_to_sign()
    expired = replace(OWN, valid_to=date(2026, 3, 1))
    story.refuses(forward(story, mine=expired), core.MandateExpired)
    story.refuses(forward(story, say=THIRD), core.MandateOfAnotherPerson)
    signed = story.when(signature(story, commune))
    signed.refuses(forward(signed), core.AlreadySigned)
    blank = replace(forward(story), reason=" ")
    story.refuses(blank, core.ReasonMissing)


def test_the_turn_must_have_come() -> None:
    story = ready_to_sign()
    waiting = [say for say in (commune, operator, region) if not _asked(story, say)]
    for say in waiting:
        mine = mandate(say.caller)
        to = replace(TO, organisation_id=mine.organisation_id)
        story.refuses(forward(story, to, say, mine), core.OutOfTurn)


def _asked(story: Story, say: Say) -> bool:
    return say.caller.organisation in state_of(story).signing.awaited


def test_when_the_mandate_is_gone_the_party_is_free_again() -> None:
    gone = by_itself(
        c.NoteMandateLost,
        organisation_id=COMMUNE,
        mandate_id=TO.mandate_id,
        lost_on=date(2026, 3, 2),
        others=True,
    )
    ended = e.ForwardEnded(convention_id=ID, organisation_id=COMMUNE, mandate_id=TO.mandate_id)
    forwarded().then(gone, ended)
    free = forwarded().when(gone)
    free.accepts(signature(free, commune))
    other = replace(gone, mandate_id=UUID(int=77))
    forwarded().then(other)


def test_another_text_is_asked_for_of_the_party_again() -> None:
    again = forwarded().when(
        region(ReopenText, reason="montants"),
        TO_A_ROUND[1],
        *TO_CONSENSUS,
        region(AgreeText),
        request(*NEEDED),
        *grants(*NEEDED),
    )
    again.accepts(signature(again, commune))

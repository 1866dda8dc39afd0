"""Who approves an amendment, when, and what undoes it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments.approving import AmendmentNotAsked
from conventions.domain.amendments.rules import AmendmentClosed, AmendmentNotAccepted
from conventions.domain.approvals import rules
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.grounds import Grounds
from conventions.domain.core.policy import may_see
from conventions.domain.core.standing import PartyInactive
from conventions.domain.core.vocabulary import AmendmentState, ApprovalKind
from conventions.domain.openings import openings
from mithaq.commands import Caller

from ..approvals.story import (
    COMMUNE_COUNCIL,
    CONTROL,
    FINANCE,
    INTERIOR,
    REGION_COUNCIL,
    approval,
)
from ..people import (
    COMMUNE,
    CONTROL_BUREAU,
    DAY,
    ID,
    INTERIOR_MINISTRY,
    OPERATOR,
    REGION,
    Say,
    commune,
    commune_council,
    interior,
    office,
    operator,
    region,
    region_council,
)
from ..story import Story, in_force, state_of
from .story import (
    RAISED,
    SHIFTED,
    accept,
    agree,
    draft,
    effect,
    frozen,
    grant,
    needed,
    operations,
    refuse,
    request,
    sign,
    sign_all,
    step_of,
)

TENFOLD = operations({"region-26": 4000}, {2026: 4300})


def person(subject: str, organisation: object, *roles: str) -> Say:
    return Say(Caller(subject=subject, organisation=organisation, roles=frozenset(roles)))  # type: ignore[arg-type]


def asked(wanted: Operations = SHIFTED) -> Story:
    story = frozen(in_force(), wanted)
    return story.when(request(*needed(story)))


def test_where_some_are_needed_nobody_signs_before_they_are_granted() -> None:
    story = frozen(in_force(), SHIFTED)
    assert isinstance(story.history[-1], e.AmendmentTextAgreed)
    assert step_of(story) is AmendmentState.TEXT_AGREED
    for waiting in (story, story.when(request(COMMUNE_COUNCIL, INTERIOR))):
        waiting.refuses(sign(waiting, commune), AmendmentClosed)
        waiting.refuses(effect(), AmendmentClosed)
    half = asked().when(grant(INTERIOR))
    half.refuses(sign(half, commune), AmendmentClosed)
    last = grant(COMMUNE_COUNCIL)
    granted = e.AmendmentApprovalGranted(
        convention_id=ID, amendment=1, approval=COMMUNE_COUNCIL, instrument="visa 2"
    )
    whole = half.when(last)
    turn = state_of(whole).amendments[1].signing.next_turn(state_of(whole).terms)
    opened = e.AmendmentSignaturesRequested(convention_id=ID, amendment=1, turn=turn)
    half.then(last, granted, opened)
    assert step_of(sign_all(whole).when(effect())) is AmendmentState.EFFECTIVE


def test_a_revision_after_the_approvals_voids_them() -> None:
    half = asked().when(grant(INTERIOR))
    revise = region(c.ReviseAmendment, amendment=1, reason="plus", operations=TENFOLD)
    revised = half.when(revise)
    event = revised.history[-1]
    assert isinstance(event, e.AmendmentRevised)
    assert event.void_approvals == (COMMUNE_COUNCIL, INTERIOR)
    begun = state_of(revised).amendments[1]
    assert (begun.state, begun.approvals) == (AmendmentState.NEGOTIATION, {})
    assert begun.signing.text_sha256 == ""
    revised.refuses(agree(), AmendmentNotAccepted)
    again = revised.when(*accept(region, commune, operator), agree())
    again.refuses(grant(INTERIOR), AmendmentClosed)
    assert needed(again) == (REGION_COUNCIL, INTERIOR)
    whole = asked().when(grant(INTERIOR), grant(COMMUNE_COUNCIL))
    whole.refuses(revise, AmendmentClosed)


def test_an_agreed_text_is_reopened_even_in_the_same_words() -> None:
    same = region(c.ReviseAmendment, amendment=1, reason="crédits ouverts", operations=SHIFTED)
    refused = asked().when(refuse(INTERIOR))
    begun = state_of(refused.when(same)).amendments[1]
    assert (begun.state, begun.revision, begun.approvals) == (AmendmentState.NEGOTIATION, 2, {})


def test_a_refusal_stands_until_the_amendment_is_revised_or_withdrawn() -> None:
    refusal = e.AmendmentApprovalRefused(
        convention_id=ID, amendment=1, approval=INTERIOR, reason="crédits"
    )
    asked().then(refuse(INTERIOR), refusal)
    asked().refuses(refuse(INTERIOR, reason=""), core.ReasonMissing)
    story = asked().when(refuse(INTERIOR), grant(COMMUNE_COUNCIL))
    story.refuses(grant(INTERIOR), rules.ApprovalWasRefused)
    story.refuses(request(COMMUNE_COUNCIL, INTERIOR), AmendmentClosed)
    story.refuses(sign(story, commune), AmendmentClosed)
    withdrawn = story.when(region(c.WithdrawAmendment, amendment=1, reason="refus"))
    anew = withdrawn.when(draft(SHIFTED), *accept(region, commune, operator, number=2), agree(2))
    assert needed(anew) == (COMMUNE_COUNCIL, INTERIOR)
    anew.refuses(request(COMMUNE_COUNCIL, number=2), rules.ApprovalLeftOut)


def test_whoever_prepared_the_amendment_does_not_approve_it() -> None:
    """Drafted, revised, agreed or asked: in other case, in another body, it is one person."""
    scribe, second = person("scribe", COMMUNE, "office"), person("second", COMMUNE, "office")
    revise = second(c.ReviseAmendment, amendment=1, reason="mieux", operations=SHIFTED)
    story = in_force().when(draft(RAISED, scribe), revise, *accept(region, commune, operator))
    third, fourth = person("third", COMMUNE, "office"), person("fourth", COMMUNE, "office")
    story = story.when(replace(agree(), header=third.header))
    story = story.when(request(COMMUNE_COUNCIL, INTERIOR, say=fourth))
    for subject in ("SCRIBE", "Second", "third", "FOURTH"):
        mine = person(subject, INTERIOR_MINISTRY, "approver")
        story.refuses(grant(INTERIOR, mine), DutiesNotSeparated)
        story.refuses(refuse(INTERIOR, mine), DutiesNotSeparated)
        told = {x.command: x.closed_by for x in openings(state_of(story), mine.caller, frozenset())}
        assert told["GrantAmendmentApproval"] == "duties-not-separated"
    story.accepts(grant(INTERIOR))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (ApprovalKind.FINANCIAL_CONTROL, REGION),
        (ApprovalKind.INTERIOR, REGION),
        (ApprovalKind.FINANCE, INTERIOR_MINISTRY),
        (ApprovalKind.COUNCIL_DELIBERATION, OPERATOR),
    ],
)
def test_it_is_asked_of_bodies_that_may_give_it_each_once(kind: ApprovalKind, body: object) -> None:
    story = frozen(in_force(), SHIFTED)
    unfit = approval(kind, body)  # type: ignore[arg-type]
    story.refuses(request(COMMUNE_COUNCIL, INTERIOR, unfit), rules.ApprovalBodyUnfit)
    twice = request(COMMUNE_COUNCIL, INTERIOR, INTERIOR)
    story.refuses(twice, rules.ApprovalDuplicated)
    story.refuses(request(COMMUNE_COUNCIL, INTERIOR, say=commune), core.CapacityRefused)
    story.accepts(request(COMMUNE_COUNCIL, INTERIOR, FINANCE))


def test_only_the_body_that_was_asked_answers_in_its_role_and_once() -> None:
    story = asked()
    head = person("commune-head", COMMUNE, "partner")
    for say in (head, region, office, person("c", None, "controller", "treasury")):
        story.refuses(grant(COMMUNE_COUNCIL, say), core.CapacityRefused)
    story.refuses(grant(COMMUNE_COUNCIL, interior), rules.NotTheApprover)
    story.refuses(grant(FINANCE, interior), rules.ApprovalNotRequested)
    once = story.when(grant(INTERIOR))
    once.refuses(grant(INTERIOR), rules.ApprovalAlreadyGiven)
    suspended = commune_council.while_suspended(COMMUNE)
    story.refuses(grant(COMMUNE_COUNCIL, suspended), PartyInactive)


def test_a_body_asked_for_the_convention_alone_has_nothing_to_answer_here() -> None:
    """The region's council approved the convention; of this amendment it was not asked."""
    story = asked()
    story.refuses(grant(REGION_COUNCIL), AmendmentNotAsked)
    told = {
        x.command: x.closed_by
        for x in openings(state_of(story), region_council.caller, frozenset())
    }
    assert told["GrantAmendmentApproval"] == AmendmentNotAsked.code


def test_an_answer_rests_on_the_text_of_the_amendment() -> None:
    story = asked()
    text = state_of(story).amendments[1].signing.text_sha256
    signed = state_of(story).text
    assert signed is not None
    for sha, rule in (
        (text, None),
        (signed.text_sha256, core.TextStale),
        ("0" * 64, core.TextStale),
    ):
        header = replace(interior.header, grounds=Grounds(text_sha256=sha))
        command = replace(grant(INTERIOR), header=header)
        if rule is None:
            story.accepts(command)
        else:
            story.refuses(command, rule)


def test_whoever_is_asked_sees_the_convention_from_then_on() -> None:
    control = person("control", CONTROL_BUREAU, "controller")
    story = frozen(in_force(), SHIFTED)
    assert not may_see(state_of(story), control.caller)
    story = story.when(request(COMMUNE_COUNCIL, INTERIOR, CONTROL))
    assert may_see(state_of(story), control.caller)
    withdrawn = story.when(region(c.WithdrawAmendment, amendment=1, reason="refus"))
    assert may_see(state_of(withdrawn), control.caller)


def test_nothing_of_it_holds_before_what_it_rests_on() -> None:
    """Asked once it is agreed, answered once it is asked, signed once the last answer is given."""
    later = DAY + timedelta(days=9)
    story = frozen(in_force(), SHIFTED)
    ask = replace(request(COMMUNE_COUNCIL, INTERIOR), header=region.on_day(later).header)
    eve = region.on_day(DAY - timedelta(days=1), later)
    refused = story.refuses(replace(ask, header=eve.header), DateBeforePrevious)
    assert refused.values["fact"] == "amendment-agreed"
    story = story.when(ask)
    refused = story.refuses(grant(INTERIOR, interior.on_day(DAY, later)), DateBeforePrevious)
    assert refused.values["fact"] == "amendment-approvals-requested"
    last = later + timedelta(days=5)
    story = story.when(grant(COMMUNE_COUNCIL, commune_council.on_day(later)))
    story = story.when(grant(INTERIOR, interior.on_day(last)))
    refused = story.refuses(sign(story, commune.on_day(later, last)), DateBeforePrevious)
    assert refused.values["fact"] == "amendment-turn"
    story.accepts(sign(story, commune.on_day(last)))

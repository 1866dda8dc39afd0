"""Nothing holds before what it rests on, part by part, through the whole agreeing life."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import get_args

import pytest
from conventions.domain.amendments import commands as amendments
from conventions.domain.amendments.events import AmendmentEvent, AmendmentSigned
from conventions.domain.approvals.events import ApprovalsEvent
from conventions.domain.chronology import ORDER
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.rules import SignatureBeforeText
from conventions.domain.core.vocabulary import PartyRole, RoundOutcome
from conventions.domain.drafting import commands as drafting
from conventions.domain.drafting.events import DraftingEvent
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.negotiation.events import NegotiationEvent
from conventions.domain.signatures.events import SignaturesEvent
from conventions.domain.tranches.commands import CancelTranche, PlanTranche

from ..amendments.story import RAISED, SHIFTED, agree, agreed, draft, effect, sign, signed
from ..approvals.story import INTERIOR, NEEDED, grant, refuse, request
from ..lives import LIVES
from ..people import COMMUNE, DAY, REGION, STRANGER, Say, commune, interior, operator, region
from ..proposal import PLEDGES, WORKS, article, contribution, mad, party
from ..story import (
    ACCEPT,
    DEADLINE,
    TO_A_ROUND,
    Story,
    drafted,
    in_a_round,
    in_force,
    negotiated,
    ready_to_sign,
    refusal,
    signature,
)
from ..story import agreed as text_agreed

EVE, NEXT = DAY - timedelta(days=1), DAY + timedelta(days=1)


def eve(say: Say) -> Say:
    """Recorded on the day, dated the day before."""
    return say.on_day(EVE, DAY)


def asked() -> Story:
    return text_agreed().when(request(*NEEDED))


def drafted_amendment() -> Story:
    return in_force().when(draft(RAISED))


EARLY: list[tuple[Callable[[], Story], ConventionCommand, str]] = [
    (drafted, eve(region)(drafting.ProposeConvention), "drafted"),
    (drafted, eve(region)(drafting.WriteArticle, article=article("object", "!")), "drafted"),
    (drafted, eve(region)(drafting.WithdrawConvention, reason="r"), "drafted"),
    (
        lambda: drafted().when(TO_A_ROUND[0]),
        eve(region)(negotiation.OpenNegotiationRound, deadline=DEADLINE),
        "drafted",
    ),
    (in_a_round, eve(commune)(negotiation.TakePosition, position=ACCEPT), "round-opened"),
    (
        negotiated,
        eve(region)(drafting.WriteArticle, article=article("object", "!")),
        "drafted",
    ),
    (negotiated, eve(region)(negotiation.AgreeText), "round-closed"),
    (text_agreed, eve(region)(negotiation.ReopenText, reason="r"), "text-agreed"),
    (text_agreed, request(*NEEDED, say=eve(region)), "text-agreed"),
    (asked, grant(INTERIOR, eve(interior)), "approvals-requested"),
    (asked, refuse(INTERIOR, eve(interior)), "approvals-requested"),
    (in_force, eve(region)(amendments.DraftAmendment, reason="r", operations=RAISED), "in-force"),
    (
        drafted_amendment,
        eve(commune)(amendments.TakeAmendmentPosition, amendment=1, position=ACCEPT),
        "amendment-written",
    ),
    (
        drafted_amendment,
        eve(region)(amendments.ReviseAmendment, amendment=1, reason="r", operations=SHIFTED),
        "amendment-written",
    ),
    (
        drafted_amendment,
        eve(region)(amendments.WithdrawAmendment, amendment=1, reason="r"),
        "amendment-written",
    ),
]


@pytest.mark.parametrize(("story", "early", "fact"), EARLY)
def test_a_step_is_not_dated_before_what_it_rests_on(
    story: Callable[[], Story], early: ConventionCommand, fact: str
) -> None:
    refused = story().refuses(early, DateBeforePrevious)
    assert (refused.values["on"], refused.values["day"]) == (str(EVE), str(DAY))
    assert refused.values["fact"] == fact


def test_a_signature_is_not_dated_before_its_text() -> None:
    story = ready_to_sign()
    story.refuses(signature(story, eve(commune)), SignatureBeforeText)
    story.refuses(refusal(story, eve(commune)), SignatureBeforeText)
    amended = agreed(in_force(), RAISED)
    amended.refuses(sign(amended, eve(region)), SignatureBeforeText)


def test_a_group_signs_after_the_group_before() -> None:
    """Whatever the order in which the first group's signatures are recorded."""
    story = ready_to_sign()
    late = signature(story, operator.on_day(NEXT + timedelta(days=3)))
    early = signature(story, commune.on_day(NEXT, NEXT + timedelta(days=3)))
    story = story.when(late, early)
    between = signature(story, region.on_day(NEXT + timedelta(days=2), NEXT + timedelta(days=4)))
    refused = story.refuses(between, DateBeforePrevious)
    assert refused.values["fact"] == "signatures-requested"
    story.accepts(signature(story, region.on_day(NEXT + timedelta(days=3))))


def test_a_round_closes_after_the_last_answer_it_counts() -> None:
    on_the_day = [say(negotiation.TakePosition, position=ACCEPT) for say in (region, commune)]
    last = operator.on_day(NEXT)(negotiation.TakePosition, position=ACCEPT)
    story = in_a_round().when(*on_the_day, last)
    close = {"outcome": RoundOutcome.CONSENSUS}
    refused = story.refuses(region(negotiation.CloseNegotiationRound, **close), DateBeforePrevious)
    assert refused.values["fact"] == "position"
    story.accepts(region.on_day(NEXT)(negotiation.CloseNegotiationRound, **close))


def test_a_party_does_not_answer_before_its_own_last_answer() -> None:
    later = commune.on_day(NEXT)(negotiation.TakePosition, position=ACCEPT)
    other = commune.on_day(DAY, NEXT)(negotiation.TakePosition, article="object", position=ACCEPT)
    refused = in_a_round().when(later).refuses(other, DateBeforePrevious)
    assert refused.values["part"] == "Commune a2"
    theirs = operator.on_day(DAY, NEXT)(negotiation.TakePosition, position=ACCEPT)
    in_a_round().when(later).accepts(theirs)


def test_an_edit_is_dated_after_the_round_it_follows() -> None:
    rest = [
        say.on_day(NEXT)(negotiation.TakePosition, position=ACCEPT)
        for say in (region, commune, operator)
    ]
    close = region.on_day(NEXT)(negotiation.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS)
    story = in_a_round().when(*rest, close)
    edit = region.on_day(DAY, NEXT)(drafting.WriteArticle, article=article("object", "!"))
    assert story.refuses(edit, DateBeforePrevious).values["fact"] == "round-closed"


def test_a_round_opens_after_the_last_edit() -> None:
    edit = region.on_day(NEXT)(drafting.WriteArticle, article=article("object", "!"))
    story = drafted().when(TO_A_ROUND[0], edit)
    early = region.on_day(DAY, NEXT)(negotiation.OpenNegotiationRound, deadline=DEADLINE)
    assert story.refuses(early, DateBeforePrevious).values["fact"] == "edited"


PLEDGE = PLEDGES[0]


@pytest.mark.parametrize(
    "again",
    [
        region.on_day(DAY, NEXT)(
            drafting.PledgeContribution, contribution=contribution("region-26", REGION, 370)
        ),
        region.on_day(DAY, NEXT)(drafting.WithdrawContribution, contribution="region-26"),
    ],
)
def test_a_promise_moves_after_what_it_was(again: ConventionCommand) -> None:
    """As of a day between the two, the later one would be taken away before it was given."""
    raised = contribution("region-26", REGION, 430)
    story = drafted().when(region.on_day(NEXT)(drafting.PledgeContribution, contribution=raised))
    refused = story.refuses(again, DateBeforePrevious)
    assert (refused.values["fact"], refused.values["part"]) == ("contribution", "region-26")
    other = region.on_day(DAY, NEXT)(
        drafting.PledgeContribution, contribution=contribution("commune-26", COMMUNE, 170)
    )
    story.accepts(other)


def test_a_promise_is_dated_after_its_party_and_its_action() -> None:
    witness = party(STRANGER, PartyRole.FUNDER, 3, "Témoin")
    story = drafted().when(region.on_day(NEXT)(drafting.InviteParty, party=witness))
    theirs = contribution("new", STRANGER, 10)
    pledge = region.on_day(DAY, NEXT)(drafting.PledgeContribution, contribution=theirs)
    assert story.refuses(pledge, DateBeforePrevious).values["part"] == "Témoin ff"


def test_a_party_and_an_action_leave_after_their_money() -> None:
    names = [pledge.contribution for pledge in PLEDGES]
    withdraw = region.on_day(NEXT)
    story = drafted().when(
        *(withdraw(drafting.WithdrawContribution, contribution=name) for name in names)
    )
    early = region.on_day(DAY, NEXT)
    for command in (
        early(drafting.RemoveAction, action=WORKS.action),
        early(drafting.RemoveParty, organisation_id=COMMUNE),
    ):
        assert story.refuses(command, DateBeforePrevious).values["fact"] == "funding"


def test_the_total_moves_after_what_it_was() -> None:
    period = {"first_year": 2026, "last_year": 2027, "reason": "r"}
    later = region.on_day(NEXT)(drafting.ReviseTotal, total=mad(900), **period)
    early = region.on_day(DAY, NEXT)(drafting.ReviseTotal, total=mad(800), **period)
    assert drafted().when(later).refuses(early, DateBeforePrevious).values["fact"] == "total"


def test_an_amendment_follows_the_one_before() -> None:
    later = region.on_day(NEXT)(amendments.WithdrawAmendment, amendment=1, reason="r")
    story = in_force().when(draft(RAISED), later)
    early = region.on_day(DAY, NEXT)(amendments.DraftAmendment, reason="r", operations=SHIFTED)
    assert story.refuses(early, DateBeforePrevious).values["fact"] == "amendment-ended"


def test_an_amendment_is_agreed_after_the_last_answer() -> None:
    last = [
        say.on_day(NEXT)(amendments.TakeAmendmentPosition, amendment=1, position=ACCEPT)
        for say in (region, commune, operator)
    ]
    story = in_force().when(draft(RAISED), *last)
    assert story.refuses(agree(), DateBeforePrevious).values["fact"] == "amendment-position"


def test_a_tranche_goes_after_it_was_planned() -> None:
    """Cancelled by hand, or because an amendment's effect leaves no room for it."""
    plan = {"contribution": "region-26", "amount": mad(400), "due_on": date(2026, 9, 1)}
    planned = region.on_day(NEXT)(PlanTranche, tranche="R1", **plan)
    by_hand = region.on_day(DAY, NEXT)(CancelTranche, tranche="R1", reason="r")
    in_force().when(planned).refuses(by_hand, DateBeforePrevious)
    story = signed(in_force(), SHIFTED).when(planned)
    refused = story.refuses(effect(), DateBeforePrevious)
    assert (refused.values["fact"], refused.values["part"]) == ("tranche", "R1")
    late = {"amendment": 1, "effective_on": NEXT}
    story.accepts(region.on_day(NEXT)(amendments.PutAmendmentIntoEffect, **late))


def test_every_event_of_the_agreeing_life_has_its_place() -> None:
    placed = {type(event) for life in LIVES for event in life().history if type(event) in ORDER}
    topics = (DraftingEvent, NegotiationEvent, ApprovalsEvent, SignaturesEvent, AmendmentEvent)
    told = {event for topic in topics for event in get_args(topic)}
    # An amendment is signed on the day of its last signature, which has its own place.
    assert told - placed == {AmendmentSigned}

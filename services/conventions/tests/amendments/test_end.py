"""An amended end follows the beginning and all that happens; an amendment keeps to its base."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments import rules
from conventions.domain.amendments.events import ContributionChange
from conventions.domain.amendments.operations.duration import EndTooEarly
from conventions.domain.core.commands import CommandHeader
from conventions.domain.core.text import text_sha256
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.signatures.commands import EnterIntoForce
from mithaq.dating import Dating

from ..approvals.story import NEEDED, grants, request
from ..people import DAY, ID, REGION, commune, operator, region
from ..proposal import DRAFT, OUTLINE, contribution, mad
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, in_force, signature, state_of, told
from ..tranches.story import paid, scheduled, tranche
from .story import RAISED, SHIFTED, accept, agree, agreed, draft, effect, operations, sign, signed


def endless() -> Story:
    """In force, with no duration given."""
    bare = replace(DRAFT, outline=replace(OUTLINE, duration_months=None))
    story = told().when(
        bare,
        *TO_A_ROUND,
        *TO_CONSENSUS,
        region(AgreeText),
        request(*NEEDED),
        *grants(*NEEDED),
    )
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    return story.when(region(EnterIntoForce))


@pytest.mark.parametrize(
    "ends_on", [date(1999, 12, 31), date(2025, 12, 31), DAY - timedelta(days=1), DAY]
)
def test_a_convention_without_an_end_is_given_none_that_has_passed(ends_on: date) -> None:
    refused = endless().refuses(draft(operations(ends_on=ends_on)), EndTooEarly)
    assert (refused.values["fact"], refused.values["day"]) == ("effect", str(DAY))
    endless().accepts(draft(operations(ends_on=DAY + timedelta(days=1))))


def test_an_end_falls_after_the_first_year_began() -> None:
    """A convention signed ahead of its years does not end before them."""
    terms = state_of(endless()).terms
    ahead = replace(terms, outline=replace(terms.outline, first_year=2027, last_year=2028))
    state = replace(state_of(endless()), terms=ahead)
    with pytest.raises(EndTooEarly) as refused:
        rules.ensure_operations(state, operations(ends_on=date(2026, 12, 31)), None, DAY)
    assert refused.value.values["fact"] == "first-year"


def test_an_end_is_not_before_the_last_due_day_of_a_tranche() -> None:
    story = endless().when(tranche("R1", "region-26", 150, date(2026, 12, 31)))
    refused = story.refuses(draft(operations(ends_on=date(2026, 12, 30))), EndTooEarly)
    assert (refused.values["fact"], refused.values["day"]) == ("due", "2026-12-31")
    story.accepts(draft(operations(ends_on=date(2026, 12, 31))))


def test_an_end_is_not_before_the_last_payment() -> None:
    later = DAY + timedelta(days=9)
    steps = [replace(step, header=_later(step.header, later)) for step in paid(150)]
    whole = tranche("R1", "region-26", 400, DAY)
    story = endless().when(whole, *steps)
    early = operations(ends_on=later - timedelta(days=1))
    assert story.refuses(draft(early), EndTooEarly).values["fact"] == "payment"
    story.accepts(draft(operations(ends_on=later)))


def _later(header: CommandHeader, day: date) -> CommandHeader:
    return replace(header, dating=Dating(on=day, recorded_on=day))


def test_an_end_that_has_passed_meanwhile_is_refused_at_each_step() -> None:
    end = DAY + timedelta(days=1)
    wanted, after = operations(ends_on=end), region.on_day(end)
    drafted = endless().when(draft(wanted), *accept(region, commune, operator))
    drafted.refuses(after(c.AgreeAmendmentText, amendment=1), EndTooEarly)
    frozen = agreed(endless(), wanted)
    frozen.refuses(sign(frozen, commune.on_day(end)), EndTooEarly)
    done = signed(endless(), wanted)
    late = after(c.PutAmendmentIntoEffect, amendment=1, effective_on=end)
    done.refuses(late, EndTooEarly)
    done.accepts(effect())


def took_effect(number: int) -> e.AmendmentTookEffect:
    """Another amendment's effect, which the rules of today would have kept apart."""
    change = ContributionChange(
        before=contribution("region-26", REGION, 400), after=contribution("region-26", REGION, 410)
    )
    return e.AmendmentTookEffect(
        convention_id=ID,
        amendment=number,
        effective_on=DAY,
        contributions=(change,),
        costs=(),
        total=mad(1010),
    )


def other(number: int) -> e.AmendmentDrafted:
    return e.AmendmentDrafted(
        convention_id=ID,
        amendment=number,
        base_version=1,
        base_text_sha256="0" * 64,
        reason="r",
        operations=SHIFTED,
    )


def test_an_amendment_keeps_to_the_text_it_was_drafted_on() -> None:
    """Whatever changed the text since, it is neither agreed, nor signed, nor put into effect."""
    since = (other(2), took_effect(2))
    drafted = in_force().when(draft(RAISED), *accept(region, commune, operator)).given(*since)
    refused = drafted.refuses(agree(), rules.AmendmentBaseStale)
    assert refused.values["amendment"] == 1
    frozen = agreed(in_force(), RAISED).given(*since)
    frozen.refuses(sign(frozen, region), rules.AmendmentBaseStale)
    signed(in_force(), RAISED).given(*since).refuses(effect(), rules.AmendmentBaseStale)


def test_money_that_moves_does_not_make_the_base_stale() -> None:
    story = scheduled().when(draft(RAISED), *paid(150), *accept(region, commune, operator))
    story.accepts(agree())


def test_whoever_drafts_may_say_which_text_was_read() -> None:
    """Given without a version, it is refused once another amendment took effect."""
    read = text_sha256(state_of(in_force()))
    again = replace(draft(SHIFTED), base_text_sha256=read)
    in_force().accepts(again)
    done = signed(in_force(), RAISED).when(effect())
    refused = done.refuses(again, rules.AmendmentBaseStale)
    assert (refused.values["amendment"], refused.values["base"]) == (2, read)
    done.accepts(replace(again, base_text_sha256=text_sha256(state_of(done))))

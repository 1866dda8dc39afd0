"""Asked as of any day, the agreeing life tells nothing negative and nothing out of order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.amendments.commands import PutAmendmentIntoEffect
from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Contribution
from conventions.domain.drafting import commands as drafting
from conventions.domain.drafting import events as told
from conventions.domain.lifecycle import decide, effective_day, evolve
from conventions.domain.tranches import events as money
from conventions.domain.tranches.commands import CancelTranche, PlanTranche
from hypothesis import given
from hypothesis import strategies as st
from mithaq.dating import Dating
from mithaq.errors import MithaqError
from mithaq.events import Origin

from ..amendments.story import SHIFTED, signed
from ..campaigns import campaign
from ..people import COMMUNE, DAY, REGION, region
from ..proposal import contribution, mad
from ..story import Story, by_caller, drafted, in_force, state_of
from ..tranches.story import scheduled

LAST = DAY + timedelta(days=9)
DAYS = st.integers(0, 9).map(lambda n: DAY + timedelta(days=n))
Dated = list[tuple[date, ConventionEvent]]


@st.composite
def edits(draw: st.DrawFn) -> Sequence[ConventionCommand]:
    """Promises made, replaced, moved to another party and taken back, on days in any order."""
    made = []
    for _ in range(draw(st.integers(1, 12))):
        say = region.on_day(draw(DAYS), LAST)
        name = draw(st.sampled_from(["region-26", "commune-26", "new"]))
        who = draw(st.sampled_from([REGION, COMMUNE]))
        promised = contribution(name, who, draw(st.integers(1, 9)))
        taken_back = say(drafting.WithdrawContribution, contribution=name)
        made.append(
            draw(
                st.sampled_from(
                    [say(drafting.PledgeContribution, contribution=promised), taken_back]
                )
            )
        )
    return made


def changes(event: ConventionEvent) -> list[tuple[str, int]]:
    """What an event adds to a promise, or takes from it: as any reader of the events would."""
    match event:
        case told.ContributionPledged(contribution=now, replaced=before):
            return [_added(now), *(_taken(each) for each in [before] if each)]
        case told.ContributionWithdrawn(contribution=gone):
            return [_taken(gone)]
        case AmendmentTookEffect(contributions=changed):
            return [
                *(_added(each.after) for each in changed if each.after),
                *(_taken(each.before) for each in changed if each.before),
            ]
        case money.TranchePlanned(planned=planned):
            return [(f"tranche {planned.tranche}", planned.amount.centimes)]
        case money.TrancheCancelled(tranche=name, given_up=given_up):
            return [(f"tranche {name}", -given_up.amount.centimes)]
    return []


def _added(promise: Contribution) -> tuple[str, int]:
    return promise.contribution, promise.amount.centimes


def _taken(promise: Contribution) -> tuple[str, int]:
    return promise.contribution, -promise.amount.centimes


def live(state: Convention, commands: Sequence[ConventionCommand], history: Dated) -> Convention:
    """Give these commands; what is accepted is noted with the day from which it holds."""
    for command in commands:
        try:
            events = decide(state, command)
        except MithaqError:
            continue
        day = effective_day(state, command)
        for event in events:
            history.append((day, event))
            state = evolve(state, event, Origin(by=by_caller(command), effective_date=day))
    return state


def ensure_never_negative(history: Dated) -> None:
    for as_of in sorted({day for day, _ in history}):
        held: Counter[str] = Counter()
        for day, event in history:
            if day <= as_of:
                for name, amount in changes(event):
                    held[name] += amount
        assert min(held.values(), default=0) >= 0, (as_of, held)


def begun(story: Convention, events: Sequence[ConventionEvent]) -> Dated:
    assert story.version == len(events)
    return [(DAY, event) for event in events]


@campaign
@given(edits())
def test_no_promise_is_taken_away_before_it_was_given(
    commands: Sequence[ConventionCommand],
) -> None:
    story = drafted()
    history = begun(state_of(story), story.history)
    live(state_of(story), commands, history)
    ensure_never_negative(history)


def about_to_displace() -> Story:
    """An amendment is signed: in effect, it leaves no room for a tranche that is planned late."""
    return signed(in_force(), SHIFTED)


def _step(data: st.DataObject) -> ConventionCommand:
    say, name = region.on_day(data.draw(DAYS), LAST), data.draw(st.sampled_from(["R1", "R2"]))
    steps = [
        say(PlanTranche, tranche=name, contribution="region-26", amount=mad(200), due_on=LAST),
        say(CancelTranche, tranche=name, reason="r"),
        say(PutAmendmentIntoEffect, amendment=1, effective_on=data.draw(DAYS)),
    ]
    return data.draw(st.sampled_from(steps))


@campaign
@given(st.data())
def test_nor_does_a_tranche_before_it_was_planned(data: st.DataObject) -> None:
    story = data.draw(st.sampled_from([about_to_displace, scheduled, in_force]))()
    state, history = state_of(story), begun(state_of(story), story.history)
    for _ in range(data.draw(st.integers(1, 12))):
        command = _step(data)
        dating = Dating(on=data.draw(DAYS), recorded_on=LAST)
        dated = replace(command, header=replace(command.header, dating=dating))
        state = live(state, [dated], history)
    ensure_never_negative(history)


def test_such_a_life_is_lived() -> None:
    """The property above is not about refusals alone."""
    say = region.on_day(LAST)
    history = begun(state_of(drafted()), drafted().history)
    promised = contribution("region-26", REGION, 1)
    state = live(
        state_of(drafted()), [say(drafting.PledgeContribution, contribution=promised)], history
    )
    assert history[-1][0] == LAST
    assert state.terms.contributions["region-26"] == promised

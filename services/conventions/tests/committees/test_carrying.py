"""A decision is carried out by an event of its kind that came after it; time tells what was not."""

from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.committees import commands as c
from conventions.domain.committees import decided as d
from conventions.domain.committees import events as e
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.committee import DecisionKind, Resolution
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.rules import NothingWaits
from conventions.domain.core.seats import CommitteeUnknown
from conventions.domain.ending.commands import ResumeConvention, SuspendConvention
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches.rules import ReleaseRefused, ReleaseWeakened

from ..people import (
    ID,
    REGION,
    Say,
    by_itself,
    commune,
    office,
    operator,
    region,
)
from ..proposal import mad
from ..story import Story, in_force, state_of
from ..tranches.story import tranche
from .story import (
    AFTER,
    CONVENE,
    DUE_BY,
    MEETS,
    OTHER,
    RELEASE,
    confirmation,
    decided,
    minutes,
    steered,
)

SUSPEND = Resolution(
    decision="D3",
    text_fr="Suspendre.",
    kind=DecisionKind.SUSPENSION,
    carried_out_by=REGION,
    due_by=date(2026, 4, 30),
)
THEN = AFTER + timedelta(days=1)


def planned() -> Story:
    """All of the region's promise in one tranche, which the committee is to release."""
    asked = tranche("R1", "region-26", 400, committees=("steering",))
    return steered().when(asked)


def call(on: date = THEN) -> tranches.CallFunds:
    act = "appel de fonds n° 1"
    return operator.on_day(on)(tranches.CallFunds, tranche="R1", amount=mad(400), act=act)


def carrier(story: Story, event: type[ConventionEvent] | str, on: date = THEN) -> c.Carrier:
    """The newest event of that type, as the log tells it."""
    name = event if isinstance(event, str) else event.__name__
    found = [n for n, each in enumerate(story.history, 1) if type(each).__name__ == name]
    told = story.history[found[-1] - 1]
    return c.Carrier(version=found[-1], event=name, on=on, part=getattr(told, "tranche", None))


def carried(
    decision: str, by: c.Carrier | None = None, *, say: Say = operator, **more: object
) -> c.CarryOutDecision:
    version = by.version if by else None
    fields = {"decision": decision, "version": version, "carrier": by, **more}
    return say.on_day(THEN + timedelta(days=2))(c.CarryOutDecision, **fields)


def test_funds_are_called_once_the_minutes_that_release_them_are_confirmed() -> None:
    planned().refuses(call(), ReleaseRefused)
    recorded = planned().when(CONVENE, minutes(RELEASE))
    recorded.refuses(call(), ReleaseRefused)
    released = recorded.when(confirmation())
    released.accepts(call())
    released.refuses(call(MEETS - timedelta(days=1)), ReleaseRefused)
    decided(OTHER, given=planned()).refuses(call(), ReleaseRefused)


def test_a_decision_that_was_dropped_releases_nothing() -> None:
    story = decided(RELEASE, given=planned()).when(CONVENE)
    dropped = story.when(minutes(meeting=2, drops=("D1",)), confirmation(meeting=2))
    dropped.refuses(call(), ReleaseRefused)


def test_minutes_on_another_tranche_release_nothing() -> None:
    story = steered().when(
        tranche("R1", "region-26", 200, committees=("steering",)),
        tranche("R2", "region-26", 200),
    )
    other = replace(RELEASE, tranche="R2")
    call_half = replace(call(), amount=mad(200))
    decided(other, given=story).refuses(call_half, ReleaseRefused)
    decided(RELEASE, given=story).accepts(call_half)


def test_planning_again_does_not_shed_the_committee() -> None:
    cancel = region.on_day(MEETS)(tranches.CancelTranche, tranche="R1", reason="report")
    story = planned().when(cancel)
    plain = replace(tranche("R2", "region-26", 400), header=region.on_day(MEETS).header)
    story.refuses(plain, ReleaseWeakened)
    story.accepts(replace(plain, committees=("steering",)))
    unknown = replace(plain, committees=("technical",))
    story.refuses(unknown, CommitteeUnknown)


def test_the_call_for_funds_carries_out_the_release() -> None:
    story = decided(RELEASE, given=planned()).when(call())
    by = carrier(story, "FundsCalled")
    told = e.DecisionCarriedOut(
        convention_id=ID,
        committee="steering",
        decision="D1",
        carried_out_on=THEN,
        by_version=by.version,
        by_event="FundsCalled",
    )
    for say in (operator, region, office):
        story.then(carried("D1", by, say=say), told)
    story.refuses(carried("D1", by, say=commune), d.NotTheCarrier)
    done = story.when(carried("D1", by))
    done.refuses(carried("D1", by), NothingWaits)


def test_what_does_not_carry_a_decision_out() -> None:
    story = decided(RELEASE, given=planned()).when(call())
    by, rule = carrier(story, "FundsCalled"), d.DecisionNotCarriedOutBy
    older = carrier(story, "TranchePlanned")
    for each in (
        older,
        replace(by, event="ConventionSuspended"),
        replace(by, version=older.version),
        replace(by, part="R2"),
        replace(by, on=MEETS - timedelta(days=1)),
        None,
    ):
        story.refuses(carried("D1", each), rule)
    story.refuses(carried("D1", act="PV"), rule)
    story.refuses(carried("D1", None, version=by.version), rule)
    story.refuses(carried("D9", by), d.DecisionUnknown)
    early = operator.on_day(MEETS)(
        c.CarryOutDecision, decision="D1", version=by.version, carrier=by
    )
    story.refuses(early, DateBeforePrevious)


def test_a_suspension_before_the_decision_does_not_carry_it_out() -> None:
    halted = region.on_day(MEETS)(SuspendConvention, reason="gel")
    resumed = region.on_day(AFTER)(ResumeConvention, reason="fin")
    story = steered().when(CONVENE, halted, minutes(SUSPEND), confirmation(), resumed)
    before = carrier(story, "ConventionSuspended", on=MEETS)
    story.refuses(carried("D3", before, say=region), d.DecisionNotCarriedOutBy)
    again = story.when(region.on_day(THEN)(SuspendConvention, reason="gel"))
    again.accepts(carried("D3", carrier(again, "ConventionSuspended"), say=region))


def test_what_no_event_carries_out_is_carried_out_by_an_act() -> None:
    story = decided(OTHER, SUSPEND)
    told = e.DecisionCarriedOut(
        convention_id=ID,
        committee="steering",
        decision="D2",
        carried_out_on=THEN + timedelta(days=2),
        act="bulletin n° 4",
    )
    story.then(carried("D2", say=commune, act="bulletin n° 4"), told)
    story.refuses(carried("D2", say=commune, act=" "), d.DecisionNotCarriedOutBy)
    done = story.when(carried("D2", say=commune, act="bulletin n° 4"))
    done.refuses(carried("D2", say=commune, act="bulletin n° 4"), d.DecisionSettled)
    in_force().refuses(carried("D2", say=commune, act="x"), NothingWaits)


def _note(on: date) -> c.NoteCommitteeOverdue:
    return by_itself.on_day(on)(c.NoteCommitteeOverdue, committee="steering")


def test_a_committee_that_never_met_is_told_once() -> None:
    late = DUE_BY + timedelta(days=1)
    overdue = e.CommitteeOverdue(convention_id=ID, committee="steering", due_by=DUE_BY, times=0)
    steered().then(_note(late), overdue)
    steered().then(_note(DUE_BY))
    steered().when(_note(late)).then(_note(late))
    steered().then(by_itself.on_day(late)(c.NoteCommitteeOverdue, committee="none"))
    assert state_of(steered().when(_note(late))).committees.overdue == {"steering": DUE_BY}


def test_a_meeting_begins_the_time_anew() -> None:
    story = decided()
    due = date(2026, 9, 12)
    story.then(_note(due))
    overdue = e.CommitteeOverdue(
        convention_id=ID, committee="steering", due_by=due, times=1, met_on=MEETS
    )
    story.then(_note(due + timedelta(days=1)), overdue)
    ended = steered().when(_note(DUE_BY + timedelta(days=1)), CONVENE, minutes(), confirmation())
    assert not state_of(ended).committees.overdue


def test_a_meeting_without_a_quorum_is_none() -> None:
    story = steered().when(CONVENE, minutes(present=()), confirmation())
    assert isinstance(story.when(_note(DUE_BY + timedelta(days=1))).history[-1], e.CommitteeOverdue)


def _late(on: date, decision: str = "D3") -> c.NoteDecisionOverdue:
    return by_itself.on_day(on)(c.NoteDecisionOverdue, decision=decision)


def test_a_decision_that_nobody_carried_out_is_told_once() -> None:
    story, due = decided(SUSPEND, OTHER), date(2026, 4, 30)
    late = due + timedelta(days=1)
    told = e.DecisionOverdue(
        convention_id=ID, committee="steering", decision="D3", due_by=due, carried_out_by=REGION
    )
    story.then(_late(late), told)
    story.then(_late(due))
    story.when(_late(late)).then(_late(late))
    story.then(_late(late, "D2"))
    story.then(_late(late, "D9"))
    assert state_of(story.when(_late(late))).committees.decisions["D3"].overdue
    halted = story.when(region.on_day(THEN)(SuspendConvention, reason="gel"))
    done = halted.when(carried("D3", carrier(halted, "ConventionSuspended"), say=region))
    done.then(_late(late))

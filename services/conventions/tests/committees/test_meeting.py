"""A committee is convened in time; its minutes count once another member confirmed them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conventions.domain.committees import commands as c
from conventions.domain.committees import decided as d
from conventions.domain.committees import events as e
from conventions.domain.committees import rules
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.committee import Attendance, DecisionKind, MeetingState, Resolution
from conventions.domain.core.limits import LIMITS, PartsTooMany
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.rules import (
    CapacityRefused,
    CommandClosed,
    NameDuplicated,
    NothingWaits,
    ReasonMissing,
    TextBlank,
)
from conventions.domain.core.seats import CommitteeUnknown
from conventions.domain.core.vocabulary import Part
from conventions.domain.ending.commands import SuspendConvention
from conventions.domain.tranches.rules import TrancheUnknown
from mithaq.commands import Caller

from ..people import (
    COMMUNE,
    DAY,
    ID,
    MINISTRY,
    OPERATOR,
    REGION,
    STRANGER,
    Say,
    bookkeeper,
    commune,
    office,
    operator,
    region,
)
from ..story import agreed, in_force, state_of
from ..tranches.story import tranche
from .story import (
    AFTER,
    ALL,
    CONVENE,
    MEETS,
    OTHER,
    RELEASE,
    STEERING,
    confirmation,
    decided,
    minutes,
    steered,
)

CONVENED = steered().when(CONVENE)
RECORDED = CONVENED.when(minutes(OTHER))
LATER = MEETS + timedelta(days=7)


def _token(person: str, organisation: object, *roles: str) -> Say:
    return Say(Caller(subject=person, organisation=organisation, roles=frozenset(roles)))  # type: ignore[arg-type]


def test_who_chairs_convenes_and_so_do_lead_and_office() -> None:
    convened = e.MeetingConvened(
        convention_id=ID,
        committee="steering",
        meeting=1,
        meets_on=MEETS,
        place="Siège",
        agenda="Bilan",
        members=(REGION, COMMUNE, OPERATOR),
    )
    steered().then(CONVENE, convened)
    steered().then(replace(CONVENE, header=office.header), convened)
    technical = replace(STEERING, committee="technical", chair=OPERATOR)
    story = steered(technical)
    story.accepts(operator(c.ConveneCommittee, **{**_call(), "committee": "technical"}))
    story.refuses(commune(c.ConveneCommittee, **_call()), rules.NotTheConvener)
    steered().when(region(SuspendConvention, reason="gel")).accepts(CONVENE)


def _call() -> dict[str, object]:
    return {"committee": "steering", "meets_on": MEETS, "place": "Siège", "agenda": "Bilan"}


def test_members_are_told_so_many_days_before() -> None:
    soon = replace(CONVENE, meets_on=MEETS - timedelta(days=1))
    steered().refuses(soon, rules.MeetingTooSoon)
    dated_back = region.on_day(DAY, DAY + timedelta(days=3))
    steered().refuses(dated_back(c.ConveneCommittee, **_call()), rules.MeetingTooSoon)


def test_what_cannot_be_convened() -> None:
    steered().refuses(replace(CONVENE, committee="technical"), CommitteeUnknown)
    steered().refuses(replace(CONVENE, place=" "), TextBlank)
    in_force().refuses(CONVENE, NothingWaits)
    agreed().refuses(CONVENE, CommandClosed)


def test_a_convention_has_only_so_many_meetings() -> None:
    steered().when(*(CONVENE for _ in range(LIMITS[Part.MEETINGS]))).refuses(CONVENE, PartsTooMany)


def test_a_meeting_is_postponed_or_cancelled_with_a_reason() -> None:
    postpone = region(c.PostponeMeeting, meeting=1, meets_on=LATER, reason="salle")
    moved = e.MeetingPostponed(
        convention_id=ID,
        committee="steering",
        meeting=1,
        meets_on=LATER,
        reason="salle",
        members=(REGION, COMMUNE, OPERATOR),
    )
    CONVENED.then(postpone, moved)
    CONVENED.then(replace(postpone, meets_on=MEETS))
    CONVENED.refuses(replace(postpone, reason=" "), ReasonMissing)
    CONVENED.refuses(replace(postpone, meeting=2), rules.MeetingUnknown)
    CONVENED.refuses(replace(postpone, header=operator.header), rules.NotTheConvener)
    CONVENED.when(postpone).refuses(replace(postpone, meets_on=MEETS), rules.MeetingTooSoon)
    cancel = region(c.CancelMeeting, meeting=1, reason="objet réglé")
    told = e.MeetingCancelled(
        convention_id=ID,
        committee="steering",
        meeting=1,
        meets_on=MEETS,
        reason="objet réglé",
        members=(REGION, COMMUNE, OPERATOR),
    )
    CONVENED.then(cancel, told)
    CONVENED.refuses(replace(cancel, reason=" "), ReasonMissing)
    CONVENED.refuses(replace(cancel, meeting=2), rules.MeetingUnknown)
    CONVENED.refuses(replace(cancel, header=operator.header), rules.NotTheConvener)
    twice = CONVENED.when(CONVENE, cancel)
    for again in (cancel, postpone, minutes()):
        twice.refuses(again, rules.MeetingClosed)
    steered().refuses(cancel, NothingWaits)
    steered().refuses(postpone, NothingWaits)


def test_minutes_say_who_was_there_and_what_was_decided() -> None:
    CONVENED.then(
        minutes(OTHER),
        e.MinutesRecorded(
            convention_id=ID,
            committee="steering",
            meeting=1,
            held_on=MEETS,
            act="PV 1",
            present=ALL,
            seats=3,
            quorate=True,
            decisions=(OTHER,),
        ),
    )
    for say in (commune, operator, office):
        CONVENED.accepts(minutes(say=say))


def test_no_minutes_before_the_meeting() -> None:
    CONVENED.refuses(minutes(on=MEETS - timedelta(days=1)), rules.MeetingAhead)
    back = region.on_day(DAY, MEETS)
    CONVENED.refuses(minutes(say=back, on=DAY), rules.MeetingAhead)
    later = region(c.PostponeMeeting, meeting=1, meets_on=LATER, reason="salle")
    CONVENED.when(later).refuses(minutes(), rules.MeetingAhead)


def test_without_a_quorum_nothing_is_decided() -> None:
    one = ALL[:1]
    CONVENED.refuses(minutes(OTHER, present=one), rules.QuorumNotReached)
    CONVENED.refuses(minutes(present=one, drops=("D9",)), rules.QuorumNotReached)
    CONVENED.refuses(minutes(OTHER, present=()), rules.QuorumNotReached)
    alone = CONVENED.when(minutes(present=one))
    (told,) = (each for each in alone.history if isinstance(each, e.MinutesRecorded))
    assert not told.quorate
    met = state_of(alone.when(confirmation())).committees
    assert met.meetings[1].state is MeetingState.CONFIRMED
    assert not met.met
    CONVENED.accepts(minutes(OTHER, present=ALL[:2]))


def test_members_alone_are_present_and_record() -> None:
    strange = Attendance(organisation_id=STRANGER, capacity="Expert")
    CONVENED.refuses(minutes(present=(*ALL, strange)), rules.NotAMember)
    CONVENED.refuses(minutes(present=(*ALL, ALL[0])), NameDuplicated)
    two = steered(replace(STEERING, committee="technical", members=(REGION, COMMUNE))).when(
        region(c.ConveneCommittee, **{**_call(), "committee": "technical"})
    )
    two.refuses(minutes(say=operator, present=ALL[:2]), rules.NotAMember)
    recorded = two.when(minutes(present=ALL[:2]))
    recorded.refuses(confirmation(operator), rules.NotAMember)
    contest = c.ContestMinutes
    recorded.refuses(operator.on_day(AFTER)(contest, meeting=1, reason="non"), rules.NotAMember)


@pytest.mark.parametrize(
    ("decision", "rule"),
    [
        (replace(OTHER, carried_out_by=STRANGER), PartyUnknown),
        (replace(OTHER, text_fr=" "), TextBlank),
        (replace(OTHER, tranche="R1"), d.DecisionUnfit),
        (replace(RELEASE, tranche=None), d.DecisionUnfit),
        (RELEASE, TrancheUnknown),
        (replace(OTHER, due_by=DAY), d.DecisionDueTooSoon),
    ],
)
def test_a_decision_that_nobody_could_carry_out(decision: Resolution, rule: type) -> None:
    CONVENED.refuses(minutes(decision), rule)


def test_a_decision_has_a_name_of_its_own() -> None:
    CONVENED.refuses(minutes(OTHER, OTHER), NameDuplicated)
    twice = steered().when(CONVENE, CONVENE, minutes(OTHER))
    twice.refuses(minutes(OTHER, meeting=2), d.DecisionNameTaken)
    twice.when(confirmation()).refuses(minutes(OTHER, meeting=2), d.DecisionNameTaken)
    twice.accepts(minutes(replace(OTHER, decision="D3"), meeting=2))


def test_another_person_of_another_member_confirms() -> None:
    RECORDED.then(
        confirmation(),
        e.MinutesConfirmed(
            convention_id=ID,
            committee="steering",
            meeting=1,
            held_on=MEETS,
            decisions=(OTHER,),
            meets_again_by=MEETS.replace(month=9),
        ),
    )
    RECORDED.refuses(confirmation(region), rules.OwnMinutes)
    by_operator = CONVENED.when(minutes(say=operator))
    by_operator.refuses(confirmation(operator), rules.OwnMinutes)
    by_operator.refuses(confirmation(bookkeeper), rules.OwnMinutes)
    other_token = _token("operator-head", COMMUNE, "partner")
    by_operator.refuses(confirmation(other_token), rules.OwnMinutes)
    other_letters = _token("Operator-Head", COMMUNE, "partner")
    by_operator.refuses(confirmation(other_letters), rules.OwnMinutes)
    RECORDED.refuses(confirmation(office), CapacityRefused)
    RECORDED.refuses(confirmation(on=DAY), DateBeforePrevious)


def test_who_acted_for_the_recording_party_confirms_with_no_other_token() -> None:
    aide = _token("aide", REGION, "partner")
    story = steered().when(replace(CONVENE, header=aide.header), minutes(OTHER))
    story.refuses(confirmation(_token("aide", COMMUNE, "partner")), rules.OwnMinutes)


def test_minutes_recorded_by_the_office_are_confirmed_by_a_member() -> None:
    story = CONVENED.when(minutes(say=office))
    story.accepts(confirmation(region))
    story.refuses(confirmation(_token("other", MINISTRY, "office")), CapacityRefused)


def test_contested_minutes_are_recorded_anew() -> None:
    contest = commune.on_day(AFTER)(c.ContestMinutes, meeting=1, reason="chiffre faux")
    told = e.MinutesContested(
        convention_id=ID, committee="steering", meeting=1, reason="chiffre faux"
    )
    RECORDED.then(contest, told)
    RECORDED.refuses(replace(contest, reason=" "), ReasonMissing)
    RECORDED.refuses(replace(contest, meeting=2), rules.MeetingUnknown)
    RECORDED.refuses(replace(contest, header=office.on_day(AFTER).header), CapacityRefused)
    contested = RECORDED.when(contest)
    contested.refuses(confirmation(), NothingWaits)
    again = contested.when(minutes(replace(OTHER, decision="D3"), say=commune, on=AFTER))
    again.refuses(confirmation(), rules.OwnMinutes)
    confirmed = state_of(again.when(confirmation(region)))
    assert list(confirmed.committees.decisions) == ["D3"]


def test_confirmed_minutes_stay() -> None:
    story = decided(OTHER).when(CONVENE, minutes(meeting=2))
    story.refuses(confirmation(), rules.MeetingClosed)
    story.refuses(
        commune.on_day(AFTER)(c.ContestMinutes, meeting=1, reason="x"), rules.MeetingClosed
    )
    story.refuses(confirmation(meeting=3), rules.MeetingUnknown)
    steered().refuses(minutes(), NothingWaits)
    decided(OTHER).refuses(confirmation(), NothingWaits)


def test_a_later_meeting_drops_what_an_earlier_one_decided() -> None:
    story = decided(OTHER).when(replace(CONVENE, meets_on=LATER))
    drop = minutes(meeting=2, on=LATER, drops=("D2",))
    after = LATER + timedelta(days=1)
    dropped = e.DecisionDropped(convention_id=ID, committee="steering", decision="D2", meeting=2)
    gone = story.when(drop, confirmation(meeting=2, on=after))
    assert gone.history[-1] == dropped
    assert state_of(gone).committees.decisions["D2"].dropped_on == after
    story.refuses(minutes(meeting=2, on=LATER, drops=("D9",)), d.DecisionUnknown)
    again = gone.when(replace(CONVENE, meets_on=LATER))
    again.refuses(minutes(meeting=3, on=LATER, drops=("D2",)), d.DecisionSettled)


def test_another_committee_drops_nothing_of_it() -> None:
    technical = replace(STEERING, committee="technical")
    story = decided(OTHER, given=steered(technical)).when(
        region(c.ConveneCommittee, **{**_call(), "committee": "technical"})
    )
    story.refuses(minutes(meeting=2, drops=("D2",)), d.DecisionUnknown)


def test_a_release_names_a_tranche_that_there_is() -> None:
    planned = CONVENED.when(tranche("R1", "region-26", 400))
    planned.accepts(minutes(RELEASE))
    assert RELEASE.kind is DecisionKind.RELEASE

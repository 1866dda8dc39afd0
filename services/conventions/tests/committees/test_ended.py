"""Once a convention has ended, a committee minutes what it held and decides what still can be."""

from dataclasses import replace
from datetime import timedelta

from conventions.domain.committees import commands as c
from conventions.domain.committees import decided as d
from conventions.domain.core.amendment import Operations, Termination
from conventions.domain.core.committee import DecisionKind
from conventions.domain.core.rules import CommandClosed
from conventions.domain.core.vocabulary import State

from ..amendments.story import effect, signed
from ..people import REGION, by_itself, commune, region
from ..story import Story, state_of
from .story import AFTER, CONVENE, DUE_BY, MEETS, OTHER, confirmation, minutes, steered


def ended() -> Story:
    """All agreed to end it while two meetings were convened."""
    story = steered().when(CONVENE, CONVENE)
    return signed(story, Operations(termination=Termination())).when(effect())


def test_no_meeting_is_convened_any_more_and_those_that_were_are_minuted_or_cancelled() -> None:
    story = ended()
    assert state_of(story).state is State.TERMINATED
    story.refuses(CONVENE, CommandClosed)
    later = MEETS + timedelta(days=9)
    story.refuses(
        region(c.PostponeMeeting, meeting=1, meets_on=later, reason="salle"), CommandClosed
    )
    story.accepts(region(c.CancelMeeting, meeting=2, reason="fin"))
    recorded = story.when(minutes(OTHER))
    recorded.accepts(commune.on_day(AFTER)(c.ContestMinutes, meeting=1, reason="faux"))
    done = recorded.when(confirmation())
    done.accepts(commune.on_day(AFTER)(c.CarryOutDecision, decision="D2", act="bulletin"))


def test_what_cannot_be_carried_out_any_more_is_not_decided() -> None:
    suspend = replace(OTHER, kind=DecisionKind.SUSPENSION, carried_out_by=REGION)
    ended().refuses(minutes(suspend), d.DecisionTooLate)
    steered().when(CONVENE).accepts(minutes(suspend))


def test_time_tells_nothing_of_the_committees_of_what_has_ended() -> None:
    late = by_itself.on_day(DUE_BY + timedelta(days=1))
    ended().refuses(late(c.NoteCommitteeOverdue, committee="steering"), CommandClosed)
    ended().refuses(late(c.NoteDecisionOverdue, decision="D1"), CommandClosed)

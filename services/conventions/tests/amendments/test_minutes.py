"""An amendment that minutes of a committee decided on: no round, and who chairs it signs."""

from dataclasses import replace
from datetime import date

from conventions.domain.amendments import commands as c
from conventions.domain.amendments import rules
from conventions.domain.amendments.announced import MinutesAhead, MinutesDoNotAmend
from conventions.domain.committees.commands import WriteCommittee
from conventions.domain.core.amendment import Minutes, Operations, Reschedule
from conventions.domain.core.committee import Committee, CommitteeKind
from conventions.domain.core.frame import CommitteeRule, frame_of
from conventions.domain.core.vocabulary import AmendmentKind, Instrument
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.signatures.commands import EnterIntoForce

from ..approvals.story import NEEDED, grants, request
from ..people import COMMUNE, OPERATOR, REGION, commune, operator, region
from ..proposal import DRAFT, contribution, mad
from ..shares.story import framed
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, signature, state_of
from ..tranches.story import tranche
from .story import agree, draft, effect, operations, sign_all

STEERING = CommitteeRule(
    committee="pilotage",
    name_fr="Comité de pilotage",
    name_ar="لجنة القيادة",
    members=("lead", "funder"),
    chair="lead",
    every_months=6,
    basis="Assumption: as most published conventions have it.",
)
LETS = replace(
    frame_of(Instrument.FINANCING),
    committees=(STEERING,),
    minutes_amend=(AmendmentKind.SPLIT, AmendmentKind.SCHEDULE, AmendmentKind.DURATION),
)
PILOTING = region(
    WriteCommittee,
    committee=Committee(
        committee="pilotage",
        kind=CommitteeKind.STEERING,
        subject_fr="Pilotage",
        members=(REGION, COMMUNE, OPERATOR),
        chair=REGION,
        every_months=6,
        notice_days=10,
        quorum_percent=50,
    ),
)
MINUTES = Minutes(committee="pilotage", held_on=date(2026, 3, 1), sha256="a" * 64)
SPLIT = replace(
    operations({"region-26": 350, "region-27": 350}, {2026: 650, 2027: 350}),
    kinds=(AmendmentKind.SPLIT,),
)


def in_force() -> Story:
    """Its text lets the steering committee split money anew and reschedule."""
    story = framed(LETS).when(
        DRAFT,
        PILOTING,
        *TO_A_ROUND,
        *TO_CONSENSUS,
        region(AgreeText),
        request(*NEEDED),
        *grants(*NEEDED),
    )
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    return story.when(region(EnterIntoForce))


def test_what_minutes_decided_is_not_negotiated_again() -> None:
    drafted = in_force().when(draft(SPLIT, minutes=MINUTES))
    frozen = drafted.when(agree())
    assert state_of(frozen).amendments[1].signing.signatories == {REGION}
    assert state_of(frozen).amendments[1].minutes == MINUTES
    without = in_force().when(draft(SPLIT))
    without.refuses(agree(), rules.AmendmentNotAccepted)


def test_it_is_signed_by_who_chairs_and_by_those_whose_promise_changes() -> None:
    """The committee moves nobody's promise without that party's signature."""
    moved = replace(
        operations({"commune-26": 150}, {2026: 650, 2027: 350}),
        contributions=(contribution("commune-27", COMMUNE, 50, year=2027),),
        kinds=(AmendmentKind.SPLIT,),
    )
    frozen = in_force().when(draft(moved, minutes=MINUTES), agree())
    assert state_of(frozen).amendments[1].signing.signatories == {REGION, COMMUNE}
    assert OPERATOR not in state_of(frozen).amendments[1].signing.signatories


def test_it_takes_effect_as_any_other() -> None:
    later = Operations(
        reschedules=(Reschedule(tranche="R1", due_on=date(2026, 8, 1), amount=mad(400)),),
        kinds=(AmendmentKind.SCHEDULE,),
    )
    story = in_force().when(tranche("R1", "region-26", 400))
    done = sign_all(story.when(draft(later, minutes=MINUTES), agree())).when(effect())
    assert state_of(done).tranches["R1"].planned.due_on == date(2026, 8, 1)


def test_minutes_decide_on_what_the_table_and_the_text_let_them() -> None:
    """The text lets them extend the duration; the table of kinds never does."""
    longer = replace(operations(ends_on=date(2029, 1, 1)), kinds=(AmendmentKind.DURATION,))
    in_force().refuses(draft(longer, minutes=MINUTES), MinutesDoNotAmend)
    amount = replace(operations({"region-26": 450}, {2026: 750}), kinds=(AmendmentKind.AMOUNT,))
    in_force().refuses(draft(amount, minutes=MINUTES), MinutesDoNotAmend)
    of_nobody = replace(MINUTES, committee="technique")
    in_force().refuses(draft(SPLIT, minutes=of_nobody), MinutesDoNotAmend)


def test_minutes_of_a_day_to_come_decide_on_nothing() -> None:
    ahead = replace(MINUTES, held_on=date(2026, 3, 3))
    in_force().refuses(draft(SPLIT, minutes=ahead), MinutesAhead)


def test_who_revises_without_the_minutes_negotiates() -> None:
    story = in_force().when(draft(SPLIT, minutes=MINUTES))
    revised = story.when(region(c.ReviseAmendment, amendment=1, reason="débat", operations=SPLIT))
    revised.refuses(agree(), rules.AmendmentNotAccepted)

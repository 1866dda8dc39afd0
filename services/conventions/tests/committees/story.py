"""The committee of the tests: all three parties steer, the region chairs, twice a year."""

from datetime import date, timedelta
from typing import Any

from conventions.domain.committees import commands as c
from conventions.domain.core.committee import (
    Attendance,
    Committee,
    CommitteeKind,
    DecisionKind,
    Resolution,
)
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.signatures.commands import EnterIntoForce

from ..approvals.story import NEEDED, grants, request
from ..people import COMMUNE, DAY, OPERATOR, REGION, Say, commune, operator, region
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, drafted, signature

STEERING = Committee(
    committee="steering",
    kind=CommitteeKind.STEERING,
    subject_fr="Pilotage de la convention",
    subject_ar="قيادة الاتفاقية",
    members=(REGION, COMMUNE, OPERATOR),
    chair=REGION,
    every_months=6,
    notice_days=10,
    quorum_percent=60,
)
MEETS = DAY + timedelta(days=10)
AFTER = MEETS + timedelta(days=5)
DUE_BY = date(2026, 9, 2)  # six months from the force
WRITE = region(c.WriteCommittee, committee=STEERING)
ALL = tuple(
    Attendance(organisation_id=who, capacity="Président") for who in (REGION, COMMUNE, OPERATOR)
)
RELEASE = Resolution(
    decision="D1",
    text_fr="Libérer la première tranche.",
    text_ar="تحرير الشطر الأول.",
    kind=DecisionKind.RELEASE,
    carried_out_by=OPERATOR,
    due_by=date(2026, 6, 30),
    tranche="R1",
)
OTHER = Resolution(
    decision="D2",
    text_fr="Publier le bilan.",
    kind=DecisionKind.OTHER,
    carried_out_by=COMMUNE,
)
CONVENE = region(
    c.ConveneCommittee, committee="steering", meets_on=MEETS, place="Siège", agenda="Bilan"
)


def steered(*also: Committee) -> Story:
    """In force, with its committee in the text."""
    writing = (region(c.WriteCommittee, committee=each) for each in (STEERING, *also))
    story = drafted().when(*writing, *TO_A_ROUND, *TO_CONSENSUS, region(AgreeText))
    story = story.when(request(*NEEDED), *grants(*NEEDED))
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    return story.when(region(EnterIntoForce))


def minutes(
    *decisions: Resolution, say: Say = region, meeting: int = 1, on: date = MEETS, **more: Any
) -> c.RecordMinutes:
    told = {"act": f"PV {meeting}", "present": ALL, **more}
    return say.on_day(on)(c.RecordMinutes, meeting=meeting, decisions=decisions, **told)


def confirmation(say: Say = commune, meeting: int = 1, on: date = AFTER) -> c.ConfirmMinutes:
    return say.on_day(on)(c.ConfirmMinutes, meeting=meeting)


def decided(*decisions: Resolution, given: Story | None = None) -> Story:
    """It met, and its minutes are confirmed."""
    story = given or steered()
    return story.when(CONVENE, minutes(*decisions), confirmation())

"""Whom time is told to: whoever is late first, from sixty days on also who conducts."""

from collections.abc import Sequence
from typing import Final

from notifications.domain.notices import Audience, Template
from notifications.domain.told import Told
from notifications.heard.timing import (
    DurationEnding,
    DurationOver,
    LatePart,
    SignatoryMandateEnding,
    TrancheOverdue,
)

PAYMENT: Final = "payment"
CALL: Final = "call"
ESCALATES: Final = 60  # days beyond which who conducts is told as well


def overdue(event: TrancheOverdue) -> Sequence[Told]:
    """What is blocked is nobody's lateness, and no letter."""
    return [told for part in event.parts for told in _of_part(event, part)]


def _of_part(event: TrancheOverdue, part: LatePart) -> Sequence[Told]:
    facts = {
        "tranche": event.tranche,
        "amount": str(part.amount),
        "due_on": event.due_on.isoformat(),
        "since": part.since.isoformat(),
        "over_days": str(event.over_days),
    }
    if part.kind == CALL:
        return [Told(Template.FUNDS_NOT_CALLED, part.owed_by, facts)]
    if part.kind != PAYMENT:
        return []
    template = Template.TRANCHE_LATE if event.over_days else Template.TRANCHE_DUE
    told = [Told(template, part.owed_by, facts)]
    if event.over_days >= ESCALATES:
        late = facts | {"late_party": str(part.owed_by[0])}
        told.append(Told(Template.LATE_ESCALATED, facts=late, audience=Audience.CONDUCTING))
    return told


def ending(event: DurationEnding) -> Sequence[Told]:
    facts = {"ends_on": event.ends_on.isoformat()}
    return [Told(Template.DURATION_ENDING, facts=facts, audience=Audience.ALL_PARTIES)]


def over(event: DurationOver) -> Sequence[Told]:
    facts = {"ends_on": event.ends_on.isoformat()}
    return [Told(Template.DURATION_OVER, facts=facts, audience=Audience.ALL_PARTIES)]


def mandate_ending(event: SignatoryMandateEnding) -> Sequence[Told]:
    """Whoever represents the party may see to another mandate."""
    facts = {"last_day": event.last_day.isoformat()}
    return [Told(Template.MANDATE_ENDING, (event.organisation_id,), facts, Audience.PEOPLE)]

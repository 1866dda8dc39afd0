"""Decisions of deadlines: each looks at what is so on the day it runs, and tells it once."""

from datetime import date, timedelta

from conventions.domain.core.commands import FROZEN
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.lateness import age_of, mark_of, next_mark
from conventions.domain.core.tranche import Tranche
from conventions.domain.timing import commands as c
from conventions.domain.timing import events as e
from conventions.domain.timing.lateness import days_of, unpaid_parts
from conventions.domain.tranches.decide import of_tranche

WARNING_DAYS = 90  # before the last day


def note_overdue(convention: Convention, command: c.NoteTrancheOverdue) -> Events:
    """Nothing where it was settled, moved or told meanwhile, or its days stand still."""
    tranche = convention.tranches.get(command.tranche)
    parts = unpaid_parts(convention, tranche, command.on) if tranche else []
    if tranche is None or not parts:
        return []
    days, due_on = days_of(convention, tranche, command.on), tranche.planned.due_on
    told = convention.overdue.get(tranche.tranche)
    if told is not None and told[0] == due_on and told[1] >= mark_of(days) and not command.again:
        return []
    return [
        e.TrancheOverdue(
            **of_tranche(convention, tranche),
            due_on=due_on,
            over_days=mark_of(days),
            days=days,
            age=age_of(days),
            parts=tuple(parts),
            again=command.again,
            look_again_on=_next_look(days, command.on),
        )
    ]


def count_again(convention: Convention, command: c.CountLatenessAgain) -> Events:
    """For each tranche of which something waits, the day of its next mark where that moved."""
    looks = tuple(
        e.NextLook(tranche=tranche.tranche, on=day)
        for tranche in convention.tranches.values()
        if _waits(tranche)
        and (day := _look_of(convention, tranche, command.on)) is not None
        and day != convention.looks.get(tranche.tranche)
    )
    return [e.LatenessCounted(convention_id=convention.convention_id, looks=looks)] if looks else []


def note_ending(convention: Convention, command: c.NoteDurationEnding) -> Events:
    """Nothing where it was moved away, is over already, or was told."""
    day = convention.ends_on
    if day is None or day == convention.ending_told or command.on > day:
        return []
    left = (day - command.on).days
    if left > WARNING_DAYS:
        return []
    return [e.DurationEnding(convention_id=convention.convention_id, ends_on=day, days_left=left)]


def note_over(convention: Convention, command: c.NoteDurationOver) -> Events:
    """Nothing where an amendment extended it meanwhile, or it was told."""
    day = convention.ends_on
    if day is None or command.on <= day or convention.duration_over:
        return []
    return [e.DurationOver(convention_id=convention.convention_id, ends_on=day)]


def note_mandate_ending(convention: Convention, command: c.NoteMandateEnding) -> Events:
    """Only of a party that has still to sign this text, and has no mandate that holds longer."""
    signing, party = convention.signing, command.organisation_id
    waits = convention.state in FROZEN and party in signing.signatories - signing.signatures.keys()
    told = (command.last_day, command.days_left)
    if not waits or command.others or convention.mandates_ending.get(party) == told:
        return []
    return [
        e.SignatoryMandateEnding(
            convention_id=convention.convention_id,
            organisation_id=party,
            mandate_id=command.mandate_id,
            last_day=command.last_day,
            days_left=command.days_left,
        )
    ]


def _waits(tranche: Tranche) -> bool:
    return not tranche.cancelled and tranche.justified < tranche.amount


def _look_of(convention: Convention, tranche: Tranche, on: date) -> date | None:
    """The day after its due day, or that of its next mark; None beyond the last, or once told."""
    days = days_of(convention, tranche, on)
    if tranche.planned.due_on >= on:
        return None  # its first deadline stands
    told = convention.overdue.get(tranche.tranche)
    if told is None or told[0] != tranche.planned.due_on or not days or told[1] < mark_of(days):
        return on + timedelta(days=0 if days else 1)
    return _next_look(days, on)


def _next_look(days: int, on: date) -> date | None:
    more = next_mark(days)
    return None if more is None else on + timedelta(days=more)

"""What holds of the two days of a fact (rule 10): it holds from its own day, and is known from when
it was recorded. Text and promises are read anew as of a day, from what was known by a command.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from conventions.domain import text_at as reading
from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.ending.events import TerminationPronounced
from conventions.domain.negotiation.events import TextAgreed
from conventions.domain.shares.events import ShareSplit
from conventions.domain.signatures.events import ConventionEnteredIntoForce
from conventions.domain.text_at import TextAt

from .days import BACKDATING_DAYS, DAY
from .invariants_days import day_of
from .plan import Plan
from .record import Faults, Record, Recorded, folded, told

_MOVING: Final = (
    TextAgreed,
    ShareSplit,
    ConventionEnteredIntoForce,
    AmendmentTookEffect,
    TerminationPronounced,
)


def what_is_read_as_of_a_day_held_on_it(record: Record) -> Faults:
    """On the day of each text and amendment and on the day before, known with it and without it."""
    history = list(_history(record))
    for nth, entry in enumerate(record):
        if any(isinstance(event, _MOVING) for event in entry.events):
            for known, day in ((nth, entry.on - DAY), (nth, entry.on), (nth - 1, entry.on)):
                yield from _differing(record, history, known, day)
    for day in {entry.on for entry in record if any(isinstance(x, _MOVING) for x in entry.events)}:
        yield from _differing(record, history, len(record) - 1, day)


def _history(record: Record) -> Iterator[reading.Told]:
    for version, (nth, event) in enumerate(
        ((nth, event) for nth, entry in enumerate(record) for event in entry.events), start=1
    ):
        entry = record[nth]
        yield reading.Told(event, version, entry.on, _recorded_at(entry, nth))


def _recorded_at(entry: Recorded, nth: int) -> datetime:
    """In the order of the commands, on the day of each."""
    return datetime.combine(entry.recorded_on, time(), UTC) + timedelta(seconds=nth)


def _differing(
    record: Record, history: Sequence[reading.Told], known: int, day: date
) -> Iterator[str]:
    """What the service reads otherwise than the days that the events themselves name."""
    plan, amended = Plan(), []
    for entry, event in told(record[: known + 1]):
        if day_of(entry, event) <= day:
            plan.enter(event)
            if isinstance(event, AmendmentTookEffect):
                amended.append(event.amendment)
    if not plan.drafted:
        return
    text = reading.text_at(history, on=day, known_at=_recorded_at(record[known], known))
    own = (plan.total, plan.parties.amended(None), plan.by_cell, amended)
    if own != _read(text):
        yield f"on {day}, known after command {known}: {own} held, {_read(text)} read"


def _read(text: TextAt) -> object:
    terms = text.terms
    promised = {x.name: (x.organisation_id, x.amount.centimes) for x in terms.promises()}
    costs = {
        (action.action, yearly.year): yearly.cost.centimes
        for action in terms.actions.values()
        for yearly in action.years
    }
    laid = [each.amendment for each in text.amendments]
    return terms.outline.total.centimes, promised, costs, laid


def facts_long_past_are_an_archivists(record: Record) -> Faults:
    """Further back than usual with role and reason alone; a deadline holds from when it fell."""
    for entry in record:
        caller, dating = entry.caller, entry.command.header.dating
        earliest = min(entry.on, entry.command.on)
        if earliest >= entry.recorded_on - BACKDATING_DAYS * DAY or "system" in caller.roles:
            continue
        if "archivist" not in caller.roles or not folded(dating.reason or "").strip():
            yield f"{type(entry.command).__name__} holds from {earliest}"


EFFECTS = (what_is_read_as_of_a_day_held_on_it, facts_long_past_are_an_archivists)

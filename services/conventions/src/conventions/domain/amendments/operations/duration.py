"""Extend the duration: a convention ends later than it did, and after all that it has."""

from collections.abc import Iterator
from datetime import date

from mithaq.errors import RuleBroken

from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core.chronology import Fact, latest, whole
from conventions.domain.core.convention import Convention
from conventions.domain.core.limits import OccurrencesTooMany
from conventions.domain.core.obliged import ensure_occurrences_fit
from conventions.domain.core.occurrences import Span


class EndNotLater(RuleBroken):
    """A duration is extended, never cut."""

    code = "end-not-later"


class EndTooEarly(RuleBroken):
    """A convention ends after it began, and after all that happens in it."""

    code = "end-too-early"


def _holds(setting: Setting) -> None:
    """It is later than the end so far, if there is one, and follows all that the convention has."""
    convention, ends_on = setting.convention, setting.operations.ends_on
    if ends_on is None:
        return
    if convention.ends_on is not None and ends_on <= convention.ends_on:
        raise EndNotLater(ends_on=str(ends_on), now=str(convention.ends_on))
    span = Span(in_force_on=convention.in_force_on, ends_on=ends_on)
    if setting.after.obligations:
        ensure_occurrences_fit(setting.after.obligations, span)
    for fact, day in _beginnings(setting):
        if ends_on <= day:
            raise EndTooEarly(ends_on=str(ends_on), fact=fact, day=str(day))
    for fact, day in _happenings(setting):
        if ends_on < day:
            raise EndTooEarly(ends_on=str(ends_on), fact=fact, day=str(day))


def _beginnings(setting: Setting) -> Iterator[tuple[str, date]]:
    """What the end is later than, the day from which it would hold included."""
    yield "effect", setting.on
    first_year = setting.after.outline.first_year
    if first_year is not None:
        yield "first-year", date(first_year, 1, 1)
    if setting.convention.in_force_on is not None:
        yield Fact.IN_FORCE, setting.convention.in_force_on


def _happenings(setting: Setting) -> Iterator[tuple[str, date]]:
    """What may fall on the last day and not after it."""
    convention = setting.convention
    if last_payment := latest(convention.days, whole(Fact.PAYMENT)):
        yield Fact.PAYMENT, last_payment[1]
    moved = {each.tranche: each.due_on for each in setting.operations.reschedules}
    for name, tranche in convention.tranches.items():
        if not tranche.cancelled:
            yield "due", moved.get(name, tranche.planned.due_on)


def ensure_due_before_end(setting: Setting, due_on: date) -> None:
    """A tranche is due by the last day, as the amendment leaves it."""
    ends_on = end_of(setting.convention, setting.operations.ends_on)
    if ends_on is not None and due_on > ends_on:
        raise EndTooEarly(ends_on=str(ends_on), fact="due", day=str(due_on))


def end_of(convention: Convention, ends_on: date | None) -> date | None:
    """The last day, as the amendment leaves it."""
    return ends_on or convention.ends_on


DURATION = Operation(
    fields=("ends_on",),
    written=_holds,
    holds=_holds,
    writing_rules=(EndNotLater, EndTooEarly, OccurrencesTooMany),
    holding_rules=(EndNotLater, EndTooEarly, OccurrencesTooMany),
)

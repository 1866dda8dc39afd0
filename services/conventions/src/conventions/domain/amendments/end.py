"""When an amended convention may end."""

from collections.abc import Iterator
from datetime import date

from mithaq.errors import RuleBroken

from conventions.domain.core.chronology import Fact, latest, whole
from conventions.domain.core.convention import Convention


class EndNotLater(RuleBroken):
    """A duration is extended, never cut."""

    code = "end-not-later"


class EndTooEarly(RuleBroken):
    """A convention ends after it began, and after all that happens in it."""

    code = "end-too-early"


def ensure_end(convention: Convention, ends_on: date | None, on: date) -> None:
    """It is later than the end so far, if there is one, and follows all that the convention has."""
    if ends_on is None:
        return
    if convention.ends_on is not None and ends_on <= convention.ends_on:
        raise EndNotLater(ends_on=str(ends_on), now=str(convention.ends_on))
    for fact, day in _beginnings(convention, on):
        if ends_on <= day:
            raise EndTooEarly(ends_on=str(ends_on), fact=fact, day=str(day))
    for fact, day in _happenings(convention):
        if ends_on < day:
            raise EndTooEarly(ends_on=str(ends_on), fact=fact, day=str(day))


def _beginnings(convention: Convention, on: date) -> Iterator[tuple[str, date]]:
    """What the end is later than, `on` being the day from which it would hold."""
    yield "effect", on
    yield "first-year", date(convention.terms.outline.first_year, 1, 1)
    if convention.in_force_on is not None:
        yield Fact.IN_FORCE, convention.in_force_on


def _happenings(convention: Convention) -> Iterator[tuple[str, date]]:
    """What may fall on the last day and not after it."""
    if last_payment := latest(convention.days, whole(Fact.PAYMENT)):
        yield Fact.PAYMENT, last_payment[1]
    for tranche in convention.tranches.values():
        if not tranche.cancelled:
            yield "due", tranche.planned.due_on

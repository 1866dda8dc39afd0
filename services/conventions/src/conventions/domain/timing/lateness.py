"""What is late on a day, and who is late with it: one function, for events, answers and letters.

It looks at a convention as it stood that day (`domain/state_at.py`), or as it stands today.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from mithaq.money import ZERO

from conventions.domain.core.commands import BINDING
from conventions.domain.core.convention import Convention
from conventions.domain.core.duration import DurationIsOver
from conventions.domain.core.held_balance import holders_of
from conventions.domain.core.lateness import LateKind, days_late, unmet_since
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.timing.events import LatePart
from conventions.domain.timing.waiting import Waiting
from conventions.domain.tranches.release import conditions_of
from conventions.domain.tranches.schedules import Schedules

_ONE: Final = timedelta(days=1)


def late_parts(
    convention: Convention, tranche: Tranche, on: date, waiting: Waiting | None = None
) -> list[LatePart]:
    """Each part that waits after the due day, by kind; none once the convention ended.

    Who asks for all tranches gives one `waiting`, so that each is looked at once.
    """
    waiting = waiting or Waiting(convention, on)
    proof = _unproved(convention, tranche, on, waiting)
    return [*unpaid_parts(convention, tranche, on, waiting), *proof]


def unpaid_parts(
    convention: Convention, tranche: Tranche, on: date, waiting: Waiting | None = None
) -> list[LatePart]:
    """What is not paid after the due day, called or not."""
    if not _overdue(convention, tranche, on):
        return []
    schedules = waiting.schedules if waiting else None
    return [*_unpaid(tranche, on), *_uncalled(convention, tranche, on, schedules)]


def _overdue(convention: Convention, tranche: Tranche, on: date) -> bool:
    return convention.state in BINDING and days_of(convention, tranche, on) > 0


def days_of(convention: Convention, tranche: Tranche, on: date) -> int:
    """For how many days it is overdue."""
    return days_late(tranche.planned.due_on, on, convention.suspensions)


def _unpaid(tranche: Tranche, on: date) -> Iterator[LatePart]:
    """Called, and not paid; what its payer was seen to pay beyond the orders is paid."""
    called, paid = tranche.flow(Stage.CALLED), tranche.flow(Stage.PAID)
    amount = called.until(on) - paid.until(on) - tranche.excess - tranche.advance
    if amount > ZERO:
        since = unmet_since(called, paid, on) or tranche.planned.due_on
        yield LatePart(
            kind=LateKind.PAYMENT,
            amount=amount,
            owed_by=(tranche.organisation_id,),
            since=_since(tranche, since),
        )


def _uncalled(
    convention: Convention, tranche: Tranche, on: date, schedules: Schedules | None
) -> Iterator[LatePart]:
    """Nobody is late with what may not be called; its conditions are told, the end among them."""
    amount = tranche.flow(Stage.PLANNED).until(on) - tranche.flow(Stage.CALLED).until(on)
    if amount <= ZERO:
        return
    conditions = conditions_of(convention, tranche, on, schedules)
    unmet = tuple(each.code for each in conditions if not each.met)
    if convention.ends_on is not None and convention.ends_on < on:
        unmet = (*unmet, DurationIsOver.code)
    yield LatePart(
        kind=LateKind.BLOCKED if unmet else LateKind.CALL,
        amount=amount,
        owed_by=() if unmet else _builders(convention),
        since=_since(tranche, tranche.planned.due_on),
        unmet=unmet,
    )


def _unproved(
    convention: Convention, tranche: Tranche, on: date, waiting: Waiting
) -> Iterator[LatePart]:
    """Paid and not justified, where a later tranche is due and waits for it, or the end is over.

    No day is written for a justification, so nothing else makes it late.
    """
    amount = tranche.flow(Stage.PAID).until(on) - tranche.flow(Stage.JUSTIFIED).until(on)
    if amount <= ZERO or not _overdue(convention, tranche, on):
        return
    days = waiting.for_proof_of(tranche)
    if days:
        yield LatePart(
            kind=LateKind.JUSTIFICATION,
            amount=amount,
            owed_by=_builders(convention),
            since=_since(tranche, min(days) + _ONE),
        )


def _builders(convention: Convention) -> tuple[UUID, ...]:
    return tuple(sorted(holders_of(convention.terms), key=str))


def _since(tranche: Tranche, day: date) -> date:
    """Nothing is late before the day after the due day."""
    return max(day, tranche.planned.due_on + _ONE)

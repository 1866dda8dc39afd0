"""A clock of recording that only rises, and the days that commands are dated on."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from conventions.domain.core.activation import force_expected_by
from conventions.domain.core.convention import Absent, Convention
from mithaq.dating import Dating

from .luck import Luck

BACKDATING_DAYS: Final = 30  # as `Settings.backdating_days` has it
_REASONS: Final = ("registre retrouvé", "registre retrouvé", "", "  ", None)
_LAST: Final = date(2090, 1, 1)
DAY: Final = timedelta(days=1)


def later(luck: Luck, state: Absent | Convention, today: date) -> date:
    """The day of the next recording: the same one mostly, up to 40 days on, or a boundary."""
    if luck.percent(55) or today >= _LAST:
        return today
    if luck.percent(10):
        ahead = [day for day in _turns(state) if today < day <= today + 400 * DAY]
        return luck.one(ahead) if ahead else today
    return today + timedelta(days=luck.one((1, 1, 2, 3, 7, luck.randint(0, 40))))


def dating(
    luck: Luck, state: Absent | Convention, today: date, *, archivist: bool = False
) -> Dating:
    """Mostly today, else within the days allowed, on a boundary, years back, or in the future."""
    chance = luck.random() * 100
    if archivist and luck.percent(30):
        held = today - luck.one((10, 31, 60, 200)) * DAY
        return Dating(on=held, recorded_on=today, reason=_REASONS[0])
    reason = luck.one(_REASONS) if luck.percent(20) else None
    if chance < 78:
        return Dating(on=today, recorded_on=today, reason=reason)
    if chance < 88:
        return Dating(on=today - luck.randint(0, 30) * DAY, recorded_on=today, reason=reason)
    if chance < 96:
        turns = [day for day in _turns(state) if day <= today + 2 * DAY]
        recent = [day for day in turns if day >= today - (BACKDATING_DAYS + 1) * DAY]
        turns = recent if recent and luck.percent(80) else turns
        return Dating(on=luck.one(turns) if turns else today, recorded_on=today, reason=reason)
    if chance < 99:
        back = luck.one((31, 32, 200, 366, 1500))
        why = luck.one(_REASONS)
        return Dating(on=today - back * DAY, recorded_on=today, reason=why)
    return Dating(on=today + luck.one((1, 2, 400)) * DAY, recorded_on=today, reason=reason)


def _turns(state: Absent | Convention) -> list[date]:
    """Every boundary of the state, the day before and the day after."""
    if isinstance(state, Absent):
        return []
    days = sorted(set(_boundaries(state)))
    return [day + step * DAY for day in days for step in (-1, 0, 1)]


def _boundaries(state: Convention) -> Iterator[date]:
    single = (
        state.negotiation.opened_on,
        state.negotiation.deadline,
        state.signing.agreed_on,
        state.signing.sign_by,
        state.signing.signed_on,
        state.terms.split_by,
        state.in_force_on,
        state.ends_on,
    )
    yield from (day for day in single if day is not None)
    yield from (delay.last_day for delay in state.tacit.values())
    if state.signing.signed_on is not None and state.in_force_on is None:
        yield force_expected_by(state.signing.signed_on)
    for first, last in state.suspensions:
        yield first
        if last is not None:
            yield last
    for tranche in state.tranches.values():
        moved = (flow.last_day for flow in tranche.flows.values())
        yield from (day for day in moved if day is not None)
    for amendment in state.amendments.values():
        if amendment.effective_on is not None:
            yield amendment.effective_on

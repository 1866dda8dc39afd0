"""The parameters by which every list of conventions is filtered."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID

from fastapi import Depends, Query
from mithaq.http import CallerOf, Code, Sought, WholeInText
from mithaq.money import Money
from mithaq.territories import Level, TerritoryUnknown, territory
from pydantic import StringConstraints

from conventions.domain.core.policy import organisation_of
from conventions.domain.core.vocabulary import Instrument, State
from conventions.read_models.listing import Age, Alert, Filters, Involvement, together

E = TypeVar("E", bound=StrEnum)

_PROVINCES: Final = (Level.PROVINCE, Level.PREFECTURE)
_COMMUNES: Final = (Level.COMMUNE, Level.ARRONDISSEMENT)
_Dirhams = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,14}(\.[0-9]{1,2})?$")]
_Days = Annotated[WholeInText, Query(le=36_500)]


def _several(of: type[StrEnum], said: str) -> Any:  # noqa: ANN401
    """A parameter comes once: several values are separated by commas."""
    one = "|".join(of)
    pattern = f"^({one})(,({one}))*$"
    return Query(pattern=pattern, max_length=1_000, description=f"{said}, separated by commas.")


def _each(of: type[E], text: str | None) -> tuple[E, ...]:
    return tuple(dict.fromkeys(of(each) for each in text.split(","))) if text else ()


async def _what(
    state: Annotated[str | None, _several(State, "States")] = None,
    instrument: Annotated[str | None, _several(Instrument, "Instruments")] = None,
    programme_kind: Annotated[Code | None, Query(description="Of its outline.")] = None,
    framework: Annotated[
        UUID | None, Query(description="Financed under this framework convention.")
    ] = None,
) -> Filters:
    return Filters(
        states=_each(State, state),
        instruments=_each(Instrument, instrument),
        programme_kind=programme_kind,
        framework=framework,
    )


async def _where(
    region: Annotated[Code | None, Query(description="HCP code: its own, or an action's.")] = None,
    province: Annotated[Code | None, Query(description="HCP code, or of a prefecture.")] = None,
    commune: Annotated[Code | None, Query(description="HCP code, or of an arrondissement.")] = None,
) -> Filters:
    """Raises TerritoryUnknown."""
    return Filters(territories=tuple(_territories(region, province, commune)))


def _territories(region: str | None, province: str | None, commune: str | None) -> Iterable[str]:
    """Raises TerritoryUnknown also for a territory of another level than was asked for."""
    levels = ((region, (Level.REGION,)), (province, _PROVINCES), (commune, _COMMUNES))
    for code, allowed in levels:
        if code is None:
            continue
        if territory(code).level not in allowed:
            raise TerritoryUnknown(territory=code)
        yield code


async def _who(
    caller: CallerOf,
    *,
    organisation: Annotated[
        UUID | None, Query(description="Tied to it: its drafter, a party, asked to approve.")
    ] = None,
    role: Annotated[
        str | None,
        _several(Involvement, "In one of these roles, `organisation` or else the caller's own"),
    ] = None,
) -> Filters:
    """Raises CallerWithoutOrganisation."""
    if role is not None and organisation is None:
        organisation = organisation_of(caller)
    return Filters(organisation=organisation, roles=_each(Involvement, role))


async def _how_much(
    year: Annotated[
        WholeInText | None, Query(ge=1990, le=2100, description="Within its period.")
    ] = None,
    total_from: Annotated[_Dirhams | None, Query(description="Dirhams: as much or more.")] = None,
    total_to: Annotated[_Dirhams | None, Query(description="Dirhams: as much or less.")] = None,
) -> Filters:
    """Raises MoneyMalformed."""
    return Filters(
        year=year,
        total_from=Money.of(total_from) if total_from else None,
        total_to=Money.of(total_to) if total_to else None,
    )


async def _how_late(
    late: Annotated[str | None, _several(Age, "With a tranche late by so many days")] = None,
    late_over: Annotated[
        _Days | None, Query(description="With a tranche late by more than so many days.")
    ] = None,
    alert: Annotated[str | None, _several(Alert, "With one of these alerts")] = None,
    unmoved_days: Annotated[
        _Days | None, Query(description="Not ended, and nothing happened for so many days.")
    ] = None,
) -> Filters:
    return Filters(
        late=_each(Age, late),
        late_over=late_over,
        alerts=_each(Alert, alert),
        unmoved_days=unmoved_days,
    )


async def _filters(
    what: Annotated[Filters, Depends(_what)],
    where: Annotated[Filters, Depends(_where)],
    who: Annotated[Filters, Depends(_who)],
    how_much: Annotated[Filters, Depends(_how_much)],
    how_late: Annotated[Filters, Depends(_how_late)],
    *,
    q: Annotated[
        Sought | None,
        Query(description="Words of titles, of the reference, of names of parties."),
    ] = None,
) -> Filters:
    """Raises TerritoryUnknown, MoneyMalformed, CallerWithoutOrganisation."""
    return replace(together(what, where, who, how_much, how_late), q=q or "")


Filtered = Annotated[Filters, Depends(_filters)]

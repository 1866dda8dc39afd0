"""The parameters of every list of conventions: what it keeps, in which order, on which day."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID

from fastapi import Depends, Query
from mithaq.commands import Caller
from mithaq.http import CallerOf, Code, Sought, WholeInText
from mithaq.money import Money
from mithaq.territories import Level, TerritoryUnknown, territory
from pydantic import StringConstraints

from conventions.application import Conventions
from conventions.domain.core.policy import listed_for, organisation_of
from conventions.domain.core.vocabulary import Instrument, State
from conventions.read_models.listing import (
    Age,
    Alert,
    Asked,
    Filters,
    Involvement,
    Order,
    SortKey,
)
from conventions.routes.dependencies import Parts, Seeing

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


_SORTED: Final = "|".join(SortKey)


async def _filters(
    caller: CallerOf,
    *,
    state: Annotated[str | None, _several(State, "States")] = None,
    instrument: Annotated[str | None, _several(Instrument, "Instruments")] = None,
    programme_kind: Annotated[Code | None, Query(description="Of its outline.")] = None,
    framework: Annotated[
        UUID | None, Query(description="Financed under this framework convention.")
    ] = None,
    region: Annotated[Code | None, Query(description="HCP code: its own, or an action's.")] = None,
    province: Annotated[Code | None, Query(description="HCP code, or of a prefecture.")] = None,
    commune: Annotated[Code | None, Query(description="HCP code, or of an arrondissement.")] = None,
    organisation: Annotated[
        UUID | None, Query(description="Tied to it: its drafter, a party, asked to approve.")
    ] = None,
    role: Annotated[
        str | None,
        _several(Involvement, "In one of these roles, `organisation` or else the caller's own"),
    ] = None,
    year: Annotated[
        WholeInText | None, Query(ge=1990, le=2100, description="Within its period.")
    ] = None,
    total_from: Annotated[_Dirhams | None, Query(description="Dirhams: as much or more.")] = None,
    total_to: Annotated[_Dirhams | None, Query(description="Dirhams: as much or less.")] = None,
    late: Annotated[str | None, _several(Age, "With a tranche late by so many days")] = None,
    late_over: Annotated[
        _Days | None, Query(description="With a tranche late by more than so many days.")
    ] = None,
    alert: Annotated[str | None, _several(Alert, "With one of these alerts")] = None,
    unmoved_days: Annotated[
        _Days | None, Query(description="Not ended, and nothing happened for so many days.")
    ] = None,
    q: Annotated[
        Sought | None,
        Query(description="Words of titles, of the reference, of names of parties."),
    ] = None,
) -> Filters:
    """Raises TerritoryUnknown, MoneyMalformed, CallerWithoutOrganisation."""
    if role is not None and organisation is None:
        organisation = organisation_of(caller)
    return Filters(
        states=_each(State, state),
        instruments=_each(Instrument, instrument),
        programme_kind=programme_kind,
        framework=framework,
        territories=tuple(_territories(region, province, commune)),
        organisation=organisation,
        roles=_each(Involvement, role),
        year=year,
        total_from=Money.of(total_from) if total_from else None,
        total_to=Money.of(total_to) if total_to else None,
        late=_each(Age, late),
        late_over=late_over,
        alerts=_each(Alert, alert),
        unmoved_days=unmoved_days,
        q=q or "",
    )


def _territories(region: str | None, province: str | None, commune: str | None) -> Iterable[str]:
    """Raises TerritoryUnknown also for a territory of another level than was asked for."""
    levels = ((region, (Level.REGION,)), (province, _PROVINCES), (commune, _COMMUNES))
    for code, allowed in levels:
        if code is None:
            continue
        if territory(code).level not in allowed:
            raise TerritoryUnknown(territory=code)
        yield code


async def _sorted(
    caller: Seeing,
    conventions: Parts,
    filters: Annotated[Filters, Depends(_filters)],
    sort: Annotated[
        str | None,
        Query(
            pattern=f"^-?({_SORTED})(,-?({_SORTED})){{0,2}}$",
            description="Up to three keys, separated by commas, `-` for descending. Without it the "
            "newest first; with `q` what is called so, what begins so, then the rest.",
        ),
    ] = None,
) -> Asked:
    order = Order.of(sort or ("relevance" if filters.q else ""))
    return await _asked(caller, conventions, filters, order)


async def _unsorted(
    caller: Seeing, conventions: Parts, filters: Annotated[Filters, Depends(_filters)]
) -> Asked:
    return await _asked(caller, conventions, filters, Order.of(""))


async def _asked(caller: Caller, conventions: Conventions, filters: Filters, order: Order) -> Asked:
    """Within the caller's sight, as of today. Raises CallerWithoutOrganisation."""
    today, seen_by = conventions.today(), listed_for(caller)
    if filters.organisation is not None:
        entries = await conventions.registry.merged_into(filters.organisation)
        filters = replace(filters, entries=tuple(entries))
    return Asked(filters=filters, order=order, today=today, seen_by=seen_by)


Sorted = Annotated[Asked, Depends(_sorted)]
Unsorted = Annotated[Asked, Depends(_unsorted)]

"""What a request asks of the list: filtered, in which order, on which day, seen by whom."""

from dataclasses import replace
from typing import Annotated, Final

from fastapi import Depends, Query
from mithaq.commands import Caller

from conventions.application import Conventions
from conventions.domain.core.policy import listed_for
from conventions.read_models.listing import Asked, Filters, Order, SortKey
from conventions.routes.dependencies import Parts, Seeing
from conventions.routes.listing_filters import Filtered

_SORTED: Final = "|".join(SortKey)


async def _sorted(
    caller: Seeing,
    conventions: Parts,
    filters: Filtered,
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


async def _unsorted(caller: Seeing, conventions: Parts, filters: Filtered) -> Asked:
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

"""The list of conventions that people work with: filtered, sorted, paged, added up, exported.

Queries over `convention_list` and, for what is late, `tranche_schedule`. Every one of them takes
the sight of its caller, so that no filter, sort or sum tells of what the caller may not see.
"""

from conventions.domain.core.lateness import Age
from conventions.read_models.listing.alerts import Alert
from conventions.read_models.listing.filters import Filters, Involvement, together
from conventions.read_models.listing.pages import Asked, Listed, Place, every, page
from conventions.read_models.listing.sorting import Kind, Order, SortKey
from conventions.read_models.listing.sums import Sums, Totals, totals

__all__ = [
    "Age",
    "Alert",
    "Asked",
    "Filters",
    "Involvement",
    "Kind",
    "Listed",
    "Order",
    "Place",
    "SortKey",
    "Sums",
    "Totals",
    "every",
    "page",
    "together",
    "totals",
]

"""Reads the live view of regional activity, until it shows what was played."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from mithaq_demo import actors
from mithaq_demo.amounts import centimes_of
from mithaq_demo.client import Client
from mithaq_demo.plays import SIGNED
from mithaq_demo.problems import Problem

_SHOWING_SECONDS: Final = 15.0
_PAUSE: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionActivity:
    """A region's totals so far, in centimes and in numbers."""

    code: str
    name_fr: str
    promised: int
    paid: int
    signatures: int
    payments: int


def awaited_regions() -> frozenset[str]:
    return frozenset(plan.region for plan in SIGNED if plan.instalments)


async def shown(client: Client, seconds: float = _SHOWING_SECONDS) -> Sequence[RegionActivity]:
    """The regions with activity; waits a limited time until every expected one appears."""
    deadline = asyncio.get_running_loop().time() + seconds
    while True:
        regions = await _regions(client)
        showing = {region.code for region in regions if region.payments}
        late = asyncio.get_running_loop().time() > deadline
        if awaited_regions() <= showing or late:
            return regions
        await asyncio.sleep(_PAUSE)


async def _regions(client: Client) -> Sequence[RegionActivity]:
    answer = await client.asked(actors.AUDITOR, "live", "/v1/activity")
    if isinstance(answer, Problem):
        return []
    regions = [_region(each) for each in answer.json()["regions"]]
    return [region for region in regions if region.signatures or region.payments]


def _region(told: Any) -> RegionActivity:  # noqa: ANN401
    named, total = told["region"], told["total"]
    return RegionActivity(
        code=named["code"],
        name_fr=named["name_fr"],
        promised=centimes_of(total["promised"]),
        paid=centimes_of(total["paid"]),
        signatures=total["signatures"],
        payments=total["payments"],
    )

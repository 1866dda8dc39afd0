"""The load of a soak test: organisations are registered and conventions drafted."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from tests.bench.http import steadily
from tests.callers import Callers, drafted, operator


@dataclass(frozen=True, slots=True)
class Rates:
    """Commands a second."""

    organisations: float
    conventions: float


async def load(addresses: Mapping[str, str], rates: Rates, seconds: float) -> None:
    """Raises if a command is refused."""
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        callers = Callers(http, addresses)
        office = await callers.office()
        lead, funder = await callers.party(), await callers.party()
        await callers.draft(lead, funder)  # from here on both are known to conventions

        async def register(number: int) -> httpx.Response:
            return await callers.send(office, "organisations", operator(f"Opérateur {number}"))

        async def draft(_: int) -> httpx.Response:
            return await callers.send(lead.agent, "conventions", drafted(lead, funder))

        await asyncio.gather(
            steadily(register, rates.organisations, round(rates.organisations * seconds)),
            steadily(draft, rates.conventions, round(rates.conventions * seconds)),
        )

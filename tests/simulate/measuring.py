"""What is measured at each mark, on the stores as they then stand."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from statistics import median, quantiles
from typing import Any, Final
from uuid import UUID

import httpx
from conventions.application import stream_of, streams_over
from mithaq.commands import Caller
from mithaq.operations.verify import verify
from mithaq.store import Database, PostgresEventStore

from tests.simulate.ministry import Life

_LOADS: Final = 60
_READS: Final = 60  # of each kind, by each of three regions' readers
_SIZES: Final = "SELECT pg_total_relation_size('event') + pg_total_relation_size('event_log')"


class Trusting:
    """A verifier that believes what the token says of itself: no issuer takes part here."""

    async def verify(self, token: str) -> Caller:
        claims = json.loads(token)
        organisation = UUID(claims["org"]) if claims.get("org") else None
        return Caller(
            subject=claims["sub"], organisation=organisation, roles=frozenset(claims["roles"])
        )


def bearer(subject: str, *roles: str, org: UUID | None = None) -> dict[str, str]:
    token = json.dumps({"sub": subject, "org": str(org) if org else None, "roles": roles})
    return {"Authorization": f"Bearer {token}"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of one region's council, or of the ministry when `organisation` is None."""

    name: str
    organisation: UUID | None

    @property
    def headers(self) -> dict[str, str]:
        role = "office" if self.organisation is None else "partner"
        return bearer(self.name, role, org=self.organisation)


async def store_megabytes(database: Database) -> float:
    return float(await database.pool.fetchval(_SIZES)) / 1e6


async def cold_loads(database: Database, lives: Sequence[Life], year: float) -> Mapping[str, float]:
    """Milliseconds to load a convention that no cache knows: the usual one, and the longest."""
    begun = [life for life in lives if life.done(year)]
    some = Random(year).sample(begun, min(_LOADS, len(begun)))
    longest = max(begun, key=lambda life: life.done(year))
    spent = [await _load_ms(database, life) for life in some]
    return {
        "cold load of a convention, median (ms)": median(spent),
        "cold load of the longest (ms)": await _load_ms(database, longest),
    }


async def _load_ms(database: Database, life: Life) -> float:
    streams = streams_over(PostgresEventStore(database.pool))
    begun = time.perf_counter()
    await streams.load(stream_of(life.convention_id))
    return (time.perf_counter() - begun) * 1000


async def verification_s(database: Database) -> float:
    """Seconds to recompute the whole chain, as an auditor does."""
    begun = time.perf_counter()
    if not (await verify(database)).sound:
        raise AssertionError("the store's chain does not hold")
    return time.perf_counter() - begun


async def reads(
    http: httpx.AsyncClient, readers: Sequence[Reader], paths: Mapping[str, Callable[[Reader], str]]
) -> Mapping[str, float]:
    """The 95th percentile of each read in ms, while all readers read at once."""
    spent: dict[str, list[float]] = {name: [] for name in paths}

    async def reading(reader: Reader) -> None:
        for _ in range(_READS):
            for name, path in paths.items():
                begun = time.perf_counter()
                answer = await http.get(path(reader), headers=reader.headers)
                spent[name].append((time.perf_counter() - begun) * 1000)
                if answer.status_code != 200:
                    raise AssertionError(f"{path(reader)}: {answer.status_code} {answer.text}")

    await asyncio.gather(*(reading(reader) for reader in readers))
    return {f"{name}, p95 (ms)": quantiles(times, n=20)[-1] for name, times in spent.items()}


async def seconds(work: Callable[[], Awaitable[Any]]) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun


@asynccontextmanager
async def client(app: Any) -> AsyncIterator[httpx.AsyncClient]:
    app.state.verifier = Trusting()
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://simulated.test") as http:
        yield http

"""The two services that take part, on databases of their own: conventions, and audit behind it.

Kafka takes no part: what a topic brings is read from the log and applied as a consumer applies it.
What Kafka itself costs is measured by `make bench`.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from audit.bootstrap import SERVICE as AUDIT
from conventions.bootstrap import SERVICE as CONVENTIONS
from fastapi import FastAPI
from mithaq.projections import Subscription, Tail
from mithaq.projections.apply import apply
from mithaq.runtime import Kernel, Role, Service, read_models
from mithaq.runtime.assembly import api_of, open_kernel
from mithaq.settings import Settings
from mithaq.store import Log, Signal
from mithaq.testing.levels import take_as_level
from mithaq_local.testing import temporary_database

_BATCH: Final = 2_000
_SOURCE: Final = CONVENTIONS.catalogue.source


@dataclass(slots=True)
class Stores:
    """Both services' kernels; `heard` is the last line of the log that audit has heard."""

    conventions: Kernel
    audit: Kernel
    heard: int = 0
    _tails: list[Tail] = field(default_factory=list)

    async def follow(self) -> None:
        """Bring the conventions' own read models level with the log."""
        if not self._tails:
            self._tails = [
                Tail(self.conventions.database, model.subscription(), Signal(), Signal())
                for model in CONVENTIONS.own
            ]
        for tail in self._tails:
            await tail.catch_up()
        await take_as_level(self.conventions.database)

    async def hear(self) -> None:
        """Bring audit's read models level with the conventions' log."""
        log = Log(self.conventions.database.pool)
        hearing = [each.subscription() for each in read_models(AUDIT)]
        while lines := await log.after(self.heard, _BATCH):
            async with self.audit.engine.begin() as connection:
                for subscription in _concerned(hearing):
                    await apply(connection, subscription, {_SOURCE: lines})
            self.heard = lines[-1].seq
        await take_as_level(self.audit.database)

    async def settle(self) -> None:
        """What autovacuum would have done over the years."""
        for kernel in (self.conventions, self.audit):
            await kernel.database.pool.execute("VACUUM ANALYZE", timeout=1_800)

    def api(self, service: Service) -> FastAPI:
        kernel = self.audit if service is AUDIT else self.conventions
        return api_of(service, kernel, Role.ALL)


def _concerned(hearing: Sequence[Subscription]) -> list[Subscription]:
    return [each for each in hearing if _SOURCE in each.sources]


@asynccontextmanager
async def stores(server: str) -> AsyncIterator[Stores]:
    """Both services on empty databases of this PostgreSQL, dropped afterwards."""
    async with (
        temporary_database(server) as ours,
        temporary_database(server) as theirs,
        open_kernel(CONVENTIONS, _settings(ours)) as conventions,
        open_kernel(AUDIT, _settings(theirs)) as audit,
    ):
        yield Stores(conventions, audit)


def _settings(url: str) -> Settings:
    return Settings(
        database_url=url,
        token_issuer="http://issuer.test",
        jwks_url="http://issuer.test/jwks.json",
    )

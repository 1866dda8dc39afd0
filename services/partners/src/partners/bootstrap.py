"""The one place where the parts of this service are put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

from mithaq.messaging import COMMANDS
from mithaq.projections import until_level
from mithaq.runtime import Kernel, Process, Role, Service, Worker, assemble
from mithaq.settings import Settings
from mithaq.store import Streams, open_engine
from sqlalchemy.ext.asyncio import AsyncEngine

from partners.application import Partners
from partners.cards import ORGANISATION_CARDS
from partners.catalogue import CATALOGUE, NAMES, ORGANISATIONS, RESERVATIONS
from partners.deadlines import DEADLINES
from partners.domain import ice, naming
from partners.domain.evolve import INITIAL, evolve
from partners.domain.figures import figures
from partners.erasure import keep_sweeping
from partners.missing_keys import keys_missing
from partners.person_keys import PersonKeys, migrate_keys
from partners.read_models import MANDATES, ORGANISATION_DIRECTORY, REPRESENTATIVES
from partners.routes import ROUTERS

SERVICE = Service(
    name="partners",
    title="Mithaq: partners, representatives and mandates",
    catalogue=CATALOGUE,
    texts="partners",
    routers=ROUTERS,
    own=[ORGANISATION_DIRECTORY, REPRESENTATIVES, MANDATES],
    derived=[ORGANISATION_CARDS, COMMANDS],
    deadlines=DEADLINES,
    looks=[keys_missing],
)


class KeysDatabaseMissingError(Exception):
    """Personal keys need a database of their own: set MITHAQ_KEYS_DATABASE_URL."""


@asynccontextmanager
async def assemble_with_keys(
    service: Service, settings: Settings, role: Role
) -> AsyncIterator[Process]:
    """The kernel's assembly, with the database of personal keys opened before and closed after."""
    async with opened_keys(settings) as keys:

        def parts(kernel: Kernel) -> Partners:
            return put_together(kernel, keys)

        def workers(kernel: Kernel) -> list[Worker]:
            return [Worker("erasure", partial(_sweeping, kernel, parts(kernel)))]

        whole = replace(service, parts=parts, workers=workers)
        async with assemble(whole, settings, role) as process:
            yield process


async def _sweeping(kernel: Kernel, partners: Partners) -> None:
    """Sweep, once every erasure that ever was is known."""
    await until_level(kernel.database.pool, [REPRESENTATIVES])
    await keep_sweeping(partners)


@asynccontextmanager
async def opened_keys(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """The database of personal keys with today's table. It is never the one of the events."""
    url = settings.keys_database_url
    if url is None or url == settings.database_url:
        raise KeysDatabaseMissingError(KeysDatabaseMissingError.__doc__)
    engine = open_engine(url, tls=settings.database_tls(), size=4)
    try:
        await migrate_keys(engine)
        yield engine
    finally:
        await engine.dispose()


def put_together(kernel: Kernel, keys: AsyncEngine) -> Partners:
    return Partners(
        organisations=Streams(
            kernel.store, ORGANISATIONS, INITIAL, evolve, figures=figures, cache=kernel.states
        ),
        reservations=Streams(kernel.store, RESERVATIONS, None, ice.holder, cache=kernel.states),
        names=Streams(kernel.store, NAMES, naming.NOBODY, naming.bearers, cache=kernel.states),
        keys=PersonKeys(keys),
        directory=kernel.reader(ORGANISATION_DIRECTORY),
        representatives=kernel.reader(REPRESENTATIVES),
        mandates=kernel.reader(MANDATES),
        clock=kernel.clock,
    )

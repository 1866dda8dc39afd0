"""The service's tables on a real PostgreSQL."""

import socket
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from mithaq.projections import prepare
from mithaq.runtime import read_models
from mithaq.store import Database, Signal
from mithaq.store.migrate import migrate
from mithaq.testing.copies import begin_here
from mithaq_local.testing import temporary_database
from notifications.bootstrap import SERVICE
from notifications.outbox.messages import Messages
from notifications.outbox.waiting_notices import address_waiting
from notifications.sending import Sender
from notifications.sending_held import SinceRestored
from notifications.settings import MailSettings

from .stories import (
    COMMUNE,
    DRAFTED,
    INVITED,
    MAYOR,
    NOW,
    REQUESTED,
    FakeContacts,
    FakeMailer,
    World,
    granted,
)


@pytest.fixture(scope="session")
async def prepared(postgres_server: str) -> AsyncIterator[str]:
    """The address of a database with every table in it: to copy one takes less than to make it."""
    async with temporary_database(postgres_server) as url:
        database = await Database.open(url)
        await migrate(database.engine, service=SERVICE.migrations)
        await prepare(database.engine, read_models(SERVICE))
        await database.close()
        yield url


@pytest.fixture
async def database(postgres_server: str, prepared: str) -> AsyncIterator[Database]:
    async with temporary_database(postgres_server, like=prepared) as url:
        await begin_here(url)
        database = await Database.open(url)
        yield database
        await database.close()


@pytest.fixture
def free_port() -> Callable[[], int]:
    """Ports nobody listens on at this moment."""

    def free() -> int:
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            return int(bound.getsockname()[1])

    return free


@pytest.fixture
def world(database: Database) -> World:
    return World(database.engine)


@pytest.fixture
def mailer() -> FakeMailer:
    return FakeMailer()


@pytest.fixture
def contacts() -> FakeContacts:
    return FakeContacts()


@pytest.fixture
def sender(world: World, database: Database, contacts: FakeContacts, mailer: FakeMailer) -> Sender:
    return Sender(
        engine=world.engine,
        messages=Messages(world.engine),
        contacts=contacts,
        mailer=mailer,
        settings=MailSettings(),
        clock=lambda: datetime.now(UTC),
        due=Signal(),
        restored=SinceRestored(database.pool),
    )


@pytest.fixture
async def due(world: World) -> World:
    """One message is due."""
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    assert (await address_waiting(world.engine, NOW)).addressed == 1
    return world

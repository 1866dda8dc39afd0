"""The service's tables on a real PostgreSQL."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
from mithaq.projections import prepare
from mithaq.runtime import read_models
from mithaq.store import Database, Signal
from mithaq.store.migrate import migrate
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


@pytest.fixture
async def database(fresh_database: Callable[[], Awaitable[str]]) -> AsyncIterator[Database]:
    database = await Database.open(await fresh_database())
    await migrate(database.engine, service=SERVICE.migrations)
    await prepare(database.engine, read_models(SERVICE))
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

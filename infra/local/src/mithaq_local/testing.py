"""pytest plugin: real PostgreSQL and Kafka, started when the first test needs them.

The servers run in a separate stack, one for each worker of pytest-xdist, removed at the end of the
session. MITHAQ_TEST_PROVIDER selects where they come from.
"""

import asyncio
import os
import secrets
import tempfile
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
import uvloop
from psutil import pid_exists

from mithaq_local.providers import Provider, choose
from mithaq_local.stack import Stack

FOLDER = "MITHAQ_TEST_STATE"
PREFIX = "mithaq-test-"
APPLICATION = "application"
STACK = "stack"  # the fixture that starts every process of Mithaq

FreshDatabase = Callable[[], Awaitable[str]]


def pytest_configure(config: pytest.Config) -> None:
    """Choose the folder. A worker of pytest-xdist has one, and servers, of its own: a transaction
    that writes holds back every log of its cluster, and some tests hold one open.
    """
    if hasattr(config, "workerinput"):
        os.environ[FOLDER] += f"-{config.workerinput['workerid']}"
    else:
        base = Path(tempfile.gettempdir())
        sweep(base)
        os.environ[FOLDER] = str(base / f"{PREFIX}{os.getpid()}-{secrets.token_hex(3)}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the stack."""
    if folder := os.environ.get(FOLDER):
        Stack(Path(folder)).wipe()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of several workers one takes a whole file, and one takes all that asks for the whole stack.

    These come first: they take longest, and the other worker has the rest to do meanwhile.
    """
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(_group_of(item)))
    items.sort(key=lambda item: _group_of(item) != STACK)


def _group_of(item: pytest.Item) -> str:
    asks: tuple[str, ...] = getattr(item, "fixturenames", ())
    return STACK if STACK in asks else str(item.path)


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Tests run on the same event loop as our processes."""
    return {"uvloop": uvloop.new_event_loop}


def sweep(base: Path) -> None:
    """Remove the stacks of test sessions that were killed."""
    for folder in base.glob(f"{PREFIX}*"):
        pid = folder.name.removeprefix(PREFIX).partition("-")[0]
        with suppress(FileNotFoundError):  # another session removed it at the same time
            if folder.stat().st_uid == os.geteuid() and pid.isdigit() and not pid_exists(int(pid)):
                Stack(folder).wipe()


@pytest.fixture(scope="session")
def server_provider() -> Provider:
    """The provider of this session's servers."""
    return choose(Path(os.environ[FOLDER]))


@pytest.fixture(scope="session")
def postgres_server(server_provider: Provider) -> Iterator[str]:
    """The administrator's SQLAlchemy address of a real PostgreSQL, without a database."""
    with server_provider.postgres() as address:
        yield address


@pytest.fixture(scope="session")
def kafka_server(server_provider: Provider) -> Iterator[str]:
    """The bootstrap address of a real Kafka."""
    with server_provider.kafka() as address:
        yield address


@pytest_asyncio.fixture(loop_scope="session")
async def fresh_database(postgres_server: str) -> AsyncIterator[FreshDatabase]:
    """`await fresh_database()` gives the address of a new, empty database, dropped afterwards."""
    async with AsyncExitStack() as databases:

        async def create() -> str:
            return await databases.enter_async_context(temporary_database(postgres_server))

        yield create


@contextmanager
def temporary_stack(purpose: str, *, open_kafka: bool = False) -> Iterator[Stack]:
    """A separate stack, not started yet, and removed afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"mithaq-{purpose}-") as folder:
        stack = Stack(Path(folder) / "state", open_kafka=open_kafka)
        try:
            yield stack
        finally:
            stack.wipe()


@asynccontextmanager
async def temporary_database(server: str, *, like: str | None = None) -> AsyncIterator[str]:
    """A database of a unique name on `server`, for fixtures of any scope.

    It is empty, or a copy of the one at the address `like`, to which nobody is connected. Its owner
    is not a superuser: a test has no more privileges than a service in production.
    """
    name = f"test_{uuid.uuid4().hex[:16]}"
    password = await _ensure_application(server)
    template = f" TEMPLATE {like.rpartition('/')[2]}" if like else ""
    await _administer(server, f"CREATE DATABASE {name} OWNER {APPLICATION}{template}")
    try:
        host = server.rpartition("@")[2]
        yield f"postgresql+asyncpg://{APPLICATION}:{password}@{host}/{name}"
    finally:
        await _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


async def _ensure_application(server: str) -> str:
    """The password of the role that owns test databases; any test process may be the first."""
    password = uuid.uuid5(uuid.NAMESPACE_URL, server).hex  # the same in every process
    with suppress(asyncpg.DuplicateObjectError, asyncpg.UniqueViolationError):
        await _administer(server, f"CREATE ROLE {APPLICATION} LOGIN PASSWORD '{password}'")
        await _administer(server, f"GRANT pg_monitor TO {APPLICATION}")
    return password


async def _administer(server: str, statement: str) -> None:
    address = server.replace("+asyncpg", "") + "/postgres"
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()

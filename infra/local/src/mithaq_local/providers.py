"""Provides PostgreSQL and Kafka for tests: from the local stack or from containers."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from mithaq_local import kafka, kafka_jars, postgres
from mithaq_local.errors import LocalStackError
from mithaq_local.ports import choose as free_port
from mithaq_local.probes import kafka_ready
from mithaq_local.stack import Stack
from mithaq_local.start import wait_until
from mithaq_local.state import State

VARIABLE = "MITHAQ_TEST_PROVIDER"
POSTGRES_IMAGE, KAFKA_IMAGE = "postgres:18", f"apache/kafka:{kafka_jars.KAFKA}"
CONTROLLER_PORT = 9093
START_SECONDS = 60.0


class Provider(Protocol):
    """Servers that run while their contexts are open; nothing is started before."""

    def postgres(self) -> AbstractContextManager[str]:
        """The administrator's SQLAlchemy address, without a database."""

    def kafka(self) -> AbstractContextManager[str]:
        """The bootstrap address."""


class UnknownProvider(LocalStackError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{VARIABLE}={name} is unknown: set it to docker, local or auto.")


def choose(folder: Path, environment: Mapping[str, str] = os.environ) -> Provider:
    """The provider set by MITHAQ_TEST_PROVIDER; by default Docker if available, else the stack."""
    match environment.get(VARIABLE, "auto"):
        case "docker":
            return Containers()
        case "local":
            return LocalServers(folder)
        case "auto":
            return Containers() if docker_available() else LocalServers(folder)
        case other:
            raise UnknownProvider(other)


def docker_available() -> bool:
    """Whether a container engine can be used from here."""
    import docker  # type: ignore[import-untyped]

    try:
        client = docker.from_env(timeout=2)
    except docker.errors.DockerException:
        return False
    try:
        return bool(client.ping())
    except (docker.errors.DockerException, OSError):
        return False
    finally:
        client.close()


class LocalServers:
    """A separate stack in `folder`, shared by several test processes.

    It outlives the contexts: its owner wipes it at the end.
    """

    def __init__(self, folder: Path) -> None:
        self._stack = Stack(folder, open_kafka=True)

    @contextmanager
    def postgres(self) -> Iterator[str]:
        self._stack.start(["postgres"])
        yield postgres.server(State.load(self._stack.folder))

    @contextmanager
    def kafka(self) -> Iterator[str]:
        self._stack.start(["kafka"])
        yield kafka.bootstrap(State.load(self._stack.folder))


class Containers:
    """One container per server, removed with its context."""

    @contextmanager
    def postgres(self) -> Iterator[str]:
        from testcontainers.community.postgres import PostgresContainer

        container = PostgresContainer(
            POSTGRES_IMAGE,
            username=postgres.ADMIN,
            password=secrets.token_urlsafe(24),
            dbname="postgres",
            driver="asyncpg",
        )
        container.with_command(["postgres", *postgres.options(postgres.TUNING)])
        with container:
            yield container.get_connection_url().removesuffix("/postgres")

    @contextmanager
    def kafka(self) -> Iterator[str]:
        from testcontainers.core.container import DockerContainer

        port = free_port()
        container = DockerContainer(KAFKA_IMAGE).with_bind_ports(port, port)
        host = container.get_docker_client().host()  # the broker must know it before it starts
        listeners = kafka.listeners(host, port, CONTROLLER_PORT, bind="0.0.0.0")  # noqa: S104
        for name, value in (kafka.SINGLE_NODE | kafka.OPEN | listeners).items():
            container.with_env(f"KAFKA_{name.upper().replace('.', '_')}", value)
        with container:
            if not wait_until(lambda: kafka_ready(port, host), START_SECONDS):
                raise TimeoutError(f"{KAFKA_IMAGE} was not ready after {START_SECONDS:.0f} s")
            yield f"{host}:{port}"

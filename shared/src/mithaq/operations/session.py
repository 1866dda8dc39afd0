"""The session of an operations command: a service and its kernel, opened for one command."""

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import asyncpg
from aiokafka.errors import KafkaError
from pydantic import ValidationError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from mithaq.operations.errors import (
    ConsumerHalted,
    DatabaseNotMigrated,
    DatabaseUnreachable,
    InvalidSettings,
    KafkaUnreachable,
    UnknownService,
)
from mithaq.projections import ProjectorBroken
from mithaq.runtime import Kernel, Service
from mithaq.runtime.refusing import wrong_settings
from mithaq.settings import Settings
from mithaq.store import Database
from mithaq.store.failures import is_transient
from mithaq.tls import TlsUnavailable

# SQLSTATEs of an undefined table, column, function or schema.
_UNDEFINED: Final = ("42P01", "42703", "42883", "3F000")


@dataclass(frozen=True, slots=True)
class Session:
    """A service, and its kernel on the configured database."""

    service: Service
    kernel: Kernel


@asynccontextmanager
async def open_session(name: str) -> AsyncIterator[Session]:
    """Open a session with the settings of the environment. No migration is run.

    Whatever an operator can correct is raised as an OperationError.
    """
    service, settings = _service(name), _settings()
    try:
        tls = settings.database_tls()
        database = await Database.open(settings.database_url, tls=tls, size=4)
    except (TlsUnavailable, OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseUnreachable(_where(settings), _brief(error)) from error
    try:
        yield Session(service, Kernel(settings=settings, database=database))
    except ProjectorBroken as error:
        raise ConsumerHalted(str(error)) from error
    except KafkaError as error:
        raise KafkaUnreachable(settings.kafka_bootstrap, _brief(error)) from error
    except (DBAPIError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        if getattr(cause, "sqlstate", None) in _UNDEFINED:
            raise DatabaseNotMigrated(_brief(cause)) from error
        if is_transient(error):
            raise DatabaseUnreachable(_where(settings), _brief(cause)) from error
        raise
    finally:
        await database.close()


def _service(name: str) -> Service:
    try:
        service = importlib.import_module(f"{name}.bootstrap").SERVICE
    except (ModuleNotFoundError, AttributeError, ValueError, TypeError) as error:
        raise UnknownService(name, _brief(error)) from error
    if not isinstance(service, Service):
        raise UnknownService(name, "its SERVICE is not a service description")
    return service


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        raise InvalidSettings(wrong_settings(error)) from error


def _where(settings: Settings) -> str:
    url = make_url(settings.database_url)
    return f"{url.host}:{url.port or 5432}/{url.database}"


def _brief(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")

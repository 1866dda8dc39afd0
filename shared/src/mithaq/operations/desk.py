"""Where a command works: one service's parts over its database, opened for one answer."""

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import asyncpg
from aiokafka.errors import KafkaError
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from mithaq.operations.errors import (
    DatabaseAway,
    Halted,
    KafkaAway,
    NotPrepared,
    SettingsMissing,
    UnknownService,
)
from mithaq.projections import ProjectorBroken
from mithaq.runtime import Kernel, Service
from mithaq.settings import Settings
from mithaq.store import Database
from mithaq.store.failures import is_transient

# SQLSTATEs of a table, column, function or schema that is not there.
_ABSENT: Final = ("42P01", "42703", "42883", "3F000")


@dataclass(frozen=True, slots=True)
class Desk:
    """The service asked about, and its kernel over today's database."""

    service: Service
    kernel: Kernel


@asynccontextmanager
async def opened(name: str) -> AsyncIterator[Desk]:
    """The desk of a service, told by the environment. Nothing is migrated by looking.

    Whatever an operator can mend is raised as an OperationError.
    """
    service, settings = _service(name), _settings()
    try:
        database = await Database.open(settings.database_url, size=4)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseAway(_where(settings), _brief(error)) from error
    try:
        yield Desk(service, Kernel(settings=settings, database=database))
    except ProjectorBroken as error:
        raise Halted(str(error)) from error
    except KafkaError as error:
        raise KafkaAway(settings.kafka_bootstrap, _brief(error)) from error
    except (DBAPIError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        if getattr(cause, "sqlstate", None) in _ABSENT:
            raise NotPrepared(_brief(cause)) from error
        if is_transient(error):
            raise DatabaseAway(_where(settings), _brief(cause)) from error
        raise
    finally:
        await database.close()


def _service(name: str) -> Service:
    try:
        service = importlib.import_module(f"{name}.bootstrap").SERVICE
    except (ModuleNotFoundError, AttributeError, ValueError, TypeError) as error:
        raise UnknownService(name, _brief(error)) from error
    if not isinstance(service, Service):
        raise UnknownService(name, "it describes something else")
    return service


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsMissing(map(_wrong, error.errors(include_input=False))) from error


def _wrong(error: ErrorDetails) -> str:
    """The variable, and what it must be if it is set; what it is might be a secret."""
    name = f"MITHAQ_{'_'.join(map(str, error['loc'])).upper()}"
    must = error["msg"].removeprefix("Value error, ")
    return name if error["type"] == "missing" else f"{name} ({must})"


def _where(settings: Settings) -> str:
    url = make_url(settings.database_url)
    return f"{url.host}:{url.port or 5432}/{url.database}"


def _brief(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")

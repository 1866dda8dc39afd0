"""The database settings are checked before anything is opened."""

import pytest
from mithaq.settings import DatabaseUrl, Settings
from mithaq.store import Database
from mithaq.store import database as opening
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.exc import ArgumentError

URL = TypeAdapter(DatabaseUrl)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://mithaq:s3cret@db:5432/things",
        "postgresql+asyncpg://mithaq:s3%2Fcret%40@[::1]:5432/things",
        "postgresql+asyncpg:///things?host=/run/postgresql",
    ],
)
def test_a_url_that_both_clients_read_is_kept(url: str) -> None:
    assert URL.validate_python(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "things",
        "postgresql://mithaq:s3cret@db/things",
        "mysql://mithaq:s3cret@db/things",
        "postgresql+asyncpg://mithaq:s3cret@db:port/things",
        "postgresql+asyncpg://mithaq:s3/cret@db/things",
        "postgresql+asyncpg://mithaq:s3#cret@db/things",
    ],
)
def test_any_other_is_refused_with_the_right_form(url: str) -> None:
    with pytest.raises(ValidationError, match=r"must read postgresql\+asyncpg://USER:PASSWORD@"):
        URL.validate_python(url)


def test_settings_that_are_refused_do_not_show_their_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By default pydantic would print all other settings too."""
    monkeypatch.setenv("MITHAQ_DATABASE_URL", "s3cret")
    with pytest.raises(ValidationError, match="token_issuer") as refused:
        Settings()
    assert "s3cret" not in str(refused.value)


async def test_a_database_that_cannot_be_opened_leaves_no_connection(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ArgumentError("no such driver")

    monkeypatch.setattr(opening, "create_async_engine", refuse)
    before = await _connections(database)
    with pytest.raises(ArgumentError):
        await Database.open(database.url)
    assert await _connections(database) == before


async def _connections(database: Database) -> int:
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    found: int = await database.pool.fetchval(query)
    return found

"""TLS to PostgreSQL: every connection is encrypted and checked as was asked, or there is none."""

import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from mithaq.store import Database
from mithaq.store.database import open_engine
from mithaq.tls import Tls, TlsUnavailable
from mithaq_local.testing import FreshDatabase
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ..certificates import Authority, Pair
from .tls_front import Front, tls_front


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def serving(pair: Pair, clients: Authority | None = None) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pair.certificate, pair.key)
    if clients is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(clients.file)
    return context


@pytest.fixture
async def front(authority: Authority, fresh_database: FreshDatabase) -> AsyncIterator[Front]:
    context = serving(authority.pair("server", "127.0.0.1"))
    async with tls_front(await fresh_database(), context) as front:
        yield front


async def test_pool_engine_and_single_connections_are_encrypted(
    front: Front, authority: Authority
) -> None:
    tls = Tls(mode="verify-full", authorities=authority.file)
    database = await Database.open(front.url, tls=tls)
    try:
        assert await database.pool.fetchval("SELECT 1") == 1
        async with database.engine.connect() as connection:
            assert await connection.scalar(text("SELECT 2")) == 2
        single = await database.connect()
        await single.close()
    finally:
        await database.close()
    assert (front.encrypted, front.in_clear) == (3, [])


@pytest.mark.parametrize("mode", ["verify-full", "verify-ca"])
async def test_a_server_with_another_authority_is_refused(
    front: Front, tmp_path: Path, mode: str
) -> None:
    stranger = Authority(tmp_path, "stranger")
    with pytest.raises(TlsUnavailable, match="did not prove who it is"):
        await Database.open(front.url, tls=Tls(mode=mode, authorities=stranger.file))  # type: ignore[arg-type]
    assert front.in_clear == []


@pytest.mark.parametrize(
    ("mode", "passes"), [("verify-full", False), ("verify-ca", True), ("require", True)]
)
async def test_the_hosts_name_is_checked_where_that_was_asked(
    authority: Authority, fresh_database: FreshDatabase, mode: str, *, passes: bool
) -> None:
    elsewhere = serving(authority.pair("other", "db.elsewhere.test"))
    trusted = authority.file if mode != "require" else None
    tls = Tls(mode=mode, authorities=trusted)  # type: ignore[arg-type]
    async with tls_front(await fresh_database(), elsewhere) as front:
        if passes:
            await (await Database.open(front.url, tls=tls)).close()
        else:
            with pytest.raises(TlsUnavailable, match="did not prove who it is"):
                await Database.open(front.url, tls=tls)
        assert front.in_clear == []


@pytest.mark.parametrize("mode", ["require", "verify-ca", "verify-full"])
async def test_a_server_without_tls_is_never_spoken_to_in_clear(
    authority: Authority, fresh_database: FreshDatabase, mode: str
) -> None:
    """The PostgreSQL of the packages is such a server."""
    tls = Tls(mode=mode, authorities=authority.file)  # type: ignore[arg-type]
    url = await fresh_database()
    with pytest.raises(TlsUnavailable, match="does not speak TLS, and MITHAQ_POSTGRES_SSLMODE"):
        await Database.open(url, tls=tls)
    engine = open_engine(url, tls=tls, size=1)
    with pytest.raises((OSError, DBAPIError), match="rejected SSL upgrade"):
        async with engine.connect():
            pass
    await engine.dispose()


async def test_a_client_certificate_is_shown(
    authority: Authority, fresh_database: FreshDatabase
) -> None:
    context = serving(authority.pair("server", "127.0.0.1"), clients=authority)
    async with tls_front(await fresh_database(), context) as front:
        nameless = Tls(mode="verify-full", authorities=authority.file)
        with pytest.raises((TlsUnavailable, OSError, asyncpg.PostgresError)):
            await Database.open(front.url, tls=nameless)
        own = authority.pair("client")
        named = Tls(
            mode="verify-full",
            authorities=authority.file,
            certificate=own.certificate,
            key=own.key,
        )
        await (await Database.open(front.url, tls=named)).close()


@pytest.mark.parametrize("content", [b"", b"-----BEGIN CERTIFICATE-----\nno\n"])
async def test_an_unfit_file_is_told_by_its_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "authority.pem"
    file.write_bytes(content)
    with pytest.raises(TlsUnavailable, match=r"authority\.pem"):
        Tls(mode="verify-full", authorities=file).context()


async def test_errors_do_not_show_the_parameters_of_a_statement(database: Database) -> None:
    async with database.engine.connect() as connection:
        with pytest.raises(DBAPIError) as refused:
            await connection.execute(text("SELECT 1 / (:name = '')::int"), {"name": "s3cret"})
    assert "s3cret" not in str(refused.value)
    assert "hidden" in str(refused.value)

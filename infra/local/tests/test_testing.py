"""The plugin, used as every other package uses it."""

import os
import subprocess
import tempfile
from pathlib import Path

import asyncpg
import pytest
from mithaq_local.probes import kafka_ready
from mithaq_local.testing import PREFIX, FreshDatabase, sweep, temporary_database, temporary_stack


async def ask(address: str, question: str) -> object:
    connection = await asyncpg.connect(address.replace("+asyncpg", ""))
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_each_database_is_new_and_empty(fresh_database: FreshDatabase) -> None:
    one, other = await fresh_database(), await fresh_database()
    assert one != other
    count = "select count(*) from pg_tables where schemaname = 'public'"
    assert await ask(one, count) == 0


async def test_its_owner_is_no_superuser(fresh_database: FreshDatabase) -> None:
    address = await fresh_database()
    assert await ask(address, "select rolsuper from pg_roles where rolname = user") is False


async def test_a_database_is_gone_afterwards(postgres_server: str) -> None:
    async with temporary_database(postgres_server) as address:
        await ask(address, "select 1")
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await ask(address, "select 1")


async def test_the_administrators_address_has_no_database(postgres_server: str) -> None:
    address = f"{postgres_server}/postgres"
    assert await ask(address, "select rolsuper from pg_roles where rolname = user") is True
    assert await ask(address, "show synchronous_commit") == "on"


def test_a_session_that_was_killed_is_tidied_up_after(tmp_path: Path) -> None:
    child = subprocess.Popen(["true"])
    child.wait()  # its pid belongs to nobody now
    names = (f"{PREFIX}{child.pid}-abc", f"{PREFIX}{os.getpid()}-abc", "somebody-elses")
    for name in names:
        (tmp_path / name).mkdir()
    sweep(tmp_path)
    assert [(tmp_path / name).exists() for name in names] == [False, True, True]


def test_a_temporary_stack_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with temporary_stack("short") as stack:
        stack.start(["mail"])
        assert list(tmp_path.glob("mithaq-short-*/state"))
    assert not list(tmp_path.iterdir())


def test_kafka_answers_where_it_says(kafka_server: str) -> None:
    host, _, port = kafka_server.partition(":")
    assert kafka_ready(int(port), host)

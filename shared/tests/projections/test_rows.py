"""Rows written as arrays are read back as they were, whatever is in them."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mithaq.money import Money
from mithaq.projections import Amount
from mithaq.projections.registry import create, in_schema
from mithaq.projections.rows import add_rows, delete_rows, insert_rows, read_rows, write_rows
from mithaq.store import Database
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    Uuid,
)

metadata = MetaData(schema="things")
things = Table(
    "thing",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("sorted", Text(collation="C")),
    Column("paid", Amount),
    Column("sum", Numeric(60, 0)),
    Column("seq", BigInteger),
    Column("on", Date),
    Column("at", DateTime(timezone=True)),
    Column("hash", LargeBinary),
    Column("there", Boolean),
    Column("roles", ARRAY(Text)),
)
members = Table("member", metadata, Column("id", Uuid, primary_key=True))
sums = Table(
    "sum",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("sum", Numeric(60, 0), nullable=False),
    Column("paid", Amount, nullable=False),
)
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00") | st.sampled_from('"\\{},'),
    max_size=8,
)
rows = st.fixed_dictionaries(
    {
        "id": st.integers(0, 3).map(lambda number: UUID(int=number)),
        "name": texts,
        "sorted": st.none() | texts,
        "paid": st.none() | st.integers(-(2**52), 2**52).map(Money),
        "sum": st.none() | st.integers(-(10**40), 10**40),
        "seq": st.none() | st.integers(-(2**63), 2**63 - 1),
        "on": st.none() | st.dates(date(1900, 1, 1)),
        "at": st.none() | st.integers(-(2**31), 2**31).map(partial(datetime.fromtimestamp, tz=UTC)),
        "hash": st.none() | st.binary(max_size=4),
        "there": st.none() | st.booleans(),
        "roles": st.none() | st.lists(texts, max_size=3),
    }
)


def by_key(listed: list[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    return {(row["id"], row["name"]): row for row in listed}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=st.lists(rows, max_size=4).map(by_key), second=st.lists(rows, max_size=4).map(by_key))
async def test_property_rows_are_read_as_they_were_last_written(
    database: Database, first: dict[Any, dict[str, Any]], second: dict[Any, dict[str, Any]]
) -> None:
    async with database.engine.connect() as connection:  # rolled back: each example is alone
        await create(connection, metadata, "things")
        await write_rows(connection, things, first)
        await write_rows(connection, things, second)
        wanted = [*first, *second, (UUID(int=9), "nobody")]
        assert await read_rows(connection, things, wanted) == first | second
        await delete_rows(connection, things, [*first, (UUID(int=9), "nobody")])
        left = {key: row for key, row in second.items() if key not in first}
        assert await read_rows(connection, things, wanted) == left


async def test_rows_of_a_rebuild_go_to_its_own_schema(database: Database) -> None:
    row = {"id": UUID(int=1)}
    async with database.engine.begin() as connection:
        for schema in ("things", "things__next"):
            await create(connection, metadata, schema)
    async with database.engine.begin() as connection:
        await write_rows(connection, members, {(row["id"],): row})
        shadow = await in_schema(connection, metadata, "things__next")
        assert await read_rows(shadow, members, [(row["id"],)]) == {}
        await write_rows(shadow, members, {(row["id"],): row})
        assert await read_rows(shadow, members, [(row["id"],)]) == {(row["id"],): row}


async def test_rows_are_written_in_the_caller_s_transaction(database: Database) -> None:
    row = {"id": UUID(int=1)}
    async with database.engine.begin() as connection:
        await create(connection, metadata, "things")

    async def write_twice() -> None:
        async with database.engine.begin() as connection:  # nothing before: it begins here
            await insert_rows(connection, members, [row])
            await insert_rows(connection, members, [row])

    with pytest.raises(asyncpg.UniqueViolationError):
        await write_twice()
    async with database.engine.connect() as connection:
        assert await read_rows(connection, members, [(row["id"],)]) == {}


async def test_many_new_rows_are_copied(database: Database) -> None:
    rows = [{"id": UUID(int=n), "sum": 10**40 + n, "paid": Money(n)} for n in range(200)]
    async with database.engine.begin() as connection:
        await create(connection, metadata, "things")
        await insert_rows(connection, sums, rows)
        wanted = {(row["id"],): row for row in rows}
        assert await read_rows(connection, sums, wanted) == wanted


async def test_numbers_are_added_to_those_that_are_there(database: Database) -> None:
    def row(of: int, total: int, paid: int) -> dict[str, Any]:
        return {"id": UUID(int=of), "sum": total, "paid": Money(paid)}

    def keyed(*told: dict[str, Any]) -> dict[Any, dict[str, Any]]:
        return {(each["id"],): each for each in told}

    async with database.engine.begin() as connection:
        await create(connection, metadata, "things")
        await add_rows(connection, sums, keyed(row(1, 10, 5), row(2, 1, 1)))
        await add_rows(connection, sums, keyed(row(1, -3, 2), row(3, 7, 7)))
        found = await read_rows(connection, sums, [(UUID(int=n),) for n in (1, 2, 3)])
        assert found == keyed(row(1, 7, 7), row(2, 1, 1), row(3, 7, 7))

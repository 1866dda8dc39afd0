"""Money is stored in a column and read back unchanged."""

import pytest
from mithaq.money import Money
from mithaq.projections import Amount
from mithaq.store import Database
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, update

PAID = Table("paid", MetaData(), Column("id", Integer, primary_key=True), Column("sum", Amount))


@pytest.mark.parametrize("amount", [Money(0), Money(-1), Money.of("12345678901234.56"), None])
async def test_an_amount_is_read_as_it_was_written(
    database: Database, amount: Money | None
) -> None:
    async with database.engine.connect() as connection:
        await connection.run_sync(PAID.metadata.create_all)
        await connection.execute(insert(PAID).values(id=1, sum=amount))
        assert (await connection.execute(select(PAID.c.sum))).scalar_one() == amount


async def test_amounts_are_added_and_compared_by_the_database(database: Database) -> None:
    async with database.engine.connect() as connection:
        await connection.run_sync(PAID.metadata.create_all)
        await connection.execute(insert(PAID).values(id=1, sum=Money(100)))
        await connection.execute(update(PAID).values(sum=PAID.c.sum + Money(50)))
        found = select(PAID.c.sum).where(PAID.c.sum > Money(149))
        assert (await connection.execute(found)).scalar_one() == Money(150)

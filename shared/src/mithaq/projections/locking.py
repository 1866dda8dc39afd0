"""The one order in which rows are locked, so that no two transactions deadlock.

A transaction that locks several of the kernel's rows locks `read_model` before `consumer_offset`,
and the rows of one table by primary key, ascending, in the database's own collation: the order is
always an ORDER BY of the statement that locks, never a sort in Python. The rows of a read model or
an intake come after these: only a transaction that has locked a partition's offset writes rows for
the streams of that partition.
"""

from sqlalchemy import Column, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.projections.tables import CONSUMER_OFFSET, READ_MODEL


def lock_order(table: Table) -> tuple["Column[object]", ...]:
    """The ORDER BY columns for a statement that locks several rows of this table."""
    return tuple(table.primary_key.columns)


async def lock_progress(connection: AsyncConnection, name: str) -> None:
    """Lock every progress row of this consumer: no batch is applied until the transaction ends."""
    for column in (READ_MODEL.c.name, CONSUMER_OFFSET.c.consumer):
        rows = select(column).where(column == name).order_by(*lock_order(column.table))
        await connection.execute(rows.with_for_update())

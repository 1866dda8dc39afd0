"""Follows a source that lost lines for good: rows are built from the past that it tells now."""

from typing import Final

from mithaq.events import LogRecord
from mithaq.messaging import rebuild_foreign
from mithaq.messaging.last_lines import last_lines
from mithaq.messaging.pasts import Restores, lost_after
from mithaq.messaging.restores import hear, heard
from mithaq.operations.errors import UnknownSource
from mithaq.operations.subscribers import Subscriber
from mithaq.projections import RawReadModel, ReadModel
from mithaq.runtime import Kernel, Service

_COLUMNS: Final = ", ".join(LogRecord._fields)
_KEEP: Final = """
    INSERT INTO lost_line (source, {columns})
    SELECT source, {columns} FROM {table} WHERE source = $1 AND seq > $2
    ON CONFLICT DO NOTHING
"""
_FORGET: Final = """
    UPDATE consumer_offset SET last_seq = least(last_seq, $3), next_offset = 0
    WHERE consumer = $1 AND topic = $2
"""
_APPLIED: Final = """
    SELECT coalesce(max(last_seq), 0) FROM consumer_offset WHERE consumer = $1 AND topic = $2
"""


async def follow(service: Service, kernel: Kernel, source: str) -> dict[str, int]:
    """Have every consumer of the source follow its present past; by name, the lines given up.

    Read models are rebuilt beside the rows that are read. An intake keeps its rows, and takes what
    comes after the last common line. Lines that a read model copies are kept in `lost_line`.
    """
    hearing = [each for each in service.foreign if source in each.subscription().sources]
    if not hearing:
        sources = {name for each in service.foreign for name in each.subscription().sources}
        raise UnknownSource(source, sorted(sources))
    last = await last_lines(kernel.kafka, source, kernel.kafka.seals.trust(source))
    told = max((each.restores for each in last.values()), default=(), key=len)
    return {each.key: await _follow(kernel, each, source, told) for each in hearing}


async def _follow(kernel: Kernel, consumer: Subscriber, source: str, told: Restores) -> int:
    pool = kernel.database.pool
    applied = await pool.fetchval(_APPLIED, consumer.key, source)
    end = lost_after(await heard(pool, consumer.key, source) or (), told, applied)
    if end is not None:
        await _leave(kernel, consumer, source, end)
    await hear(kernel.database, consumer.key, source, told)
    return applied - end if end is not None else 0


async def _leave(kernel: Kernel, consumer: Subscriber, source: str, end: int) -> None:
    """Leave the past that was lost, from the line `end` on."""
    if not isinstance(consumer, ReadModel | RawReadModel):
        await kernel.database.pool.execute(_FORGET, consumer.key, source, end)
        return
    if isinstance(consumer, RawReadModel) and consumer.copies is not None:
        table = f'"{consumer.metadata.schema}"."{consumer.copies.name}"'
        keep = _KEEP.format(columns=_COLUMNS, table=table)
        await kernel.database.pool.execute(keep, source, end)
    await rebuild_foreign(kernel.database, kernel.kafka, consumer, given_up=[source])

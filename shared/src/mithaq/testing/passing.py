"""Lets time pass over a service in tests: what falls due until a moment runs, as it would then."""

from datetime import datetime

from mithaq.deadlines import Deadlines
from mithaq.deadlines.worker import DeadlineWorker
from mithaq.projections import Tail
from mithaq.store import Database, Signal

_HEAD = "SELECT coalesce(max(seq), 0) FROM event_log"
_DERIVED = "SELECT seq FROM read_model WHERE name = $1"


async def pass_to(
    database: Database, deadlines: Deadlines, parts: object, moment: datetime
) -> list[int]:
    """Derive the deadlines of all that is logged, then run those due; the batches' sizes.

    The clock of `parts` stands at that moment already.
    """
    await derive(database, deadlines)
    worker = DeadlineWorker(database, deadlines, parts, lambda: moment, Signal())
    connection, batches = await database.connect(), []
    try:
        while ran := await worker.step(connection):
            batches.append(ran)
    finally:
        await connection.close()
    return batches


async def derive(database: Database, deadlines: Deadlines) -> None:
    """Derive the deadlines of all that is logged."""
    model = deadlines.read_model
    tail = Tail(database, model.subscription(), Signal(), Signal())
    while await database.pool.fetchval(_DERIVED, model.key) < await database.pool.fetchval(_HEAD):
        await tail.step()

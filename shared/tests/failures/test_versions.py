"""Events of newer code: unknown types are skipped, unknown versions park their stream."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mithaq.events import Catalogue, Recorded
from mithaq.observability.metrics import REGISTRY
from mithaq.projections import replay
from mithaq.store import Database
from mithaq.testing.flow import Producing, consume_until, lenient, rows, totals
from sqlalchemy.ext.asyncio import AsyncConnection
from structlog.testing import capture_logs

# By hand: our own code could not encode what it does not know.
APPEND = """
    SELECT append_events(ARRAY[$1::text], ARRAY[$2::int], ARRAY[$1::text], ARRAY[$2::int + 1],
        ARRAY[gen_random_uuid()], ARRAY[$3::text], ARRAY[$4::int], ARRAY[$5::text],
        ARRAY[(SELECT meta FROM event LIMIT 1)], gen_random_uuid(), '')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedInUnits:
    """The next version of the event."""

    by: int
    unit: str


def in_pieces(payload: dict[str, Any]) -> dict[str, Any]:
    return {"by": payload["by"], "unit": "piece"}


async def test_an_unknown_event_type_is_skipped(producing: Producing, consuming: Database) -> None:
    """Given an unknown event type in a stream, when consumed, then the stream goes on."""
    await producing.count("counter-a", 1)
    await producing.database.pool.execute(APPEND, "counter-a", 1, "Reset", 1, '{"to":0}')
    await producing.count("counter-b", 4)
    await producing.database.pool.execute(
        APPEND, "counter-a", 2, "Counted", 1, '{"by":2,"note":"","new":true}'
    )
    await producing.publish()
    await consume_until(consuming, producing, {"counter-a": 3, "counter-b": 4})


async def test_a_version_we_cannot_read_stops_its_stream_until_we_can(
    producing: Producing, consuming: Database
) -> None:
    """Given v2 before its code, when consumed, then its stream waits; deployed, it goes on."""
    pool = producing.database.pool
    await producing.count("counter-a", 1)
    await pool.execute(APPEND, "counter-a", 1, "Counted", 2, '{"by":5,"unit":"dozen"}')
    await pool.execute(APPEND, "counter-a", 2, "Counted", 1, '{"by":7,"note":""}')
    await producing.count("counter-b", 2)
    await producing.publish()
    before = _alerts()
    with capture_logs() as logs:
        await consume_until(consuming, producing, {"counter-a": 1, "counter-b": 2}, dead_letters=2)
    assert _alerts() == before + 1
    (alert,) = [each for each in logs if each["event"] == "stream.parked"]
    assert (alert["log_level"], alert["stream"]) == ("error", "counter-a")
    assert alert["reason"].startswith("UnknownEventVersion")

    left = await replay(consuming.engine, totals(producing.catalogue).subscription())
    assert left.failing == 2
    applied: list[int] = []

    async def noting(connection: AsyncConnection, events: Sequence[Recorded[Any]]) -> None:
        applied.extend(recorded.version for recorded in events)
        await lenient(connection, events)

    deployed = replace(totals(newer(producing.source)), project=noting)
    assert (await replay(consuming.engine, deployed.subscription())).failing == 0
    assert applied == [2, 3]
    assert await rows(consuming) == {"counter-a": 13, "counter-b": 2}


def newer(source: str) -> Catalogue[CountedInUnits]:
    """The events known to the next release."""
    return Catalogue(source, {("Counted", 2): CountedInUnits}, {("Counted", 1): in_pieces})


def _alerts() -> float:
    return REGISTRY.get_sample_value("mithaq_poison_events_total", {"consumer": "totals"}) or 0

"""A mandate ends without a request, on the day after its last, whoever is there to see it."""

from dataclasses import replace
from datetime import date

from mithaq.morocco import day_begins
from mithaq.testing.passing import pass_to
from partners.deadlines import DEADLINES

from .calls import a_mandate, a_signing_commune, command
from .conftest import Running

ENDS = date(2027, 1, 1)


async def test_a_mandate_ends_by_an_event_of_its_own_day(running: Running) -> None:
    commune = await a_signing_commune(running)
    recorded = await command(
        running, f"{commune.path}/mandates", a_mandate(commune), commune.clerk, 3
    )
    assert recorded.status_code == 201, recorded.text
    pool = running.kernel.database.pool
    await running.kernel.log.wait(await pool.fetchval("SELECT max(position) FROM event"))
    moment = day_begins(ENDS)
    partners = replace(running.partners, clock=lambda: moment)
    for _ in range(2):
        await pass_to(running.kernel.database, DEADLINES, partners, moment)
    ended = await pool.fetch(
        "SELECT data, meta FROM event WHERE type = 'MandateEnded' AND stream_id = $1",
        f"organisation-{commune.id}",
    )
    assert [row["data"].count('"ended_on"') for row in ended] == [1]
    assert '"id":"mithaq:deadlines"' in ended[0]["meta"]
    assert '"capacity":"system"' in ended[0]["meta"]

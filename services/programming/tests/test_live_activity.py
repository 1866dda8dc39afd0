"""What the live view leaves out is parked in the database, where `status` finds it."""

from typing import Any
from uuid import uuid4

from mithaq.projections.apply import apply
from programming.read_models.live_activity import LIVE_ACTIVITY
from sqlalchemy import text

from .conftest import Running, line

SUBSCRIPTION = LIVE_ACTIVITY.subscription()
SIGNED = {"contributions": [{"amount": 5 * 10**15}] * 2}


async def test_an_event_that_cannot_be_counted_is_parked_and_told(running: Running) -> None:
    good, bad, lost = (uuid4() for _ in range(3))
    drafted = {"outline": {"region": "09"}, "drafted_by": str(uuid4())}
    told: list[tuple[object, str, dict[str, Any]]] = [
        (good, "ConventionDrafted", drafted),
        (good, "ConventionSigned", SIGNED),
        (bad, "ConventionDrafted", drafted),
        (bad, "TranchePaid", {"amount": "much"}),
        (lost, "TranchePaid", {"amount": 100}),
    ]
    lines = [
        line(seq, f"convention-{of}", seq, name, {"convention_id": str(of), **data})
        for seq, (of, name, data) in enumerate(told, start=1)
    ]
    async with running.kernel.engine.begin() as connection:
        await apply(connection, SUBSCRIPTION, {SUBSCRIPTION.sources[0]: lines})
        parked = text("SELECT stream_id FROM parked_stream WHERE consumer = 'live_activity'")
        found = set((await connection.execute(parked)).scalars())
    assert found == {f"convention-{bad}", f"convention-{lost}"}

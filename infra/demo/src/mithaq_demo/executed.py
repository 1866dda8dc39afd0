"""What the service shows of how conventions are carried out: who is late, who met, how it ended."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mithaq_demo import actors
from mithaq_demo.client import Client, Json
from mithaq_demo.performance import Played
from mithaq_demo.plays import midelt, sale, souss_massa, tanger_2

_CARRIED: Final = (souss_massa.PLAN, midelt.PLAN, tanger_2.PLAN, sale.PLAN)
# The events of these conventions that tell how they were carried out and ended.
_TOLD: Final = frozenset(
    {
        "ConventionSuspended",
        "ConventionResumed",
        "ConventionCompleted",
        "WorksAcceptedProvisionally",
        "WorksAcceptedFinally",
        "RefundClaimed",
        "RefundReceived",
        "MinutesRecorded",
        "MinutesConfirmed",
        "FundsCalled",
        "DecisionCarriedOut",
        "ConventionClosed",
        "ConventionArchived",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Executed:
    """`events` by the key of their plan; `late` by the key of who is late with Midelt's money."""

    events: Mapping[str, Sequence[Json]]
    late: Mapping[str, Json]
    late_there: Sequence[Json]

    def of(self, key: str, *types: str) -> list[Json]:
        return [each for each in self.events[key] if each["type"] in types]


async def look(client: Client, played: Played, written: int) -> Executed:
    """As far as the play has `written`."""
    ids = [played.conventions[plan.key] for plan in _CARRIED]
    told = await asyncio.gather(*(_events(client, each) for each in ids))
    mine = played.conventions[midelt.PLAN.key]
    late = await asyncio.gather(
        *(_late(client, played.cast[key].id, mine, written) for key in midelt.LATE)
    )
    return Executed(
        events=dict(zip((plan.key for plan in _CARRIED), told, strict=True)),
        late=dict(zip(midelt.LATE, late, strict=True)),
        late_there=(await _read(client, f"/v1/conventions/{mine}/late"))["items"],
    )


async def _late(client: Client, payer: str, convention: str, written: int) -> Json:
    """What it is late with in that convention; nothing where it is not."""
    page = await _read(client, f"/v1/late-contributions?payer={payer}&limit=100", written)
    rows = [each for each in page["items"] if each["convention_id"] == convention]
    return rows[0] if rows else {}


async def _events(client: Client, convention: str) -> Sequence[Json]:
    """Page by page."""
    path = f"/v1/conventions/{convention}/events?limit=100"
    found: list[Json] = []
    page = await _read(client, path)
    while True:
        found += [each for each in page["items"] if each["type"] in _TOLD]
        if page["next"] is None:
            return found
        page = await _read(client, f"{path}&after={page['next']}")


async def _read(client: Client, path: str, written: int = 0) -> Json:
    told: Json = await client.read(actors.OFFICE, "conventions", path, at_least=written)
    return told

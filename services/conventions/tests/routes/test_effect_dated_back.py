"""An amendment put into effect from a day on which more was planned, and since given up."""

from datetime import UTC, datetime, timedelta

import pytest_asyncio
from httpx import Response
from mithaq.morocco import day_in_morocco

from ..conftest import Running
from .clients import Convention, Json, mad

TODAY = day_in_morocco(datetime.now(UTC))


class Dated(Convention):
    """Whose commands hold from a day of the past."""

    day = TODAY - timedelta(days=6)

    async def ask(
        self, who: dict[str, str], path: str, body: Json | None = None, method: str = "POST"
    ) -> Response:
        dated = {"on": str(self.day), **(body or {})}
        return await super().ask(who, path, dated, method)


@pytest_asyncio.fixture(loop_scope="session")
async def dated(running: Running) -> Dated:
    convention = Dated(running)
    await convention.known_to_partners()
    answer = await running.http.post(
        "/v1/conventions",
        json=convention.draft(on=str(convention.day)),
        headers=convention.of(convention.region),
    )
    assert answer.status_code == 201, answer.text
    convention._remember(answer)
    await (await convention.agreed()).in_force()
    return convention


async def lowered(convention: Dated) -> None:
    """The region gives a hundred less, and has signed so."""
    region = convention.of(convention.region)
    body = {
        "reason": "Crédits",
        "amounts": [{"contribution": "region-26", "amount": mad(500)}],
        "costs": [{"action": "works", "year": 2026, "cost": mad(900)}],
    }
    await convention.do(region, "/amendments", body)
    await convention.do(region, "/amendments/1/positions", {"stance": "accept"})
    await convention.do(region, "/amendments/1/text")
    (read,) = (await convention.read(region))["amendments"]
    assert read["state"] == "ready_to_sign", read
    mandate = {"mandate_id": str(convention.mandates[convention.region]), "level": "simple"}
    signing = mandate | {"text_sha256": read["text_sha256"]}
    await convention.do(region, "/amendments/1/signatures", signing)


async def test_more_was_planned_since_than_it_leaves(dated: Dated) -> None:
    await lowered(dated)
    region, cancelled_on = dated.of(dated.region), TODAY - timedelta(days=2)
    dated.day = TODAY - timedelta(days=4)
    planned = {"contribution": "region-26", "amount": mad(600), "due_on": "2027-01-01"}
    await dated.do(region, "/tranches/B", planned, "PUT")
    dated.day = cancelled_on
    await dated.do(region, "/tranches/B/cancellation", {"reason": "Report"})
    dated.day = TODAY
    problem = await dated.refused(region, "/amendments/1/effect")
    assert (problem["status"], problem["code"]) == (409, "amendment-below-planned")
    assert problem["values"]["fits_from"] == str(cancelled_on)
    await dated.do(region, "/amendments/1/effect", {"effective_on": str(cancelled_on)})
    assert (await dated.read(region))["total"] == mad(900)

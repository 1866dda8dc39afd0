"""Who gets what from each route of notifications: its log is the office's and the auditors'."""

import json
from typing import Final
from uuid import UUID, uuid4

import httpx
from mithaq.commands import Caller
from mithaq.runtime import Kernel, Role
from mithaq.runtime.assembly import api_of
from mithaq.settings import Settings
from mithaq.store import Database
from mithaq.testing.matrix import Gets, Matrix, Objects, Row, cells
from mithaq.testing.trying import TryingFirst
from notifications.bootstrap import SERVICE

from .stories import COMMUNE, World

_READERS: Final = cells(Gets.FORBIDDEN, ok="office auditor")
_READERS_OF_NONE: Final = cells(Gets.FORBIDDEN, unknown="office auditor")

TABLE: Final = {
    "GET /v1/log/head": Row(own=cells(Gets.OK), open=True),
    "GET /v1/deliveries": Row(own=_READERS, shows="office auditor"),
    "GET /v1/deliveries/{delivery_id}": Row(own=_READERS, absent=_READERS_OF_NONE),
    "POST /v1/deliveries/{delivery_id}/redelivery": Row(
        own=cells(Gets.FORBIDDEN, refused="office"),  # it was not sent yet
        absent=cells(Gets.FORBIDDEN, unknown="office"),
    ),
}


class Trusting:
    """A verifier that believes what the token says of itself."""

    async def verify(self, token: str) -> Caller:
        claims = json.loads(token)
        organisation = UUID(claims["org"]) if claims["org"] else None
        roles = frozenset(claims["roles"])
        return Caller(subject=claims["sub"], organisation=organisation, roles=roles)


def bearer(subject: str, *roles: str, org: UUID | None = None) -> dict[str, str]:
    token = json.dumps({"sub": subject, "org": str(org) if org else None, "roles": roles})
    return {"Authorization": f"Bearer {token}"}


async def test_each_route_answers_as_its_row_says(due: World, database: Database) -> None:
    assert due.heard
    settings = Settings(
        database_url=database.url,
        token_issuer="http://issuer.test",
        jwks_url="http://issuer.test/jwks.json",
    )
    app = api_of(SERVICE, Kernel(settings=settings, database=database), Role.API)
    app.state.verifier = Trusting()
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    trying = TryingFirst(transport, database.pool, Trusting())
    async with httpx.AsyncClient(transport=trying, base_url="http://notifications") as http:
        office = bearer("office-1", "office")
        listed = (await http.get("/v1/deliveries", headers=office)).json()["items"]
        waiting = listed[0]
        objects = Objects(
            organisation=COMMUNE,
            parameters={
                "delivery_id": [waiting["delivery_id"], waiting["delivery_id"], str(uuid4())]
            },
            versions={"delivery_id": (waiting["version"], waiting["version"])},
            marks=(waiting["delivery_id"], "another's"),
        )
        assert await Matrix(app, http, bearer, objects).differences(TABLE) == []

"""Steps shared by the tests of changes over HTTP: asked, confirmed, and read once done."""

from typing import Any

from httpx import Response

from .calls import (
    AUDITOR,
    REGISTRAR,
    VERIFIER,
    Commune,
    a_signing_commune,
    command,
)
from .conftest import Running

WHY = {"reason": "Deux fiches du même conseil"}
MERGE = {**WHY, "evidence": "Même ICE, récépissé du 12 mars 2026"}


async def level(running: Running) -> dict[str, str]:
    """An auditor who reads what has happened up to now."""
    last = await running.kernel.database.pool.fetchval("SELECT max(position) FROM event")
    return {**AUDITOR, "Mithaq-Min-Position": str(last)}


async def seen(running: Running, organisation: str) -> dict[str, Any]:
    """The organisation as it is read once everything was read."""
    headers = await level(running)
    answer = await running.http.get(f"/v1/organisations/{organisation}", headers=headers)
    read: dict[str, Any] = answer.json()
    return read


async def change(
    running: Running, organisation: str, what: str, body: dict[str, Any], version: int
) -> tuple[Response, Response]:
    """Asked by the registrar and confirmed by the verifier."""
    path = f"/v1/organisations/{organisation}"
    asked = await command(running, f"{path}/{what}", body, REGISTRAR, version)
    return asked, await command(running, f"{path}/change/confirmation", {}, VERIFIER, version + 1)


async def merged(running: Running) -> tuple[Commune, Commune]:
    """Two entries of one commune, the first merged into the second; both have a mayor."""
    twin, survivor = await a_signing_commune(running), await a_signing_commune(running)
    body = {**MERGE, "into": survivor.id}
    asked, done = await change(running, twin.id, "merger", body, twin.version)
    assert (asked.status_code, done.status_code) == (200, 200), done.text
    return twin, survivor

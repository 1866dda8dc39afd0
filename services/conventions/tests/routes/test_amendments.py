"""An amendment over HTTP."""

from .clients import Convention, mad


async def test_an_amendment_over_http(in_force: Convention) -> None:
    region, commune = in_force.of(in_force.region), in_force.of(in_force.commune)
    body = {
        "reason": "Renchérissement",
        "amounts": [{"contribution": "commune-26", "amount": mad(500)}],
        "costs": [{"action": "works", "year": 2026, "cost": mad(1100)}],
    }
    await in_force.do(region, "/amendments", body)
    for who in (region, commune):
        await in_force.do(who, "/amendments/1/positions", {"stance": "accept"})
    await in_force.do(region, "/amendments/1/text")
    read = await in_force.read(region)
    sha = read["amendments"][0]["text_sha256"]
    for org in (in_force.region, in_force.commune):
        signature = {"mandate_id": str(in_force.mandates[org]), "text_sha256": sha}
        signed = signature | {"level": "simple"}
        await in_force.do(in_force.of(org), "/amendments/1/signatures", signed)
    await in_force.do(region, "/amendments/1/effect")
    assert (await in_force.read(region))["total"] == mad(1100)

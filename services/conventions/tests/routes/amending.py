"""Amendments of the tests over HTTP, as far as they have come."""

from typing import Any
from uuid import UUID

from .clients import Convention, Json

# What needs no approval: its text agreed, its signatures are asked for at once.
WORDED: Json = {
    "reason": "Accord du comité",
    "kinds": ["wording"],
    "articles": [
        {"article": "object", "heading_fr": "Objet", "text_fr": "Autre.", "text_ar": "آخر"}
    ],
}


async def frozen_amendment(
    convention: Convention,
    number: int = 1,
    until: str = "text",
    body: Json = WORDED,
    **agreed: Any,
) -> None:
    """Drafted, accepted by all and, unless `until` says otherwise, agreed: all sign it."""
    lead = convention.of(convention.region)
    await convention.do(lead, "/amendments", body)
    await accepted(convention, number)
    if until == "text":
        await convention.do(lead, f"/amendments/{number}/text", agreed)


async def accepted(convention: Convention, number: int = 1) -> None:
    for org in convention.mandates:
        said = {"stance": "accept"}
        await convention.do(convention.of(org), f"/amendments/{number}/positions", said)


async def in_effect(convention: Convention, number: int = 1) -> None:
    """Of one that needs no approval: accepted, agreed, signed by whoever must, in effect."""
    lead, path = convention.of(convention.region), f"/amendments/{number}"
    if (await told(convention, number))["state"] == "negotiation":
        await accepted(convention, number)
        await convention.do(lead, f"{path}/text")
    while (step := await told(convention, number))["state"] != "signed":
        for org in map(UUID, step["asked_to_sign"]):
            given = {"mandate_id": str(convention.mandates[org]), "level": "simple"}
            signed = {**given, "text_sha256": step["text_sha256"]}
            await convention.do(convention.of(org), f"{path}/signatures", signed)
    await convention.do(lead, f"{path}/effect")


async def refusal_of(convention: Convention, organisation: UUID, number: int = 1) -> Json:
    return {
        "mandate_id": str(convention.mandates[organisation]),
        "text_sha256": (await told(convention, number))["text_sha256"],
        "reason": "Le conseil a voté contre.",
    }


async def told(convention: Convention, number: int = 1) -> Json:
    """The amendment as the lead reads it."""
    read = await convention.read(convention.of(convention.region))
    found: Json = read["amendments"][number - 1]
    return found

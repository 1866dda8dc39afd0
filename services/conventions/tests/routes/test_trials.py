"""Trials over HTTP, and repeats of commands that changed nothing."""

from typing import Any
from uuid import uuid4

from httpx import Response

from .callers import OFFICE, STRANGER
from .clients import Convention, mad

ARTICLE = {"heading_fr": "Objet", "text_fr": "Texte de l'objet."}


async def write(
    told: Convention, body: dict[str, Any], key: str, version: int | None = None
) -> Response:
    headers = {
        **told.of(told.region),
        "If-Match": f'"{version or told.version}"',
        "Idempotency-Key": key,
    }
    url = f"/v1/conventions/{told.id}/articles/object"
    return await told.running.http.put(url, json=body, headers=headers)


async def text_of(told: Convention) -> str:
    articles = (await told.read(OFFICE))["articles"]
    return str(next(each["text_fr"] for each in articles if each["article"] == "object"))


async def test_a_late_repeat_of_what_changed_nothing_does_not_overwrite(
    convention: Convention,
) -> None:
    """Written as it is, then edited by somebody else, then the first request comes again."""
    unchanged, edited, version = str(uuid4()), "Texte du conseil.", convention.version
    assert (await write(convention, ARTICLE, str(uuid4()))).status_code == 200
    version += 1
    first = await write(convention, ARTICLE, unchanged, version)
    assert (first.status_code, first.json()["version"], first.json()["position"]) == (
        200,
        version,
        0,
    )
    other = await write(convention, {**ARTICLE, "text_fr": edited}, str(uuid4()), version)
    assert other.json()["version"] == version + 1
    again = await write(convention, ARTICLE, unchanged, version)
    assert (again.status_code, again.json()) == (200, first.json())
    assert await text_of(convention) == edited
    reused = await write(convention, {**ARTICLE, "text_fr": "autre"}, unchanged, version + 1)
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency-key-reused")


async def test_a_trial_tells_money_and_what_opens(in_force: Convention) -> None:
    plan = {"contribution": "region-26", "amount": mad(600), "due_on": "2026-06-01"}
    lead = in_force.of(in_force.region)
    tried = await in_force.ask(lead, "/tranches/R1?dry_run=true", plan, "PUT")
    assert tried.status_code == 200, tried.text
    told = tried.json()
    assert [each["type"] for each in told["events"]] == ["TranchePlanned"]
    assert told["events"][0]["data"]["planned"]["amount"] == mad(600)
    changes = {each["figure"]: (each["before"], each["after"]) for each in told["changes"]}
    assert changes["planned"] == (mad(0), mad(600))
    assert changes["tranches.R1.stage"] == (None, "planned")
    assert (await in_force.read(OFFICE))["tranches"] == []


async def test_a_trial_of_a_draft_tells_the_commands_it_would_open(
    convention: Convention,
) -> None:
    lead, version = convention.of(convention.region), convention.version
    tried = await convention.ask(lead, "/withdrawal?dry_run=true", {"reason": "abandon"})
    before = set((await convention.read(lead))["commands"])
    await convention.do(lead, "/withdrawal", {"reason": "abandon"})
    after = set((await convention.read(lead))["commands"])
    told = tried.json()
    assert (set(told["opens"]), set(told["closes"])) == (after - before, before - after)
    assert told["closes"]
    assert convention.version > version


async def test_a_stranger_tries_in_vain(convention: Convention) -> None:
    """As with the command itself: no word of what is not its own."""
    path, body = "/withdrawal?dry_run=true", {"reason": "spite"}
    foreign = await convention.ask(STRANGER, path, body)
    nowhere = Convention(convention.running)
    nowhere.id, nowhere.version = str(uuid4()), convention.version
    absent = await nowhere.ask(STRANGER, path, body)
    told = [
        {**each.json(), "correlation_id": "", "values": "", "detail": ""}
        for each in (foreign, absent)
    ]
    assert told[0] == told[1]
    assert foreign.status_code == 404

"""Whom it concerns, the version it was given under, and the key that makes it once."""

from uuid import uuid4

from ..conftest import Running
from .callers import STRANGER
from .clients import Convention


async def test_a_stranger_finds_nothing(convention: Convention) -> None:
    url = f"/v1/conventions/{convention.id}"
    for path in ("", "/text", "/commands", "/tranches", "/events"):
        answer = await convention.running.http.get(url + path, headers=STRANGER)
        assert answer.status_code == 404
    refused = await convention.refused(STRANGER, "/withdrawal", {"reason": "spite"})
    assert (refused["status"], refused["code"]) == (404, "not-found")
    convention.version += 5
    blind = await convention.refused(STRANGER, "/withdrawal", {"reason": "spite"})
    assert (blind["status"], blind["code"]) == (404, "not-found")


async def test_a_stale_or_absent_version_is_refused(convention: Convention) -> None:
    lead = convention.of(convention.region)
    url = f"/v1/conventions/{convention.id}/submission"
    assert (await convention.running.http.post(url, json={}, headers=lead)).status_code == 428
    stale = {**lead, "If-Match": '"3"'}
    answer = await convention.running.http.post(url, json={}, headers=stale)
    assert answer.status_code == 412
    assert answer.headers["ETag"] == f'"{convention.version}"'


async def test_the_same_key_answers_the_first_result(running: Running) -> None:
    convention = Convention(running)
    await convention.known_to_partners()
    headers = {**convention.of(convention.region), "Idempotency-Key": str(uuid4())}
    body = convention.draft()
    first = await running.http.post("/v1/conventions", json=body, headers=headers)
    again = await running.http.post("/v1/conventions", json=body, headers=headers)
    assert again.json() == first.json()
    other = convention.draft(reference="MED-2")
    reused = await running.http.post("/v1/conventions", json=other, headers=headers)
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency-key-reused")

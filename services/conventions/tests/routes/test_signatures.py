"""Who may sign depends on what partners published."""

from uuid import uuid4

from conventions.heard.partners import MandateRevoked, OrganisationReinstated, OrganisationSuspended
from mithaq.events import Actor, decode_metadata

from ..conftest import SOME_DAY, Running
from .clients import Convention


async def test_a_mandate_revoked_today_signs_nothing(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    revoked = MandateRevoked(
        mandate_id=convention.mandates[convention.region], revoked_on=running.conventions.today()
    )
    await running.hear(revoked)
    region = convention.of(convention.region)
    signature = await convention.signature(convention.region)
    problem = await convention.refused(region, "/signatures", signature | {"on": "2026-02-01"})
    assert problem["code"] == "mandate-revoked"


async def test_a_repeated_signature_answers_first_even_once_revoked(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    signature = await convention.signature(convention.commune)
    key = {"Idempotency-Key": str(uuid4()), "If-Match": f'"{convention.version}"'}
    headers = convention.of(convention.commune) | key
    url = f"/v1/conventions/{convention.id}/signatures"
    first = await running.http.post(url, json=signature, headers=headers)
    assert first.status_code == 200
    mandate = convention.mandates[convention.commune]
    await running.hear(MandateRevoked(mandate_id=mandate, revoked_on=SOME_DAY))
    again = await running.http.post(url, json=signature, headers=headers)
    assert again.json() == first.json()


async def test_a_suspended_organisation_signs_nothing(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    await running.hear(OrganisationSuspended(organisation_id=convention.region))
    signature = await convention.signature(convention.region)
    region = convention.of(convention.region)
    problem = await convention.refused(region, "/signatures", signature)
    assert problem["code"] == "organisation-not-active"
    await running.hear(OrganisationReinstated(organisation_id=convention.region))
    await convention.do(region, "/signatures", signature)


async def test_a_signature_is_recorded_with_who_gave_it_under_which_instrument(
    running: Running,
) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    commune, before = convention.commune, convention.version
    await convention.do(convention.of(commune), "/signatures", await convention.signature(commune))
    await running.conventions.readers["convention_list"].wait(convention.position)
    stream = f"convention-{convention.id}"
    (line,) = await running.conventions.log.of_stream(stream, after=before, limit=10)
    assert decode_metadata(line.meta).actor == Actor(
        id=f"head-{commune}",
        organisation=str(commune),
        capacity="signatory",
        instrument="deliberation 3/2026",
    )

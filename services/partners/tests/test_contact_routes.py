"""Names and addresses over HTTP: sealed, hidden, erased."""

import asyncio
from contextlib import suppress
from uuid import UUID, uuid4

import pytest
from mithaq.commands import Accepted, Submission
from mithaq.runtime.service import Role
from mithaq_local.testing import temporary_database
from partners import application, erasure
from partners.bootstrap import SERVICE, assemble_with_keys
from partners.domain.commands import OrganisationCommand
from partners.domain.rules import ContactErased
from sqlalchemy import text

from .calls import (
    AUDITOR,
    SERVICE_TOKEN,
    VERIFIER,
    Commune,
    a_mandate,
    a_signing_commune,
    assert_problem,
    command,
    register,
)
from .conftest import Running, bearer

WHY = {"reason": "Départ à la retraite"}


def erasure_of(commune: Commune) -> str:
    return f"{commune.path}/representatives/{commune.person}/erasure"


def contact_of(commune: Commune) -> str:
    return f"/v1/representatives/{commune.person}/contact"


async def test_the_private_side_is_hidden_from_strangers(running: Running) -> None:
    commune = await a_signing_commune(running)
    stranger = bearer("u-x", "partner", org=str(uuid4()))
    for path in ("mandates", "representatives"):
        for organisation in (commune.id, str(uuid4())):
            url = f"/v1/organisations/{organisation}/{path}"
            hidden = await running.http.get(url, headers=stranger)
            assert_problem(hidden, 404, "organisation-unknown")
        seen = await running.http.get(f"{commune.path}/{path}", headers=commune.mayor)
        assert seen.status_code == 200
    for url in (contact_of(commune), f"/v1/representatives/{uuid4()}/contact"):
        for who in (stranger, AUDITOR):
            hidden = await running.http.get(url, headers=who)
            assert_problem(hidden, 404, "representative-unknown")


async def test_a_contact_is_sealed_read_and_erased_for_ever(running: Running) -> None:
    commune = await a_signing_commune(running)
    read = await running.http.get(contact_of(commune), headers=SERVICE_TOKEN)
    assert read.json() == {
        "representative_id": commune.person,
        "organisation_id": commune.id,
        "name": "Naïma Alaoui",
        "email": "naima@tetouan.example.ma",
        "language": "ar",
    }
    async with running.kernel.engine.connect() as connection:
        everything = text("SELECT string_agg(data, '') FROM event")
        stored = str((await connection.execute(everything)).scalar_one())
    assert "Alaoui" not in stored
    assert "naima@" not in stored
    asked = await command(running, erasure_of(commune), WHY, commune.mayor, 3)
    assert asked.status_code == 200, asked.text
    for who in (SERVICE_TOKEN, commune.mayor, commune.clerk):
        gone = await running.http.get(contact_of(commune), headers=who)
        assert_problem(gone, 404, "contact-erased")


async def test_one_colleague_alone_erases_nobody(running: Running) -> None:
    commune = await a_signing_commune(running)
    asked = await command(running, erasure_of(commune), WHY, commune.clerk, 3)
    assert asked.status_code == 200, asked.text
    confirmation = f"{erasure_of(commune)}/confirmation"
    for same in (commune.clerk, bearer("U-CLERK", "office")):
        refused = await command(running, confirmation, {}, same, 4)
        assert_problem(refused, 403, "requester-may-not-confirm-erasure")
    still = await running.http.get(contact_of(commune), headers=SERVICE_TOKEN)
    assert still.status_code == 200
    confirmed = await command(running, confirmation, {}, VERIFIER, 4)
    assert confirmed.status_code == 200, confirmed.text
    gone = await running.http.get(contact_of(commune), headers=SERVICE_TOKEN)
    assert_problem(gone, 404, "contact-erased")


async def test_of_the_erased_nothing_is_listed_but_an_id_and_their_mandates_end(
    running: Running,
) -> None:
    commune = await a_signing_commune(running)
    body = a_mandate(commune, valid_to=None)
    made = await command(running, f"{commune.path}/mandates", body, commune.clerk, 3)
    mandate = f"{commune.path}/mandates/{made.json()['id']}"
    await command(running, f"{mandate}/confirmation", {}, commune.secretary, 4)
    erased = await command(running, erasure_of(commune), WHY, commune.mayor, 5)
    seen = {**commune.clerk, "Mithaq-Min-Position": erased.headers["mithaq-position"]}
    listed = await running.http.get(f"{commune.path}/representatives", headers=seen)
    assert listed.json()["items"] == [
        {
            "representative_id": commune.person,
            "organisation_id": commune.id,
            "subject": None,
            "language": "ar",
            "erased": True,
        }
    ]
    over = (await running.http.get(mandate, headers=seen)).json()
    assert over["revoked_on"] == str(running.partners.today())
    assert over["revoked_because"] == WHY["reason"]


async def key_of(running: Running, commune: Commune) -> bytes:
    return await running.partners.keys.of(UUID(commune.person))


async def test_a_key_that_outlived_its_event_is_destroyed_by_a_repeat_or_a_sweep(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends after the event and before the key is gone: then it starts again."""
    run = application.run

    async def dying(
        partners: application.Partners, submission: Submission, given: OrganisationCommand
    ) -> Accepted:
        await run(partners, submission, given)
        raise RuntimeError("the process ends here")

    for mended_by_repeat in (True, False):
        commune = await a_signing_commune(running)
        once = {**commune.mayor, "Idempotency-Key": str(uuid4())}
        with monkeypatch.context() as dead:
            dead.setattr(application, "run", dying)
            died = await command(running, erasure_of(commune), WHY, once, 3)
        assert died.status_code == 500
        assert await key_of(running, commune)
        if mended_by_repeat:
            repeat = await command(running, erasure_of(commune), WHY, once, 3)
            assert (repeat.status_code, repeat.json()["version"]) == (200, 4)
        else:
            last = await running.kernel.database.pool.fetchval("SELECT max(position) FROM event")
            await running.partners.representatives.wait(last)
            starting = asyncio.create_task(erasure.keep_sweeping(running.partners))
            await gone(running, commune)
            starting.cancel()
        with pytest.raises(ContactErased):
            await key_of(running, commune)


async def gone(running: Running, commune: Commune) -> None:
    async with asyncio.timeout(10):
        while True:
            with suppress(ContactErased):
                await key_of(running, commune)
                await asyncio.sleep(0.01)
                continue
            return


async def test_whoever_works_sweeps(running: Running, postgres_server: str) -> None:
    async with (
        temporary_database(postgres_server) as keys,
        assemble_with_keys(
            SERVICE,
            running.kernel.settings.model_copy(
                update={"keys_database_url": keys, "kafka_seals": "accepted"}
            ),
            Role.WORKER,
        ) as process,
    ):
        assert "erasure" in {worker.name for worker in process.workers}


async def test_representatives_come_in_pages(running: Running) -> None:
    commune = await a_signing_commune(running)
    for version in (3, 4):
        person = {"subject": f"p-{version}", "name": "P", "email": "p@tetouan.example.ma"}
        path = f"{commune.path}/representatives"
        made = await command(running, path, person, commune.clerk, version)
    headers = {**commune.clerk, "Mithaq-Min-Position": made.headers["mithaq-position"]}
    first = (await running.http.get(f"{path}?limit=2", headers=headers)).json()
    rest = await running.http.get(f"{path}?limit=2&after={first['next']}", headers=headers)
    subjects = [each["subject"] for each in [*first["items"], *rest.json()["items"]]]
    assert len(first["items"]) == 2
    assert sorted(subjects) == sorted([commune.subject, "p-3", "p-4"])
    assert rest.json()["next"] is None


async def test_a_sweep_leaves_everybody_else_readable(running: Running) -> None:
    commune = await a_signing_commune(running)
    await erasure.sweep(running.partners)
    read = await running.http.get(contact_of(commune), headers=SERVICE_TOKEN)
    assert read.status_code == 200


async def test_a_malformed_address_is_refused_without_repeating_it(running: Running) -> None:
    organisation = (await register(running)).json()["id"]
    clerk = bearer("u-clerk", "partner", org=organisation)
    person = {"subject": "u-mayor", "name": "N", "email": "naima at tetouan"}
    path = f"/v1/organisations/{organisation}/representatives"
    refused = await command(running, path, person, clerk, 1)
    assert_problem(refused, 422, "body-invalid")
    assert refused.json()["errors"][0]["code"] == "email"
    assert "naima" not in refused.text


@pytest.mark.parametrize("subject", ["naima@tetouan.example.ma", "Naima Alaoui"])
async def test_an_address_is_no_subject_and_is_not_repeated(running: Running, subject: str) -> None:
    organisation = (await register(running)).json()["id"]
    clerk = bearer("u-clerk", "partner", org=organisation)
    person = {"subject": subject, "name": "N", "email": "n@tetouan.example.ma"}
    path = f"/v1/organisations/{organisation}/representatives"
    refused = await command(running, path, person, clerk, 1)
    assert_problem(refused, 422, "subject-personal")
    assert subject not in refused.text

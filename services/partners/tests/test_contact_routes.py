"""Names and addresses over HTTP: sealed, hidden, erased."""

from uuid import uuid4

from sqlalchemy import text

from .calls import AUDITOR, SERVICE_TOKEN, a_signing_commune, assert_problem, command, register
from .conftest import Running, bearer


async def test_the_private_side_is_hidden_from_strangers(running: Running) -> None:
    organisation, person, mayor = await a_signing_commune(running)
    stranger = bearer("u-x", "partner", org=str(uuid4()))
    for path in ("mandates", "representatives"):
        url = f"/v1/organisations/{organisation}/{path}"
        assert_problem(await running.http.get(url, headers=stranger), 404, "organisation-unknown")
        assert (await running.http.get(url, headers=mayor)).status_code == 200
    contact = f"/v1/representatives/{person}/contact"
    for call in (running.http.get, running.http.delete):
        assert_problem(await call(contact, headers=stranger), 404, "representative-unknown")
        assert_problem(await call(contact, headers=AUDITOR), 404, "representative-unknown")


async def test_a_contact_is_sealed_read_and_erased_for_ever(running: Running) -> None:
    organisation, person, mayor = await a_signing_commune(running)
    contact = f"/v1/representatives/{person}/contact"
    read = await running.http.get(contact, headers=SERVICE_TOKEN)
    assert read.json() == {
        "representative_id": person,
        "organisation_id": organisation,
        "name": "Naïma Alaoui",
        "email": "naima@tetouan.example.ma",
        "language": "ar",
    }
    async with running.kernel.engine.connect() as connection:
        everything = text("SELECT string_agg(data, '') FROM event")
        stored = str((await connection.execute(everything)).scalar_one())
    assert "Alaoui" not in stored
    assert "naima@" not in stored
    assert (await running.http.delete(contact, headers=mayor)).status_code == 204
    assert (await running.http.delete(contact, headers=mayor)).status_code == 204
    for who in (SERVICE_TOKEN, mayor):
        assert_problem(await running.http.get(contact, headers=who), 404, "contact-erased")


async def test_a_malformed_address_is_refused_without_repeating_it(running: Running) -> None:
    organisation = (await register(running)).json()["id"]
    mayor = bearer("u-mayor", "partner", org=organisation)
    person = {"subject": "u-mayor", "name": "N", "email": "naima at tetouan"}
    path = f"/v1/organisations/{organisation}/representatives"
    refused = await command(running, path, person, mayor, 1)
    assert_problem(refused, 422, "email-malformed")
    assert "naima" not in refused.text

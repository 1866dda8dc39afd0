"""Organisations over HTTP, on the real store and read models."""

import asyncio
from base64 import urlsafe_b64encode
from uuid import uuid4

import pytest

from .calls import (
    AUDITOR,
    REGISTRAR,
    VERIFIER,
    a_commune,
    an_ice,
    assert_problem,
    command,
    register,
)
from .conftest import Running


async def test_an_organisation_is_registered_read_and_found(running: Running) -> None:
    answer = await register(running, name_fr="Commune de M'diq", ice=an_ice(1))
    organisation = answer.json()["id"]
    assert answer.status_code == 201
    assert answer.headers["location"].endswith(f"/v1/organisations/{organisation}")
    seen = {**AUDITOR, "Mithaq-Min-Position": answer.headers["mithaq-position"]}
    read = await running.http.get(f"/v1/organisations/{organisation}", headers=seen)
    assert read.headers["etag"] == '"1"'
    assert read.json()["state"] == "registered"
    assert read.json()["region"] == "01"
    found = await running.http.get("/v1/organisations?q=m'DIQ&region=01", headers=seen)
    assert [each["organisation_id"] for each in found.json()["items"]] == [organisation]


async def test_the_same_key_registers_once(running: Running) -> None:
    headers = {**REGISTRAR, "Idempotency-Key": str(uuid4())}
    body = a_commune(ice=an_ice(2))
    first = await running.http.post("/v1/organisations", json=body, headers=headers)
    again = await running.http.post("/v1/organisations", json=body, headers=headers)
    assert first.json() == again.json()
    other = await running.http.post("/v1/organisations", json=a_commune(), headers=headers)
    assert_problem(other, 422, "idempotency-key-reused")


async def test_an_ice_belongs_to_one_organisation(running: Running) -> None:
    assert (await register(running, ice=an_ice(3))).status_code == 201
    second = await register(running, ice=an_ice(3))
    assert_problem(second, 409, "ice-taken")
    one_more = [register(running, ice=an_ice(4)) for _ in range(8)]
    statuses = [answer.status_code for answer in await asyncio.gather(*one_more)]
    assert sorted(statuses) == [201, *[409] * 7]


async def test_a_name_like_a_registered_one_is_taken_knowingly(running: Running) -> None:
    first = (await register(running, name_fr="Commune d'Oulad Saïd", name_ar=None)).json()["id"]
    twin = a_commune(name_fr="COMMUNE D’0ULAD-SAÏD", name_ar="جماعة أولاد سعيد")
    refused = await register(running, **twin)
    assert_problem(refused, 409, "name-taken")
    assert first in refused.json()["detail"]
    known = await register(running, **twin, distinct_from=[first])
    assert known.status_code == 201, known.text
    third = await register(running, name_fr="Commune d'Oulad Said", distinct_from=[first])
    assert_problem(third, 409, "name-taken")
    assert first not in third.json()["detail"]
    arabic = await register(running, name_ar="جماعه اولاد سعيد")
    assert_problem(arabic, 409, "name-taken")


async def test_of_several_at_once_one_gets_the_name(running: Running) -> None:
    many = [register(running, name_fr="Commune d'Aïn Chok", name_ar=None) for _ in range(8)]
    statuses = [answer.status_code for answer in await asyncio.gather(*many)]
    assert sorted(statuses) == [201, *[409] * 7]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"territory": "99"}, 422, "territory-unknown"),
        ({"territory": "99", "ice": "12"}, 422, "territory-unknown"),
        ({"territory": "01"}, 422, "territory-level-unfit"),
        ({"ice": "12"}, 422, "ice-malformed"),
        ({"ice": "0" * 15}, 422, "ice-malformed"),
        ({"ice": "001234567890123"}, 422, "ice-check-digits-wrong"),
        ({"name_fr": "\u0421ommune de Tanger"}, 422, "name-misleading"),
        ({"name_fr": "  "}, 422, "body-invalid"),
        ({"kind": "kingdom"}, 422, "body-invalid"),
    ],
)
async def test_what_cannot_be_registered(
    running: Running, changes: dict[str, str], status: int, code: str
) -> None:
    assert_problem(await register(running, **changes), status, code)


async def test_an_unknown_territory_is_told_before_who_may_register(running: Running) -> None:
    body = a_commune(territory="99")
    answer = await running.http.post("/v1/organisations", json=body, headers=AUDITOR)
    assert_problem(answer, 422, "territory-unknown")


async def test_only_another_office_person_verifies(running: Running) -> None:
    organisation = (await register(running)).json()["id"]
    path, body = f"/v1/organisations/{organisation}/verification", {"evidence": "Décret"}
    assert_problem(
        await command(running, path, body, REGISTRAR, 1), 403, "registrar-may-not-verify"
    )
    assert_problem(await command(running, path, body, AUDITOR, 1), 403, "office-only")
    assert_problem(await command(running, path, body, VERIFIER, 7), 412, "version-conflict")
    missing = await running.http.post(path, json=body, headers=VERIFIER)
    assert_problem(missing, 428, "precondition-required")
    unknown = f"/v1/organisations/{uuid4()}/verification"
    assert_problem(await command(running, unknown, body, VERIFIER, 0), 404, "organisation-unknown")


async def test_pages_show_everyone_once(running: Running) -> None:
    names = [f"Commune {letter}" for letter in "ABCDE"]
    answers = [await register(running, name_fr=name, territory="03.061.01.01") for name in names]
    headers = {**AUDITOR, "Mithaq-Min-Position": answers[-1].headers["mithaq-position"]}
    seen: list[str] = []
    url: str | None = "/v1/organisations?territory=03.061.01.01&limit=2"
    while url:
        page = (await running.http.get(url, headers=headers)).json()
        seen += [each["name_fr"] for each in page["items"]]
        after = page["next"]
        url = f"/v1/organisations?territory=03.061.01.01&limit=2&after={after}" if after else None
    assert seen == names


async def found(running: Running, q: str, position: str, limit: int = 1) -> list[str]:
    """The French names found, page by page."""
    seen: list[str] = []
    asked: dict[str, str | int] = {"q": q, "limit": limit}
    headers = {**AUDITOR, "Mithaq-Min-Position": position}
    while True:
        answer = await running.http.get("/v1/organisations", params=asked, headers=headers)
        page = answer.json()
        seen += [each["name_fr"] for each in page["items"]]
        if page["next"] is None:
            return seen
        asked["after"] = page["next"]


async def test_the_nearest_names_come_first_on_whatever_page(running: Running) -> None:
    number = an_ice(55)
    names = ["Amis de Zaïo", "Zaïo", "Agence de Zaio", "Zaïo-Centre"]
    for name in names:
        exact = name == "Zaïo"
        made = await register(
            running,
            name_fr=name,
            name_ar="زايو" if exact else None,
            ice=number if exact else None,
            kind="association",
        )
        assert made.status_code == 201, made.text
    position = made.headers["mithaq-position"]
    order = ["Zaïo", "Zaïo-Centre", "Agence de Zaio", "Amis de Zaïo"]
    for q in ("zaio", "ZAÏO", " Zaïo "):
        assert await found(running, q, position) == order
    assert await found(running, "زايو", position) == ["Zaïo"]
    assert await found(running, number, position) == ["Zaïo"]


async def test_a_cursor_made_up_is_refused(running: Running) -> None:
    for place in (b'[9,"a","00000000-0000-0000-0000-000000000000"]', b"[0]", b"[1e30]"):
        after = urlsafe_b64encode(place).rstrip(b"=").decode()
        answer = await running.http.get(
            "/v1/organisations", params={"after": after, "q": "a"}, headers=AUDITOR
        )
        assert answer.status_code == 422, answer.text


async def test_territories_are_searched_and_read(running: Running) -> None:
    found = await running.http.get("/v1/territories?q=tetouan&level=commune", headers=AUDITOR)
    assert found.json()["items"][0]["name_fr"] == "Tétouan"
    one = await running.http.get("/v1/territories/MA", headers=AUDITOR)
    assert one.json()["level"] == "country"
    unknown = await running.http.get("/v1/territories/ZZ", headers=AUDITOR)
    assert_problem(unknown, 404, "territory-not-found")


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Territoire"), ("ar", "مجال ترابي"), ("en", "Unknown territory")]
)
async def test_refusals_speak_the_callers_language(
    running: Running, language: str, title: str
) -> None:
    answer = await running.http.post(
        "/v1/organisations",
        json=a_commune(territory="99"),
        headers={**REGISTRAR, "Accept-Language": language},
    )
    assert answer.json()["title"].startswith(title)
    assert answer.json()["way_out"]

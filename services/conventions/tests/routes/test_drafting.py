"""A proposal over HTTP: drafted in one call, refused by name."""

import asyncio
from uuid import uuid4

import pytest
from httpx import Response

from .callers import OFFICE
from .clients import Convention, mad


async def test_one_call_drafts_the_whole_convention(convention: Convention) -> None:
    read = await convention.read(convention.of(convention.commune))
    assert (read["state"], read["version"]) == ("draft", 11)
    assert read["region"] == "01"
    assert [c["amount"]["amount"] for c in read["contributions"]] == ["400.00", "600.00"]
    assert "ProposeConvention" not in read["commands"]
    assert "ProposeConvention" in (await convention.read(OFFICE))["commands"]


async def test_what_partners_do_not_know_is_refused_by_name(convention: Convention) -> None:
    lead = convention.of(convention.region)
    unknown = {"organisation_id": str(uuid4()), "role": "witness"}
    assert (await convention.refused(lead, "/parties", unknown))["code"] == "organisation-unknown"
    nowhere = {
        "label_fr": "Ailleurs",
        "territory": "99.999",
        "cost": mad(1),
        "years": [{"year": 2026, "cost": mad(1)}],
    }
    problem = await convention.refused(lead, "/actions/away", nowhere, "PUT")
    assert (problem["status"], problem["code"]) == (422, "territory-unknown")


async def test_an_unknown_territory_is_told_before_an_unknown_party(
    convention: Convention,
) -> None:
    unknown = [{"organisation_id": str(uuid4()), "roles": ["witness"]}]
    draft = convention.draft(territory="99.999", parties=unknown)
    answer = await convention.running.http.post("/v1/conventions", json=draft, headers=OFFICE)
    assert (answer.status_code, answer.json()["code"]) == (422, "territory-unknown")


async def test_a_future_day_is_refused(convention: Convention) -> None:
    lead = convention.of(convention.region)
    problem = await convention.refused(lead, "/submission", {"on": "2200-01-01"})
    assert problem["code"] == "date-in-future"


@pytest.mark.parametrize("part", ["articles", "actions", "contributions"])
async def test_a_draft_names_each_part_once(convention: Convention, part: str) -> None:
    body = convention.draft()
    body[part] = [*body[part], body[part][0]]
    lead = convention.of(convention.region)
    answer = await convention.running.http.post("/v1/conventions", json=body, headers=lead)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == (f"#/{part}", "item_repeated")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title_fr", "\u200b"),
        ("reference", "C\u202e-1"),
        ("reference", "C\r\n1"),
        ("title_ar", "\u2067\u0637"),
    ],
)
async def test_a_draft_shows_what_it_stores(convention: Convention, field: str, value: str) -> None:
    lead = convention.of(convention.region)
    body = convention.draft(**{field: value})
    answer = await convention.running.http.post("/v1/conventions", json=body, headers=lead)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"#/{field}"


async def test_a_mandatory_article_of_nothing_is_refused(convention: Convention) -> None:
    lead = convention.of(convention.region)
    for nothing in ("", " ", "\u200b", "\u3164"):
        body = {"heading_fr": "Objet", "text_fr": nothing}
        problem = await convention.refused(lead, "/articles/object", body, "PUT")
        assert (problem["status"], problem["code"]) == (422, "body-invalid")


async def test_a_reference_is_given_once_a_year_and_never_given_back(
    convention: Convention,
) -> None:
    lead = convention.of(convention.region)
    running = convention.running

    async def again(reference: str, key: str) -> Response:
        headers = {**lead, "Idempotency-Key": key}
        draft = convention.draft(reference=reference)
        return await running.http.post("/v1/conventions", json=draft, headers=headers)

    taken = await again(" med\u20111", str(uuid4()))
    assert (taken.status_code, taken.json()["code"]) == (409, "reference-taken")
    assert taken.json()["values"]["convention"] == convention.id
    await convention.do(lead, "/withdrawal", {"reason": "abandon"})
    assert (await again("MED-1", str(uuid4()))).json()["code"] == "reference-taken"
    key = str(uuid4())
    first = await again("MED-2", key)
    assert first.status_code == 201
    assert (await again("MED-2", key)).json()["id"] == first.json()["id"]


async def test_of_two_drafts_at_once_one_gets_the_reference(convention: Convention) -> None:
    lead, draft = convention.of(convention.region), convention.draft(reference="MED-3")
    http = convention.running.http
    keys = ({**lead, "Idempotency-Key": str(uuid4())} for _ in range(4))
    answers = await asyncio.gather(
        *(http.post("/v1/conventions", json=draft, headers=key) for key in keys)
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    refused = {answer.json().get("code") for answer in answers if answer.status_code == 409}
    assert refused == {"reference-taken"}

"""Problem details (RFC 9457): every error has one form and reveals no internals."""

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from mithaq.http import create_app
from mithaq.settings import Settings
from mithaq.words import texts_of
from pydantic import HttpUrl

MEMBERS = {"type", "title", "status", "detail", "code", "way_out", "values", "correlation_id"}


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("rule", 409, "over-payment"),
        ("bare-rule", 409, "rule-broken"),
        ("invalid", 422, "invalid"),
        ("not-found", 404, "not-found"),
        ("forbidden", 403, "forbidden"),
        ("conflict", 412, "version-conflict"),
        ("reused", 422, "idempotency-key-reused"),
        ("behind", 503, "not-caught-up"),
        ("malformed-event", 500, "internal-error"),
        ("bug", 500, "internal-error"),
        ("database-gone", 503, "store-unavailable"),
    ],
)
async def test_each_refusal_has_its_status_and_code(
    client: AsyncClient, name: str, status: int, code: str
) -> None:
    answer = await client.get(f"/v1/refusals/{name}")
    problem = answer.json()
    assert answer.status_code == problem["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"] == f"urn:mithaq:problem:{code}"
    assert problem["code"] == code
    assert set(problem) == MEMBERS
    assert problem["correlation_id"] == answer.headers["x-correlation-id"]


async def test_the_values_fill_the_words(client: AsyncClient) -> None:
    answer = await client.get("/v1/refusals/rule", headers={"Accept-Language": "en"})
    assert answer.json()["detail"] == "12.00 exceeds 10.00."
    assert answer.json()["values"] == {"paid": "12.00", "ordered": "10.00"}


async def test_values_in_arabic_are_isolated_from_the_sentence(client: AsyncClient) -> None:
    answer = await client.get("/v1/refusals/rule", headers={"Accept-Language": "ar"})
    assert answer.json()["detail"] == "\u206812.00\u2069 يتجاوز \u206810.00\u2069."


async def test_a_rule_without_words_borrows_those_of_the_rule_it_refines(
    client: AsyncClient,
) -> None:
    answer = await client.get("/v1/refusals/untold", headers={"Accept-Language": "en"})
    assert answer.json()["code"] == "nobody-wrote-words-for-this"
    assert answer.json()["title"] == "Overpayment"


@pytest.mark.parametrize("name", ["bug", "malformed-event", "database-gone"])
async def test_an_internal_error_reveals_nothing(client: AsyncClient, name: str) -> None:
    answer = await client.get(f"/v1/refusals/{name}")
    assert "s3cret" not in answer.text
    assert answer.json()["values"] == {}


async def test_a_response_that_fails_midway_is_cut_off(client: AsyncClient) -> None:
    with pytest.raises(RuntimeError):
        await client.get("/v1/half")


async def test_a_stale_version_tells_the_current_one(client: AsyncClient) -> None:
    answer = await client.get("/v1/refusals/conflict")
    assert answer.headers["etag"] == '"9"'
    assert answer.json()["values"]["current"] == 9


async def test_a_conflict_without_a_known_version_has_no_etag(client: AsyncClient) -> None:
    answer = await client.get("/v1/refusals/conflict-unknown")
    assert "etag" not in answer.headers
    assert answer.status_code == 412


async def test_a_503_has_retry_after(client: AsyncClient) -> None:
    answer = await client.get("/v1/refusals/behind")
    assert answer.headers["retry-after"] == "1"


async def test_an_unknown_address_is_a_problem(client: AsyncClient) -> None:
    answer = await client.get("/v1/nowhere")
    assert (answer.status_code, answer.json()["code"]) == (404, "route-unknown")
    assert answer.json()["values"] == {"path": "/v1/nowhere"}


async def test_an_unknown_method_is_a_problem_and_tells_the_known(client: AsyncClient) -> None:
    answer = await client.delete("/v1/position")
    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize(
    ("name", "anchor"), [("rule", "over-payment"), ("conflict", "version-conflict"), ("bug", None)]
)
async def test_a_refusal_leads_to_its_rule_where_the_page_is_set(
    app: FastAPI, client: AsyncClient, name: str, anchor: str | None
) -> None:
    """Whatever `type` it is of stays the same; our own fault is no rule's."""
    before = (await client.get(f"/v1/refusals/{name}")).json()
    app.state.rules_url = "https://mithaq.example/docs/rules"
    told = (await client.get(f"/v1/refusals/{name}")).json()
    assert told["type"] == before["type"]
    assert "help" not in before
    assert told.get("help") == (f"https://mithaq.example/docs/rules#{anchor}" if anchor else None)


def test_the_page_of_rules_is_a_setting(settings: Settings) -> None:
    url = "https://mithaq.example/docs/rules"
    app = create_app(
        service="test",
        title="",
        routers=[],
        texts=texts_of(),
        settings=settings.model_copy(update={"rules_url": HttpUrl(url)}),
    )
    assert app.state.rules_url == url

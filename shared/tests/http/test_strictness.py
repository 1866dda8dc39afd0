"""What no request may contain, whatever its route."""

from typing import Any

import pytest
from httpx import AsyncClient


@pytest.mark.parametrize("path", ["/v1/things", "/v1/position", "/v1/happenings"])
@pytest.mark.parametrize("name", ["q", "year", "sort", "Limit", "as_of", ""])
async def test_a_parameter_that_no_route_knows_is_refused(
    client: AsyncClient, path: str, name: str
) -> None:
    answer = await client.get(path, params={name: "1"}, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (422, "parameters-invalid")
    assert answer.json()["errors"] == [
        {
            "detail": "unknown parameter",
            "code": "parameter_unknown",
            "where": "query",
            "parameter": name,
        }
    ]


async def test_a_command_knows_no_parameter_of_a_list(
    client: AsyncClient, signed_in: dict[str, str], payment: dict[str, Any]
) -> None:
    answer = await client.post("/v1/things?limit=5", json=payment, headers=signed_in)
    assert answer.json()["errors"][0]["code"] == "parameter_unknown"


async def test_a_parameter_given_twice_is_refused(client: AsyncClient) -> None:
    answer = await client.get("/v1/things?limit=1&limit=2")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "parameter_repeated"


@pytest.mark.parametrize(
    "body",
    [
        b'{"amount": {"amount": "1"}, "on": "2026-11-20", "on": "2026-11-21"}',
        b'{"amount": {"amount": "1", "amount": "2"}, "on": "2026-11-20"}',
        b'{"amount": {"amount": "1"}, "\\u006fn": "2026-11-20", "on": "2026-11-21"}',
        b'{"amount": {"amount": "1"}, "on": "2026-11-20", "count": NaN}',
        b'{"amount": {"amount": "1"}, "on": "2026-11-20", "count": -Infinity}',
        '{"amount": {"amount": "1"}, "on": "2026-11-20"}'.encode("utf-16"),
        '{"amount": {"amount": "1"}, "on": "2026-11-20"}'.encode("utf-16-le"),
        '{"amount": {"amount": "1"}, "on": "2026-11-20", "note": "é"}'.encode("latin-1"),
    ],
)
async def test_json_that_says_two_things_is_refused(
    client: AsyncClient, signed_in: dict[str, str], body: bytes
) -> None:
    headers = {**signed_in, "Content-Type": "application/json"}
    answer = await client.post("/v1/things", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "json-malformed")


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ({"count": True}, "int_type"),
        ({"count": "2"}, "int_type"),
        ({"count": 2.0}, "int_type"),
        ({"count": 10**23}, "less_than_equal"),
        ({"on": 0}, "date_type"),
        ({"on": "2024-01-01T00:00:00Z"}, "date_type"),
        ({"note": "a\u202eb"}, "text_direction"),
        ({"note": "a\x07b"}, "text_control"),
        ({"tags": ["a", "b\uffff"]}, "text_unstorable"),
        ({"about": "a\nb"}, "text_control"),
        ({"about": "\u200b"}, "text_blank"),
    ],
)
async def test_a_field_that_does_not_fit_is_named(
    client: AsyncClient,
    signed_in: dict[str, str],
    payment: dict[str, Any],
    field: dict[str, Any],
    code: str,
) -> None:
    answer = await client.post("/v1/things", json={**payment, **field}, headers=signed_in)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == (f"#/{next(iter(field))}", code)

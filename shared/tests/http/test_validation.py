"""Every invalid field is named, with a reason the user can act on."""

from typing import Any

import pytest
from httpx import AsyncClient, Response


@pytest.fixture
def post(client: AsyncClient, signed_in: dict[str, str]) -> Any:
    async def send(body: Any = None, language: str = "en", **more: Any) -> Response:
        headers = {**signed_in, "Accept-Language": language, **more.pop("headers", {})}
        return await client.post("/v1/things", json=body, headers=headers, **more)

    return send


async def test_missing_fields_are_named(post: Any) -> None:
    answer = await post({})
    assert (answer.status_code, answer.json()["code"]) == (422, "body-invalid")
    assert answer.json()["errors"] == [
        {"detail": "required field is missing", "code": "missing", "pointer": "#/amount"},
        {"detail": "required field is missing", "code": "missing", "pointer": "#/on"},
    ]


@pytest.mark.parametrize(
    ("language", "reason"),
    [("fr", "champ inconnu"), ("ar", "حقل غير معروف"), ("en", "unknown field")],
)
async def test_an_unknown_field_is_named(
    post: Any, payment: dict[str, Any], language: str, reason: str
) -> None:
    answer = await post({**payment, "colour/~": "red"}, language)
    assert answer.json()["errors"] == [
        {"detail": reason, "code": "extra_forbidden", "pointer": "#/colour~1~0"}
    ]


async def test_values_sent_are_not_repeated(post: Any, payment: dict[str, Any]) -> None:
    answer = await post({**payment, "on": "someone@example.org"})
    assert "someone" not in answer.text


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (12.5, "money_type"),
        (12, "money_type"),
        (True, "money_type"),
        (None, "money_type"),
        ("12.345", "money_malformed"),
        ("1,5", "money_malformed"),
        ("1e3", "money_malformed"),
        ("", "money_malformed"),
        (" 12", "money_malformed"),
        ("٣٤", "money_malformed"),
        ("90071992547409.92", "money_malformed"),
        ("9" * 400, "money_malformed"),
    ],
)
async def test_money_is_exact_or_refused(
    post: Any, payment: dict[str, Any], amount: Any, code: str
) -> None:
    answer = await post({**payment, "amount": {"amount": amount, "currency": "MAD"}})
    assert answer.status_code == 422
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
        ("#/amount/amount", code)
    ]


@pytest.mark.parametrize(
    ("amount", "centimes"), [("1234.50", 123450), ("-3", -300), ("0.1", 10), ("007", 700)]
)
async def test_money_arrives_to_the_centime(
    post: Any, payment: dict[str, Any], amount: str, centimes: int
) -> None:
    answer = await post({**payment, "amount": {"amount": amount, "currency": "MAD"}})
    assert answer.json()["position"] == centimes


async def test_another_currency_is_refused(post: Any, payment: dict[str, Any]) -> None:
    answer = await post({**payment, "amount": {"amount": "1", "currency": "EUR"}})
    assert answer.json()["errors"][0]["detail"] == "must be: MAD"


@pytest.mark.parametrize("field", [{"note": "a\0b"}, {"tags": ["a", "b\0"]}])
async def test_a_character_that_cannot_be_stored_is_refused(
    post: Any, payment: dict[str, Any], field: dict[str, Any]
) -> None:
    answer = await post({**payment, **field})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "text_unstorable"


async def test_a_lone_surrogate_is_refused(client: AsyncClient, signed_in: dict[str, str]) -> None:
    body = rb'{"amount": {"amount": "1"}, "on": "2026-11-20", "note": "\ud800"}'
    headers = {**signed_in, "Content-Type": "application/json"}
    answer = await client.post("/v1/things", content=body, headers=headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/note"


async def test_a_thousand_wrong_fields_are_one_mistake(post: Any) -> None:
    answer = await post({f"field{n}": n for n in range(1_000)})
    assert len(answer.json()["errors"]) == 50


@pytest.mark.parametrize("body", [b"{", b'{"a": 1,}', b"\xff\xfe", b"1" * 5_000, b"[" * 30])
async def test_malformed_json(client: AsyncClient, signed_in: dict[str, str], body: bytes) -> None:
    headers = {**signed_in, "Content-Type": "application/json"}
    answer = await client.post("/v1/things", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "json-malformed")


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "nonsense"])
async def test_a_body_not_declared_as_json(
    client: AsyncClient, signed_in: dict[str, str], media_type: str
) -> None:
    headers = {**signed_in, "Content-Type": media_type}
    answer = await client.post("/v1/things", content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "media-type-unsupported")


@pytest.mark.parametrize(
    ("path", "where", "parameter"),
    [("/v1/things?limit=0", "query", "limit"), ("/v1/things?limit=x", "query", "limit")],
)
async def test_a_wrong_parameter_is_named(
    client: AsyncClient, path: str, where: str, parameter: str
) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (422, "parameters-invalid")
    error = answer.json()["errors"][0]
    assert (error["where"], error["parameter"]) == (where, parameter)
    assert "pointer" not in error


async def test_a_wrong_id_in_the_path_is_named(
    client: AsyncClient, signed_in: dict[str, str], payment: dict[str, Any]
) -> None:
    answer = await client.post(
        "/v1/things/7/payment", json=payment, headers={**signed_in, "If-Match": '"1"'}
    )
    assert answer.json()["errors"][0]["parameter"] == "thing_id"


@pytest.mark.parametrize("path", ["/v1/things?after=%00", "/v1/%00"])
async def test_a_url_with_a_nul_character_is_refused(client: AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (422, "parameters-invalid")

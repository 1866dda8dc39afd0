"""If-Match and Idempotency-Key: commands are decided on the version seen, and done once."""

from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from mithaq.testing.issuer import TestIssuer


@pytest.fixture
def pay(
    client: AsyncClient, signed_in: dict[str, str], payment_path: str, payment: dict[str, Any]
) -> Any:
    async def send(headers: Any, body: Any = None, path: str = payment_path) -> Any:
        return await client.post(path, json=body or payment, headers={**signed_in, **headers})

    return send


async def test_a_command_carries_all_it_needs(pay: Any, issuer: TestIssuer) -> None:
    organisation = UUID("0199b1c4-6a7e-7f0a-9d3e-000000000001")
    headers = issuer.bearer("karim", "partner", organisation=organisation)
    told = (await pay({**headers, "If-Match": '"7"', "X-Correlation-ID": "trace-1"})).json()
    del told["command_id"], told["fingerprint"]
    assert told == {
        "expected": 7,
        "subject": "karim",
        "organisation": str(organisation),
        "roles": ["partner"],
        "capacity": "accountant",
        "on": "2026-11-20",
        "correlation_id": "trace-1",
    }


async def test_without_a_version_it_is_not_taken(pay: Any) -> None:
    answer = await pay({})
    assert (answer.status_code, answer.json()["code"]) == (428, "precondition-required")


@pytest.mark.parametrize(
    "tag",
    ["*", 'W/"7"', "7", '"7', '"seven"', '"-1"', '"07"', '"7", "8"', '""', '"' + "9" * 30 + '"'],
)
async def test_only_one_strong_tag_of_ours_is_a_version(pay: Any, tag: str) -> None:
    answer = await pay({"If-Match": tag})
    assert (answer.status_code, answer.json()["code"]) == (400, "precondition-malformed")


async def test_two_if_match_headers_are_refused(
    client: AsyncClient, signed_in: dict[str, str], payment_path: str, payment: dict[str, Any]
) -> None:
    headers = [*signed_in.items(), ("If-Match", '"7"'), ("If-Match", '"8"')]
    answer = await client.post(payment_path, json=payment, headers=headers)
    assert answer.json()["code"] == "precondition-malformed"


async def _ids(client: AsyncClient, headers: Any, **sent: Any) -> tuple[str, str]:
    told = (await client.post(sent.pop("path", "/v1/echo"), headers=headers, **sent)).json()
    return told["command_id"], told["fingerprint"]


async def test_the_same_key_is_the_same_command(
    client: AsyncClient, signed_in: dict[str, str]
) -> None:
    headers = {**signed_in, "Idempotency-Key": "order-1"}
    first, second = [await _ids(client, headers, json={"a": 1}) for _ in range(2)]
    assert first == second
    assert UUID(first[0]).version == 5


async def test_a_quoted_key_is_the_same_key(client: AsyncClient, signed_in: dict[str, str]) -> None:
    bare = await _ids(client, {**signed_in, "Idempotency-Key": "order-1"})
    assert bare == await _ids(client, {**signed_in, "Idempotency-Key": '"order-1"'})


async def test_a_key_is_its_callers_own(client: AsyncClient, issuer: TestIssuer) -> None:
    mine = await _ids(client, {**issuer.bearer("amina"), "Idempotency-Key": "order-1"})
    other = await _ids(client, {**issuer.bearer("karim"), "Idempotency-Key": "order-1"})
    assert mine[0] != other[0]
    assert mine[1] == other[1]


async def test_a_key_is_its_organisations_own(client: AsyncClient, issuer: TestIssuer) -> None:
    first, second = UUID(int=1), UUID(int=2)
    ids = [
        await _ids(
            client, {**issuer.bearer("amina", organisation=each), "Idempotency-Key": "order-1"}
        )
        for each in (first, second, first, None)
    ]
    assert ids[0] == ids[2]
    assert len({command for command, _ in ids}) == 3


async def test_a_grounded_command_needs_no_version(
    client: AsyncClient, signed_in: dict[str, str], payment_path: str
) -> None:
    path = payment_path.replace("/payment", "/answers")
    assert (await client.post(path, headers=signed_in)).json() == {"expected": None}
    named = await client.post(path, headers={**signed_in, "If-Match": '"7"'})
    assert named.json() == {"expected": 7}
    wrong = await client.post(path, headers={**signed_in, "If-Match": "*"})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "precondition-malformed")


async def test_without_a_key_every_request_is_new(
    client: AsyncClient, signed_in: dict[str, str]
) -> None:
    first, second = [await _ids(client, signed_in) for _ in range(2)]
    assert first[0] != second[0]


@pytest.mark.parametrize("key", ["", "x" * 201, "two words", "clé", '"', "a,b c", "\x7f"])
async def test_a_malformed_key_is_refused(
    client: AsyncClient, signed_in: dict[str, str], key: str
) -> None:
    headers = {
        b"Authorization": signed_in["Authorization"].encode(),
        b"Idempotency-Key": key.encode(),
    }
    answer = await client.post("/v1/echo", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-malformed")


async def test_two_keys_are_refused(client: AsyncClient, signed_in: dict[str, str]) -> None:
    headers = [*signed_in.items(), ("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
    answer = await client.post("/v1/echo", headers=headers)
    assert answer.json()["code"] == "idempotency-key-malformed"


async def test_spacing_and_order_do_not_make_another_request(
    client: AsyncClient, signed_in: dict[str, str]
) -> None:
    one = await _ids(client, signed_in, content=b'{"a": 1, "b": [1, 2]}')
    same = await _ids(client, signed_in, content=b'{"b":[1,2],"a":1}')
    assert one[1] == same[1]


async def test_the_gateways_prefix_does_not_make_another_request(
    client: AsyncClient, signed_in: dict[str, str]
) -> None:
    direct = await _ids(client, signed_in)
    assert direct[1] == (await _ids(client, signed_in, path="/api/things/v1/echo"))[1]


@pytest.mark.parametrize(
    "other",
    [
        {"content": b'{"a": 2}'},
        {"content": b'{"a": "1"}'},
        {"content": b'{"a":1'},
        {"content": b""},
        {"content": b'{"a": 1}', "params": {"dry": "1"}},
    ],
)
async def test_any_other_difference_makes_another_request(
    client: AsyncClient, signed_in: dict[str, str], other: dict[str, Any]
) -> None:
    one = await _ids(client, signed_in, content=b'{"a": 1}')
    assert one[1] != (await _ids(client, signed_in, **other))[1]


async def test_a_created_thing_has_location_and_position(
    client: AsyncClient, signed_in: dict[str, str], payment: dict[str, Any]
) -> None:
    answer = await client.post("/v1/things", json=payment, headers=signed_in)
    thing = answer.json()["id"]
    assert answer.status_code == 201
    assert answer.json() == {"id": thing, "version": 1, "position": 123450}
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["mithaq-position"] == "123450"
    assert answer.headers["location"] == f"/api/things/v1/things/{thing}"

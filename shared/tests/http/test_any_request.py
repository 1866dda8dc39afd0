"""Any request gets a success or a problem response, never a server error."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from httpx import AsyncClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
AMOUNT = st.fixed_dictionaries({"amount": JSON | st.from_regex(r"-?\d+(\.\d+)?")})
PAYMENT = st.fixed_dictionaries(
    {"amount": AMOUNT | JSON, "on": JSON | st.dates().map(str)},
    optional={"note": JSON, "tags": st.lists(JSON), "count": JSON, "other": JSON},
)
HEADER = st.binary(max_size=60).filter(lambda value: not set(value) & set(b"\r\n\0"))
NAMES = [
    b"Accept-Language",
    b"Authorization",
    b"Content-Type",
    b"Idempotency-Key",
    b"If-Match",
    b"Mithaq-Min-Position",
    b"X-Correlation-ID",
]
PATHS = ["/v1/things", "/v1/echo", "/v1/position", "/v1/things/x/payment", "/nowhere", "/docs"]
QUIET = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@QUIET
@given(body=PAYMENT | JSON)
async def test_any_body(client: AsyncClient, signed_in: dict[str, str], body: Any) -> None:
    content = _dumped(body)
    headers = {**signed_in, "Content-Type": "application/json"}
    answer = await client.post("/v1/things", content=content, headers=headers)
    _is_ours(answer, {201, 400, 422})


@QUIET
@given(
    headers=st.dictionaries(st.sampled_from(NAMES), HEADER),
    path=st.sampled_from(PATHS),
    method=st.sampled_from(["GET", "POST", "PUT", "HEAD", "OPTIONS", "TRACE", "BREW"]),
    body=st.binary(max_size=200),
)
async def test_any_headers(
    client: AsyncClient, headers: dict[bytes, bytes], path: str, method: str, body: bytes
) -> None:
    answer = await client.request(method, path, headers=headers, content=body)
    _is_ours(answer, {200, 400, 401, 404, 405, 415, 422})


@QUIET
@given(after=st.text(), limit=st.text(max_size=5), path=st.text(max_size=20))
async def test_any_address(client: AsyncClient, after: str, limit: str, path: str) -> None:
    answer = await client.get("/v1/things", params={"after": after, "limit": limit})
    _is_ours(answer, {200, 422})


@QUIET
@given(key=JSON, path=st.sampled_from(["/v1/things", "/v1/happenings"]))
async def test_any_cursor(client: AsyncClient, key: Any, path: str) -> None:
    after = urlsafe_b64encode(_dumped(key)).rstrip(b"=").decode()
    _is_ours(await client.get(path, params={"after": after}), {200, 422})


def _dumped(body: Any) -> bytes:
    return json.dumps(body).encode("utf-8", "surrogatepass")


def _is_ours(answer: Any, statuses: set[int]) -> None:
    assert answer.status_code in statuses
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.status_code >= 400 and answer.request.method != "HEAD":
        assert answer.json()["correlation_id"] == answer.headers["x-correlation-id"]


@pytest.mark.parametrize("depth", [500, 50_000])
async def test_a_deeply_nested_body_causes_no_server_error(
    client: AsyncClient, signed_in: dict[str, str], depth: int
) -> None:
    body = b'{"a":' * depth + b"1" + b"}" * depth
    headers = {**signed_in, "Content-Type": "application/json"}
    for path in ("/v1/things", "/v1/echo"):
        _is_ours(await client.post(path, content=body, headers=headers), {200, 400, 422})

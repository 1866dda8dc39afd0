"""Headers and metrics of every response."""

import asyncio
from collections.abc import Iterator
from uuid import UUID

import pytest
import structlog
from httpx import AsyncClient
from mithaq.testing.issuer import TestIssuer
from structlog.testing import capture_logs


async def test_a_valid_correlation_id_is_kept(client: AsyncClient) -> None:
    answer = await client.get("/v1/position", headers={"X-Correlation-ID": "abc-1.2:3_4"})
    assert answer.headers["x-correlation-id"] == "abc-1.2:3_4"


@pytest.mark.parametrize("given", [None, "", "a b", "-a", "x" * 129, 'a"b', "<script>", "é"])
async def test_any_other_is_replaced(client: AsyncClient, given: str | None) -> None:
    headers = {} if given is None else {b"X-Correlation-ID": given.encode()}
    answer = await client.get("/v1/position", headers=headers)
    assert UUID(answer.headers["x-correlation-id"]).version == 7


@pytest.mark.parametrize("path", ["/v1/position", "/nowhere", "/v1/refusals/bug", "/docs/x"])
async def test_every_answer_has_the_security_headers(client: AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


async def test_the_documentation_may_load_its_script(client: AsyncClient) -> None:
    answer = await client.get("/docs")
    assert "/api/things/openapi.json" in answer.text
    assert "cdn.jsdelivr.net" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/v1/position", "/api/things/v1/position"])
async def test_it_answers_directly_and_as_through_the_gateway(
    client: AsyncClient, path: str
) -> None:
    assert (await client.get(path)).status_code == 200


async def test_requests_are_counted_by_template(client: AsyncClient, probes: AsyncClient) -> None:
    await client.get("/v1/refusals/rule")
    await client.get("/nobody/scans/this")
    lines = list(_figures((await probes.get("/metrics")).text))
    assert any('route="/v1/refusals/{name}"' in line and 'status="409"' in line for line in lines)
    assert any('route="unmatched"' in line for line in lines)
    assert not any("scans" in line for line in lines)


async def test_made_up_methods_and_paths_make_no_new_series(
    client: AsyncClient, probes: AsyncClient
) -> None:
    for method in ("BREW", "GET"):  # the first ones of each make theirs
        for path in ("/v1/position", "/v1/things", "/nowhere"):
            await client.request(method, path)
    before = len((await probes.get("/metrics")).content)
    for number in range(8):
        for path in ("/v1/position", "/v1/things", f"/nowhere/{number}"):
            await client.request(f"BREW{number}", path)
    await asyncio.sleep(0.3)  # the figures may be a quarter of a second old
    after = await probes.get("/metrics")
    assert 'method="other"' in after.text
    assert "BREW" not in after.text
    assert abs(len(after.content) - before) < 100  # digits


async def test_a_request_leaves_a_line_of_who_read_what_from_where(
    client: AsyncClient, issuer: TestIssuer, payment_path: str
) -> None:
    headers = issuer.bearer("amina", "accountant", claims={"jti": "token-17"})
    with capture_logs([structlog.contextvars.merge_contextvars]) as logs:
        await client.post(payment_path, headers={**headers, "X-Correlation-ID": "asked-1"})
    (line,) = [line for line in logs if line["event"] == "http.answered"]
    assert line["route"] == "/v1/things/{thing_id}/payment"
    assert line["of"] == {"thing_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"}
    assert line["client"] == "127.0.0.1"
    assert (line["caller"], line["jti"]) == ("amina", "token-17")
    assert line["correlation_id"] == "asked-1"


async def test_a_line_repeats_no_text_that_somebody_typed_in_the_path(client: AsyncClient) -> None:
    with capture_logs() as logs:
        await client.get("/v1/refusals/amina%20el%20idrissi%0Ainjected")
    (line,) = [line for line in logs if line["event"] == "http.answered"]
    assert line["of"] == {"name": "?"}


async def test_the_next_request_does_not_inherit_the_caller(
    client: AsyncClient, signed_in: dict[str, str]
) -> None:
    await client.post("/v1/echo", headers=signed_in)
    with capture_logs([structlog.contextvars.merge_contextvars]) as logs:
        answer = await client.post("/v1/echo")
    assert answer.status_code == 401
    assert not any("caller" in line or "jti" in line for line in logs)


async def test_a_failure_is_logged_with_its_cause(client: AsyncClient) -> None:
    with capture_logs() as logs:
        await client.get("/v1/refusals/bug")
    unhandled = next(line for line in logs if line["event"] == "http.unhandled")
    assert unhandled["exc_info"]
    answered = next(line for line in logs if line["event"] == "http.answered")
    assert (answered["route"], answered["status"]) == ("/v1/refusals/{name}", 500)


def _figures(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.startswith("mithaq_http_requests_total{"))

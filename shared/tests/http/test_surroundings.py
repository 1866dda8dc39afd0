"""Headers and metrics of every response."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from httpx import AsyncClient
from structlog.testing import capture_logs


async def test_a_valid_correlation_id_is_kept(client: AsyncClient) -> None:
    answer = await client.get("/v1/position", headers={"X-Correlation-ID": "abc-1.2:3_4"})
    assert answer.headers["x-correlation-id"] == "abc-1.2:3_4"


@pytest.mark.parametrize("given", [None, "", "a b", "-a", "x" * 129, 'a"b', "<script>", "é"])
async def test_any_other_is_replaced(client: AsyncClient, given: str | None) -> None:
    headers = {} if given is None else {b"X-Correlation-ID": given.encode()}
    answer = await client.get("/v1/position", headers=headers)
    assert UUID(answer.headers["x-correlation-id"]).version == 7


@pytest.mark.parametrize("path", ["/v1/position", "/nowhere", "/v1/refusals/bug", "/health/live"])
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


async def test_requests_are_counted_by_template(client: AsyncClient) -> None:
    await client.get("/v1/refusals/rule")
    await client.get("/nobody/scans/this")
    lines = list(_figures((await client.get("/metrics")).text))
    assert any('route="/v1/refusals/{name}"' in line and 'status="409"' in line for line in lines)
    assert any('route="unmatched"' in line for line in lines)
    assert not any("scans" in line for line in lines)


async def test_a_failure_is_logged_with_its_cause(client: AsyncClient) -> None:
    with capture_logs() as logs:
        await client.get("/v1/refusals/bug")
    unhandled = next(line for line in logs if line["event"] == "http.unhandled")
    assert unhandled["exc_info"]
    answered = next(line for line in logs if line["event"] == "http.answered")
    assert (answered["route"], answered["status"]) == ("/v1/refusals/{name}", 500)


def _figures(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.startswith("mithaq_http_requests_total{"))

"""Liveness and readiness, on a port of their own."""

import asyncio

import pytest
from httpx import AsyncClient
from mithaq.errors import ReadModelFilling
from mithaq.http import Check
from mithaq.http import health as module


async def _well() -> None:
    return None


async def _broken() -> None:
    raise RuntimeError("password=s3cret")


async def _stuck() -> None:
    await asyncio.sleep(60)


async def test_ready_when_every_check_passes(checks: dict[str, Check], probes: AsyncClient) -> None:
    checks["database"] = _well
    answer = await probes.get("/health/ready")
    assert answer.json() == {
        "status": "ready",
        "checks": ["database"],
        "notes": [],
        "release": "1.4.2",
    }


async def test_the_failing_checks_are_named_and_nothing_more(
    checks: dict[str, Check], probes: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CHECK_SECONDS", 0.01)
    checks.update(database=_well, broker=_broken, sequencer=_stuck)
    answer = await probes.get("/health/ready")
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")
    assert answer.json()["failing"] == ["broker", "sequencer"]
    assert "s3cret" not in answer.text
    assert answer.headers["retry-after"] == "1"


async def test_live_even_when_not_ready(checks: dict[str, Check], probes: AsyncClient) -> None:
    checks["broker"] = _broken
    assert (await probes.get("/health/live")).json() == {"status": "live"}


@pytest.mark.parametrize("path", ["/metrics", "/health/live", "/health/ready", "/health"])
async def test_strangers_find_none_of_it_on_the_clients_port(
    client: AsyncClient, path: str
) -> None:
    for prefix in ("", "/api/things"):
        answer = await client.get(prefix + path)
        assert (answer.status_code, answer.json()["code"]) == (404, "route-unknown")


async def _filling() -> None:
    raise ReadModelFilling(read_models=("convention_list",), percent=37)


async def test_a_read_model_that_is_being_filled_is_told_with_its_progress(
    checks: dict[str, Check], probes: AsyncClient
) -> None:
    checks.update(database=_well, read_models=_filling)
    answer = await probes.get("/health/ready")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["read_models"])
    values = {"release": "1.4.2", "read_models": "convention_list", "percent": 37}
    assert answer.json()["values"] == values

"""Liveness and readiness."""

import asyncio

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from mithaq.http import health as module


async def _well() -> None:
    return None


async def _broken() -> None:
    raise RuntimeError("password=s3cret")


async def _stuck() -> None:
    await asyncio.sleep(60)


async def test_ready_when_every_check_passes(app: FastAPI, client: AsyncClient) -> None:
    app.state.checks["database"] = _well
    answer = await client.get("/health/ready")
    assert answer.json() == {"status": "ready", "checks": ["database"]}


async def test_the_failing_checks_are_named_and_nothing_more(
    app: FastAPI, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CHECK_SECONDS", 0.01)
    app.state.checks.update(database=_well, broker=_broken, sequencer=_stuck)
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")
    assert answer.json()["failing"] == ["broker", "sequencer"]
    assert "s3cret" not in answer.text
    assert answer.headers["retry-after"] == "1"


async def test_live_even_when_not_ready(app: FastAPI, client: AsyncClient) -> None:
    app.state.checks["broker"] = _broken
    assert (await client.get("/health/live")).json() == {"status": "live"}

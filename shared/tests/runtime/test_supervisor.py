"""Supervised processes: start, graceful stop, forced stop."""

import asyncio
import signal
from collections.abc import Callable
from typing import Any

import httpx
import pytest

Start = Callable[[str], Any]


@pytest.mark.parametrize("received", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_the_workers_in_order(start: Start, received: signal.Signals) -> None:
    process = await start("[steady('one'), steady('two')]")
    await process.until("two up")
    process.send(received)
    assert await process.ended() == 0
    downs = [line for line in process.seen if line.endswith("down")]
    assert downs == ["one down", "two down"]


async def test_a_running_request_ends_before_the_workers_do(
    start: Start, unused_tcp_port: int
) -> None:
    process = await start(f"[steady('one')], [door({unused_tcp_port})]")
    await process.until("one up")
    url = f"http://127.0.0.1:{unused_tcp_port}"
    await _answers(url)
    async with httpx.AsyncClient() as client:
        slow = asyncio.create_task(client.get(f"{url}/slow"))
        await process.until("request begun")
        process.send(signal.SIGTERM)
        assert (await slow).json() == "done"
    assert await process.ended() == 0
    assert process.seen.index("request done") < process.seen.index("one down")


async def test_a_failing_worker_does_not_affect_the_others(start: Start) -> None:
    process = await start("[Worker('fragile', fragile), steady('one')], restarts=quick")
    for _ in range(3):
        process.seen.clear()
        await process.until("fragile up")
    process.send(signal.SIGTERM)
    assert await process.ended() == 0
    assert "one down" in process.seen


async def test_a_part_that_does_not_stop_in_time_is_abandoned(start: Start) -> None:
    process = await start("[Worker('deaf', deaf), steady('one')], within=0.3")
    await process.until("one up")
    process.send(signal.SIGTERM)
    assert await process.ended() == 1


async def test_a_second_signal_ends_it_at_once(start: Start) -> None:
    process = await start("[Worker('deaf', deaf)], within=60")
    await process.until("deaf up")
    process.send(signal.SIGTERM)
    await process.until("deaf heard nothing")
    process.send(signal.SIGINT)
    assert await process.ended() == 128 + signal.SIGINT


async def test_a_process_without_anything_to_run_ends(start: Start) -> None:
    process = await start("[Worker('brief', brief)]")
    assert await process.ended() == 0


async def test_an_api_that_cannot_start_ends_the_process(
    start: Start, unused_tcp_port: int
) -> None:
    server = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", unused_tcp_port)
    async with server:
        process = await start(f"[steady('one')], [door({unused_tcp_port})]")
        assert await process.ended() == 1
    assert "one down" in process.seen


async def _answers(url: str) -> None:
    async with asyncio.timeout(15), httpx.AsyncClient() as client:
        while True:
            try:
                await client.get(url)
            except httpx.ConnectError:
                await asyncio.sleep(0.05)
            else:
                return

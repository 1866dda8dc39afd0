"""What a stranger without a token can do to a service, and what another caller notices of it.

The strangers are a process of their own and come from another address of this machine.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from .serving import HOST, Served

STRANGER = "127.0.0.66"
POST = b"POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
BRACKETS = b"[" * 1_000_000
DECLARED = POST + b"Content-Length: 1000000\r\n\r\n" + BRACKETS
METRICS = b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
HALF = b"GET /v1/notes/1 HTTP/1.1\r\nHost: x\r\nX-Never: "
REQUEST_SECONDS = 5.0


async def one_byte_chunks(port: int) -> None:
    """A body in chunks of one byte, again and again."""
    reader, writer = await _connected(port)
    try:
        writer.write(CHUNKED + b"1\r\n \r\n" * 200_000)
        await _answered(reader)
    finally:
        writer.close()


async def brackets(port: int) -> None:
    """A million of `[`, declared as JSON."""
    reader, writer = await _connected(port)
    try:
        writer.write(DECLARED)
        await _answered(reader)
    finally:
        writer.close()


async def metrics(port: int) -> None:
    """The figures, over and over on one connection."""
    reader, writer = await _connected(port)
    try:
        while True:
            writer.write(METRICS)
            head = await reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length))
    finally:
        writer.close()


async def half_requests(port: int) -> None:
    """A request that never ends."""
    reader, writer = await _connected(port)
    try:
        writer.write(HALF)
        await reader.read()
    finally:
        writer.close()


ATTACKS: Mapping[str, tuple[Callable[[int], Awaitable[None]], int]] = {
    "chunks": (one_byte_chunks, 4),
    "brackets": (brackets, 16),
    "metrics": (metrics, 10),
    "halves": (half_requests, 2_400),
}


async def _connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection(HOST, port, local_addr=(STRANGER, 0))


async def _answered(reader: asyncio.StreamReader) -> None:
    async with asyncio.timeout(REQUEST_SECONDS):
        await reader.read()


async def attack(name: str, port: int) -> None:
    """Until the process ends."""
    what, connections = ATTACKS[name]

    async def again() -> None:
        while True:
            with suppress(OSError, TimeoutError, asyncio.IncompleteReadError, ValueError):
                await what(port)
            if name == "halves":
                await asyncio.sleep(5)  # more would be an attack on this machine's other half

    await asyncio.gather(*(again() for _ in range(connections)))


@dataclass(frozen=True, slots=True)
class Noticed:
    """What another caller waited (milliseconds), and how far the memory rose (bytes)."""

    p50: float
    p95: float
    memory: int


async def noticed(service: Served, seconds: float, *, every: float = 0.02) -> Noticed:
    """The waits of a caller with a token who asks at an even pace."""
    waits, most = list[float](), service.memory
    headers = service.issuer.bearer("amina", "office")
    url = f"http://{HOST}:{service.port}/v1/notes/7"
    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
        await http.get(url, headers=headers)
        before, end = service.memory, time.monotonic() + seconds
        while (begun := time.monotonic()) < end:
            answer = await http.get(url, headers=headers)
            waits.append((time.monotonic() - begun) * 1e3)
            assert answer.status_code == 200, answer.text
            most = max(most, service.memory)
            await asyncio.sleep(every)
    return Noticed(statistics.median(waits), _p95(waits), most - before)


def _p95(waits: Sequence[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.95)]


async def under(service: Served, name: str, seconds: float) -> Noticed:
    """What another caller notices while the attack is on, after its first second."""
    root = Path(__file__).parents[3]
    command = ["-m", "shared.tests.edge.attacks", name, str(service.port)]
    before = service.memory
    stranger = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=root)
    try:
        await asyncio.sleep(1)
        found = await noticed(service, seconds)
        return Noticed(found.p50, found.p95, max(found.memory, service.memory - before))
    finally:
        stranger.kill()
        await stranger.wait()


if __name__ == "__main__":
    asyncio.run(attack(sys.argv[1], int(sys.argv[2])))

"""A service in a process of its own, for tests that speak to it over sockets."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from mithaq.testing.issuer import ISSUER, TestIssuer
from mithaq_local.ports import choose

PROGRAM = """
import sys, uvloop
from fastapi import APIRouter
from mithaq.http import Body, CallerOf, Unconditional, create_app, create_probes
from mithaq.observability import configure_logging
from mithaq.runtime import doors, read_settings, supervise, told
from mithaq.settings import Settings
from mithaq.words import texts_of

class Note(Body):
    text: str

router = APIRouter()

@router.get("/v1/notes/{note}")
async def read(note: str, caller: CallerOf) -> str:
    return caller.subject

@router.post("/v1/notes")
async def write(body: Note, submission: Unconditional) -> int:
    return len(body.text)

@router.get("/v1/large")
async def large() -> str:
    return "x" * 30_000_000

settings = read_settings(Settings)
configure_logging("notes", "json", "INFO")
texts = texts_of()
with told():
    api = create_app(
        service="notes", title="Notes", routers=[router], texts=texts, settings=settings
    )
    sys.exit(uvloop.run(supervise([], doors(settings, api, create_probes(texts, {})))))
"""
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Served:
    """A running service: its two ports, its process, its log and who signs its tokens."""

    port: int
    probes: int
    process: psutil.Process
    log: Path
    issuer: TestIssuer

    @property
    def memory(self) -> int:
        """Bytes in memory now."""
        resident: int = self.process.memory_info().rss
        return resident

    @property
    def connections(self) -> int:
        """How many are open to it."""
        found = self.process.net_connections("tcp")
        return sum(each.status == psutil.CONN_ESTABLISHED for each in found)


@asynccontextmanager
async def served(folder: Path, settings: Mapping[str, str] | None = None) -> AsyncIterator[Served]:
    """The service with these settings (`HTTP_BODY_SECONDS`), until the context ends."""
    issuer, port = TestIssuer(folder), choose()
    probes = choose([port])
    log = folder / "service.log"
    given = {
        "DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:1/none",
        "TOKEN_ISSUER": ISSUER,
        "JWKS_URL": issuer.jwks_url,
        "HTTP_PORT": str(port),
        "PROBE_PORT": str(probes),
        **(settings or {}),
    }
    environment = os.environ | {f"MITHAQ_{name}": value for name, value in given.items()}
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", PROGRAM, env=environment, stdout=out, stderr=out
        )
    try:
        await _listening(port, process)
        await _listening(probes, process)
        yield Served(port, probes, psutil.Process(process.pid), log, issuer)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _listening(port: int, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(20):
        while process.returncode is None:
            try:
                _, writer = await asyncio.open_connection(HOST, port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
    raise AssertionError("the service ended")

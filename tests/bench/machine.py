"""Describes the machine and versions of a benchmark run."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import asyncpg
import psutil
from mithaq.store.database import asyncpg_url
from mithaq_local import kafka_jars

from tests.bench.world import Servers


async def described(servers: Servers) -> dict[str, str]:
    """Each property by its name."""
    connection = await asyncpg.connect(f"{asyncpg_url(servers.postgres)}/postgres")
    try:
        postgres = await connection.fetchval("SHOW server_version")
        commit = await connection.fetchval("SHOW synchronous_commit")
    finally:
        await connection.close()
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GB",
        "load before the run": f"{psutil.getloadavg()[0]:.1f}",
        "PostgreSQL": f"{postgres}, synchronous_commit {commit}",
        "Kafka": kafka_jars.KAFKA,
        "Python": platform.python_version(),
        "peers": ", ".join(f"{name} {version(name)}" for name in PEERS),
    }


PEERS = ("eventsourcing", "confluent-kafka", "faust-streaming")


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.machine()
    names = [text.partition(":")[2].strip() for text in told.splitlines() if "model name" in text]
    return names[0] if names else platform.machine()

"""pgbench: what PostgreSQL itself can insert into a table like ours, without any client library."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from mithaq_local.postgres_files import tool
from sqlalchemy import make_url

from tests.bench.world import ENCODED, META, World

# The columns, defaults and indexes of `event`, without its checks, its trigger and our function.
_LIKE_EVENT: Final = """
CREATE TABLE plain_event (LIKE event INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES)
"""
_INSERT: Final = r"""
\set version :version + 1
INSERT INTO plain_event (command_id, command_index, fingerprint, stream_id, version, event_id,
                         type, schema, data, meta)
VALUES (uuidv7(), 1, '\x6631', 'counter-' || :run || '-' || :client_id, :version, uuidv7(),
        'Counted', 1, :data, :meta);
"""
_TPS: Final = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)
_RUNS = count(1)


@asynccontextmanager
async def _script(world: World) -> AsyncIterator[Path]:
    await world.database.pool.execute(_LIKE_EVENT)
    with TemporaryDirectory() as folder:
        script = Path(folder) / "insert.sql"
        await asyncio.to_thread(script.write_text, _INSERT)
        yield script


async def insert(world: World, clients: int) -> float:
    """Rows a second, one a transaction, by prepared statement."""
    script, address = await world.kept(_script), make_url(world.database.url)
    command = [
        *(tool("pgbench"), "-n", "-M", "prepared", "-f", str(script)),
        *(
            "-c",
            str(clients),
            "-j",
            str(min(clients, 2)),
            *(["-t", "5"] if world.quick else ["-T", "2"]),
        ),
        *("-D", f"run={next(_RUNS)}", "-D", "version=0"),
        *("-D", f"data={ENCODED[2]}", "-D", f"meta={META}"),
        *("-h", str(address.host), "-p", str(address.port), "-U", str(address.username)),
        str(address.database),
    ]
    secret = {"PGPASSWORD": str(address.password)}
    process = await asyncio.create_subprocess_exec(
        *command, env=os.environ | secret, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate()
    if process.returncode or not (found := _TPS.search(told.decode())):
        raise RuntimeError(f"pgbench failed: {told.decode()}")
    return float(found[1])

"""What a process's main function sets up: event loop and garbage collector."""

import asyncio
import gc
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from subprocess import run

from mithaq.events import Catalogue
from mithaq.runtime import Role, Service, Worker
from mithaq.runtime.process import Process, launch
from mithaq.settings import Settings

ENVIRONMENT = {
    "MITHAQ_DATABASE_URL": "postgresql+asyncpg://mithaq@db/things",
    "MITHAQ_TOKEN_ISSUER": "https://identity.test",
    "MITHAQ_JWKS_URL": "file:///etc/mithaq/jwks.json",
    "MITHAQ_LOG_LEVEL": "ERROR",
}


async def tell() -> None:
    loop, frozen = type(asyncio.get_running_loop()).__module__, gc.get_freeze_count()
    watched = len(gc.get_objects())
    told = {"loop": loop, "collector": gc.get_threshold(), "frozen": frozen, "watched": watched}
    print(json.dumps(told), flush=True)  # noqa: T201 - read by the test


@asynccontextmanager
async def assembled(_: Service, __: Settings, ___: Role) -> AsyncIterator[Process]:
    yield Process(workers=[Worker("tell", tell)])


def test_a_process_runs_on_uvloop_with_a_tuned_gc() -> None:
    command = [sys.executable, __file__]
    output = run(command, env=ENVIRONMENT, capture_output=True, timeout=60, check=True).stdout
    told = json.loads(output)
    assert told["loop"] == "uvloop"
    assert told["collector"] == [50_000, 20, 50]
    assert told["frozen"] > 100 * told["watched"]  # nearly all there is: frozen after the imports


if __name__ == "__main__":
    things = Service(name="things", title="Things", catalogue=Catalogue("things", {}))
    raise SystemExit(launch(things, assembled, ["worker"]))

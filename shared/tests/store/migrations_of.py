"""A service's folder of migrations, written by a test, and processes that run them."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Final

_MIGRATION: Final = """
from alembic import op
from mithaq.store.indexes import create_index

revision = "{revision}"
down_revision = {down!r}
floor = {floor}


def upgrade():
    {step}
"""
_RUN: Final = """
import asyncio, sys
from pathlib import Path
from mithaq.store import Database
from mithaq.store.migrate import migrate

async def run(url, folder):
    database = await Database.open(url)
    print("begun", flush=True)
    await migrate(database.engine, service=Path(folder))
    await database.close()
    print("done", flush=True)

asyncio.run(run(*sys.argv[1:]))
"""


class Migrations:
    """The migrations t0001, t0002, ... of a service, each one Python statement."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "versions").mkdir(parents=True)
        self._last: str | None = None
        self._number = 0

    def add(self, step: str, *, floor: bool = False) -> str:
        self._number += 1
        revision = f"t{self._number:04}"
        content = _MIGRATION.format(revision=revision, down=self._last, floor=floor, step=step)
        (self.folder / "versions" / f"{revision}.py").write_text(content)
        self._last = revision
        return revision

    def sql(self, statement: str, *, floor: bool = False) -> str:
        return self.add(f"op.execute({statement!r})", floor=floor)


async def in_a_process(url: str, migrations: Migrations) -> Process:
    """A process that migrates; it has begun when this returns."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _RUN, url, str(migrations.folder), stdout=PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"begun\n"
    return process

"""Runs database migrations (Alembic), in one process at a time."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

KERNEL: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 0x6D69_7468


async def migrate(engine: AsyncEngine, *, service: Path | None = None) -> None:
    """Apply the kernel's migrations, then the service's own folder if it has one.

    Several processes may start at once: the first migrates, the others wait for it.
    """
    async with engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        await connection.run_sync(_upgrade, KERNEL, "kernel_version")
        if service is not None:
            await connection.run_sync(_upgrade, service, "service_version")


def _upgrade(connection: Connection, folder: Path, version_table: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes.update(connection=connection, version_table=version_table)
    command.upgrade(config, "head")

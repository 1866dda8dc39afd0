"""Runs `python -m mithaq.operations counting ...` in a separate process."""

import asyncio
import os
import sys
from pathlib import Path

MODULE = """
from mithaq.events import Catalogue
from mithaq.runtime import Service
from mithaq.testing.counter import catalogue
from mithaq.testing.flow import totals

CATALOGUE = catalogue("{source}")
SERVICE = Service(
    name="counting", title="Counting", catalogue=CATALOGUE, own=[totals(CATALOGUE)]
)
"""


class Operator:
    """Runs commands of this service; its folder contains the package."""

    def __init__(self, folder: Path, *, source: str, url: str, bootstrap: str) -> None:
        package = folder / "counting"
        package.mkdir()
        self._bootstrap = package / "bootstrap.py"
        self._bootstrap.write_text(MODULE.format(source=source))
        self._environment = {
            **os.environ,
            "COLUMNS": "200",
            "PYTHONPATH": str(folder),
            "MITHAQ_DATABASE_URL": url,
            "MITHAQ_KAFKA_BOOTSTRAP": bootstrap,
            "MITHAQ_TOKEN_ISSUER": "https://identity.test",
            "MITHAQ_JWKS_URL": "file:///jwks.json",
        }

    def add(self, code: str) -> None:
        """More code for the service's bootstrap module."""
        self._bootstrap.write_text(self._bootstrap.read_text() + code)

    async def __call__(self, *words: str, **environment: str) -> tuple[int | None, str]:
        """The exit status and the output, which must not contain a traceback."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "mithaq.operations", "counting", *words),
            env=self._environment | environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        assert b"Traceback" not in err
        return process.returncode, (out or err).decode()

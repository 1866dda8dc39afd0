"""Runs `python -m mithaq.operations counting ...` in a separate process, see `forking`."""

import asyncio
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from threading import Lock

_TURN = Lock()
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
        self._folder = folder
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
        out, err = self._folder / "out", self._folder / "err"
        asked = {
            "words": ["counting", *words],
            "environment": self._environment | environment,
            "out": str(out),
            "err": str(err),
        }
        status = await asyncio.to_thread(_forked, json.dumps(asked))
        assert "Traceback" not in err.read_text()
        return status, out.read_text() or err.read_text()


@cache
def _forking() -> subprocess.Popen[str]:
    """One for all commands of these tests; it ends with them, when its input does."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("forking.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"COLUMNS": "200"},
    )


def _forked(asked: str) -> int:
    with _TURN:
        process = _forking()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(asked + "\n")
        process.stdin.flush()
        return int(process.stdout.readline())

"""One log line per event, from our code or a library. Run in separate processes."""

import json
import subprocess
import sys
from typing import Any

import pytest

PROGRAM = """
import logging, structlog
from mithaq.observability import configure_logging, correlated
log = structlog.get_logger("mithaq.test")
configure_logging("things", {fmt!r})
with correlated("trace-1"):
    log.info("thing.made", thing="7", email="amina@commune.ma")
    logging.getLogger("uvicorn.error").warning("listening on %s", "port 1")
    logging.getLogger("uvicorn.access").info("GET /?email=amina@commune.ma")
    log.debug("not.shown")
    try:
        token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbWluYSJ9.c2lnbmF0dXJl"
        raise ValueError("bad " + token)
    except ValueError:
        log.exception("thing.failed")
log.info("later")
"""


def lines(fmt: str) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(fmt=fmt)], capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


def test_json_has_one_object_a_line() -> None:
    made, listening, failed, later = (json.loads(line) for line in lines("json"))
    assert _without_time(made) == {
        "event": "thing.made",
        "thing": "7",
        "email": "[redacted]",
        "level": "info",
        "logger": "mithaq.test",
        "service": "things",
        "correlation_id": "trace-1",
    }
    assert (listening["event"], listening["correlation_id"]) == ("listening on port 1", "trace-1")
    assert "ValueError: bad [redacted]" in failed["exception"]
    assert "correlation_id" not in later


@pytest.mark.parametrize("hidden", ["amina", "eyJhbGci", "not.shown"])
def test_the_console_format_redacts_too(hidden: str) -> None:
    text = "\n".join(lines("console"))
    assert "thing.made" in text
    assert "ValueError" in text
    assert hidden not in text.replace('token = "eyJ', "")


def _without_time(line: dict[str, Any]) -> dict[str, Any]:
    assert line.pop("timestamp").endswith("Z")
    return line

"""SIGTERM and SIGINT: the first asks, the second insists."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def stop_signals() -> Iterator[asyncio.Event]:
    """An event set by the first signal; the second ends the process at once (128 + its number)."""
    loop, asked = asyncio.get_running_loop(), asyncio.Event()

    def on(received: signal.Signals) -> None:
        if asked.is_set():
            os._exit(128 + received)
        log.info("process.stop_asked", signal=received.name)
        asked.set()

    for each in _SIGNALS:
        loop.add_signal_handler(each, on, each)
    try:
        yield asked
    finally:
        for each in _SIGNALS:
            loop.remove_signal_handler(each)

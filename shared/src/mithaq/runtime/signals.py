"""SIGTERM and SIGINT: the first requests a graceful stop, the second ends the process at once."""

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
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def handle(received: signal.Signals) -> None:
        if stop.is_set():
            os._exit(128 + received)
        log.info("process.stop_requested", signal=received.name)
        stop.set()

    for each in _SIGNALS:
        loop.add_signal_handler(each, handle, each)
    try:
        yield stop
    finally:
        for each in _SIGNALS:
            loop.remove_signal_handler(each)

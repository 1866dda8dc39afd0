"""Console output of the command line, and its handling of interrupts."""

import json
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from types import FrameType

from rich.console import Console
from rich.table import Table

from mithaq_local.measures import Status

OUT = Console(highlight=False)
ERR = Console(stderr=True, highlight=False)


def say(text: str) -> None:
    OUT.print(text, markup=False, soft_wrap=True)


def print_error(text: str) -> None:
    ERR.print(text, style="red", markup=False, soft_wrap=True)


def show_addresses(addresses: Mapping[str, str], names: Sequence[str]) -> None:
    """A table of addresses for browsers and clients, without passwords."""
    table = Table(box=None, show_header=False)
    for name, address in addresses.items():
        if name in names:
            table.add_row(name, address.rpartition("@")[2])
    OUT.print(table)


def show_status(rows: Sequence[Status], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    table = Table(box=None, header_style="bold")
    for title in ("process", "state", "pid", "port", "probes", "memory", "cpu", "uptime"):
        table.add_column(title, justify="left" if title in ("process", "state") else "right")
    for row in rows:
        table.add_row(*_cells(row))
    OUT.print(table)
    total = sum(row.memory_bytes or 0 for row in rows)
    OUT.print(f"{sum(1 for row in rows if row.pid)} processes, {total / 2**20:.0f} MB")


def _cells(row: Status) -> list[str]:
    measured = [
        str(row.pid or ""),
        str(row.port or ""),
        str(row.probes or ""),
        f"{row.memory_bytes / 2**20:.0f} MB" if row.memory_bytes is not None else "",
        f"{row.cpu_percent:.1f} %" if row.cpu_percent is not None else "",
        _duration(row.uptime_seconds) if row.uptime_seconds is not None else "",
    ]
    return [row.name, row.state, *measured]


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s"


@contextmanager
def interruptible() -> Iterator[None]:
    """A context in which SIGTERM raises KeyboardInterrupt, as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A context in which SIGINT and SIGTERM are ignored, to protect the clean-up."""
    before = {one: signal.signal(one, signal.SIG_IGN) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

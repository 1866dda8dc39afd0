"""Keeps libraries from filling the log while a server is away: a line of a kind every ten seconds.

aiokafka says that a topic is unknown, or a node unreachable, ten times a second and client.
"""

import logging
from time import monotonic
from typing import Final

_QUIET_S: Final = 10.0
_LIBRARIES: Final = ("aiokafka", "faust", "mode", "asyncio", "sqlalchemy")
_KINDS: Final = 1_000  # a library that makes its templates up would grow the table for ever


class Repeats(logging.Filter):
    """Drops a library's line if one of its kind (logger, level, template) was let through lately.

    The next one that is let through says how many were dropped. Our own lines are never dropped.
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[tuple[str, int, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] not in _LIBRARIES:
            return True
        kind = (record.name, record.levelno, str(record.msg))
        at, dropped = self._told.get(kind, (float("-inf"), 0))
        if monotonic() - at < _QUIET_S:
            self._told[kind] = (at, dropped + 1)
            return False
        if len(self._told) >= _KINDS:
            self._told.clear()
        self._told[kind] = (monotonic(), 0)
        if dropped:
            record.msg = f"{record.getMessage()} (and {dropped} more of its kind)"
            record.args = None
        return True

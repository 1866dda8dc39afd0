"""The console for the report."""

import os
from typing import Final

from rich.console import Console

_PLAIN_WIDTH: Final = 150


def wide_console() -> Console:
    """A terminal as it is; a log file, which has no width, wide enough for whole amounts."""
    console = Console()
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PLAIN_WIDTH
    return console

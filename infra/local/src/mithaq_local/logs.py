"""Reads the processes' log files: the last lines, and new lines as they are written."""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

LAST_LINES = 100
TAIL_BYTES = 256 * 1024
POLL_SECONDS = 0.3


def last_lines(file: Path, count: int = LAST_LINES) -> list[str]:
    """The last `count` lines of `file`, or none if there is no such file yet."""
    if not file.exists():
        return []
    with file.open("rb") as content:
        size = content.seek(0, 2)
        content.seek(max(0, size - TAIL_BYTES))
        return content.read().decode("utf-8", "replace").splitlines()[-count:]


def follow(files: Sequence[Path], *, wait: float = POLL_SECONDS) -> Iterator[tuple[Path, str]]:
    """Yields each line added to any of the files from now on, across rotations; never ends."""
    tails = [Tail(file) for file in files]
    while True:
        for tail in tails:
            for line in tail.new_lines():
                yield tail.file, line
        time.sleep(wait)


class Tail:
    """Reads the lines appended to one log file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._stream: BinaryIO | None = None
        self._rest = b""
        self._open()
        if self._stream:
            self._stream.seek(0, 2)

    def new_lines(self) -> Iterator[str]:
        """Complete lines written since the last call."""
        yield from self._read()
        if self._was_rotated():
            if self._rest:
                yield self._rest.decode("utf-8", "replace")
            self._rest = b""
            self._open()
            yield from self._read()

    def _open(self) -> None:
        self._stream = self.file.open("rb") if self.file.exists() else None

    def _read(self) -> Iterator[str]:
        if self._stream is None:
            return
        *lines, self._rest = (self._rest + self._stream.read()).split(b"\n")
        for line in lines:
            yield line.decode("utf-8", "replace")

    def _was_rotated(self) -> bool:
        if not self.file.exists():
            return False
        if self._stream is None:
            return True
        return self.file.stat().st_ino != os.fstat(self._stream.fileno()).st_ino

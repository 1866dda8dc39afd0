"""A PostgreSQL on a separate small file system that can be filled and freed."""

import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

import pytest
from mithaq_local import postgres, runtime
from mithaq_local.stack import Stack
from mithaq_local.state import State
from mithaq_local.testing import temporary_stack

MEGABYTES = 200


class SmallDisk:
    """A PostgreSQL with its data on a tmpfs, which one other file fills up."""

    def __init__(self, stack: Stack, mounted: Path) -> None:
        self.stack, self._ballast = stack, mounted / "ballast"

    @property
    def address(self) -> str:
        return postgres.server(State.load(self.stack.folder))

    def fill(self) -> None:
        """Fill the disk to the last byte."""
        with self._ballast.open("ab", buffering=0) as file:
            while not _full(file):
                pass

    def free(self) -> None:
        """Free the disk and wait for PostgreSQL, which may have stopped because it was full."""
        self._ballast.unlink(missing_ok=True)
        self.stack.start(["postgres"])


@contextmanager
def small_disk() -> Iterator[SmallDisk]:
    """Skips the test if this process is not allowed to mount."""
    with temporary_stack("disk") as stack:
        State.open(stack.folder)
        mounted = runtime.create(stack.folder.resolve())
        if refusal := _mount(mounted):
            pytest.skip(
                f"a full disk needs a file system of its own; mounting one failed: {refusal}"
            )
        try:
            stack.start(["postgres"])
            yield SmallDisk(stack, mounted)
        finally:
            stack.stop()
            subprocess.run(["umount", str(mounted)], check=True)


def _full(file: FileIO) -> bool:
    try:
        file.write(bytes(64 * 1024))
    except OSError as refusal:
        return refusal.errno == errno.ENOSPC
    return False


def _mount(where: Path) -> str:
    """The reason for a failure; empty on success."""
    options = f"size={MEGABYTES}m,mode=711"
    command = ["mount", "-t", "tmpfs", "-o", options, "mithaq-test", str(where)]
    try:
        return subprocess.run(command, check=False, capture_output=True, text=True).stderr.strip()
    except FileNotFoundError:
        return "there is no mount command"

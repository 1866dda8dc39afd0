"""Errors of the local stack. Every message ends with what to do.

LocalStackError
├── Busy                another command holds the stack
├── DownloadMissing     a file of Kafka is neither cached nor reachable
├── FolderRefused       a required folder belongs to another user
├── NoFreePort          the port range is used up
├── NotRunning          the stack, or the named process, is not running
├── OneServiceAtATime   the operation changes something and needs the name of one service
├── PackageMissing      a service is not installed in this environment
├── StartFailed         a process exited or did not become ready
├── StateDamaged        the state folder cannot be read
└── UnknownProcess      no process has that name
"""

from collections.abc import Iterable
from pathlib import Path


class LocalStackError(Exception):
    """An error that the user can correct; the message says how."""


class Busy(LocalStackError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Another mithaq command is still working on {folder}. Wait for it to end, or stop it."
        )


class DownloadMissing(LocalStackError):
    def __init__(self, what: str, reason: str) -> None:
        super().__init__(
            f"{what} is not in the cache and could not be downloaded ({reason}). Connect to the "
            "network and run the command again (finished files are kept), or set "
            "MITHAQ_MAVEN_MIRROR to the address of a Maven repository you can reach."
        )
        self.what, self.reason = what, reason


class FolderRefused(LocalStackError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} exists and does not belong to you alone. Remove it, or set MITHAQ_RUNTIME "
            "to a short folder of your own."
        )


class NoFreePort(LocalStackError):
    def __init__(self, first: int, last: int) -> None:
        super().__init__(
            f"No free port found on 127.0.0.1 between {first} and {last}. Stop a program that "
            "listens there, then run the command again."
        )


class NotRunning(LocalStackError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not running. Start it with: mithaq up")


class OneServiceAtATime(LocalStackError):
    def __init__(self, words: str, known: Iterable[str]) -> None:
        super().__init__(
            f"{words!r} is for one service: mithaq store --service NAME {words}. "
            f"Known: {', '.join(known)}."
        )


class PackageMissing(LocalStackError):
    def __init__(self, services: Iterable[str]) -> None:
        super().__init__(
            f"Not installed in this environment: {', '.join(services)}. Install the workspace, or "
            "start only a part of the stack: mithaq up --only postgres,kafka"
        )


class StartFailed(LocalStackError):
    def __init__(self, name: str, reason: str, log_tail: str) -> None:
        tail = f"\nThe end of its log:\n{log_tail}" if log_tail else ""
        super().__init__(
            f"{name} {reason}. The other processes were left as they are. See "
            f"`mithaq logs {name}`, then run `mithaq up` again, or `mithaq down`.{tail}"
        )
        self.name = name


class StateDamaged(LocalStackError):
    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"The state in {folder} is damaged ({reason}). Start from scratch with: mithaq down "
            "--wipe (this deletes the local databases)."
        )


class UnknownProcess(LocalStackError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no process {name!r}. Known: {', '.join(known)}.")

"""The writers' record of commands sent and answered, kept apart from the system under test.

A file per writer, with one system call per line, so that written lines survive a SIGKILL of the
writer. A line cut off by that kill is ignored, which only makes a command's outcome unknown.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic_ns
from typing import Any

from mithaq.commands import Accepted


@dataclass(slots=True)
class Command:
    """A command as its writer knows it. Times are of the machine's monotonic clock, in ns."""

    command_id: str
    client: str
    number: int
    numbers: dict[str, list[int]]  # stream -> what to count there; the first names the result
    expected: int | None
    sent_at: int
    acked_at: int | None = None
    result: tuple[str, int, int] | None = None  # stream, version, position
    refused: bool = False
    again: list[tuple[tuple[str, int, int], bool]] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many events each stream gets."""
        return {stream: len(numbers) for stream, numbers in self.numbers.items()}

    @property
    def idle(self) -> bool:
        """Whether it finds nothing to count."""
        return not any(self.numbers.values())

    @property
    def open(self) -> bool:
        """Whether its outcome is unknown to its writer."""
        return self.result is None and not self.refused


class Record:
    """The open file of one writer."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        if path.stat().st_size:
            os.write(self._file, b"\n")  # ends a line that was cut off; else it is an empty one

    def sent(self, command: Command) -> None:
        self._write(
            "sent",
            command.command_id,
            client=command.client,
            number=command.number,
            numbers=command.numbers,
            expected=command.expected,
            at=command.sent_at,
        )

    def acked(self, command_id: str, accepted: Accepted) -> None:
        self._write("acked", command_id, result=_result(accepted), at=monotonic_ns())

    def refused(self, command_id: str) -> None:
        self._write("refused", command_id)

    def again(self, command_id: str, accepted: Accepted) -> None:
        self._write("again", command_id, result=_result(accepted), repeated=accepted.repeated)

    def _write(self, what: str, command_id: str, **values: object) -> None:
        line = json.dumps({"what": what, "id": command_id, **values}) + "\n"
        os.write(self._file, line.encode())


def read(path: Path) -> dict[str, Command]:
    """Every command of one writer by id, in the order of sending."""
    return commands(path.read_text().splitlines()) if path.exists() else {}


def commands(lines: Iterable[str]) -> dict[str, Command]:
    found: dict[str, Command] = {}
    for line in lines:
        try:
            values = json.loads(line)
        except json.JSONDecodeError:
            continue  # a line that was cut off, or the empty line after a complete one
        _apply(found, values)
    return found


def _apply(found: dict[str, Command], values: dict[str, Any]) -> None:
    match values:
        case {"what": "sent", "id": name, "at": at, "numbers": numbers}:
            found[name] = Command(
                name, values["client"], values["number"], numbers, values["expected"], at
            )
        case {"what": "acked", "id": name, "result": [stream, version, position], "at": at}:
            found[name].result, found[name].acked_at = (stream, version, position), at
        case {"what": "refused", "id": name}:
            found[name].refused = True
        case {"what": "again", "id": name, "result": [stream, version, position]}:
            found[name].again.append(((stream, version, position), values["repeated"]))


def _result(accepted: Accepted) -> tuple[str, int, int]:
    return accepted.stream_id, accepted.version, accepted.position

"""The writers' commands, a pure function of the seed, so that any command can be repeated."""

import hashlib
from dataclasses import dataclass
from random import Random
from typing import Final
from uuid import UUID, uuid5

CLIENTS: Final = 6  # of each writer process, working at the same time
HOT, STREAMS = 8, 300
MAX_PAUSE_S: Final = 0.4  # of a client between two commands
AT_ONCE: Final = 0.4  # of the commands follow without a pause, so that groups form
IDLE: Final = 0.1  # of the commands change nothing
_SPACE: Final = UUID("7e0f9a52-3b1c-5d4e-8f60-1a2b3c4d5e6f")


@dataclass(frozen=True, slots=True)
class PlannedCommand:
    """One command: numbers to count on one stream or two, some with an expected version.

    An idle one finds nothing to count; sent again, it would.
    """

    command_id: UUID
    parts: tuple[tuple[str, tuple[int, ...]], ...]
    guarded: bool  # with the version the client saw; refused if the stream has changed
    rest_s: float
    repeat: bool  # afterwards, an answered command is sent again
    abandoned: bool  # not sent again if its writer is killed before the answer

    @property
    def idle(self) -> bool:
        return not any(numbers for _, numbers in self.parts)

    @property
    def fingerprint(self) -> bytes:
        return hashlib.sha256(repr(self.parts).encode()).digest()

    @property
    def numbers(self) -> dict[str, list[int]]:
        return {stream: list(numbers) for stream, numbers in self.parts}


def planned_command(seed: int, client: str, number: int) -> PlannedCommand:
    """The `number`th command of a client."""
    name = f"{seed}/{client}/{number}"
    random = Random(name)
    streams, most = [_stream(random)], 0 if random.random() < IDLE else 5
    if random.random() < 0.25 and (other := _stream(random)) not in streams:
        streams.append(other)
    return PlannedCommand(
        command_id=uuid5(_SPACE, name),
        parts=tuple((stream, _numbers(random, most // len(streams))) for stream in streams),
        guarded=random.random() < 0.15,
        rest_s=random.uniform(0, MAX_PAUSE_S) if random.random() > AT_ONCE else 0,
        repeat=random.random() < 0.05,
        abandoned=random.random() < 0.25,
    )


def _stream(random: Random) -> str:
    """A third of the commands use a few hot streams; the others are spread."""
    few = random.random() < 1 / 3
    return f"counter-{random.randrange(HOT) if few else random.randrange(HOT, STREAMS)}"


def _numbers(random: Random, most: int) -> tuple[int, ...]:
    if not most:
        return ()
    return tuple(random.randint(1, 1_000) for _ in range(random.randint(1, most)))

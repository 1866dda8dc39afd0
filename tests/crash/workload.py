"""What the writers order: commands as a pure function of the seed, so that any can be repeated."""

import hashlib
from dataclasses import dataclass
from random import Random
from typing import Final
from uuid import UUID, uuid5

CLIENTS: Final = 6  # of each writer process, working at the same time
HOT, STREAMS = 8, 300
APART_S: Final = 0.4  # a client rests up to so long between two commands
AT_ONCE: Final = 0.4  # of the commands follow without a rest: several wait and go as one group
_SPACE: Final = UUID("7e0f9a52-3b1c-5d4e-8f60-1a2b3c4d5e6f")


@dataclass(frozen=True, slots=True)
class Order:
    """One command: numbers to count on one stream or two, some only if nobody was there since."""

    command_id: UUID
    parts: tuple[tuple[str, tuple[int, ...]], ...]
    guarded: bool  # with the version the client saw; refused when the stream moved on
    rest_s: float
    repeat: bool  # afterwards one that was answered is sent again
    abandoned: bool  # when its writer dies before the answer, nobody asks again

    @property
    def fingerprint(self) -> bytes:
        return hashlib.sha256(repr(self.parts).encode()).digest()

    @property
    def numbers(self) -> dict[str, list[int]]:
        return {stream: list(numbers) for stream, numbers in self.parts}


def order(seed: int, client: str, number: int) -> Order:
    """The `number`th command of a client."""
    name = f"{seed}/{client}/{number}"
    random = Random(name)
    streams = [_stream(random)]
    if random.random() < 0.25 and (other := _stream(random)) not in streams:
        streams.append(other)
    return Order(
        command_id=uuid5(_SPACE, name),
        parts=tuple((stream, _numbers(random, 5 // len(streams))) for stream in streams),
        guarded=random.random() < 0.15,
        rest_s=random.uniform(0, APART_S) if random.random() > AT_ONCE else 0,
        repeat=random.random() < 0.05,
        abandoned=random.random() < 0.25,
    )


def _stream(random: Random) -> str:
    """A third of the commands meet on a few streams; the rest spread."""
    few = random.random() < 1 / 3
    return f"counter-{random.randrange(HOT) if few else random.randrange(HOT, STREAMS)}"


def _numbers(random: Random, most: int) -> tuple[int, ...]:
    return tuple(random.randint(1, 1_000) for _ in range(random.randint(1, most)))

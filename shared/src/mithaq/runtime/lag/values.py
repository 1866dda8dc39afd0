"""How far behind each part of one service is: what `status` shows and the gauges tell."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLag:
    """`events` are committed, `seq` of them in the log; the rest is what the sequencer owes."""

    events: int
    seq: int
    unsequenced: int
    oldest_ms: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """The relay, or a read model of own events. `oldest_ms` is the age of the line after `seq`."""

    name: str
    seq: int
    lines: int
    oldest_ms: float | None
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionLag:
    """Records a consumer has not read; `late` ones are older than 30 s. None: Kafka is away."""

    consumer: str
    topic: str
    partition: int
    next_offset: int
    records: int | None
    late: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """What waits for a person. `halted` is why the consumer stopped, if it did."""

    consumer: str
    dead_letters: int
    parked_streams: int
    halted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteTransaction:
    """An open transaction that has written: no log of the cluster can pass it."""

    pid: int
    application: str
    database: str
    state: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """One moment of one service. `outdated` read models were made by older code than this."""

    service: str
    log: LogLag
    oldest_write: WriteTransaction | None
    relay: Follower
    read_models: Sequence[Follower]
    consumers: Sequence[PartitionLag]
    letters: Sequence[Letters]
    outdated: Sequence[str]
